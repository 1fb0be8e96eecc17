"use client";

import { MessagePage } from "@/components/ui/message-page";

export default function ErrorPage({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <MessagePage title="页面出错了">
      系统没能显示这个页面，已保存的内容不受影响。请
      <button type="button" onClick={reset} className="cursor-pointer text-accent underline">
        重试
      </button>
      ；仍然出错的，请联系财政局{error.digest && `，并告知编号 ${error.digest}`}。
    </MessagePage>
  );
}
