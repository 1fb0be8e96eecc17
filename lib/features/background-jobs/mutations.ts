import type { z } from "zod";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { findJobInWork, kindIdOf, type JobInWork } from "@/lib/features/background-jobs/data";
import {
  isOver,
  jobKindOf,
  jobKinds,
  type ItemOf,
  type ItemState,
  type JobKindId,
} from "@/lib/features/background-jobs/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { ring, type Ring } from "@/lib/platform/jobs";

/** One part of what is asked for. */
export interface AskedItem<K extends JobKindId> {
  label: string;
  code?: string;
  href?: string | null;
  input: z.input<(typeof jobKinds)[K]["item"]>;
}

interface Asked<K extends JobKindId> {
  districtId: string;
  kind: K;
  /** `id` is null for the house itself. */
  askedBy: AuditActor;
  /** What for, in words: 2021年度 37 个单位. */
  subject: string;
  items: readonly AskedItem<K>[];
}

/** A slice of work, and time for its last item. */
const SLICE_SECONDS = 10;

const answerSecondsOf = (kind: JobKindId) => SLICE_SECONDS + jobKindOf(kind).itemSeconds;

/**
 * Writes a job down and calls a worker, in the transaction of the deed that asks for it.
 *
 * @returns the job's id.
 */
export async function askFor<K extends JobKindId>(
  transaction: Prisma.TransactionClient,
  { districtId, kind, askedBy, subject, items }: Asked<K>,
): Promise<string> {
  const rows = items.map(({ label, code = "", href = null, input }) => ({ label, code, href, input }));
  return writeJob(transaction, { districtId, kind, askedBy, subject, items: rows, repeatsId: null });
}

/**
 * Asks for work of the house itself, unless some of its kind is not over. Servers that ask at once ask once.
 *
 * @param unlessSince some that was asked for later will do, too
 * @returns whether it was asked for.
 */
