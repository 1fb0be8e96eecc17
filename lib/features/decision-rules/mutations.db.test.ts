import { beforeAll, describe, expect, it } from "vitest";
import { initialRuleOf, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { addOwnDays, removeOwnDay, saveDecisionRule } from "@/lib/features/decision-rules/mutations";
import { decisionRuleSchema, ownDaysSchema, type OwnDaysInput } from "@/lib/features/decision-rules/schema";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { db } from "@/lib/platform/db";
import { actorOf, createFreshDistrict, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYearId: string;
const initial = initialRuleOf(2021);

const row = () => db().fiscalYear.findUniqueOrThrow({ where: { id: fiscalYearId } });
const save = (change: Partial<DecisionRule>, known: DecisionRule = initial) =>
  saveDecisionRule(district.id, actorOf(district.users.admin), {
    fiscalYearId,
    known,
    rule: { ...known, ...change },
  });
const lastEvent = (action: string) =>
  db().auditEvent.findFirstOrThrow({
    where: { districtId: district.id, action },
    orderBy: [{ at: "desc" }, { id: "desc" }],
  });

beforeAll(async () => {
  district = await createFreshDistrict();
  fiscalYearId = district.years[2021]!;
});

describe("the rule of a year", () => {
  it("is stored where it differs from the initial one, with both values in the audit log", async () => {
    expect(await save({ bureauDays: 30, congress: "block" })).toMatchObject({ ok: true });
    expect((await row()).decisionRule).toEqual({ bureauDays: 30, congress: "block" });
    expect(toFiscalYearRow(await row()).rule).toEqual({ ...initial, bureauDays: 30, congress: "block" });
    expect((await lastEvent("fiscalYear.ruleChanged")).details).toEqual({
      rule: { bureauDays: [20, 30], congress: ["warn", "block"] },
    });
  });

  it("is not overwritten by somebody who saw another, nor saved when nothing changes", async () => {
    expect(await save({ departmentDays: 10 })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("他人刚刚修改")],
    });
    const { rule } = toFiscalYearRow(await row());
    expect(await save({}, rule)).toMatchObject({ ok: false, reasons: [expect.stringContaining("没有需要保存")] });
    const both = await Promise.all([save({ bureauDays: 25 }, rule), save({ bureauDays: 26 }, rule)]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it("of another district is not found", async () => {
    const other = await createFreshDistrict();
    await expect(
      saveDecisionRule(other.id, actorOf(other.users.admin), { fiscalYearId, known: initial, rule: initial }),
    ).rejects.toMatchObject({ code: "notFound" });
  });

  it.each(["", "0", "91", "1.5", "二十"])("does not take %j for days", (bureauDays) => {
    const parsed = decisionRuleSchema.safeParse({ fiscalYearId, known: initial, rule: { ...initial, bureauDays } });
    expect(parsed.error?.issues).toEqual([expect.objectContaining({ path: ["rule", "bureauDays"] })]);
  });
});

describe("days of a district's own", () => {
  const springFestival = { from: "2027-02-05", to: "2027-02-07", isWorked: false, name: "2027年春节" };
  const add = (change: Partial<OwnDaysInput> = {}) =>
    addOwnDays(district.id, actorOf(district.users.admin), ownDaysSchema.parse({ ...springFestival, ...change }));

  it("are entered as a stretch, all or none, and taken back one by one", async () => {
    expect(await add()).toMatchObject({ ok: true });
    expect((await listOwnDays(district.id)).map(({ day }) => day)).toEqual(["2027-02-05", "2027-02-06", "2027-02-07"]);
    expect(await add({ from: "2027-02-07", to: "2027-02-09" })).toMatchObject({
      ok: false,
      reasons: ["2027年2月7日已登记为“2027年春节”，请先删除再登记。"],
    });
    expect(await listOwnDays(district.id)).toHaveLength(3);
    expect((await lastEvent("ownDays.changed")).details).toEqual({
      name: "2027年春节",
      isWorked: false,
      days: "2027-02-05 至 2027-02-07",
    });
    const remove = () => removeOwnDay(district.id, actorOf(district.users.admin), "2027-02-06");
    expect(await remove()).toMatchObject({ ok: true });
    expect(await remove()).toMatchObject({ ok: false });
    expect((await lastEvent("ownDays.changed")).details).toMatchObject({ removed: "2027-02-06" });
    expect(await listOwnDays(district.id)).toHaveLength(2);
  });

  it("of two who enter the same at once one is told", async () => {
    const both = await Promise.all([
      add({ from: "2027-05-01", to: "2027-05-05" }),
      add({ from: "2027-05-03", to: "2027-05-06" }),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it.each<[Partial<OwnDaysInput>, RegExp]>([
    [{ to: "2027-02-01" }, /不能早于/],
    [{ to: "2027-04-01" }, /一次最多登记 31 天/],
    [{ name: " " }, /请填写名称/],
    [{ from: "2027-02-30" }, /请填写开始日期/],
  ])("refuse %o", (change, reason) => {
    expect(() => ownDaysSchema.parse({ ...springFestival, ...change })).toThrow(reason);
  });
});
