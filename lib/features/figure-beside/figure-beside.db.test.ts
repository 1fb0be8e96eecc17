// What stands beside a figure of a report in review: last year's, the budget, the middle of its kind, its history.
import { beforeAll, describe, expect, it } from "vitest";
import { readFigureBeside, readFigureSource } from "@/lib/features/figure-beside/data";
import type { VersionContext } from "@/lib/features/versions/data";
import {
  copyReport,
  createFreshDistrict,
  createReportIn,
  stepManyTestReports,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const total = "incomeExpenditureSummary.currentYearIncome.amount";
const spent = "generalPublicExpenditure.2010301.total";
let district: TestDistrict;
let context: VersionContext;

const publish = async (versions: readonly string[]) => {
  await stepManyTestReports(district, district.users.reviewer, "beginReview", versions);
  await stepManyTestReports(district, district.users.reviewer, "approve", versions);
  for (const versionId of versions)
    expect(await stepTestReport({ ...context, versionId }, district.users.secondReviewer, "publish")).toMatchObject({
      ok: true,
    });
};

describe("beside a figure", () => {
  let copies: string[];

  beforeAll(async () => {
    district = await createFreshDistrict();
    context = await createReportIn(district, ["submit"]);
    copies = await copyReport(context, 5, { submittedBy: district.users.preparerA.user.id });
    await publish(copies.slice(0, 4));
  });

  it("stand the budget with the difference and its rate, last year's where it is known, and who typed it", async () => {
    const { now, compared, history } = await readFigureBeside(district.id, context.versionId, spent);
    expect(now).toEqual({ wan: "0.01 万元", exact: "100.00 元" });
    expect(compared).toEqual([
      { name: "2020年决算数", wan: "没有", exact: "没有", change: "上年数未知" },
      { name: "年初预算", wan: "0.01 万元", exact: "100.00 元", change: "持平" },
    ]);
    expect(history[0]).toMatchObject({
      label: expect.stringContaining("2010301"),
      changes: [{ to: "100.00 元", by: district.users.preparerA.user.name, how: "录入" }],
    });
  });

  it("stands no middle of fewer than five units of the kind; how many there are is told", async () => {
    expect((await readFigureBeside(district.id, context.versionId, total)).peers).toBe(4);
  });

  it("stands the middle of five that are published, of named figures and of those that are one entered amount", async () => {
    await publish(copies.slice(4));
    for (const cell of [total, spent])
      expect((await readFigureBeside(district.id, context.versionId, cell)).peers, cell).toEqual({
        n: 5,
        median: "0.01 万元",
        perHead: null,
      });
  });

  it("stands where it comes from and goes to", async () => {
    const source = await readFigureSource(district.id, context.versionId, total);
    expect(source).toMatchObject({ from: ["incomeExpenditureSummary.generalPublicBudget.amount"] });
    expect(source!.into).toContain("incomeExpenditureSummary.totalIncome.amount");
    expect(await readFigureSource(district.id, context.versionId, "none.none.none")).toBeNull();
  });

  it("is nothing of a cell that there is not, or of another district's report", async () => {
    const none = { code: "notFound" };
    await expect(readFigureBeside(district.id, context.versionId, "none.none.none")).rejects.toMatchObject(none);
    const elsewhere = await createFreshDistrict();
    await expect(readFigureBeside(elsewhere.id, context.versionId, total)).rejects.toMatchObject(none);
  });
});
