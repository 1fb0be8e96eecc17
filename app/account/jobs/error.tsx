"use client";

import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";

export default function JobsError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <Callout tone="danger" title="没有读出来" isAlert>
      <p>任务的办理不受影响。请重试；多次失败请联系管理员{error.digest && `（编号：${error.digest}）`}。</p>
      <Button onPress={reset}>重试</Button>
    </Callout>
  );
}
