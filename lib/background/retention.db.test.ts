import { addDays } from "date-fns";
import { beforeAll, describe, expect, it } from "vitest";
import { emptyOldJobs, repeatJob } from "@/lib/features/background-jobs/mutations";
import { viewImport } from "@/lib/features/list-import/data";
import { applyListImport, emptyOldImports, readListImport } from "@/lib/features/list-import/mutations";
import { askForStep } from "@/lib/features/report-steps/mutations";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
const admin = () => actorOf(district.users.admin);
const days = (count: number) => addDays(new Date(), count);

beforeAll(async () => {
  district = await createFreshDistrict();
});

describe("contents that are older than their span", () => {
  const file = (name: string) =>
    Buffer.from(
      `单位代码,单位名称,层级,主管部门代码,单位类型,登记事由\n${name},区${name}中心,单位,101,事业单位,期初登记`,
    ).toString("base64");

  async function read(code: string): Promise<string> {
    const input = { kind: "units", fileName: `${code}.csv`, catalogueId: null, content: file(code) } as const;
    const taken = await readListImport(district.id, admin(), input);
    if (!taken.ok) throw new Error(taken.reasons.join());
    return taken.data.importId;
  }
  const view = async (importId: string) => (await viewImport(district.id, admin().id, importId))!;
  const empty = async (appliedBefore: Date, unusedBefore: Date) => {
    await emptyOldImports({ at: new Date(), appliedBefore, unusedBefore });
  };

  it("go from imports; who brought in what, and how many were new, stays", async () => {
    const [applied, unused] = [await read("101021"), await read("101022")];
    const { digest } = await view(applied);
    expect(await applyListImport(district.id, admin(), { importId: applied, digest })).toMatchObject({ ok: true });
    const before = await view(applied);
    const seen = (await view(unused)).digest;

    await empty(days(-1), days(-1));
    expect(await view(applied), "not old yet").toEqual(before);
    await empty(days(-1), days(1));
    expect(await view(applied), "kept longer than what was never used").toEqual(before);
    expect(await view(unused)).toMatchObject({ emptiedAt: expect.any(String), lines: [], sheets: [], applied: null });
    expect(await applyListImport(district.id, admin(), { importId: unused, digest: seen })).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已过保存期限")],
    });

    await empty(days(1), days(1));
    const after = await view(applied);
    expect(after).toMatchObject({ fileName: "101021.csv", emptiedAt: expect.any(String), lines: [], sheets: [] });
    expect(after.applied).toEqual(before.applied);
    expect(after.applied!.counts.new).toBe(1);
    const stored = await db().listImport.findFirstOrThrow({ where: { id: applied } });
    expect(JSON.stringify([stored.sheets, stored.result])).not.toContain("中心");
    const events = await db().auditEvent.count({ where: { districtId: district.id, action: "units.imported" } });
    expect(events, "the log keeps the fact").toBe(1);
    await empty(days(2), days(2));
    expect((await view(applied)).emptiedAt, "once").toBe(after.emptiedAt);
  });

  it("nobody brings back, and nobody empties what is not whole", async () => {
    const importId = await read("101023");
    const key = { where: { districtId_id: { districtId: district.id, id: importId } } };
    const update = (data: object) => db().listImport.update({ ...key, data });
    await expect(update({ sheets: [] })).rejects.toThrow(/was read otherwise/);
    await expect(update({ emptiedAt: new Date() })).rejects.toThrow(/emptied and not changed/);
    await update({ emptiedAt: new Date(), sheets: [] });
    await expect(update({ sheets: [{}] })).rejects.toThrow(/is kept as it is/);
  });

  it("go from jobs that are over; what came of each item stays, and none is done again", async () => {
    const { versionId } = await createReportIn(district, ["submit", "beginReview"]);
    // It is under review already: left out.
    const versions = [{ versionId, revision: 1 }];
    const jobId = await askForStep(district.id, actorOf(district.users.reviewer), {
      step: "beginReview",
      versions,
      takesUnkeptTexts: false,
    });
    const items = () => db().backgroundJobItem.findMany({ where: { districtId: district.id, jobId } });
    await emptyOldJobs({ at: new Date(), endedBefore: days(1) });
    expect((await items())[0]!.input, "waiting").toMatchObject({ versionId });
    await finishTestJob(district, jobId);
    const [before] = await items();
    expect(before!.state).toBe("leftOut");
    await emptyOldJobs({ at: new Date(), endedBefore: days(-1) });
    expect(await items()).toEqual([before]);
    await expect(
      db().backgroundJobItem.updateMany({ where: { districtId: district.id, jobId }, data: { input: {} } }),
    ).rejects.toThrow();
    await emptyOldJobs({ at: new Date(), endedBefore: days(1) });
    expect(await items()).toEqual([{ ...before, input: {} }]);
    expect(await repeatJob(district.id, actorOf(district.users.reviewer), jobId)).toMatchObject({
      ok: false,
      reasons: [expect.stringContaining("已过保存期限")],
    });
  });
});
