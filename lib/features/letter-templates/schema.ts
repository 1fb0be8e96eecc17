import { z } from "zod";
import { letterKinds, publicities, type LetterKind, type Publicity } from "@/lib/domain/decision/letter/letter";
import { textOf } from "@/lib/features/typed-texts/schema";

export const letterKindSchema = z.enum(Object.keys(letterKinds) as [LetterKind, ...LetterKind[]]);
export const publicitySchema = z.enum(Object.keys(publicities) as [Publicity, ...Publicity[]]);

/** Paragraphs or entries, one a line in their form; empty ones are left out. */
export const linesOf = (name: string, longest: number) =>
  z
    .array(textOf(name, longest))
    .max(40, `${name}最多 40 条。`)
    .transform((lines) => lines.filter((line) => line !== ""));

export const templateSchema = z.object({
  issuer: textOf("发文机关", 100),
  numberWord: textOf("发文代字", 20),
  numberPattern: textOf("文号格式", 60),
  title: textOf("标题", 200),
  opening: linesOf("正文开头", 2000),
  figuresText: textOf("批复数说明", 2000),
  requirements: linesOf("有关要求", 2000),
  closing: linesOf("结尾", 2000),
  contactName: textOf("联系人", 40),
  contactPhone: textOf("联系电话", 40),
  copiesTo: linesOf("抄送", 100),
  publicity: publicitySchema,
  publicityBasis: textOf("公开属性的依据", 200),
});

/** A template as it is to be, and the revision that the person saw; 0: the initial one. */
export const saveTemplateSchema = z.object({
  kind: letterKindSchema,
  template: templateSchema,
  revision: z.number().int().min(0),
});
export type SaveTemplateInput = z.input<typeof saveTemplateSchema>;
