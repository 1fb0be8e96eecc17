import { z } from "zod";
import type { FormAnswer } from "@/lib/platform/action";
import { ownPath } from "@/lib/platform/own-path";

/** Why a sign-in was refused; `waitSeconds` where waiting helps. */
export interface SignInRefusal {
  error: "invalid" | "wait" | "tooMany";
  waitSeconds?: number;
}

/** A time to wait, as a sentence has it after 请. */
export function waitText(seconds: number): string {
  return seconds < 60 ? `${seconds} 秒` : `${Math.ceil(seconds / 60)} 分钟`;
}

/** The sentence for the person. */
export function signInRefusalSentence({ error, waitSeconds = 0 }: SignInRefusal): string {
  const wait = waitText(waitSeconds);
  switch (error) {
    // One answer for a wrong name, a wrong password and a disabled account: it must not tell which names exist.
    case "invalid":
      return "用户名或密码不正确，或账号已停用。连续输错 5 次后，每次再试都须等待，等待时间逐次加长。";
    case "wait":
      return `该用户名在您所在的网络连续输错密码，请 ${wait}后再试。本人在其他网络登录不受影响。`;
    case "tooMany":
      return `您所在的网络尝试登录次数过多，请 ${wait}后再试。`;
  }
}

export const signInSchema = z.object({
  username: z
    .string()
    .trim()
    .min(1, "请填写用户名。")
    .max(64, "用户名过长。")
    .transform((value) => value.toLowerCase()),
  password: z.string().min(1, "请填写密码。").max(200, "密码过长。"),
});

/** Where to go after signing in: a path of our own, whatever a link in somebody's mail says. */
export const nextPathSchema = z
  .string()
  .catch("")
  .transform((next) => ownPath(next) ?? "/account");

/** What the sign-in form posts. */
export const signInFormSchema = signInSchema.extend({ next: nextPathSchema });

/** Where to go on; or why not, with the name that was typed for a form that is shown anew. */
export type SignInAnswer = FormAnswer<{ next: string }, "username">;

/** A new password: length matters, not a mixture of signs. */
export const newPasswordSchema = z
  .string()
  .min(12, "新密码至少 12 个字符。")
  .max(200, "新密码最多 200 个字符。")
  .refine((value) => new Set(value).size >= 5, "新密码过于简单，请使用更多不同的字符。");

export const changePasswordSchema = z
  .object({
    currentPassword: z.string().min(1, "请填写当前密码。").max(200, "密码过长。"),
    newPassword: newPasswordSchema,
  })
  .refine((value) => value.currentPassword !== value.newPassword, {
    path: ["newPassword"],
    message: "新密码不能与当前密码相同。",
  });

export const endSessionSchema = z.object({ sessionId: z.uuid() });
export const endAllSessionsSchema = z.object({ userId: z.uuid() });
