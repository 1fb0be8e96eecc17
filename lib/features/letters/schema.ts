import { z } from "zod";
import { isDay } from "@/lib/domain/register/days";
import type { Letter } from "@/lib/domain/decision/letter/letter";
import { letterKindSchema, publicitySchema } from "@/lib/features/letter-templates/schema";
import { textOf } from "@/lib/features/typed-texts/schema";

const fen = z.number().int();
const day = (message: string) => z.string().refine(isDay, message);

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
      composition: z
        .object({
          beside: z.array(z.object({ label: z.string(), amounts: z.array(fen) })),
          department: z.array(fen),
        })
        .optional(),
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
export const seenLetterSchema = z.object({ letterId: z.uuid(), revision: z.number().int().min(1) });

export const letterIdSchema = z.object({ letterId: z.uuid() });

export const issueLetterSchema = seenLetterSchema.extend({ signedOn: day("请填写成文日期。") });

/** Most letters that one job issues. */
const mostLetters = 2000;

export const issueManySchema = z.object({
  letters: z.array(seenLetterSchema).min(1, "请先勾选要印发的批复。").max(mostLetters),
  signedOn: day("请填写成文日期。"),
});

export const receiveLetterSchema = z.object({ letterId: z.uuid(), receivedOn: day("请填写签收日期。") });

const reason = textOf("理由", 1000).min(1, "请填写理由。");
/** 撤销 is a document of its own, with number, day and reason. */
export const revokeLetterSchema = z.object({
  letterId: z.uuid(),
  number: textOf("撤销文号", 60).min(1, "请填写撤销文号。"),
  revokedOn: day("请填写撤销日期。"),
  reason,
});
