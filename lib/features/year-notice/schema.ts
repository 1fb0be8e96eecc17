import { z } from "zod";
import type { YearChange } from "@/lib/domain/report/year-changes";
import { isStorable } from "@/lib/domain/words/text-length";
import { seenRevision } from "@/lib/features/typed-texts/schema";
import { yearSchema } from "@/lib/features/fiscal-years/schema";

/** What the bureau writes to both sides of a year. */
export const noticeText = z
  .string("请填写说明；没有可留空。")
  .trim()
  .max(4000, "最多 4000 字。")
  .refine(isStorable, "文字中含有无法保存的字符。");

/** The notice as it is to be, and the revision that the person saw. */
export const saveNoticeSchema = z.object({
  year: yearSchema,
  known: seenRevision(0),
  notice: noticeText,
});

export const putAwayNoticeSchema = z.object({ year: yearSchema, revision: seenRevision(1) });

/** What is otherwise in a year, as both sides see it. */
export interface YearNotice {
  year: number;
  /** The year that it is compared with; `null` for the first one. */
  before: number | null;
  /** What the bureau writes; may be empty. */
  notice: string;
  revision: number;
  changes: YearChange[];
}
