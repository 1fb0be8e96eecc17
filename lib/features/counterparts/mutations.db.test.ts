import { beforeAll, describe, expect, it } from "vitest";
import { counterpartSlot, outsideParty } from "@/lib/domain/words/counterparts";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { findCounterparts, listPairs } from "@/lib/features/counterparts/data";
import { settleTransfer } from "@/lib/features/counterparts/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { actorOf, createFreshDistrict, openTestReport, type TestDistrict } from "@/prisma/seed/test-district";

let district: TestDistrict;
let reportA: VersionContext;
let reportB: VersionContext;
const item = "2010301";

/** Saves an amount (yuan) of a column of transfers. */
async function amount(side: "a" | "b", column: string, row: string, input: string) {
  const [context, session] = side === "a" ? [reportA, district.users.preparerA] : [reportB, district.users.preparerB];
  const isCounterpart = row.includes(".");
  const isIncome = column === "superiorSubsidy" || column === "affiliateRemittance";
  const address = {
    sheet: isCounterpart ? "counterparts" : isIncome ? "income" : "expenditure",
    row,
    fund: isIncome ? "" : "nonAppropriation",
    column,
  } as const;
  const line = await db().budgetLine.findFirst({ where: { versionId: context.versionId, ...address } });
  return saveCells(session.user, context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address, input, baseRevision: line?.revision ?? 0 }],
  });
}

async function findingsOf(context: VersionContext) {
  const content = (await readContent(district.id, context.versionId))!;
  const { findings } = evaluate(content, modelOf(content, await readCatalogues(context.catalogueId)));
  return findings.filter(({ ruleId }) => ["L-66", "L-67", "L-68", "V-44"].includes(ruleId));
}
const rulesOf = async (context: VersionContext) => (await findingsOf(context)).map(({ ruleId }) => ruleId);

const settle = (part: { paid: number | null; received: number | null; documentDate?: string }) =>
  settleTransfer(district.id, actorOf(district.users.reviewer), {
    year: 2021,
    payerId: district.units.a,
    receiverId: district.units.b,
    kind: "subsidy",
    documentNumber: "罗财库〔2022〕8号",
    documentDate: "2022-03-01",
    basis: "12月付出，次年1月收到。",
    ...part,
  } as Parameters<typeof settleTransfer>[2]);

describe("payments between two units", () => {
  beforeAll(async () => {
    district = await createFreshDistrict();
    reportA = await openTestReport(district);
    reportB = await openTestReport(district, { unitId: district.units.b, by: district.users.preparerB });
    await amount("a", "subsidyToAffiliates", item, "500");
  });

  it("ask who it was, and then the other side, whose figure both see at once", async () => {
    expect(await rulesOf(reportA)).toEqual(["L-67"]);
    await amount("a", "subsidyToAffiliates", `${item}.${district.units.b}`, "500");
    expect(await rulesOf(reportA)).toEqual(["V-44"]);
    const [seen] = await findingsOf(reportB);
    expect(seen).toMatchObject({ ruleId: "V-44", left: 0, right: 50_000 });
    expect(seen!.message).toContain("“区政府办公室本级”");
    await amount("b", "superiorSubsidy", item, "400");
    await amount("b", "superiorSubsidy", `${item}.${district.units.a}`, "400");
    expect([await rulesOf(reportA), await rulesOf(reportB)]).toEqual([["V-44"], ["V-44"]]);
    expect((await listPairs(district.id, 2021)).pairs).toMatchObject([
      { payer: district.units.a, paid: 50_000, received: 40_000, isWithinDepartment: true, settled: null },
    ]);
  });

  it("are settled as they were seen, once the document has its day; a figure that moves asks again", async () => {
    expect(await settle({ paid: 50_000, received: 50_000 })).toMatchObject({ ok: false });
    expect(await settle({ paid: 50_000, received: 40_000, documentDate: "2999-01-01" })).toMatchObject({ ok: false });
    expect(await settle({ paid: 50_000, received: 40_000 })).toMatchObject({ ok: true });
    expect([await rulesOf(reportA), await rulesOf(reportB)]).toEqual([[], []]);
    await expect(
      ownerDb().settledTransfer.updateMany({ where: { districtId: district.id }, data: { basis: "改" } }),
    ).rejects.toThrow();
    await amount("b", "superiorSubsidy", item, "450");
    await amount("b", "superiorSubsidy", `${item}.${district.units.a}`, "450");
    expect([await rulesOf(reportA), await rulesOf(reportB)]).toEqual([["V-44"], ["V-44"]]);
    await amount("b", "superiorSubsidy", item, "500");
    await amount("b", "superiorSubsidy", `${item}.${district.units.a}`, "500");
    expect([await rulesOf(reportA), await rulesOf(reportB)]).toEqual([[], []]);
    expect(await settle({ paid: 50_000, received: 50_000 })).toMatchObject({
      ok: false,
      reasons: ["双方金额一致，没有需要认定的差异。"],
    });
  });

  it("with oneself, with nobody of the register, or outside without a name are refused by a finding", async () => {
    await amount("b", "affiliateRemittance", item, "60");
    for (const party of [district.units.b, "00000000-0000-4000-8000-000000000000", outsideParty])
      await amount("b", "affiliateRemittance", `${item}.${party}`, "20");
    expect((await findingsOf(reportB)).map(({ ruleId, message }) => [ruleId, message])).toEqual([
      ["L-68", expect.stringContaining("没有决算")],
      ["L-68", expect.stringContaining("本单位自己")],
      ["L-68", expect.stringContaining("没有写明名称")],
      ["V-44", expect.any(String)],
    ]);
    await saveTexts(district.users.preparerB.user, reportB, {
      how: "typed",
      edits: [
        {
          slot: counterpartSlot({ column: "affiliateRemittance", item, party: outsideParty }, "name"),
          text: "市教育局",
          baseRevision: 0,
        },
      ],
    });
    expect((await listPairs(district.id, 2021)).outside).toMatchObject([{ party: "市教育局" }]);
    expect(await rulesOf(reportB)).toEqual(["L-68", "L-68", "V-44"]);
  });

  it("are kept at places that there are, and nowhere else", async () => {
    const answers = await amount("b", "superiorSubsidy", `${item}.nobody`, "1");
    expect(JSON.stringify(answers)).toContain("没有这一行");
  });

  it("find units of other departments by code or name, of this district and year, and never oneself", async () => {
    const found = (query: string) => findCounterparts(district.id, { year: 2021, query, but: district.units.a });
    expect((await found("101")).map(({ code }) => code)).toEqual(["101002"]);
    expect((await found("机关服务")).map(({ id }) => id)).toEqual([district.units.b]);
    expect(await found("%")).toEqual([]);
    expect(await findCounterparts(district.id, { year: 2019, query: "101", but: district.units.a })).toEqual([]);
  });
});
