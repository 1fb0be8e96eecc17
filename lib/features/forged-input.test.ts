// What somebody sends by hand to actions of users, years, their notices and deputies: each problem is a sentence of ours
// that says what to do, never one of the library about types.
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { decisionRuleSchema } from "@/lib/features/decision-rules/schema";
import { endDeputyshipSchema, nameDeputySchema } from "@/lib/features/deputies/schema";
import { setFiscalYearStageSchema, updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { setExemptionSchema } from "@/lib/features/units/schema";
import { createUserSchema, setUserDisabledSchema, updateUserSchema, userIdSchema } from "@/lib/features/users/schema";
import { putAwayNoticeSchema, saveNoticeSchema } from "@/lib/features/year-notice/schema";
import {
  discardDraftSchema,
  openPreparedSchema,
  saveStepSchema,
  startDraftSchema,
} from "@/lib/features/year-opening/schema";

const id = "0190b5a0-0000-7000-8000-000000000000";
const person = { userId: id, name: "张三", grants: [{ role: "reviewer" }] };
const rule = { bureauDays: 30, departmentDays: 15, publicationDays: 20, movesOffHolidays: true, congress: "warn" };
const dates = { opensAt: "2023-01-01", deadline: "2023-03-31" };
const draft = { year: 2022, known: 1 };
const schemas: Record<string, [schema: z.ZodType, good: Record<string, unknown>[]]> = {
  createUser: [createUserSchema, [{ username: "zhang.san", name: "张三", grants: [{ role: "reviewer" }] }]],
  updateUser: [updateUserSchema, [{ ...person, known: { name: "张三", grants: [] } }]],
  resetPassword: [userIdSchema, [{ userId: id }]],
  setUserDisabled: [setUserDisabledSchema, [{ userId: id, isDisabled: true }]],
  nameDeputy: [
    nameDeputySchema,
    [{ absentId: id, deputyId: id, roles: ["preparer"], from: "2022-07-01", to: "2022-07-02", reason: "休假" }],
  ],
  endDeputyship: [endDeputyshipSchema, [{ deputyshipId: id }]],
  startDraft: [startDraftSchema, [{ year: 2022 }]],
  saveStep: [
    saveStepSchema,
    [
      { ...draft, saved: { step: "format", tableSetId: "fy2022" } },
      { ...draft, saved: { step: "subjects", catalogue: "2022" } },
      { ...draft, saved: { step: "changes", notice: "" } },
      { ...draft, saved: { step: "deadlines", dates: { ...dates, rule } } },
      { ...draft, saved: { step: "units", exemptions: { [id]: "涉密单位" } } },
      { ...draft, saved: { step: "openings" } },
    ],
  ],
  discardDraft: [discardDraftSchema, [draft]],
  openPrepared: [openPreparedSchema, [{ ...draft, confirmed: ["缺口。"] }]],
  saveNotice: [saveNoticeSchema, [{ year: 2022, known: 0, notice: "会审" }]],
  putAwayNotice: [putAwayNoticeSchema, [{ year: 2022, revision: 1 }]],
  updateFiscalYear: [updateFiscalYearSchema, [{ fiscalYearId: id, tableSetId: "fy2022", ...dates, confirmed: [] }]],
  setFiscalYearStage: [setFiscalYearStageSchema, [{ fiscalYearId: id, stage: "open", confirmed: [] }]],
  setExemption: [setExemptionSchema, [{ unitId: id, year: 2022, basis: "涉密单位" }]],
  decisionRule: [decisionRuleSchema, [{ fiscalYearId: id, rule, known: rule }]],
};
const forged = [null, "", "x".repeat(70_000), -1, 1.5, [], {}, ["x"], [{}], { x: 1 }, undefined, true];

/** The same with one value inside, however deep, in the place of each. */
function* variants(value: unknown, wrong: unknown): Generator<unknown> {
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) {
    const put = (next: unknown) =>
      Array.isArray(value) ? value.map((each, at) => (String(at) === key ? next : each)) : { ...value, [key]: next };
    yield put(wrong);
    for (const deeper of variants(inner, wrong)) yield put(deeper);
  }
}

describe.each(Object.entries(schemas))("%s", (_, [schema, good]) => {
  it("takes what is right", () => {
    for (const input of good) expect(schema.safeParse(input)).toMatchObject({ success: true });
  });

  it("answers whatever else is sent with sentences that say what to do", () => {
    const messages = good
      .flatMap((input) => forged.flatMap((wrong) => [...variants(input, wrong)]))
      .flatMap((input) => schema.safeParse(input).error?.issues.map(({ message }) => message) ?? []);
    expect(messages.length).toBeGreaterThan(0);
    expect([...new Set(messages)].filter((message) => !/^[^a-zA-Z]*[一-鿿].*。$/.test(message))).toEqual([]);
  });
});

it("no role of the whole district is taken with a unit or department", () => {
  for (const place of [{ unitId: id }, { departmentId: id }]) {
    const { error } = createUserSchema.safeParse({
      username: "zhang.san",
      name: "张三",
      grants: [{ role: "reviewer", ...place }],
    });
    expect(error!.issues.map(({ message }) => message)).toEqual([
      "填报人须选择一个单位或部门；审核人、管理员面向全区，不能指定单位或部门。",
    ]);
  }
});
