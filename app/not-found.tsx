import { MessagePage } from "@/components/ui/message-page";

export default function NotFound() {
  return (
    <MessagePage title="没有找到这个页面">
      地址可能有误，或者内容尚未公开。请<a href="/">回到首页</a>查找。
    </MessagePage>
  );
}
