import { z } from "zod";

/** Codes that `signIn("credentials", …)` of next-auth/react hands back as `error`. */
export type SignInError = "invalid" | "tooMany";

const sentences: Record<SignInError, string> = {
  // One answer for a wrong name, a wrong password, a locked and a disabled account: it must not tell which names exist.
  invalid: "用户名或密码不正确，或账号已停用、暂时锁定。连续输错 5 次，账号锁定 15 分钟。",
  tooMany: "您所在的网络尝试登录次数过多，请 15 分钟后再试。",
};

/** The sentence for the sign-in form; unknown codes are told as a wrong sign-in. */
export function signInErrorSentence(code: string | null | undefined): string {
  return code === "tooMany" ? sentences.tooMany : sentences.invalid;
}

export const signInSchema = z.object({
  username: z.string().trim().min(1, "请填写用户名。").max(64, "用户名过长。").transform((value) => value.toLowerCase()),
  password: z.string().min(1, "请填写密码。").max(200, "密码过长。"),
});

/** A new password: length matters, not a mixture of signs. */
export const newPasswordSchema = z
  .string()
  .min(12, "新密码至少 12 个字符。")
  .max(200, "新密码最多 200 个字符。")
  .refine((value) => new Set(value).size >= 5, "新密码过于简单，请使用更多不同的字符。");

export const changePasswordSchema = z
  .object({ currentPassword: z.string().min(1, "请填写当前密码。").max(200, "密码过长。"), newPassword: newPasswordSchema })
  .refine((value) => value.currentPassword !== value.newPassword, { path: ["newPassword"], message: "新密码不能与当前密码相同。" });

export type ChangePasswordInput = z.infer<typeof changePasswordSchema>;

export const endAllSessionsSchema = z.object({ userId: z.uuid() });
export type EndAllSessionsInput = z.infer<typeof endAllSessionsSchema>;
