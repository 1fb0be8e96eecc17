"use client";

import { useActionState, useState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { signInAction } from "@/lib/features/session/actions";
import type { SignInAnswer } from "@/lib/features/session/schema";

/**
 * Name and password. The form is an action of the server by itself: sent before the scripts run, or without any, it signs
 * in all the same and puts nothing into an address. With scripts, what was typed stays when the sign-in fails.
 */
export function SignInForm({ next }: { next: string }) {
  const [posted, action] = useActionState(signInAction, null);
  const [answer, setAnswer] = useState<SignInAnswer | null>(posted);
  const [isPending, setIsPending] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setIsPending(true);
    setAnswer(null);
    try {
      const answered = await signInAction(null, form);
      // A whole page load: nothing of the signed-out state may linger.
      if (answered.ok) window.location.assign(answered.data.next);
      else setAnswer(answered);
    } catch {
      setAnswer({ ok: false, reasons: ["没有连上服务器。请检查网络后重试。"] });
    }
    setIsPending(false);
  }

  const refused = answer?.ok === false ? answer : null;
  const errorOf = (field: string) => refused?.fields?.[field]?.join(" ");
  return (
    <form action={action} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      {refused && !refused.fields && (
        <Callout tone="danger" isAlert>
          {refused.reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Callout>
      )}
      <TextField
        label="用户名"
        name="username"
        defaultValue={posted?.username ?? ""}
        autoComplete="username"
        autoFocus
        error={errorOf("username")}
      />
      <TextField
        label="密码"
        name="password"
        type="password"
        autoComplete="current-password"
        error={errorOf("password")}
      />
      <Button type="submit" emphasis="primary" isDisabled={isPending}>
        登录
      </Button>
    </form>
  );
}
