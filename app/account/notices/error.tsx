"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

export default function NoticesError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Callout tone="danger" title="没有读出来" isAlert>
      <p>通知没有丢失。请重试；多次失败请联系管理员{error.digest && `（编号：${error.digest}）`}。</p>
      <Button onPress={reset}>重试</Button>
    </Callout>
  );
}
