import { setTimeout as sleep } from "node:timers/promises";
import { jobWork } from "@/lib/background/kinds";
import { listUnfinishedJobs, type JobInWork } from "@/lib/features/background-jobs/data";
import { keepUp } from "@/lib/background/upkeep";
import {
  beginJob,
  claimItem,
  ClaimLost,
  giveUpJob,
  goOnOrEnd,
  ringAgain,
  settleItem,
  type Claim,
  type ItemOutcome,
} from "@/lib/features/background-jobs/mutations";
import { jobKindOf, jobKinds, type ItemOf, type JobKindId } from "@/lib/features/background-jobs/schema";
import { askForSearchIndex } from "@/lib/features/search/mutations";
import { findPerson } from "@/lib/features/session/data";
import { isDatabaseUnavailable } from "@/lib/platform/database-refusals";
import { toAppError } from "@/lib/platform/errors";
import { answerRings, type Ring, type Workers } from "@/lib/platform/jobs";
import { logger } from "@/lib/platform/logger";
import { standingAs } from "@/lib/platform/standing";
import { readStored } from "@/lib/platform/stored-json";

/** After so long, a worker lets the next job have its turn and calls for the rest of this one. */
const SLICE_MS = 5_000;

/** Between two items, so that people's requests come in between; as long as an item took, at most. */
const LONGEST_REST_MS = 200;

/** An item that has ended its server so often is not tried again. */
const MOST_ATTEMPTS = 4;

const reachAgainMs = 5_000;

/**
 * Sets this server to work on background jobs, and goes on with what another one was killed over. Waits for a database
 * that cannot be reached yet.
 */
export async function startBackgroundWork(): Promise<Workers> {
  for (;;) {
    try {
      await ringAgain(await listUnfinishedJobs());
      await askForSearchIndex();
      const upkeep = keepUp();
      const workers = await answerRings(workOn);
      return {
        ...workers,
        stop: async () => {
          upkeep.stop();
          await workers.stop();
        },
      };
    } catch (error) {
      logger.error({ err: error }, "background work could not begin and is tried again");
      await sleep(reachAgainMs, undefined, { ref: false });
    }
  }
}

/**
 * Works on a job for one slice: item after item, each with its own outcome. A server that is to stop begins no further
 * item.
 */
export async function workOn(ring: Ring, stopped?: AbortSignal): Promise<void> {
  const job = await beginJob(ring);
  if (!job) return;
  const { kind } = job;
  if (kind === null) return giveUpJob(ring, "本版本系统不能办理这一类任务，请联系系统管理员。");
  const { itemSeconds } = jobKindOf(kind);
  const until = performance.now() + SLICE_MS;
  do {
    const started = performance.now();
    const claim = await claimItem(ring, itemSeconds);
    if (!claim) break;
    await doItem({ ...job, kind }, claim);
    await sleep(Math.min(performance.now() - started, LONGEST_REST_MS));
  } while (performance.now() < until && !stopped?.aborted);
  await goOnOrEnd({ ...job, kind }, async (transaction) => jobWork[kind].afterwards?.(transaction, job));
}

async function doItem(job: JobInWork & { kind: JobKindId }, claim: Claim): Promise<void> {
  const { jobId, position } = claim;
  const started = performance.now();
  try {
    const outcome = await outcomeOf(job, claim);
    await settleIfOpen(claim, outcome);
    const durationMs = Math.round(performance.now() - started);
    logger.info({ kind: job.kind, jobId, position, durationMs, outcome: outcome.state }, "item of background work");
  } catch (error) {
    if (error instanceof ClaimLost) return;
    // Nothing is known of the item: it is tried again when its time is over.
    if (isDatabaseUnavailable(error)) throw error;
    logger.error({ err: error, kind: job.kind, jobId, position }, "item of background work failed");
    const reasons = [`${toAppError(error).sentence}（编号：${jobId}/${position + 1}）`];
    await settleIfOpen(claim, { state: "failed", reasons });
  }
}

/** Where the item was one transaction, what became of it is written already. */
async function settleIfOpen(claim: Claim, outcome: ItemOutcome): Promise<void> {
  await settleItem(claim, outcome).catch((error: unknown) => {
    if (!(error instanceof ClaimLost)) throw error;
  });
}

async function outcomeOf<K extends JobKindId>(job: JobInWork & { kind: K }, claim: Claim): Promise<ItemOutcome> {
  if (claim.attempt > MOST_ATTEMPTS)
    return { state: "failed", reasons: ["办理时系统多次中断，没有办成。请联系系统管理员。"] };
  const { kind, districtId, askedBy } = job;
  const person = askedBy.id === null ? null : await findPerson(districtId, askedBy.id);
  if (jobKindOf(kind).permission !== null && person === null)
    return { state: "leftOut", reasons: ["交办人的账号已停用，不再代为办理。"] };
  const item = readStored(
    jobKinds[kind].item,
    claim.input,
    `item ${claim.position} of job ${claim.jobId}`,
  ) as ItemOf<K>;
  return standingAs(person?.standing, () => jobWork[kind].item(claim, item, person));
}
