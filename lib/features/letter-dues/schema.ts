import { z } from "zod";
import { letterDueParts, type LetterDuePart } from "@/lib/domain/decision/letter/letter-dues";
import { isDay } from "@/lib/domain/register/days";
import { textOf } from "@/lib/features/typed-texts/schema";

/** One line of a letter that has a day. */
const place = z.object({
  letterId: z.uuid(),
  part: z.enum(Object.keys(letterDueParts) as [LetterDuePart, ...LetterDuePart[]]),
  position: z.number().int().min(0).max(100),
});

export const recordDueEventSchema = place.extend({
  kind: z.enum(["extended", "settled"]),
  on: z.string().refine(isDay, "请填写日期。"),
  reason: textOf("说明", 1000).min(1, "请填写理由或办结情况。"),
});
export type RecordDueEventInput = z.input<typeof recordDueEventSchema>;
