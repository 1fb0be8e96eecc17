import { z } from "zod";
import { unitKinds } from "@/lib/domain/words/funds";
import type { OwedYears } from "@/lib/domain/report/owed-years";

const owedYear = z
  .number("年度须为四位数字，如 2022。")
  .int()
  .min(2000, "年度须为四位数字，如 2022。")
  .max(2100, "年度须为四位数字，如 2022。")
  .nullable();

const fields = {
  parentId: z.uuid().nullable(),
  kind: z.enum(unitKinds, "请选择单位类型。"),
  code: z
    .string()
    .trim()
    .regex(/^[0-9A-Za-z]{3,20}$/, "单位代码须为 3 至 20 位数字或字母。"),
  name: z.string().trim().min(2, "请填写单位全称。").max(100, "单位名称最多 100 个字。"),
  /** First and last fiscal year whose accounts the unit owes; `null`: since always, or without an end. */
  firstYear: owedYear,
  lastYear: owedYear,
};

const inOrder = ({ firstYear, lastYear }: OwedYears) =>
  firstYear === null || lastYear === null || firstYear <= lastYear;
const notInOrder = { path: ["lastYear"], message: "终止年度不能早于起始年度。" };

export const createUnitSchema = z
  .object({ level: z.enum(["department", "unit"]), ...fields })
  .refine(inOrder, notInOrder);
export type CreateUnitInput = z.infer<typeof createUnitSchema>;

export const updateUnitSchema = z
  .object({
    unitId: z.uuid(),
    ...fields,
    isExempt: z.boolean(),
    exemptBasis: z.string().trim().max(500, "依据最多 500 个字。").nullable(),
  })
  .refine(inOrder, notInOrder)
  .refine((unit) => !unit.isExempt || Boolean(unit.exemptBasis), {
    path: ["exemptBasis"],
    message: "不予公开须写明依据。",
  });
export type UpdateUnitInput = z.infer<typeof updateUnitSchema>;
