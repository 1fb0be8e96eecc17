import { z } from "zod";
import { pointAreas, type PointArea } from "@/lib/domain/review-points/point";
import { unitKinds } from "@/lib/domain/words/funds";
import { textOf } from "@/lib/features/typed-texts/schema";

const area = z.enum(Object.keys(pointAreas) as [PointArea, ...PointArea[]], "请选择要点的类别。");
const number = z.number().int().min(0).max(100_000);

/** One point of a year as it is to be; `known` is the number of its change that the person saw, 0 for none. */
export const savePointSchema = z.object({
  fiscalYearId: z.uuid("请选择年度。"),
  /** `null`: a new one of the district's own. */
  pointId: z.string().max(10).nullable(),
  known: number,
  isOff: z.boolean(),
  question: textOf("要点内容", 500)
    .nullable()
    .transform((text) => text || null),
  area: area.nullable(),
  kinds: z.array(z.enum(unitKinds)).max(unitKinds.length).nullable(),
});
export type SavePointInput = z.input<typeof savePointSchema>;

export const takeOverPointsSchema = z.object({ fiscalYearId: z.uuid() });

/** Whether 批复 waits for both signatures, and whether it did when the person looked. */
export const demandSignOffsSchema = z.object({ fiscalYearId: z.uuid(), demands: z.boolean(), known: z.boolean() });
