import { z } from "zod";
import { secondFactorRules } from "@/lib/domain/report/second-factor";
import { nextPathSchema } from "@/lib/features/session/schema";
import type { FormAnswer } from "@/lib/platform/action";

const password = z.string().min(1, "请填写当前密码。").max(200, "密码过长。");

/** The six digits that an app shows, or one of the recovery codes. */
const code = z.string("请填写验证码。").trim().min(1, "请填写验证码。").max(60, "验证码过长。");

/** What the browser answers for a passkey; the library reads it piece by piece. */
const response = z.record(z.string(), z.unknown(), "浏览器没有给出通行密钥，请重试。");

export const nothingSchema = z.object({});
export const giveCodeSchema = z.object({ code, next: nextPathSchema });
export const givePasskeySchema = z.object({ response, next: nextPathSchema });

/** Where to go on, or why not. */
export type SecondStepAnswer = FormAnswer<{ next: string }>;

export const confirmedSchema = z.object({ password });
export const confirmCodesSchema = z.object({ code: code.regex(/^\d{6}$/, "请填写手机上显示的 6 位数字。") });
export const addPasskeySchema = z.object({
  name: z.string("请给通行密钥起个名字。").trim().min(1, "请给通行密钥起个名字。").max(50, "名字最多 50 个字。"),
  response,
});

/** A factor of one's own: the codes, or one of the passkeys. */
const factor = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("codes") }),
  z.object({ kind: z.literal("passkey"), id: z.uuid() }),
]);
export const removeFactorSchema = z.object({ password, factor });
export type Factor = z.infer<typeof factor>;

const rule = z.enum(secondFactorRules, "请选择要求。");
/** Whom the district asks, and whom it asked as the administrator saw it. */
export const setRuleSchema = z.object({ rule, known: rule });
