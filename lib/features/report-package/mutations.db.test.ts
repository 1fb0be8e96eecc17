import { beforeAll, describe, expect, it } from "vitest";
import { readReportPackage } from "@/lib/features/report-package/data";
import { importPackage } from "@/lib/features/report-package/mutations";
import { findVersionContext, type VersionContext } from "@/lib/features/versions/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { saveCells, type ReportActor } from "@/lib/features/versions/mutations";
import { createFiscalYear } from "@/lib/features/fiscal-years/mutations";
import { importCatalogue } from "@/lib/features/subjects/mutations";
import { createUnit } from "@/lib/features/units/mutations";
import { createUser } from "@/lib/features/users/mutations";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import type { Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { realAccounts } from "@/prisma/seed/real-accounts";

const system = { id: null, name: "test" };
const code = "101001";
let districtId: string;
let preparer: ReportActor;
let context: VersionContext;

function value<T>(outcome: Outcome<T>): T {
  if (!outcome.ok) throw new Error(outcome.reasons.join("\n"));
  return outcome.data;
}

beforeAll(async () => {
  ({ id: districtId } = await db().district.create({ data: { code: "371311", name: "测试区", regionCode: "37" } }));
  value(await importCatalogue(districtId, system, "2021", readCatalogueRows(2021)));
  const dates = { opensAt: new Date("2022-01-01"), deadline: new Date("2022-03-31") };
  const { fiscalYearId } = value(
    await createFiscalYear(districtId, system, { year: 2021, catalogueId: "2021", ...dates }),
  );
  const { unitId: department } = value(
    await createUnit(districtId, system, {
      level: "department",
      parentId: null,
      kind: "administrative",
      code: "101",
      name: "办公室",
      founded: null,
    }),
  );
  const { unitId } = value(
    await createUnit(districtId, system, {
      level: "unit",
      parentId: department,
      kind: "administrative",
      code,
      name: "办公室本级",
      founded: null,
    }),
  );
  const { userId } = value(
    await createUser(
      districtId,
      system,
      { username: "preparer", name: "王丽", grants: [{ role: "preparer", unitId }] },
      { passwordHash: "only for tests" },
    ),
  );
  preparer = { id: userId, name: "王丽" };
  const { versionId } = value(await openReport(districtId, preparer, { unitId, fiscalYearId }));
  context = (await findVersionContext(districtId, versionId))!;
});

async function exported(): Promise<ReportPackage> {
  return (await readReportPackage(districtId, code, 2021))!.package;
}

/** The real accounts, under the name that this unit has here. */
function accounts(): ReportPackage {
  const content = realAccounts(code);
  return { ...content, unit: { ...content.unit, name: "办公室本级" } };
}

describe("importing a report package", () => {
  it("and exporting it again gives the same package", async () => {
    const project = {
      name: "政务保障经费",
      implementer: "办公室本级",
      supervisor: "区政府办公室",
      phone: "0539-1234567",
      funding: [{ id: "total", originalBudget: "120.45", adjustedBudget: "209.15", executed: "" }],
      goal: "保障会议和活动",
      attainment: "完成",
      executionScore: "10",
      statedScore: "",
      lowScorePlan: "下一年加快进度。",
      indicators: [
        {
          first: "产出指标",
          second: "数量指标",
          third: "会议次数",
          direction: "atLeast" as const,
          target: "40",
          actual: "46次",
          unit: "次",
          band: "" as const,
          weight: "10",
          score: "",
          reason: "",
        },
        {
          first: "效益指标",
          second: "社会效益",
          third: "满意",
          direction: "qualitative" as const,
          target: "提高",
          actual: "提高",
          unit: "",
          band: "attained" as const,
          weight: "10",
          score: "9.5",
          reason: "待提高",
        },
      ],
    };
    const content = { ...accounts(), projects: [...accounts().projects, project] };
    expect([content.projects.length, content.keyEvaluations.length]).toEqual([12, 1]);
    value(await importPackage(preparer, context, content));
    expect(await exported()).toEqual(content);
  });

  it("replaces everything: what the package does not name is blank afterwards", async () => {
    const content = accounts();
    content.facts = content.facts.filter(({ sheet }) => sheet !== "procurement");
    content.texts = content.texts.slice(0, 2);
    value(await importPackage(preparer, context, content));
    expect(await exported()).toEqual(content);
  });

  it("is refused as a whole when one cell does not exist this year", async () => {
    const before = await exported();
    const content = accounts();
    content.facts[0]!.yuan = "1.00";
    content.facts.push({ sheet: "expenditure", row: "2010301", fund: "governmentFund", column: "basic", yuan: "5.00" });
    const outcome = await importPackage(preparer, context, content);
    expect(outcome).toMatchObject({
      ok: false,
      reasons: [
        expect.stringMatching(/^facts\[\d+\]（expenditure:2010301:governmentFund:basic）该科目不属于这种资金性质/),
      ],
    });
    expect(await exported()).toEqual(before);
  });

  it("is refused for another unit, another year and another table set, with all three reasons", async () => {
    const content = { ...accounts(), unit: { ...accounts().unit, code: "999999" }, year: 2020, tableSetId: "fy2022" };
    const outcome = await importPackage(preparer, context, content);
    expect(outcome.ok ? [] : outcome.reasons.map((reason) => reason.split("：")[0])).toEqual([
      "unit.code",
      "year",
      "tableSetId",
    ]);
  });

  it("tells which inputs an export cannot carry", async () => {
    const address = { sheet: "procurement", row: "works", fund: "", column: "amount" } as const;
    const line = await db().budgetLine.findFirst({ where: { districtId, versionId: context.versionId, ...address } });
    await saveCells(preparer, context, {
      how: "typed",
      unit: "yuan",
      edits: [{ address, input: "约5万", baseRevision: line?.revision ?? 0 }],
    });
    const report = await readReportPackage(districtId, code, 2021);
    expect(report!.leftOut).toEqual([{ key: "procurement:works::amount", content: "约5万", why: "不是有效数字" }]);
    expect(report!.package.facts.some(({ sheet, row }) => sheet === "procurement" && row === "works")).toBe(false);
  });
});
