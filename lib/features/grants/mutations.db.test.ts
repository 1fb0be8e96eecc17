import { beforeAll, describe, expect, it } from "vitest";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { explainFinding, runChecks } from "@/lib/features/checks/mutations";
import { dryRunOf, listGrantStatements, readStatement, reconcileYear } from "@/lib/features/grants/data";
import { takeGrantStatement } from "@/lib/features/grants/mutations";
import type { TakeGrantStatement } from "@/lib/features/grants/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { createUnit } from "@/lib/features/units/mutations";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  createFreshDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let context: VersionContext;

/** A statement in yuan: unit, 项 and amount in each row. */
function statement(rows: readonly string[], title = "2021年度财政拨款对账单（元）"): string {
  const lines = [title, "单位编码,单位名称,科目编码,资金性质,金额", ...rows];
  return Buffer.from(lines.join("\r\n"), "utf8").toString("base64");
}
const ofA = (amount: string) => `101001,区政府办公室本级,2010301,一般公共预算,${amount}`;
const ofB = (amount: string) => `101002,区机关服务中心,2010301,一般公共预算,${amount}`;

function take(content: string, part: Partial<TakeGrantStatement> = {}) {
  return takeGrantStatement(district.id, actorOf(district.users.reviewer), {
    year: 2021,
    fileName: "对账单.csv",
    content,
    unit: null,
    replaces: 0,
    confirmed: [],
    ...part,
  });
}

async function findings() {
  const content = (await readContent(district.id, context.versionId))!;
  const { findings: all } = evaluate(content, modelOf(content, await readCatalogues(context.catalogueId)));
  return all.filter(({ ruleId }) => ruleId === "V-43");
}

