"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signOut } from "next-auth/react";
import { Controller, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { useIsReady } from "@/components/ui/use-is-ready";
import { useSending } from "@/components/ui/use-sending";
import { changePasswordAction } from "@/lib/features/session/actions";
import { changePasswordSchema } from "@/lib/features/session/schema";

/** Changes one's own password; every session ends and the person signs in again with the new one. */
export function PasswordForm() {
  const { reasons, send, forget } = useSending({
    unreached: "没有连上服务器，密码未修改。请检查网络后重试。",
    refreshes: false,
  });
  const isReady = useIsReady();
  const form = useForm({
    resolver: zodResolver(changePasswordSchema),
    defaultValues: { currentPassword: "", newPassword: "" },
  });

  const submit = form.handleSubmit(async (input) => {
    await send(
      () => changePasswordAction(input),
      () => signOut({ callbackUrl: "/sign-in" }),
    );
  });

  return (
    <form
      method="post"
      onSubmit={(event) => {
        // What the server said of the last one is not about this one.
        forget();
        void submit(event);
      }}
      noValidate
      className="flex flex-col gap-4"
    >
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.map((reason) => (
            <p key={reason}>{reason}</p>
          ))}
        </Callout>
      )}
      <Controller
        control={form.control}
        name="currentPassword"
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <TextField
            {...field}
            label="当前密码"
            type="password"
            autoComplete="current-password"
            error={fieldState.error?.message}
          />
        )}
      />
      <Controller
        control={form.control}
        name="newPassword"
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <TextField
            {...field}
            label="新密码"
            type="password"
            autoComplete="new-password"
            hint="至少 12 个字符。修改后须用新密码重新登录。"
            error={fieldState.error?.message}
          />
        )}
      />
      <Button type="submit" emphasis="primary" isDisabled={!isReady || form.formState.isSubmitting}>
        修改密码
      </Button>
      <noscript>
        <p className="text-sm text-danger">
          浏览器没有运行脚本，不能在这里修改密码。请允许本站运行脚本，或更换浏览器后再试。
        </p>
      </noscript>
    </form>
  );
}
