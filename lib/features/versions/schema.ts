import { z } from "zod";
import { moneyUnitLabels, type MoneyUnit } from "@/lib/domain/words/amounts";
import { keyOf, sheetIds } from "@/lib/domain/words/fact-address";
import { funds } from "@/lib/domain/words/funds";
import { MAX_REASON_LENGTH } from "@/lib/domain/text/writing/reasons";
import { openPointKinds, type OpenPointKind } from "@/lib/domain/report/open-points";
import { transitionNames, type TransitionName } from "@/lib/domain/report/lifecycle";

/** How a change came about, for the history of a cell. */
export const changeKinds = ["typed", "paste", "fill", "clear", "undo", "redo", "import", "rehearsal"] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** How a recorded change came about: a person's input, or an opening that followed last year's accounts. */
export type RecordedKind = ChangeKind | "carryOver";

export const changeKindLabels: Record<RecordedKind, string> = {
  typed: "录入",
  paste: "粘贴",
  fill: "填充",
  clear: "清除",
  undo: "撤销",
  redo: "重做",
  import: "导入",
  rehearsal: "采用彩排",
  carryOver: "随上年批复决算更新",
};

/** Most edits of one request: a pasted sheet of 60 subjects stays far below. */
export const MAX_EDITS = 2000;

const wrongAddress = "单元格地址不正确。";
const part = z
  .string()
  .min(1, wrongAddress)
  .max(120, wrongAddress)
  .regex(/^[A-Za-z0-9._-]+$/, wrongAddress);

/** Shape only; whether such a cell exists this year is for the domain (addressProblem). */
export const addressSchema = z.object({
  sheet: z.enum(sheetIds, wrongAddress),
  row: part,
  fund: z.union([z.enum(funds), z.literal("")], wrongAddress),
  column: part,
});

const baseRevision = z.number().int().min(0);

const isDistinct = <T>(items: readonly T[], key: (item: T) => string) => new Set(items.map(key)).size === items.length;

export const saveCellsSchema = z.object({
  versionId: z.uuid(),
  /** Whose page it comes from; refused when somebody else has signed in on that browser since. */
  personId: z.uuid().optional(),
  how: z.enum(changeKinds),
  /** What the person was typing in; amounts that say 元 or 万元 themselves overrule it. */
  unit: z.enum(Object.keys(moneyUnitLabels) as [MoneyUnit, ...MoneyUnit[]]),
  edits: z
    .array(z.object({ address: addressSchema, input: z.string().max(200, "内容过长，请只填数字。"), baseRevision }))
    .min(1)
    .max(MAX_EDITS, `一次最多保存 ${MAX_EDITS} 个单元格，请分批粘贴。`)
    .refine((edits) => isDistinct(edits, ({ address }) => keyOf(address)), "同一单元格在一次保存中出现了两次。"),
});
export type SaveCellsInput = z.infer<typeof saveCellsSchema>;

export const saveTextsSchema = z.object({
  versionId: z.uuid(),
  /** Whose page it comes from; refused when somebody else has signed in on that browser since. */
  personId: z.uuid().optional(),
  how: z.enum(changeKinds).default("typed"),
  edits: z
    .array(
      z
        .object({
          // Shape only; whether the year has such a text is for the domain (textProblem).
          slot: z
            .string()
            .max(120)
            .regex(
              /^(?:profile|reason|purpose|free|stateAssets|noData|performance)\.[A-Za-z0-9:._-]+$/,
              "文字位置不正确。",
            ),
          // PostgreSQL cannot store U+0000.
          text: z
            .string()
            .max(20_000, "文字最多两万字。")
            .refine((text) => !text.includes("\u0000"), "文字中含有无法保存的字符。"),
          baseRevision,
        })
        .refine(({ slot, text }) => !slot.startsWith("reason.") || text.length <= MAX_REASON_LENGTH, {
          path: ["text"],
          message: `变动原因最多${MAX_REASON_LENGTH}个字，请精简。`,
        }),
    )
    .min(1)
    .max(200, "一次最多保存 200 处文字。")
    .refine((edits) => isDistinct(edits, ({ slot }) => slot), "同一处文字在一次保存中出现了两次。"),
});
export type SaveTextsInput = z.input<typeof saveTextsSchema>;

export const openReportSchema = z.object({ unitId: z.uuid(), fiscalYearId: z.uuid() });

export const transitionSchema = z.object({
  versionId: z.uuid(),
  /** The version's revision that the person had before their eyes. */
  revision: z.number().int().min(0),
  step: z.enum(transitionNames as [TransitionName, ...TransitionName[]]),
  reason: z.string().trim().max(2000, "原因最多两千字。").optional(),
  /** What is open, as it was shown in the dialog and confirmed there. */
  confirmed: z
    .array(z.object({ kind: z.enum(openPointKinds as [OpenPointKind, ...OpenPointKind[]]), id: z.string().max(400) }))
    .max(2000)
    .default([]),
});
export type TransitionInput = z.input<typeof transitionSchema>;

/** Several at once, each at the revision that the person saw; few, so that an answer comes soon. */
export const publishReportsSchema = z.object({
  versions: z
    .array(z.object({ versionId: z.uuid(), revision: z.number().int().min(0) }))
    .min(1)
    .max(20),
  /** Also those whose approval kept no text: the person has confirmed that they go out as this release writes them. */
  takesUnkeptTexts: z.boolean().default(false),
});
export type PublishReportsInput = z.input<typeof publishReportsSchema>;

/** One change of a cell or text, as stored. */
export interface CellChangeRow {
  revision: number;
  oldValue: string | null;
  newValue: string | null;
  how: RecordedKind;
  by: string;
  at: Date;
}

export const cellHistorySchema = z.object({ versionId: z.uuid(), address: z.string().min(1).max(260) });

/** What became of one saved cell, in the order of the edits. `by` and `at` tell who was there before, in a conflict. */
export type CellResult =
  | { ok: true; revision: number; value: number | null; rawInput: string | null }
  | {
      ok: false;
      reason: "conflict" | "locked" | "unknownCell";
      message: string;
      revision: number;
      value: number | null;
      rawInput: string | null;
      by: string | null;
      at: string | null;
    };

export type TextResult =
  | { ok: true; revision: number; text: string }
  | {
      ok: false;
      reason: "conflict" | "unknownSlot";
      message: string;
      revision: number;
      text: string;
      by: string | null;
      at: string | null;
    };

export interface SaveAnswer<R> {
  /** The version's revision after the save. */
  revision: number;
  results: R[];
}