describe("a statement of grants", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
    await fillTestReport(district, context);
  });

  it("asks nothing of anybody while none is loaded", async () => {
    expect((await readContent(district.id, context.versionId))!.grants).toBeNull();
    expect(await findings()).toEqual([]);
    expect(await reconcileYear(district.id, 2021, "test")).toEqual([]);
  });

  it("that cannot be read, or is not confirmed, leaves nothing", async () => {
    expect(await take(statement(["999,某单位,2010301,一般公共预算,1"]))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("登记簿中没有单位")],
    });
    expect(await take(statement([ofA("100"), ofA("1")]))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("还没有确认：同一单位")],
    });
    expect(await take(statement([ofA("100")], "财政拨款对账单"))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("金额单位")],
    });
    expect(await take(statement([ofA("100")], "2020年度对账单（元）"))).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("2020 年度")],
    });
    expect(await take(Buffer.from("%PDF-1.7").toString("base64"))).toMatchObject({ ok: false });
    expect(await db().grantStatement.count({ where: { districtId: district.id } })).toBe(0);
    await expect(take(statement([ofA("100")]), { year: 2019 })).rejects.toThrow("notFound");
  });

  it("in 万元 is suspected by what the units have entered, before anything is written", async () => {
    const read = await readStatement(district.id, { year: 2021, content: statement([ofA("0.01")]), unit: null });
    if (!read.ok) throw new Error(read.reasons.join());
    expect((await dryRunOf(district.id, 2021, read.data)).asks).toEqual([
      { ask: "unitSuspected", details: [expect.stringContaining("万分之一")] },
    ]);
  });

  it("is compared with every report of its year from then on, a difference needs a reason", async () => {
    expect(await take(statement([ofA("130.50"), ofB("7")]))).toMatchObject({ ok: true, data: { number: 1 } });
    expect((await readContent(district.id, context.versionId))!.grants).toEqual([
      { fund: "generalPublicBudget", item: "2010301", amount: 13_050 },
    ]);
    const [finding] = await findings();
    expect(finding).toMatchObject({
      severity: "explain",
      key: "V-43@generalPublicBudget.2010301",
      left: 10_000,
      right: 13_050,
      message: expect.stringContaining("相差 30.50 元"),
    });
    const refused = await stepTestReport(context, district.users.preparerA, "submit");
    expect(refused.ok ? [] : refused.blockers).toContainEqual({ code: "unexplainedFindings", count: 1 });

    const [a, b] = await reconcileYear(district.id, 2021, "test");
    expect(a).toMatchObject({ code: "101001", state: "different", own: 10_000, stated: 13_050 });
    expect(a!.differences).toMatchObject([{ item: "2010301", isExplained: false }]);
    expect(b).toMatchObject({ code: "101002", state: "notOpened", differences: [] });

    const { id } = district.users.preparerA.user;
    const explained = await explainFinding(district.id, id, {
      versionId: context.versionId,
      findingKey: finding!.key,
      fingerprint: finding!.fingerprint,
      text: "年末退回的拨款由财政局在次年入账，本单位已冲减。",
    });
    expect(explained.ok).toBe(true);
    await runChecks(district.id, context.versionId);
    expect((await reconcileYear(district.id, 2021, "test"))[0]!.differences).toMatchObject([{ isExplained: true }]);
    expect(await stepTestReport(context, district.users.preparerA, "submit")).toMatchObject({ ok: true });
  });

  it("is replaced by a later one with the differences shown; the earlier one stays, and an explanation lapses with its figures", async () => {
    const content = statement([ofA("140"), ofB("7"), "101002,,2010302,一般公共预算,3"]);
    const read = await readStatement(district.id, { year: 2021, content, unit: null });
    if (!read.ok) throw new Error(read.reasons.join());
    expect(await dryRunOf(district.id, 2021, read.data)).toMatchObject({
      holds: 1,
      changeCount: 2,
      changes: expect.arrayContaining([
        expect.objectContaining({ unitCode: "101001", before: 13_050, after: 14_000 }),
        expect.objectContaining({ unitCode: "101002", item: "2010302", before: null, after: 300 }),
      ]),
    });
    // Whoever has not seen the one that holds takes none over it; of two at once one wins.
    expect(await take(content, { replaces: 0 })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("他人")],
    });
    const both = await Promise.all([take(content, { replaces: 1 }), take(content, { replaces: 1 })]);
    expect(both.map(({ ok }) => ok).sort()).toEqual([false, true]);
    expect(await listGrantStatements(district.id, 2021)).toMatchObject([
      { number: 2, units: 2, lines: 3, total: 15_000, by: "reviewer" },
      { number: 1, units: 2, lines: 2, total: 13_750 },
    ]);
    expect((await reconcileYear(district.id, 2021, "test"))[0]!.differences).toMatchObject([{ isExplained: false }]);
    expect(await db().grantLine.count({ where: { districtId: district.id, number: 1 } })).toBe(2);
    await expect(ownerDb().grantLine.deleteMany({ where: { districtId: district.id } })).rejects.toThrow("append-only");
  });

  it("is nobody else's: a unit has its own lines, another district none", async () => {
    const other = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    expect((await readContent(district.id, other.versionId))!.grants!.map(({ amount }) => amount)).toEqual([700, 300]);
    const elsewhere = await createFreshDistrict();
    const theirs = await openTestReport(elsewhere);
    expect((await readContent(elsewhere.id, theirs.versionId))!.grants).toBeNull();
    expect(await listGrantStatements(elsewhere.id, 2021)).toEqual([]);
  });

  it("in 万元 asks nothing about what is only rounded, and says so", async () => {
    const rounding = await createFreshDistrict();
    const theirs = await openTestReport(rounding);
    await fillTestReport(rounding, theirs);
    const load = (amount: string, replaces: number) =>
      takeGrantStatement(rounding.id, actorOf(rounding.users.reviewer), {
        year: 2021,
        fileName: "对账单.csv",
        content: statement([ofA(amount)], "2021年度财政拨款对账单（万元）"),
        unit: null,
        replaces,
        confirmed: ["unitSuspected"],
      });
    const found = async () => {
      const content = (await readContent(rounding.id, theirs.versionId))!;
      const { findings: all } = evaluate(content, modelOf(content, await readCatalogues(theirs.catalogueId)));
      return all.filter(({ ruleId }) => ruleId === "V-43");
    };
    // The unit has entered 100 yuan: 0.01 is exact, 0.013 is 30 yuan away and exact to 10.
    expect(await load("0.013", 0)).toMatchObject({ ok: true });
    expect(await found()).toMatchObject([{ message: expect.stringContaining("相差 30.00 元") }]);
    expect(await load("0.0", 1)).toMatchObject({ ok: true });
    expect(await found()).toEqual([]);
    expect((await reconcileYear(rounding.id, 2021, "test"))[0]).toMatchObject({
      code: "101001",
      state: "equal",
      differences: [],
      roundings: 1,
    });
  });

  it("asks about a unit that owes nothing in the year", async () => {
    const created = await createUnit(district.id, actorOf(district.users.admin), {
      level: "unit",
      parentId: district.units.department,
      code: "101009",
      name: "区新设中心",
      kind: "administrative",
      founded: { on: "2022-01-05", document: { number: "区编〔2022〕1号", date: "2022-01-04" } },
    } as Parameters<typeof createUnit>[2]);
    if (!created.ok) throw new Error(created.reasons.join());
    const content = statement([ofA("100"), "101009,,2010301,一般公共预算,3"]);
    const read = await readStatement(district.id, { year: 2021, content, unit: null });
    if (!read.ok) throw new Error(read.reasons.join());
    expect(read.data.asks).toEqual([{ ask: "notOwing", details: ["101009 区新设中心"] }]);
  });

  it("is followed by what the unit types next", async () => {
    await stepTestReport(context, district.users.preparerA, "withdraw");
    await saveCells(actorOf(district.users.preparerA), context, {
      how: "typed",
      unit: "yuan",
      edits: [
        {
          address: { sheet: "income", row: "2010301", fund: "", column: "generalPublicBudget" },
          input: "140",
          baseRevision: 1,
        },
      ],
    });
    expect(await findings()).toEqual([]);
    expect(await reconcileYear(district.id, 2021, "test")).toContainEqual(
      expect.objectContaining({ code: "101001", state: "equal", differences: [] }),
    );
  });
});
