import { setTimeout as sleep } from "node:timers/promises";
import { HttpClient } from "@/e2e/support/http-client";
import type { BulkStep, JobView } from "@/lib/features/background-jobs/schema";
import { findVersionContext } from "@/lib/features/versions/data";
import { closeDb, db } from "@/lib/platform/db";
import { demoPassword, demoPeople } from "@/prisma/seed/demo-people";
import { copyReport } from "@/prisma/seed/test-district";
import { draftPath } from "@/scripts/drill";

const REPORTS = 200;

/** Pages that somebody else opens meanwhile, one after the other, with a pause between. */
const PAUSE_MS = 200;

/**
 * 开始审核, 批复 and 公开 of 200 reports as background jobs, then their files; and how long somebody else waits for the desk
 * meanwhile, beside the same page while nothing goes on.
 */
export async function benchPublishing(baseUrl: string, env: Record<string, string>): Promise<void> {
  console.log(`Steps of ${REPORTS} reports in the background`);
  Object.assign(process.env, env);
  const submitted = await db().reportVersion.findFirstOrThrow({ where: { status: "submitted" } });
  const source = (await findVersionContext(submitted.districtId, submitted.id))!;
  const versionIds = await copyReport(source, REPORTS, { submittedBy: submitted.submittedById! });
  const signedIn = (person: { username: string }) => HttpClient.signedIn(baseUrl, person.username, demoPassword);
  const [reviewer, publisher, preparer] = await Promise.all(
    [demoPeople.reviewer, demoPeople.secondReviewer, demoPeople.preparer].map(signedIn),
  );
  printWaits("the desk while nothing goes on", await waitsUntil(preparer!, async () => sleep(10_000)));
  for (const [step, person] of [
    ["beginReview", reviewer!],
    ["approve", reviewer!],
    ["publish", publisher!],
  ] as const) {
    const started = performance.now();
    const waits = await waitsUntil(preparer!, () => takeStep(person, step, versionIds));
    console.log(
      `  ${`${step} of ${REPORTS}`.padEnd(58)} ${((performance.now() - started) / 1_000).toFixed(1).padStart(9)} s`,
    );
    printWaits(`the desk during ${step}`, waits);
  }
  const started = performance.now();
  const waits = await waitsUntil(preparer!, async () => {
    while ((await db().backgroundJob.count({ where: { state: { in: ["waiting", "running"] } } })) > 0) await sleep(500);
  });
  console.log(
    `  ${`files of ${REPORTS}`.padEnd(58)} ${((performance.now() - started) / 1_000).toFixed(1).padStart(9)} s`,
  );
  printWaits("the desk while files are made", waits);
  await closeDb();
}

async function takeStep(person: HttpClient, step: BulkStep, versionIds: readonly string[]): Promise<void> {
  const versions = await db().reportVersion.findMany({ where: { id: { in: [...versionIds] } } });
  const answer = await person.callAction<{ ok: boolean; data: { jobId: string } }>("askForStepAction", "/review", [
    { step, versions: versions.map(({ id, revision }) => ({ versionId: id, revision })) },
  ]);
  if (!answer.ok) throw new Error(`${step}: ${JSON.stringify(answer)}`);
  for (;;) {
    await sleep(500);
    const job = (await (await person.request(`/account/jobs/${answer.data.jobId}/state`)).json()) as JobView;
    if (job.endedAt === null) continue;
    if (job.counts.done !== REPORTS)
      throw new Error(`${step}: ${JSON.stringify(job.counts)} ${job.items[0]!.reasons.join()}`);
    return;
  }
}

/** How long the desk takes, again and again, until the work is over; in milliseconds. */
async function waitsUntil(person: HttpClient, work: () => Promise<void>): Promise<number[]> {
  const waits: number[] = [];
  let isOver = false;
  const watching = (async () => {
    while (!isOver) {
      const started = performance.now();
      await (await person.request(draftPath)).text();
      waits.push(performance.now() - started);
      await sleep(PAUSE_MS);
    }
  })();
  try {
    await work();
  } finally {
    isOver = true;
    await watching;
  }
  return waits.sort((a, b) => a - b);
}

function printWaits(name: string, waits: readonly number[]): void {
  const at = (share: number) => `${waits[Math.min(waits.length - 1, Math.floor(waits.length * share))]!.toFixed(0)} ms`;
  console.log(`  ${name.padEnd(58)} p50 ${at(0.5)}, p95 ${at(0.95)}, longest ${at(1)} (${waits.length} times)`);
}
