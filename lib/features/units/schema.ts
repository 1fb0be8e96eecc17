import { z } from "zod";
import { unitKinds } from "@/lib/domain/words/funds";
import { seenAnew } from "@/lib/features/typed-texts/schema";

/** A day of the calendar. */
export const day = (message: string) => z.iso.date(message);
export const unitCode = z
  .string()
  .trim()
  .regex(/^[0-9A-Za-z]{3,20}$/, "单位代码须为 3 至 20 位数字或字母。");
export const unitName = z.string().trim().min(2, "请填写单位全称。").max(100, "单位名称最多 100 个字。");
export const shortName = z.string().trim().max(30, "简称最多 30 个字。").nullable();

/** The document that a change rests on. */
export const eventDocument = z.object({
  number: z.string().trim().min(1, "请填写依据文件的文号或名称。").max(200, "文号最多 200 个字。"),
  date: day("请填写依据文件的日期。"),
});

/** A unit that enters the register. */
export const unitState = z.object({
  level: z.enum(["department", "unit"]),
  parentId: z.uuid().nullable(),
  kind: z.enum(unitKinds, "请选择单位类型。"),
  code: unitCode,
  name: unitName,
  shortName: shortName.default(null),
  /** `null`: whether it is the 部门本级 goes by its name. */
  isDepartmentsOwn: z.boolean().nullable().default(null),
});

/**
 * A unit that enters the register: one that was there before the register was kept, or one that was founded, with its
 * document.
 */
export const createUnitSchema = unitState.extend({
  founded: z.object({ on: day("请填写设立日期。"), document: eventDocument }).nullable(),
});
export type CreateUnitInput = z.input<typeof createUnitSchema>;

const unitId = z.uuid("请选择单位。");

/** Why a unit's accounts of a year need not be published; `null`: they have to be. */
export const exemptBasis = z
  .string("不予公开须写明依据。")
  .trim()
  .min(1, "不予公开须写明依据。")
  .max(500, "依据最多 500 个字。")
  .nullable();

/** Whether a unit's accounts of a year need not be published, and why; as the administrator saw it, too. */
export const setExemptionSchema = z.object({
  unitId,
  year: z.number("请选择年度。").int("请选择年度。"),
  basis: exemptBasis,
  known: z.object({ basis: z.string(seenAnew).nullable() }, seenAnew),
});
export type SetExemptionInput = z.input<typeof setExemptionSchema>;

/** Why a unit's accounts of a year need not be published, as it is stored; `null`: they have to be. */
export interface ExemptionState {
  basis: string | null;
}
