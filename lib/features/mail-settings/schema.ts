import { z } from "zod";

/** Longest address that mail is sent to (RFC 5321). */
const LONGEST_ADDRESS = 254;

export const mailPaces = { atOnce: "即时", daily: "每日汇总", none: "不发邮件" } as const;
export type MailPace = keyof typeof mailPaces;

export const mailAddressSchema = z.object({
  address: z
    .string()
    .trim()
    .max(LONGEST_ADDRESS, "邮箱地址过长。")
    .pipe(z.email("请填写邮箱地址，如 zhang@example.gov.cn。")),
});

export const mailCodeSchema = z.object({
  code: z
    .string()
    .transform((text) => text.replaceAll(/\s/g, ""))
    .pipe(z.string().regex(/^\d{6}$/, "请填写邮件中的 6 位数字。")),
});

export const mailPaceSchema = z.object({ pace: z.enum(Object.keys(mailPaces) as [MailPace, ...MailPace[]]) });

/** What a person sees of their mail. Times are ISO 8601. */
export interface OwnMail {
  /** Whether the installation sends mail at all. */
  isOffered: boolean;
  setting: {
    address: string;
    pace: MailPace;
    isConfirmed: boolean;
    /** A code was sent that still counts. */
    awaitsCode: boolean;
    unreachable: { since: string; said: string } | null;
  } | null;
}
