import { beforeAll, describe, expect, it } from "vitest";
import { lookAfterFigures } from "@/lib/background/published-figures";
import { db, pool } from "@/lib/platform/db";
import {
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;

/** The outcome of the audit that a night brings, year by year. */
async function audit(): Promise<{ label: string; state: string; reasons: string[] }[]> {
  await lookAfterFigures({ unlessAuditedSince: new Date() });
  const job = await db().backgroundJob.findFirstOrThrow({
    where: { districtId: district.id, kind: "figureAudit", state: "waiting" },
  });
  await finishTestJob(district, job.id);
  return db().backgroundJobItem.findMany({
    where: { districtId: district.id, jobId: job.id },
    select: { label: true, state: true, reasons: true },
  });
}

beforeAll(async () => {
  district = await createFreshDistrict();
  const context = await createReportIn(district, ["submit", "beginReview", "approve"]);
  await stepTestReport(context, district.users.secondReviewer, "publish");
});

describe("the audit of a night", () => {
  it("finds one total everywhere", async () => {
    expect(await audit()).toEqual([{ label: "2021年度", state: "done", reasons: [] }]);
    const jobs = () => db().backgroundJob.count({ where: { districtId: district.id } });
    const before = await jobs();
    await lookAfterFigures({ unlessAuditedSince: new Date(0) });
    expect(await jobs(), "one in a night").toBe(before);
  });

  it("says which pages disagree when a figure is another one than its lines, and fails", async () => {
    const change = (by: string) =>
      pool().query(
        `UPDATE published_figure SET amount = amount ${by} WHERE district_id = $1 AND figure = 'expenditure'`,
        [district.id],
      );
    await change("+ 1");
    const [year] = await audit();
    expect(year!.state).toBe("failed");
    expect(year!.reasons).toEqual([
      expect.stringContaining("1 份决算"),
      expect.stringMatching(/^本年支出合计各页不同：.*资金来源 100元.*本年支出：各单位由高到低 100.01元/),
    ]);
    await change("- 1");
    expect((await audit())[0]).toMatchObject({ state: "done" });
  });
});
