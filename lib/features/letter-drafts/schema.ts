import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import { linesOf, publicitySchema } from "@/lib/features/letter-templates/schema";
import { seenLetterSchema } from "@/lib/features/letters/schema";
import { textOf } from "@/lib/features/typed-texts/schema";

const fen = z.number().int();

/** Lines that may say by which day; empty ones are left out. */
const linesWithDays = (name: string, longest: number) =>
  z
    .array(
      z.object({
        text: textOf(name, longest),
        dueOn: z.string().refine(isDay, `${name}的期限不是日期。`).nullable(),
      }),
    )
    .max(40, `${name}最多 40 条。`)
    .transform((lines) => lines.filter(({ text }) => text !== ""));

/** What people write in a draft. Figures come from what was approved and are nobody's to type. */
export const editLetterSchema = seenLetterSchema.extend({
  number: textOf("文号", 60),
  title: textOf("标题", 200).min(1, "请填写标题。"),
  addressee: textOf("主送", 200).min(1, "请填写主送。"),
  opening: linesOf("正文开头", 2000),
  figuresText: textOf("批复数说明", 2000),
  /** Fen that go back, in the order of the letter's balances; the rest is carried on. */
  toReturn: z.array(fen),
  /** Why the review changed figures, in the order of the letter's adjustments. */
  adjustmentReasons: z.array(textOf("调整原因", 500)),
  requirements: linesWithDays("有关要求", 2000),
  problems: linesWithDays("需要整改的问题", 2000),
  closing: linesOf("结尾", 2000),
  contactName: textOf("联系人", 40),
  contactPhone: textOf("联系电话", 40),
  copiesTo: linesOf("抄送", 100),
  publicity: publicitySchema,
  publicityBasis: textOf("公开属性的依据", 200),
});
export type EditLetterInput = z.input<typeof editLetterSchema>;

export const correctLetterSchema = z.object({
  letterId: z.uuid(),
  reason: textOf("理由", 1000).min(1, "请填写理由。"),
});

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
