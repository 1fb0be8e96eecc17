import { beforeAll, describe, expect, it } from "vitest";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { listCellChanges } from "@/lib/features/cell-history/data";
import { readContent, type VersionContext } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import {
  actorOf,
  createReportIn,
  createFreshDistrict,
  openTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const wages: FactAddress = { sheet: "expenditure", row: "2010301", fund: "generalPublicBudget", column: "basic" };
let district: TestDistrict;

function save(
  context: VersionContext,
  input: string,
  baseRevision: number,
  by = district.users.preparerA,
  address = wages,
) {
  return saveCells(actorOf(by), context, { how: "typed", unit: "yuan", edits: [{ address, input, baseRevision }] });
}

async function stored(context: VersionContext, key = "expenditure:2010301:generalPublicBudget:basic") {
  const content = await readContent(context.districtId, context.versionId);
  return content!.cells.find((cell) => cell.key === key);
}

describe("saving cells", () => {
  let context: VersionContext;
  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await openTestReport(district);
  });

  it("stores an amount in yuan and answers with the cell's and the version's revision", async () => {
    expect(await save(context, "１，３８２．４７", 0)).toEqual({
      revision: 1,
      results: [{ ok: true, revision: 1, value: 138_247, rawInput: null }],
    });
    expect(await stored(context)).toMatchObject({
      value: 138_247,
      rawInput: null,
      revision: 1,
      updatedBy: "preparer-a",
    });
  });

  it("answers a stale revision with the other value, who and when, and changes nothing", async () => {
    await save(context, "5", 1, district.users.colleagueA);
    const { results } = await save(context, "6", 1);
    expect(results[0]).toMatchObject({ ok: false, reason: "conflict", revision: 2, value: 500, by: "colleague-a" });
    expect((await stored(context))!.value).toBe(500);
  });

  it("takes a repeated request after a lost answer for what it is", async () => {
    const first = await save(context, "7", 2);
    const again = await save(context, "7", 2);
    expect(again.results).toEqual(first.results);
    expect(again.revision).toBe(first.revision);
  });

  it("keeps an input that is no amount as typed", async () => {
    const { results } = await save(context, "十二元", 3);
    expect(results[0]).toEqual({ ok: true, revision: 4, value: null, rawInput: "十二元" });
    expect(await stored(context)).toMatchObject({ value: null, rawInput: "十二元" });
  });

  it("clears a cell without restarting its revision", async () => {
    expect((await save(context, "", 4)).results[0]).toMatchObject({ ok: true, revision: 5, value: null });
    expect((await save(context, "8", 0)).results[0]).toMatchObject({
      ok: false,
      reason: "conflict",
      value: null,
      rawInput: null,
    });
    expect((await save(context, "8", 5)).results[0]).toMatchObject({ ok: true, revision: 6 });
  });

  it("tells blank from zero", async () => {
    expect((await save(context, "0", 6)).results[0]).toMatchObject({ ok: true, value: 0 });
    expect((await stored(context))!.value).toBe(0);
  });

  it.each([
    ["a subject that does not exist this year", { ...wages, row: "2999999" }, "该科目不在本年度科目表中"],
    ["a 款 where a 项 is needed", { ...wages, row: "20103" }, "须填到最末级科目"],
    ["a column the fund does not have", { ...wages, column: "operating" }, "没有这一列"],
  ] as const)("refuses %s and saves the other cells of the request", async (_, address, message) => {
    const other: FactAddress = { ...wages, row: "2010302" };
    const before = await stored(context, "expenditure:2010302:generalPublicBudget:basic");
    const { results } = await saveCells(actorOf(district.users.preparerA), context, {
      how: "paste",
      unit: "wan",
      edits: [
        { address, input: "1", baseRevision: 0 },
        { address: other, input: String(2 + (before?.revision ?? 0)), baseRevision: before?.revision ?? 0 },
      ],
    });
    expect(results[0]).toMatchObject({ ok: false, reason: "unknownCell", message: expect.stringContaining(message) });
    expect(results[1]).toMatchObject({ ok: true });
  });

  it.each([
    ["12.345", "12.345"],
    ["1000000000000000", "1000000000000000"],
    ["abc", "abc"],
  ])("keeps %s as typed instead of rounding or dropping it", async (input, kept) => {
    const address: FactAddress = { sheet: "basicExpenditure", row: "30101", fund: "", column: "amount" };
    const base = (await stored(context, "basicExpenditure:30101::amount"))?.revision ?? 0;
    expect((await save(context, input, base, district.users.preparerA, address)).results[0]).toMatchObject({
      ok: true,
      value: null,
      rawInput: kept,
    });
  });

  it("keeps a negative where none is possible as typed, and a count as a whole number", async () => {
    const groups: FactAddress = { sheet: "threePublic", row: "vehiclesHeld", fund: "", column: "actual" };
    expect((await save(context, "-1", 0, undefined, groups)).results[0]).toMatchObject({ value: null, rawInput: "-1" });
    expect((await save(context, "8", 1, undefined, groups)).results[0]).toMatchObject({ value: 8 });
    expect(await stored(context, "threePublic:vehiclesHeld::actual")).toMatchObject({ measure: "count", value: 8 });
  });

  it("records every change with old and new value, how and who", async () => {
    const changes = await listCellChanges(
      district.id,
      context.versionId,
      "expenditure:2010301:generalPublicBudget:basic",
    );
    expect(changes.length).toBeGreaterThanOrEqual(6);
    expect(changes.at(-1)).toMatchObject({ oldValue: null, newValue: "1382.47", how: "typed", by: "preparer-a" });
    expect(changes.map(({ newValue }) => newValue)).toContain("十二元");
  });

  it("lets exactly one of two writers of the same cell win", async () => {
    const revision = (await stored(context))!.revision;
    const both = await Promise.all([
      save(context, "21", revision),
      save(context, "22", revision, district.users.colleagueA),
    ]);
    const outcomes = both.map(({ results }) => results[0]!.ok);
    expect(outcomes.filter(Boolean)).toHaveLength(1);
    const winner = outcomes[0] ? 2100 : 2200;
    expect((await stored(context))!.value).toBe(winner);
  });

  it("keeps every one of fifty cells saved at once", async () => {
    const saves = Array.from({ length: 50 }, (_, index) =>
      save(context, String(index + 1), 0, index % 2 ? district.users.preparerA : district.users.colleagueA, {
        sheet: "priorYear",
        row: `income.r${index}.total`,
        fund: "",
        column: "amount",
      }),
    );
    expect((await Promise.all(saves)).every(({ results }) => results[0]!.ok)).toBe(true);
    const content = await readContent(district.id, context.versionId);
    expect(content!.cells.filter(({ address }) => address.sheet === "priorYear")).toHaveLength(50);
  });

  it("saves texts with the same care", async () => {
    const text = (value: string, baseRevision: number) =>
      saveTexts(actorOf(district.users.preparerA), context, {
        how: "typed",
        edits: [{ slot: "reason.total.rise", text: value, baseRevision }],
      });
    expect((await text("人员调整", 0)).results[0]).toEqual({ ok: true, revision: 1, text: "人员调整" });
    expect((await text("别的", 0)).results[0]).toMatchObject({
      ok: false,
      reason: "conflict",
      text: "人员调整",
      by: "preparer-a",
    });
  });
});

describe("a report that has left the unit's hands", () => {
  it.each([
    ["submitted", ["submit"]],
    ["underReview", ["submit", "beginReview"]],
    ["approved", ["submit", "beginReview", "approve"]],
    ["published", ["submit", "beginReview", "approve", "publish"]],
  ] as const)("takes no more figures while it is %s", async (_, steps) => {
    district = await createFreshDistrict();
    const context = await createReportIn(district, steps);
    await expect(save(context, "1", 1)).rejects.toMatchObject({ code: "notEditable" });
    expect((await stored(context))!.value).toBe(10_000);
  });

  it("takes them again once it was sent back", async () => {
    district = await createFreshDistrict();
    const context = await createReportIn(district, ["submit", "sendBack"]);
    expect((await save(context, "101", 1)).results[0]).toMatchObject({ ok: true });
  });
});
