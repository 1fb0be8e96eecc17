import { z } from "zod";
import { isFormatId } from "@/lib/domain/formats/format-of";
import type { ObligedChangeKind } from "@/lib/domain/register/obliged-changes";
import { yearStepIds } from "@/lib/domain/report/year-opening";
import { ruleSchema } from "@/lib/features/decision-rules/schema";
import { confirmed, deadlineFollows, deadlineMessage, yearSchema } from "@/lib/features/fiscal-years/schema";
import { seenRevision } from "@/lib/features/typed-texts/schema";
import { day, exemptBasis } from "@/lib/features/units/schema";
import { noticeText } from "@/lib/features/year-notice/schema";

/** In the place of the id of a stored catalogue: the rows that come with the system. No id has such a sign. */
export const shippedCatalogue = "*shipped";
const catalogue = z.string("请选择科目目录。").min(1, "请选择科目目录。").max(60, "没有这个科目目录，请重新选择。");

/** What has been chosen of a year that is being prepared, as it is stored. */
export const choicesSchema = z.object({
  tableSetId: z.string().optional(),
  /** `shippedCatalogue`, or the id of a stored one. */
  catalogue: catalogue.optional(),
  notice: z.string().default(""),
  opensAt: z.string().optional(),
  deadline: z.string().optional(),
  rule: ruleSchema.optional(),
  /** By the id of a unit: why it does not publish the year; `null`: it does, other than in the year before. */
  exemptions: z.record(z.string(), z.string().nullable()).default({}),
  /** Steps that somebody has looked through. */
  seen: z.array(z.enum(yearStepIds)).default([]),
});
export type Choices = z.output<typeof choicesSchema>;

/** A draft at the revision that the person saw. */
const seenDraft = z.object({ year: yearSchema, known: seenRevision(1) });

export const startDraftSchema = z.object({ year: yearSchema });

const datesStepSchema = z
  .object({ opensAt: day("请填写开始日期。"), deadline: day("请填写截止日期。"), rule: ruleSchema }, "请填写期限。")
  .refine(deadlineFollows, deadlineMessage);

/** To whoever exempts what owes no accounts. */
export const unknownUnit = "不予公开的名单中有不在本区登记簿中的单位，请刷新后重新选择单位。";

/** What one step saves. */
const stepSchema = z.discriminatedUnion(
  "step",
  [
    z.object({
      step: z.literal("format"),
      tableSetId: z.string("请选择报表格式。").refine(isFormatId, "请选择报表格式。"),
    }),
    z.object({ step: z.literal("subjects"), catalogue }),
    z.object({ step: z.literal("changes"), notice: noticeText }),
    z.object({ step: z.literal("deadlines"), dates: datesStepSchema }),
    z.object({ step: z.literal("units"), exemptions: z.record(z.uuid(unknownUnit), exemptBasis, unknownUnit) }),
    z.object({ step: z.literal("openings") }),
  ],
  "没有这一步，请从左边的步骤进入。",
);
export const saveStepSchema = seenDraft.extend({ saved: stepSchema });
export type SavedStep = z.input<typeof stepSchema>;

export const discardDraftSchema = seenDraft;
export const restoreShippedSchema = seenDraft;
export const openPreparedSchema = seenDraft.extend({ confirmed });

/** One unit of the list of those who are new, gone or changed. */
export interface ChangedUnit {
  unitId: string;
  code: string;
  name: string;
  kinds: ObligedChangeKind[];
  texts: string[];
  documents: string[];
}

/** A unit that owes the year, and whether it publishes. */
export interface ObligedUnit {
  unitId: string;
  code: string;
  name: string;
  departmentName: string;
  /** As it would be taken over from the year before. */
  inherited: string | null;
}

/** A subject that is gone, and who used it last year. */
export interface GoneSubject {
  code: string;
  name: string;
  successors: { code: string; name: string }[];
  /** Amounts in fen by the sheet. */
  uses: { unitName: string; sheet: string; amount: number }[];
}

/** How a unit's openings stand. */
export interface OpeningRow {
  unitId: string;
  code: string;
  name: string;
  /** `carried`: approved last year; `waiting`: not yet; `none`: nothing to carry over. */
  state: "carried" | "waiting" | "none";
  /** Units whose closings it opens with, where these are not its own alone. */
  from: string[];
  /** How far last year's accounts are that are not approved. */
  waitsFor: string[];
}
