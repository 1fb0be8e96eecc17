import { setTimeout as sleep } from "node:timers/promises";
import { beforeAll, describe, expect, it } from "vitest";
import { startServer } from "@/lib/background/testing/start-server";
import { startBackgroundWork, workOn } from "@/lib/background/worker";
import { listAuditEvents } from "@/lib/features/audit-log/data";
import { readJob } from "@/lib/features/background-jobs/data";
import { askFor, claimItem, ClaimLost, repeatJob, settleItem, stopJob } from "@/lib/features/background-jobs/mutations";
import type { BulkStep, JobView } from "@/lib/features/background-jobs/schema";
import { askForStep, takeSingleStep } from "@/lib/features/report-steps/mutations";
import { setUserDisabled, updateUser } from "@/lib/features/users/mutations";
import type { Session } from "@/lib/features/session/data";
import type { VersionContext } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import {
  actorOf,
  copyReport,
  createFreshDistrict,
  createReportIn,
  finishTestJob,
  stepTestReport,
  type TestDistrict,
} from "@/prisma/seed/test-district";

let district: TestDistrict;
let submitted: VersionContext;

beforeAll(async () => {
  district = await createFreshDistrict();
  submitted = await createReportIn(district, ["submit"]);
});

/** Asks for a step at the revisions of this moment. */
async function ask(
  step: BulkStep,
  versionIds: readonly string[],
  by: Session = district.users.reviewer,
): Promise<string> {
  const versions = await db().reportVersion.findMany({
    where: { districtId: district.id, id: { in: [...versionIds] } },
  });
  return askForStep(district.id, actorOf(by), {
    step,
    versions: versions.map(({ id, revision }) => ({ versionId: id, revision })),
    takesUnkeptTexts: false,
  });
}

async function view(jobId: string, by: Session = district.users.reviewer): Promise<JobView> {
  return (await readJob(district.id, jobId, by.user.id))!;
}

async function isOver(jobId: string): Promise<boolean> {
  return ["done", "cancelled", "failed"].includes((await view(jobId)).state);
}

async function untilOver(jobId: string): Promise<JobView> {
  while (!(await isOver(jobId))) await sleep(100);
  return view(jobId);
}

/** How often each version has gone through a step. */
async function timesTaken(step: string, versionIds: readonly string[]): Promise<Set<number>> {
  const { rows } = await ownerPool().query<{ times: number }>(
    `SELECT count(e.id)::int AS times FROM unnest($2::uuid[]) v(id)
     LEFT JOIN workflow_event e ON e.district_id = $1 AND e.version_id = v.id AND e.step = $3 GROUP BY v.id`,
    [district.id, versionIds, step],
  );
  return new Set(rows.map(({ times }) => times));
}

