import { z } from "zod";
import { noticeGroups, type NoticeGroup } from "@/lib/domain/notices/notice-kinds";

/** What a notice's title is made of, as it is stored (NoticeFacts). */
export const noticeFactsSchema = z.object({
  unit: z.string(),
  year: z.number().int(),
  by: z.string().optional(),
  dueOn: z.string().optional(),
  days: z.number().int().optional(),
  text: z.string().optional(),
});

/** Notices of the person who is signed in: one, or all. */
export const markNoticesReadSchema = z.object({ noticeId: z.uuid().nullable() });

const groups = Object.keys(noticeGroups) as [NoticeGroup, ...NoticeGroup[]];

/** What the address of the inbox asks for; what it does not know is left out. */
export const inboxFilterSchema = z.object({
  group: z.enum(groups).nullable().catch(null).default(null),
  unread: z
    .literal("1")
    .nullable()
    .catch(null)
    .default(null)
    .transform((text) => text === "1"),
  page: z.coerce.number().int().min(1).max(10_000).catch(1).default(1),
});
export type InboxFilter = z.output<typeof inboxFilterSchema>;

/** A notice in a list. Times are ISO 8601. */
export interface NoticeLine {
  id: string;
  label: string;
  title: string;
  /** More than the title says; empty where there is nothing. */
  text: string;
  href: string;
  at: string;
  isRead: boolean;
}

/** Longest time before a deadline, in days, that units may be told. */
const LONGEST_BEFORE = 60;

/** So many days before their deadline units are told; with commas between, none for never. */
export const deadlineDaysSchema = z.object({
  days: z
    .string()
    .trim()
    .max(100, "天数过多。")
    .transform((text, context) => {
      const parts = text.split(/[,，、\s]+/).filter((part) => part !== "");
      const days = parts.map(Number);
      if (parts.some((part) => !/^\d{1,2}$/.test(part)) || days.some((day) => day > LONGEST_BEFORE)) {
        context.addIssue({ code: "custom", message: `请填写 0 到 ${LONGEST_BEFORE} 的天数，以逗号分开，如 7,3,1。` });
        return z.NEVER;
      }
      if (days.length > 10) {
        context.addIssue({ code: "custom", message: "最多填写 10 个天数。" });
        return z.NEVER;
      }
      return [...new Set(days)].toSorted((one, other) => other - one);
    }),
});
