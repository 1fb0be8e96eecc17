import { MessagePage } from "@/components/ui/message-page";

export default function Forbidden() {
  return (
    <MessagePage title="没有查看权限">
      当前账号不能使用这个页面。请<a href="/account">回到自己的工作台</a>，或联系财政局管理员开通权限。
    </MessagePage>
  );
}
