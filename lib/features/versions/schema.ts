import { z } from "zod";
import { moneyUnitLabels, type MoneyUnit } from "@/lib/domain/words/amounts";
import { keyOf, sheetIds } from "@/lib/domain/words/fact-address";
import { funds } from "@/lib/domain/words/funds";
import { longestText } from "@/lib/domain/text/writing/reasons";
import { isStorable, tooLong } from "@/lib/domain/words/text-length";

/** How a change came about, for the history of a cell. */
export const changeKinds = ["typed", "paste", "fill", "clear", "undo", "redo", "import", "rehearsal"] as const;
export type ChangeKind = (typeof changeKinds)[number];

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
              /^(?:profile|reason|purpose|free|stateAssets|noData|performance|adjustment)\.[A-Za-z0-9:._-]+$/,
              "文字位置不正确。",
            ),
          text: z.string().refine(isStorable, "文字中含有无法保存的字符。"),
          baseRevision,
        })
        .superRefine(({ slot, text }, { addIssue }) => {
          const message = tooLong(text, longestText(slot));
          if (message !== undefined) addIssue({ code: "custom", path: ["text"], message });
        }),
    )
    .min(1)
    .max(200, "一次最多保存 200 处文字。")
    .refine((edits) => isDistinct(edits, ({ slot }) => slot), "同一处文字在一次保存中出现了两次。"),
});
export type SaveTextsInput = z.input<typeof saveTextsSchema>;

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
