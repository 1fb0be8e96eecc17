import { z } from "zod";
import { wholeShare } from "@/lib/domain/register/register";
import { unitKinds } from "@/lib/domain/words/funds";

const day = (message: string) => z.iso.date(message);
const code = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{3,20}$/, "单位代码须为 3 至 20 位数字或字母。");
const name = z.string().trim().min(2, "请填写单位全称。").max(100, "单位名称最多 100 个字。");
const shortName = z.string().trim().max(30, "简称最多 30 个字。").nullable();

/** The document that a change rests on. */
const document = z.object({
  number: z.string().trim().min(1, "请填写依据文件的文号或名称。").max(200, "文号最多 200 个字。"),
  date: day("请填写依据文件的日期。"),
});

const state = z.object({
  level: z.enum(["department", "unit"]),
  parentId: z.uuid().nullable(),
  kind: z.enum(unitKinds, "请选择单位类型。"),
  code,
  name,
  shortName: shortName.default(null),
});

/** A unit that enters the register: one that was there before the register was kept, or one that was founded, with its document. */
export const createUnitSchema = state.extend({
  founded: z.object({ on: day("请填写设立日期。"), document }).nullable(),
});
export type CreateUnitInput = z.input<typeof createUnitSchema>;

const finalReport = z.enum(["ownFinalReport", "inSuccessor"], "请选择最后年度决算由谁填报。");
const unitId = z.uuid("请选择单位。");

/** One event; ids of units that it founds are given on the server. */
export const eventContentSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("rename"), unitId, name, shortName: shortName.default(null) }),
  z.object({ kind: z.literal("recode"), unitId, code }),
  z.object({ kind: z.literal("transfer"), unitId, parentId: z.uuid("请选择主管部门。").nullable() }),
  z.object({
    kind: z.literal("reclassify"),
    unitId,
    unitKind: z.enum(unitKinds, "请选择单位类型。"),
    isObliged: z.boolean(),
  }),
  z.object({ kind: z.literal("merge"), predecessors: z.array(unitId).max(200), successor: state, finalReport }),
  z.object({ kind: z.literal("absorb"), predecessors: z.array(unitId).max(200), successorId: unitId, finalReport }),
  z.object({
    kind: z.literal("split"),
    unitId,
    successors: z
      .array(
        z.object({
          /** Of a unit that is there; `null` for one that the split founds. */
          unitId: unitId.nullable(),
          state: state.nullable(),
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
  document,
  content: eventContentSchema,
  /** How many events the register had when the person saw it. */
  seenEvents: z.number().int().min(0),
  /** The consequences that were shown and confirmed, as sentences. */
  confirmed: z.array(z.string().max(4000)).max(500).default([]),
});
export type RecordEventInput = z.input<typeof recordEventSchema>;

/** Whether a unit's accounts of a year need not be published, and why; `null`: they have to be. */
export const setExemptionSchema = z.object({
  unitId,
  year: z.number().int(),
  basis: z.string().trim().min(1, "不予公开须写明依据。").max(500, "依据最多 500 个字。").nullable(),
});
export type SetExemptionInput = z.input<typeof setExemptionSchema>;