describe("a background job", () => {
  it("is there only when the deed that asks for it is", async () => {
    const jobs = () => db().backgroundJob.count({ where: { districtId: district.id } });
    const before = await jobs();
    const rings = async () => (await ownerPool().query("SELECT FROM pgboss.job")).rowCount;
    const rung = await rings();
    await expect(
      db().$transaction(async (transaction) => {
        await askFor(transaction, {
          districtId: district.id,
          kind: "files",
          askedBy: actorOf(district.users.reviewer),
          subject: "测试",
          items: [{ label: "测试", input: { versionId: submitted.versionId } }],
        });
        throw new Error("the deed did not happen");
      }),
    ).rejects.toThrow("the deed did not happen");
    expect([await jobs(), await rings()]).toEqual([before, rung]);
  });

  it("of 60 reports is shared by two servers, each report done once, with the files of what was published asked for", async () => {
    const versions = await copy(60);
    const servers = [await startBackgroundWork(), await startBackgroundWork()];
    try {
      for (const [step, count, by] of [
        ["beginReview", 60, district.users.reviewer],
        ["approve", 10, district.users.reviewer],
        ["publish", 10, district.users.secondReviewer],
      ] as const) {
        const some = versions.slice(0, count);
        const halves = await Promise.all([
          ask(step, some.slice(0, count / 2), by),
          ask(step, some.slice(count / 2), by),
        ]);
        for (const jobId of halves)
          expect(await untilOver(jobId)).toMatchObject({
            state: "done",
            counts: { done: count / 2, leftOut: 0, failed: 0 },
          });
        expect(await timesTaken(step, some), step).toEqual(new Set([1]));
      }
    } finally {
      await Promise.all(servers.map((server) => server.stop()));
    }
    const files = await db().backgroundJob.findMany({ where: { districtId: district.id, kind: "files" } });
    expect(files).toHaveLength(2);
    expect(
      await db().backgroundJobItem.count({ where: { jobId: { in: files.map(({ id }) => id) } } }),
      "each publication once",
    ).toBe(10);
    const { events } = await listAuditEvents(district.id, { page: 1, action: "report.publish" });
    expect(events[0]!.details).toMatchObject({ jobId: expect.any(String) });
  }, 600_000);

  it("that its server was killed over is gone on with, and no step is taken twice", async () => {
    district = await createFreshDistrict();
    submitted = await createReportIn(district, ["submit"]);
    const versions = await copy(30);
    const jobId = await ask("beginReview", versions);
    const killed = startServer();
    const done = async () => (await view(jobId)).counts.done;
    while ((await done()) < 3) await sleep(20);
    killed.kill();
    const atKill = await done();
    expect(atKill).toBeLessThan(30);
    // What the killed one was at is free when its time is over.
    await ownerPool().query(
      "UPDATE background_job_item SET claimed_until = now() WHERE job_id = $1 AND state = 'waiting'",
      [jobId],
    );
    const server = await startBackgroundWork();
    try {
      expect(await untilOver(jobId)).toMatchObject({ state: "done", counts: { done: 30 } });
    } finally {
      await server.stop();
    }
    expect(await timesTaken("beginReview", versions)).toEqual(new Set([1]));
  }, 240_000);

  it("leaves out what may not be done any more, and says why of each", async () => {
    const { reviewer, secondReviewer, preparerA, admin } = district.users;
    const [moved, sentBack, fine] = await copy(3);
    const jobId = await ask("beginReview", [moved!, sentBack!, fine!]);
    const context = (versionId: string) => ({ ...submitted, versionId });
    await stepTestReport(context(moved!), secondReviewer, "beginReview");
    await stepTestReport(context(sentBack!), preparerA, "withdraw");
    await finishTestJob(district, jobId);
    const job = await view(jobId);
    expect(job).toMatchObject({ state: "done", counts: { done: 1, leftOut: 2 } });
    expect(job.items.map(({ state, reasons }) => [state, reasons.join("")])).toEqual([
      ["leftOut", "报告当前为“审核中”，不能开始审核。"],
      ["leftOut", "报告当前为“填报中”，不能开始审核。"],
      ["done", ""],
    ]);

    const own = await ask("approve", [fine!, moved!], secondReviewer);
    await updateUser(district.id, actorOf(admin), {
      userId: secondReviewer.user.id,
      name: secondReviewer.user.name,
      grants: [{ role: "admin" }],
    });
    await finishTestJob(district, own);
    expect((await view(own)).items.map(({ reasons }) => reasons)).toEqual([
      ["您已没有批复本报告的权限。"],
      ["您已没有批复本报告的权限。"],
    ]);
    const ofNobody = await ask("approve", [fine!], reviewer);
    await setUserDisabled(district.id, actorOf(admin), reviewer.user.id, true);
    await finishTestJob(district, ofNobody);
    await setUserDisabled(district.id, actorOf(admin), reviewer.user.id, false);
    expect((await view(ofNobody)).items[0]!.reasons).toEqual(["交办人的账号已停用，不再代为办理。"]);
    expect(await timesTaken("approve", [fine!, moved!])).toEqual(new Set([0]));
  }, 120_000);

  it("says what failed, and does the others; what was not done can be asked for again, once, by the same person", async () => {
    const { reviewer, admin } = district.users;
    const [first, second] = await copy(2);
    const jobId = await db().$transaction((transaction) =>
      askFor(transaction, {
        districtId: district.id,
        kind: "files",
        askedBy: actorOf(reviewer),
        subject: "测试",
        items: [
          // Not published: no such publication.
          { label: "甲", input: { versionId: first! } },
          { label: "乙", input: { versionId: second! } },
        ],
      }),
    );
    const over = await repeatJob(district.id, actorOf(reviewer), jobId);
    expect(over).toMatchObject({ ok: false, reasons: ["任务还没有结束，请等它结束后再办。"] });
    await finishTestJob(district, jobId);
    const job = await view(jobId);
    expect(job).toMatchObject({ state: "done", counts: { failed: 2 } });
    expect(job.items[0]!.reasons[0]).toContain("系统发生内部错误");
    expect(job.items[0]!.reasons[0]).toContain(`${jobId}/1`);

    await expect(repeatJob(district.id, actorOf(admin), jobId)).rejects.toMatchObject({ code: "notFound" });
    const [again, twice] = await Promise.all([
      repeatJob(district.id, actorOf(reviewer), jobId),
      repeatJob(district.id, actorOf(reviewer), jobId),
    ]);
    expect([again.ok, twice.ok].sort()).toEqual([false, true]);
    expect((await view(jobId)).repetitionId).not.toBeNull();
  });

  it("stops what has not begun, and nothing else", async () => {
    const { reviewer, admin } = district.users;
    const versions = await copy(4);
    const jobId = await ask("beginReview", versions);
    const begun = (await claimItem({ districtId: district.id, jobId }, 60))!;
    await expect(stopJob(district.id, actorOf(admin), jobId)).rejects.toMatchObject({ code: "notFound" });
    expect(await stopJob(district.id, actorOf(reviewer), jobId)).toMatchObject({ ok: true });
    expect((await view(jobId)).counts).toMatchObject({ waiting: 1, cancelled: 3 });
    await settleItem(begun, { state: "done", reasons: [] });
    await finishTestJob(district, jobId);
    expect(await view(jobId)).toMatchObject({ state: "cancelled", counts: { done: 1, cancelled: 3 } });
    expect(await stopJob(district.id, actorOf(reviewer), jobId)).toMatchObject({ ok: false });
  });

  it("belongs to whoever set about an item last, and an outcome is for good", async () => {
    const [versionId] = await copy(1);
    const jobId = await ask("beginReview", [versionId!]);
    const ring = { districtId: district.id, jobId };
    const lost = (await claimItem(ring, 0))!;
    expect(await claimItem({ ...ring }, 60)).toMatchObject({ position: 0, attempt: 2 });
    expect(await claimItem(ring, 60), "somebody is at it").toBeNull();
    await expect(settleItem(lost, { state: "done", reasons: [] })).rejects.toThrow(ClaimLost);
    await settleItem({ ...lost, attempt: 2 }, { state: "leftOut", reasons: ["测试"] });
    await expect(settleItem({ ...lost, attempt: 2 }, { state: "done", reasons: [] })).rejects.toThrow(ClaimLost);
    const change = ownerPool().query("UPDATE background_job_item SET state = 'done' WHERE job_id = $1", [jobId]);
    await expect(change).rejects.toMatchObject({ code: "MZ002" });
  });

  it("is given up where this release does not know its kind, and an item that ends its server time and again is as well", async () => {
    const [versionId] = await copy(1);
    const unknown = await ask("beginReview", [versionId!]);
    await db().backgroundJob.updateMany({ where: { id: unknown }, data: { kind: "ofALaterRelease" } });
    await workOn({ districtId: district.id, jobId: unknown });
    expect(await view(unknown)).toMatchObject({
      state: "failed",
      error: expect.stringContaining("本版本系统不能办理"),
    });

    const deadly = await ask("beginReview", [versionId!]);
    await db().backgroundJobItem.updateMany({ where: { jobId: deadly }, data: { attempts: 4 } });
    await finishTestJob(district, deadly);
    expect((await view(deadly)).items[0]).toMatchObject({
      state: "failed",
      reasons: [expect.stringContaining("多次中断")],
    });
  });
});

