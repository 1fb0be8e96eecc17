// What comes to a department from the versions of its units beside figures: forms, last year, and what they say of a change.
import { expect, it } from "vitest";
import { storedPerformanceOf } from "@/lib/domain/performance/stored-performance";
import { luozhuangPerformanceCorrected } from "@/lib/domain/testing/luozhuang-2021-performance-corrected";
import { priorYearKey, parseFactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot } from "@/lib/domain/words/facts";
import { readDepartmentYear, readUnitReasons } from "@/lib/features/department-reports/data";
import { takeTotal } from "@/lib/features/department-reports/mutations";
import { savePerformance } from "@/lib/features/performance/mutations";
import type { Session } from "@/lib/features/session/data";
import { findStoredTotal } from "@/lib/features/totals/data";
import { freezeTotal, proposeTotal } from "@/lib/features/totals/mutations";
import { readContent } from "@/lib/features/versions/data";
import { saveCells, saveTexts } from "@/lib/features/versions/mutations";
import {
  actorOf,
  createFreshDistrict,
  fillTestReport,
  openTestReport,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

const lastYear = priorYearKey("incomeExpenditureSummary.totalIncome.amount");

/** A unit that states what it had last year, and says why it has more now. */
async function grown(district: TestDistrict, unitId: string, by: Session, before: string, why: string): Promise<void> {
  const context = await openTestReport(district, { unitId, by });
  await fillTestReport(district, context, by);
  await saveCells(actorOf(by), context, {
    how: "typed",
    unit: "yuan",
    edits: [{ address: parseFactKey(lastYear), input: before, baseRevision: 0 }],
  });
  await saveTexts(actorOf(by), context, {
    how: "typed",
    edits: [{ slot: "reason.total.rise", text: why, baseRevision: 0 }],
  });
  // A project of which the score alone is published, without saying who carries it out.
  const [project] = storedPerformanceOf(luozhuangPerformanceCorrected).projects;
  const performance = { projects: [{ ...project!, implementer: "" }], keyEvaluations: [] };
  await savePerformance(actorOf(by), context, { performance, baseRevision: 0 });
  await saveTexts(actorOf(by), context, {
    how: "typed",
    edits: [{ slot: noDataSlot("performance"), text: "", baseRevision: 1 }],
  });
  for (const [step, person] of [
    ["submit", by],
    ["beginReview", district.users.reviewer],
    ["approve", district.users.reviewer],
  ] as const) {
    const outcome = await stepTestReport(context, person, step);
    expect([step, outcome.ok ? [] : outcome.reasons]).toEqual([step, []]);
  }
}

it("comes from the versions of the total, with each unit's share", async () => {
  const district = await createFreshDistrict();
  const { reviewer, secondReviewer, preparerA, preparerB } = district.users;
  const scope = { kind: "department", departmentId: district.units.department } as const;
  await grown(district, district.units.a, preparerA, "99", "增加了值班人员");
  expect(await readDepartmentYear(district.id, district.units.department, 2021)).toEqual({
    units: 2,
    approved: 1,
    total: null,
  });
  await grown(district, district.units.b, preparerB, "91", "新增后勤服务岗位");
  await proposeTotal(district.id, actorOf(reviewer), { year: 2021, scope, basis: "approved", replaces: null });
  const { id, contentHash } = (await findStoredTotal(district.id, 2021, scope, {
    basis: "approved",
    state: "proposed",
  }))!;
  await freezeTotal(district.id, actorOf(secondReviewer), { totalId: id, contentHash });
  const taken = await takeTotal(district.id, actorOf(reviewer), {
    unitId: district.units.department,
    fiscalYearId: district.years[2021],
  });
  const versionId = taken.ok ? taken.data.versionId : "";
  // The system has no accounts of last year: what the units state is the department's, added up.
  const { cells, priorYear } = (await readContent(district.id, versionId))!;
  expect([priorYear, cells.find(({ key }) => key === lastYear)?.value]).toEqual([null, 19_000]);
  // The forms of all units stand in it, each under the unit that it is of.
  const { projects } = (await readContent(district.id, versionId))!;
  expect(projects.map(({ name, implementer }) => [name, implementer])).toEqual([
    ["劳务费", "区政府办公室本级"],
    ["劳务费", "区机关服务中心"],
  ]);
  const reasons = await readUnitReasons(district.id, versionId);
  expect(reasons.get("reason.total.rise")).toEqual([
    { unitName: "区机关服务中心", change: 900, share: "90.00", text: "新增后勤服务岗位" },
    { unitName: "区政府办公室本级", change: 100, share: "10.00", text: "增加了值班人员" },
  ]);
});
