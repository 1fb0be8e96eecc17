import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import { letterKindSchema, linesOf, publicitySchema, textOf } from "@/lib/features/letter-templates/schema";

const day = (message: string) => z.string().refine(isDay, message);
const fen = z.number().int();

const change = z.object({ label: z.string(), cell: z.string(), before: fen, after: fen, reason: z.string() });

/** A letter as it is stored. */
export const letterContentSchema: z.ZodType<Letter> = z.object({
  kind: letterKindSchema,
  year: z.number().int(),
  issuer: z.string(),
  number: z.string().nullable(),
  title: z.string(),
  addressee: z.string(),
  basis: z.array(z.object({ text: z.string(), number: z.string(), date: z.string().nullable() })),
  opening: z.array(z.string()),
  figuresText: z.string(),
  figures: z.array(
    z.object({ label: z.string(), cell: z.string(), amount: fen, level: z.union([z.literal(0), z.literal(1)]) }),
  ),
  adjustments: z.array(change),
  correction: z
    .object({ number: z.string(), signedOn: z.string(), reason: z.string(), changes: z.array(change) })
    .nullable(),
  balances: z.array(
    z.object({ fund: z.string(), cell: z.string(), closing: fen, toKeep: fen, toReturn: fen, basis: z.string() }),
  ),
  requirements: z.array(z.object({ text: z.string(), dueOn: z.string().nullable() })),
  problems: z.array(z.object({ text: z.string(), dueOn: z.string().nullable() })),
  closing: z.array(z.string()),
  annex: z
    .object({
      title: z.string(),
      columns: z.array(z.object({ label: z.string(), cell: z.string() })),
      rows: z.array(z.object({ unitCode: z.string(), unitName: z.string(), amounts: z.array(fen.nullable()) })),
      total: z.array(fen),
    })
    .nullable(),
  signedBy: z.string(),
  signedOn: z.string().nullable(),
  contact: z.object({ name: z.string(), phone: z.string() }),
  copiesTo: z.array(z.string()),
  publicity: z.object({ kind: publicitySchema, basis: z.string() }),
  reports: z.array(
    z.object({
      versionId: z.string(),
      unitCode: z.string(),
      unitName: z.string(),
      number: z.number().int(),
      contentHash: z.string(),
    }),
  ),
});

/** A letter at the revision that the person saw. */
const seenLetter = z.object({ letterId: z.uuid(), revision: z.number().int().min(1) });

/** What people write in a draft. Figures come from what was approved and are nobody's to type. */
export const editLetterSchema = seenLetter.extend({
  number: textOf("文号", 60),
  title: textOf("标题", 200).min(1, "请填写标题。"),
  addressee: textOf("主送", 200).min(1, "请填写主送。"),
  opening: linesOf("正文开头", 2000),
  figuresText: textOf("批复数说明", 2000),
  /** Fen that go back, in the order of the letter's balances; the rest is carried on. */
  toReturn: z.array(fen),
  /** Why the review changed figures, in the order of the letter's adjustments. */
  adjustmentReasons: z.array(textOf("调整原因", 500)),
  requirements: linesOf("有关要求", 2000),
  problems: linesOf("需要整改的问题", 2000),
  closing: linesOf("结尾", 2000),
  contactName: textOf("联系人", 40),
  contactPhone: textOf("联系电话", 40),
  copiesTo: linesOf("抄送", 100),
  publicity: publicitySchema,
  publicityBasis: textOf("公开属性的依据", 200),
});
export type EditLetterInput = z.input<typeof editLetterSchema>;

export const seenLetterSchema = seenLetter;
export const letterIdSchema = z.object({ letterId: z.uuid() });

export const issueLetterSchema = seenLetter.extend({ signedOn: day("请填写成文日期。") });

/** Most letters that one job issues. */
const mostLetters = 2000;

export const issueManySchema = z.object({
  letters: z.array(seenLetter).min(1, "请先勾选要印发的批复。").max(mostLetters),
  signedOn: day("请填写成文日期。"),
});

export const receiveLetterSchema = z.object({ letterId: z.uuid(), receivedOn: day("请填写签收日期。") });

const reason = textOf("理由", 1000).min(1, "请填写理由。");
export const revokeLetterSchema = z.object({ letterId: z.uuid(), reason });
export const correctLetterSchema = z.object({ letterId: z.uuid(), reason });

/** For whom a year's letters are drafted: one for each department with all its units, or one for each unit. */
export const draftingModes = { perDepartment: "每个部门一份", perUnit: "每个单位一份" } as const;
export type DraftingMode = keyof typeof draftingModes;

export const draftManySchema = z.object({
  fiscalYearId: z.uuid(),
  mode: z.enum(Object.keys(draftingModes) as [DraftingMode, ...DraftingMode[]]),
  /** First of the numbers that the letters get one after the other; `null`: they are numbered later. */
  firstNumber: z
    .number("起始序号须为整数。")
    .int("起始序号须为整数。")
    .min(1, "起始序号须大于 0。")
    .max(99_999, "起始序号过大。")
    .nullable(),
});
export type DraftManyInput = z.input<typeof draftManySchema>;