describe("a publication by itself", () => {
  it("asks for its files, which are made once", async () => {
    district = await createFreshDistrict();
    const { versionId } = await createReportIn(district, ["submit", "beginReview", "approve"]);
    const { revision } = await db().reportVersion.findFirstOrThrow({ where: { id: versionId } });
    const { secondReviewer } = district.users;
    const published = await takeSingleStep(district.id, actorOf(secondReviewer), {
      versionId,
      revision,
      step: "publish",
    });
    expect(published.ok).toBe(true);
    const job = await db().backgroundJob.findFirstOrThrow({ where: { districtId: district.id, kind: "files" } });
    await finishTestJob(district, job.id);
    expect(await view(job.id, secondReviewer)).toMatchObject({ state: "done", isOwn: true, counts: { done: 1 } });
    const files = await db().publicationFile.findMany({ where: { districtId: district.id }, select: { format: true } });
    expect(files.map(({ format }) => format).sort()).toEqual(["docx", "pdf", "xlsx"]);
  });
});

let copied = 0;

/** Submitted reports that no other test has. */
async function copy(count: number): Promise<string[]> {
  copied += 1;
  const submittedBy = district.users.preparerA.user.id;
  return copyReport(submitted, count, { firstCode: 700_000 + copied * 1_000, submittedBy });
}
