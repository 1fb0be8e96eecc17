"use client";

import { useActionState, type FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { useSending } from "@/components/ui/use-sending";
import { signInAction } from "@/lib/features/session/actions";

/**
 * Name and password. The form is an action of the server by itself: sent before the scripts run, or without any, it
 * signs in all the same and puts nothing into an address. With scripts, what was typed stays when the sign-in fails.
 */
export function SignInForm({ next }: { next: string }) {
  const [posted, action] = useActionState(signInAction, null);
  const { reasons, fields, isSending, send, forget } = useSending({
    unreached: "没有连上服务器。请检查网络后重试。",
    refreshes: false,
    posted,
  });

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    forget();
    await send(
      () => signInAction(null, form),
      // A whole page load: nothing of the signed-out state may linger.
      ({ next: place }) => window.location.assign(place),
    );
  }

  const errorOf = (field: string) => fields?.[field]?.join(" ");
  return (
    <form action={action} onSubmit={(event) => void submit(event)} className="flex flex-col gap-4">
      <input type="hidden" name="next" value={next} />
      {reasons.length > 0 && !fields && (
        <Callout tone="danger" isAlert>
          {reasons.map((reason) => (
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
      <Button type="submit" emphasis="primary" isDisabled={isSending}>
        登录
      </Button>
    </form>
  );
}
