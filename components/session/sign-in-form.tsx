"use client";

import { zodResolver } from "@hookform/resolvers/zod";
import { signIn } from "next-auth/react";
import { useState } from "react";
import { Controller, useForm } from "react-hook-form";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { signInErrorSentence, signInSchema } from "@/lib/features/session/schema";

/** Name and password. What was typed stays when the sign-in fails. */
export function SignInForm({ next }: { next: string }) {
  const [problem, setProblem] = useState<string | null>(null);
  const form = useForm({ resolver: zodResolver(signInSchema), defaultValues: { username: "", password: "" } });

  const submit = form.handleSubmit(async (input) => {
    setProblem(null);
    try {
      const answer = await signIn("credentials", { ...input, redirect: false });
      // A whole page load: nothing of the signed-out state may linger.
      if (answer?.ok) window.location.assign(next);
      else setProblem(signInErrorSentence(answer?.error));
    } catch {
      setProblem("没有连上服务器。请检查网络后重试。");
    }
  });

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
      {problem && (
        <Callout tone="danger" isAlert>
          {problem}
        </Callout>
      )}
      <Controller
        control={form.control}
        name="username"
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <TextField {...field} label="用户名" autoComplete="username" autoFocus error={fieldState.error?.message} />
        )}
      />
      <Controller
        control={form.control}
        name="password"
        render={({ field: { ref: _ref, ...field }, fieldState }) => (
          <TextField {...field} label="密码" type="password" autoComplete="current-password" error={fieldState.error?.message} />
        )}
      />
      <Button type="submit" emphasis="primary" isDisabled={form.formState.isSubmitting}>
        登录
      </Button>
    </form>
  );
}
