import { beforeAll, describe, expect, it } from "vitest";
import { requireYear, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listChosen, readQueuePage, type QueueOf } from "@/lib/features/queue/data";
import { assignReviewers } from "@/lib/features/review-assignments/mutations";
import { setUserDisabled } from "@/lib/features/users/mutations";
import { db } from "@/lib/platform/db";
import {
  actorOf,
  copyReport,
  createReportIn,
  createTestDistrict,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let fiscalYear: FiscalYearRow;
let of: QueueOf;
const idOf = (person: keyof TestDistrict["users"]) => district.users[person].user.id;
type To = Parameters<typeof assignReviewers>[2]["to"];

async function assign(
  to: To,
  { onlyUnassigned = false, unitIds }: { onlyUnassigned?: boolean; unitIds?: string[] } = {},
) {
  const units = await listChosen(of, unitIds ? { kind: "ticked", unitIds } : { kind: "shown", query: {} });
  return assignReviewers(district.id, actorOf(district.users.admin), { fiscalYear, units, to, onlyUnassigned });
}
const loads = async () => (await readQueuePage(of, {})).loads;

beforeAll(async () => {
  district = await createTestDistrict("371393");
  fiscalYear = await requireYear(district.id, 2021);
  of = { districtId: district.id, fiscalYear, userId: idOf("reviewer"), since: null };
  const report = await createReportIn(district, ["submit"]);
  await copyReport(report, 8, { submittedBy: idOf("preparerA") });
});

describe("reports are given to reviewers", () => {
  it("one by one, with who and when, and in the log", async () => {
    expect(await assign({ kind: "one", reviewerId: idOf("reviewer") }, { unitIds: [district.units.a] })).toEqual({
      ok: true,
      data: [{ reviewer: "reviewer", count: 1 }],
    });
    const row = await db().reviewAssignment.findFirstOrThrow({ where: { districtId: district.id } });
    expect(row).toMatchObject({ unitId: district.units.a, reviewerId: idOf("reviewer"), assignedById: idOf("admin") });
    const event = await db().auditEvent.findFirstOrThrow({
      where: { districtId: district.id, action: "review.assigned" },
    });
    expect(event).toMatchObject({
      actorId: idOf("admin"),
      subjectId: idOf("reviewer"),
      details: { year: 2021, reviewedUnits: "区政府办公室本级" },
    });
    expect((await readQueuePage(of, { reviewer: "mine" })).rows.map(({ unitId }) => unitId)).toEqual([
      district.units.a,
    ]);
    expect((await readQueuePage(of, { reviewer: "none" })).shown.units).toBe(9);
  });

  it("evenly, what somebody has already counted in and left with them", async () => {
    const both = [idOf("reviewer"), idOf("secondReviewer")];
    const outcome = await assign({ kind: "evenly", reviewerIds: both }, { onlyUnassigned: true });
    expect(outcome).toMatchObject({ ok: true });
    expect(await loads()).toEqual({ [both[0]!]: 5, [both[1]!]: 5 });
    expect((await readQueuePage(of, { reviewer: "mine", q: "本级" })).shown.units).toBe(1);
    expect(await assign({ kind: "evenly", reviewerIds: both }, { onlyUnassigned: true })).toEqual({
      ok: false,
      reasons: ["所选的单位都已分配，没有需要改动的。"],
    });
  });

  it("anew to one, and taken back", async () => {
    await assign({ kind: "one", reviewerId: idOf("secondReviewer") });
    expect(await loads()).toEqual({ [idOf("secondReviewer")]: 10 });
    expect(await assign({ kind: "nobody" }, { unitIds: [district.units.a] })).toEqual({
      ok: true,
      data: [{ reviewer: null, count: 1 }],
    });
    expect(await loads()).toEqual({ [idOf("secondReviewer")]: 9 });
  });

  it("new to whoever got them from somebody else", async () => {
    const since = new Date(Date.now() - 60_000);
    const mine = { ...of, userId: idOf("secondReviewer"), since };
    expect((await readQueuePage(mine, { reviewer: "mine" })).rows.every(({ isNewlyMine }) => isNewlyMine)).toBe(true);
  });
});

describe("refused, and nothing is changed", () => {
  it("for somebody without the right", async () => {
    const before = await loads();
    expect(await assign({ kind: "one", reviewerId: idOf("preparerA") })).toEqual({
      ok: false,
      reasons: [
        "preparer-a没有审核人角色，不能分配审核任务。需要时请先由管理员授予角色。",
        "没有作任何改动，请另选审核人。",
      ],
    });
    expect(await loads()).toEqual(before);
  });

  it("for somebody who has left, beside others who have not", async () => {
    const before = await loads();
    expect((await setUserDisabled(district.id, actorOf(district.users.admin), idOf("reviewer"), true)).ok).toBe(true);
    const both = [idOf("reviewer"), idOf("secondReviewer")];
    expect(await assign({ kind: "evenly", reviewerIds: both })).toEqual({
      ok: false,
      reasons: ["reviewer的账号已停用，不能再分配审核任务。", "没有作任何改动，请另选审核人。"],
    });
    expect(await loads()).toEqual(before);
  });

  it("for somebody of another district, who is not found", async () => {
    const other = await createTestDistrict("371394");
    await expect(assign({ kind: "one", reviewerId: other.users.reviewer.user.id })).rejects.toThrow();
  });
});
