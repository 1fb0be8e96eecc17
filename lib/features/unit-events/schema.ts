import { z } from "zod";
import { wholeShare } from "@/lib/domain/register/register";
import { unitKinds } from "@/lib/domain/words/funds";
import { day, eventDocument, shortName, unitCode, unitName, unitState } from "@/lib/features/units/schema";

const unitId = z.uuid("请选择单位。");
const finalReport = z.enum(["ownFinalReport", "inSuccessor"], "请选择最后年度决算由谁填报。");

/** One event; ids of units that it founds are given on the server. */
export const eventContentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rename"), unitId, name: unitName, shortName: shortName.default(null) }),
  z.object({ kind: z.literal("recode"), unitId, code: unitCode }),
  z.object({ kind: z.literal("transfer"), unitId, parentId: z.uuid("请选择主管部门。").nullable() }),
  z.object({
    kind: z.literal("reclassify"),
    unitId,
    unitKind: z.enum(unitKinds, "请选择单位类型。"),
    isObliged: z.boolean(),
    isDepartmentsOwn: z.boolean(),
  }),
  z.object({ kind: z.literal("merge"), predecessors: z.array(unitId).max(200), successor: unitState, finalReport }),
  z.object({ kind: z.literal("absorb"), predecessors: z.array(unitId).max(200), successorId: unitId, finalReport }),
  z.object({
    kind: z.literal("split"),
    unitId,
    successors: z
      .array(
        z.object({
          /** Of a unit that is there; `null` for one that the split founds. */
          unitId: unitId.nullable(),
          state: unitState.nullable(),
          share: z.number("请填写承接比例。").int().min(0).max(wholeShare),
        }),
      )
      .max(50),
    finalReport,
  }),
  z.object({ kind: z.literal("dissolve"), unitId }),
]);
export type EventContentInput = z.input<typeof eventContentSchema>;

export const recordEventSchema = z.object({
  effectiveOn: day("请填写生效日期。"),
  document: eventDocument,
  content: eventContentSchema,
  /** How many events the register had when the person saw it. */
  seenEvents: z.number().int().min(0),
  /** The consequences that were shown and confirmed, as sentences. */
  confirmed: z.array(z.string().max(4000)).max(500).default([]),
});
export type RecordEventInput = z.input<typeof recordEventSchema>;