export async function askOfHouse<K extends JobKindId>(
  districtId: string,
  { kind, subject, items }: Pick<Asked<K>, "kind" | "subject" | "items">,
  unlessSince: Date | null = null,
): Promise<boolean> {
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${`${kind}:${districtId}`}, 0))`;
    const known = await transaction.backgroundJob.count({
      where: {
        districtId,
        kind,
        OR: [{ state: { in: ["waiting", "running"] } }, ...(unlessSince ? [{ askedAt: { gt: unlessSince } }] : [])],
      },
    });
    if (known > 0) return false;
    await askFor(transaction, { districtId, kind, askedBy: { id: null, name: "系统" }, subject, items });
    return true;
  });
}

interface WrittenJob {
  districtId: string;
  kind: JobKindId;
  askedBy: AuditActor;
  subject: string;
  items: readonly { label: string; code: string; href: string | null; input: unknown }[];
  repeatsId: string | null;
}

async function writeJob(
  transaction: Prisma.TransactionClient,
  { districtId, kind, askedBy, subject, items, repeatsId }: WrittenJob,
): Promise<string> {
  const { id: jobId } = await transaction.backgroundJob.create({
    data: { districtId, kind, subject, askedById: askedBy.id, askedAt: now(), repeatsId },
    select: { id: true },
  });
  await transaction.backgroundJobItem.createMany({
    data: items.map(({ input, ...item }, position) => ({
      districtId,
      jobId,
      position,
      ...item,
      input: input as Prisma.InputJsonObject,
    })),
  });
  if (jobKindOf(kind).permission !== null)
    await auditJob(transaction, { action: "job.asked", districtId, jobId, kind, subject, actor: askedBy });
  await ring(transaction, jobKindOf(kind).lane, { districtId, jobId }, { answerSeconds: answerSecondsOf(kind) });
  return jobId;
}

async function auditJob(
  transaction: Prisma.TransactionClient,
  job: {
    action: "job.asked" | "job.stopped";
    districtId: string;
    jobId: string;
    kind: JobKindId | null;
    subject: string;
    actor: AuditActor;
  },
): Promise<void> {
  const { action, districtId, jobId, kind, subject, actor } = job;
  const name = `${kind === null ? "" : `${jobKindOf(kind).label}：`}${subject}`;
  await recordAudit({ districtId, action, actor, subject: { kind: "job", id: jobId, name } }, transaction);
}

/**
 * Calls workers for every job that is not over: a server that starts goes on where one was killed, or where a backup
 * was restored.
 */
export async function ringAgain(jobs: readonly JobInWork[]): Promise<void> {
  for (const { districtId, jobId, kind } of jobs) {
    const [lane, answerSeconds] =
      kind === null ? (["quick", SLICE_SECONDS] as const) : ([jobKindOf(kind).lane, answerSecondsOf(kind)] as const);
    await db().$transaction((transaction) => ring(transaction, lane, { districtId, jobId }, { answerSeconds }));
  }
}

/** Takes a job up, or up again; `null` when it is over. */
export async function beginJob({ districtId, jobId }: Ring): Promise<JobInWork | null> {
  const id = { districtId, id: jobId };
  await db().backgroundJob.updateMany({
    where: { ...id, state: "waiting" },
    data: { state: "running", startedAt: now() },
  });
  return findJobInWork(districtId, jobId);
}

/**
 * An item that a worker has set about. It is the worker's until the time is over; whoever sets about it later has a
 * higher number.
 */
export interface Claim {
  districtId: string;
  jobId: string;
  position: number;
  /** The how manieth attempt this is. */
  attempt: number;
  label: string;
  input: unknown;
}

/** Sets about the next item that nobody is at; `null` when there is none. Two workers never get the same one. */
export async function claimItem({ districtId, jobId }: Ring, itemSeconds: number): Promise<Claim | null> {
  const claimed = await db().$queryRaw<Omit<Claim, "districtId" | "jobId">[]>`
    UPDATE background_job_item SET attempts = attempts + 1, claimed_until = clock_timestamp() + make_interval(secs => ${itemSeconds})
    WHERE district_id = ${districtId}::uuid AND job_id = ${jobId}::uuid AND position = (
      SELECT position FROM background_job_item
      WHERE district_id = ${districtId}::uuid AND job_id = ${jobId}::uuid AND state = 'waiting'
        AND (claimed_until IS NULL OR claimed_until < clock_timestamp())
      ORDER BY position LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING position, attempts AS attempt, label, input`;
  return claimed[0] ? { districtId, jobId, ...claimed[0] } : null;
}

/** What became of an item; reasons are sentences for the person who asked. */
export interface ItemOutcome {
  state: Exclude<ItemState, "waiting" | "cancelled">;
  reasons: readonly string[];
}

/** What became of an item by what was done: refused by what it is about, it is left out. */
export function itemOutcomeOf(outcome: { ok: true } | { ok: false; reasons: readonly string[] }): ItemOutcome {
  return outcome.ok ? { state: "done", reasons: [] } : { state: "leftOut", reasons: outcome.reasons };
}

/** Somebody else has taken the item over, or has done it: what was being done must not happen. */
export class ClaimLost extends Error {
  override readonly name = "ClaimLost";
}

/**
 * Writes what became of an item: in the transaction of what was done where that is one, so that nothing is done twice.
 *
 * @throws ClaimLost when the item is no longer the worker's.
 */
export async function settleItem(
  { districtId, jobId, position, attempt }: Claim,
  { state, reasons }: ItemOutcome,
  transaction: Prisma.TransactionClient = db(),
): Promise<void> {
  const { count } = await transaction.backgroundJobItem.updateMany({
    where: { districtId, jobId, position, attempts: attempt, state: "waiting" },
    data: { state, reasons: [...reasons], claimedUntil: null, endedAt: now() },
  });
  if (count === 0) throw new ClaimLost(`item ${position} of job ${jobId}`);
}

/**
 * Ends a job whose items all have their outcome, once, together with what follows from it; calls for the next slice
 * otherwise.
 *
 * @param afterwards written in the same transaction.
 */
export async function goOnOrEnd(
  job: JobInWork & { kind: JobKindId },
  afterwards: (transaction: Prisma.TransactionClient) => Promise<void>,
): Promise<void> {
  const { districtId, jobId, kind } = job;
  await db().$transaction(async (transaction) => {
    const stored = await lockJob(transaction, job);
    if (!stored || isOver(stored.state)) return;
    const [left] = await transaction.$queryRaw<{ waiting: number; seconds: number | null }[]>`
      SELECT count(*)::int AS waiting,
        ceil(extract(epoch FROM min(coalesce(claimed_until, clock_timestamp())) - clock_timestamp()))::int AS seconds
      FROM background_job_item WHERE district_id = ${districtId}::uuid AND job_id = ${jobId}::uuid AND state = 'waiting'`;
    if (left!.waiting > 0) {
      const options = { answerSeconds: answerSecondsOf(kind), afterSeconds: Math.max(0, left!.seconds ?? 0) };
      return ring(transaction, jobKindOf(kind).lane, { districtId, jobId }, options);
    }
    const cancelled = await transaction.backgroundJobItem.count({ where: { districtId, jobId, state: "cancelled" } });
    await transaction.backgroundJob.update({
      where: { districtId_id: { districtId, id: jobId } },
      data: { state: cancelled > 0 ? "cancelled" : "done", endedAt: now() },
    });
    await afterwards(transaction);
  });
}

/** Gives a job up as a whole: nobody can go on with it. */
export async function giveUpJob({ districtId, jobId }: Ring, error: string): Promise<void> {
  const at = now();
  await db().$transaction(async (transaction) => {
    await transaction.backgroundJobItem.updateMany({
      where: { districtId, jobId, state: "waiting" },
      data: { state: "failed", reasons: [error], endedAt: at },
    });
    await transaction.backgroundJob.update({
      where: { districtId_id: { districtId, id: jobId } },
      data: { state: "failed", error, endedAt: at },
    });
  });
}

/** Versions that a job was asked to do and has done, of a kind whose items are versions. */
export async function doneItems<K extends JobKindId>(
  { districtId, jobId }: JobInWork,
  kind: K,
  transaction: Prisma.TransactionClient,
): Promise<{ label: string; code: string; href: string | null; input: ItemOf<K> }[]> {
  const items = await transaction.backgroundJobItem.findMany({
    where: { districtId, jobId, state: "done" },
    orderBy: { position: "asc" },
  });
  return items.map(({ label, code, href, input }) => ({
    label,
    code,
    href,
    input: jobKinds[kind].item.parse(input) as ItemOf<K>,
  }));
}

async function lockJob(transaction: Prisma.TransactionClient, { districtId, jobId }: Ring) {
  await transaction.$executeRaw`
    SELECT FROM background_job WHERE district_id = ${districtId}::uuid AND id = ${jobId}::uuid FOR UPDATE`;
  return transaction.backgroundJob.findUnique({ where: { districtId_id: { districtId, id: jobId } } });
}

/** The person's own job, locked. What others asked for is not found. */
async function lockOwnJob(transaction: Prisma.TransactionClient, own: Ring, actor: AuditActor) {
  const job = await lockJob(transaction, own);
  if (!job || job.askedById !== actor.id) throw new AppError("notFound", `job ${own.jobId} of somebody else`);
  return job;
}

/**
 * Stops what has not begun. What is being done is done to its end; what is done stays done.
 *
 * @throws AppError notFound when the person has asked for no such job.
 */
export async function stopJob(districtId: string, actor: AuditActor, jobId: string): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction): Promise<Outcome<undefined>> => {
    const job = await lockOwnJob(transaction, { districtId, jobId }, actor);
    const kind = kindIdOf(job.kind);
    if (isOver(job.state)) return refused("任务已经结束，没有可以停止的。");
    await transaction.$executeRaw`
      UPDATE background_job_item SET state = 'cancelled', ended_at = ${now()}
      WHERE district_id = ${districtId}::uuid AND job_id = ${jobId}::uuid AND state = 'waiting'
        AND (claimed_until IS NULL OR claimed_until < clock_timestamp())`;
    await transaction.backgroundJob.update({
      where: { districtId_id: { districtId, id: jobId } },
      data: { stoppedAt: now() },
    });
    await auditJob(transaction, { action: "job.stopped", districtId, jobId, kind, subject: job.subject, actor });
    // The worker ends it, with what follows from what was done before.
    await ring(
      transaction,
      kind === null ? "quick" : jobKindOf(kind).lane,
      { districtId, jobId },
      { answerSeconds: 60 },
    );
    return done(undefined);
  });
}

/**
 * Asks once more for what a job has not done: each part as it was asked for, at the revision that the person saw then.
 *
 * @throws AppError notFound when the person has asked for no such job.
 */
export async function repeatJob(
  districtId: string,
  actor: AuditActor,
  jobId: string,
): Promise<Outcome<{ jobId: string }>> {
  try {
    return await db().$transaction(async (transaction): Promise<Outcome<{ jobId: string }>> => {
      const job = await lockOwnJob(transaction, { districtId, jobId }, actor);
      const kind = kindIdOf(job.kind);
      if (!isOver(job.state)) return refused("任务还没有结束，请等它结束后再办。");
      if (job.emptiedAt !== null) return refused("任务的内容已过保存期限，不能重新办理。请从原来的页面另行交办。");
      const items = await transaction.backgroundJobItem.findMany({
        where: { districtId, jobId, state: { in: ["leftOut", "failed", "cancelled"] } },
        orderBy: { position: "asc" },
        select: { label: true, code: true, href: true, input: true },
      });
      if (kind === null || items.length === 0) return refused("没有需要重新办理的。");
      const { subject } = job;
      const asked = { districtId, kind, askedBy: actor, subject, items, repeatsId: jobId };
      return done({ jobId: await writeJob(transaction, asked) });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused("已经重新办理过，请查看后一次的结果。");
    throw error;
  }
}

/**
 * Empties the inputs of jobs that ended before a moment; what was asked for and what came of it stays.
 *
 * @returns how many jobs.
 */
export async function emptyOldJobs({ at, endedBefore }: { at: Date; endedBefore: Date }): Promise<number> {
  return db().$transaction(async (transaction) => {
    const jobs = await transaction.$queryRaw<{ districtId: string; id: string }[]>`
      UPDATE background_job SET emptied_at = ${at}::timestamptz
      WHERE emptied_at IS NULL AND state IN ('done', 'cancelled', 'failed') AND ended_at < ${endedBefore}::timestamptz
      RETURNING district_id AS "districtId", id`;
    // What a job that was given up left waiting is not done any more either.
    await transaction.$executeRaw`
      UPDATE background_job_item SET input = '{}'
      WHERE (district_id, job_id) IN (SELECT * FROM unnest(
        ${jobs.map(({ districtId }) => districtId)}::uuid[], ${jobs.map(({ id }) => id)}::uuid[]))`;
    return jobs.length;
  });
}
