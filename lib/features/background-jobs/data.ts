import type { AuditActor } from "@/lib/features/audit/mutations";
import {
  isOver,
  itemStates,
  jobKindIds,
  jobKindOf,
  type JobCounts,
  type JobKindId,
  type JobLine,
  type JobView,
} from "@/lib/features/background-jobs/schema";
import { db } from "@/lib/platform/db";
import type { BackgroundJob } from "@/lib/platform/generated/prisma/client";

/** Newest jobs that a list shows. */
const LISTED = 50;

const asking = { askedBy: { select: { name: true } } } as const;
type AskedJob = BackgroundJob & { askedBy: { name: string } | null };

/** Jobs of a district, newest first: those that one person asked for, or all of them. */
export async function listJobs(districtId: string, filter: { askedById?: string }): Promise<JobLine[]> {
  const jobs = await db().backgroundJob.findMany({
    where: { districtId, ...filter },
    orderBy: [{ askedAt: "desc" }, { id: "desc" }],
    take: LISTED,
    include: asking,
  });
  const counts = await countItems(
    districtId,
    jobs.map(({ id }) => id),
  );
  return jobs.map((job) => lineOf(job, counts.get(job.id)!));
}

/** How many of a person's jobs are not over. */
export function countRunning(districtId: string, askedById: string): Promise<number> {
  return db().backgroundJob.count({ where: { districtId, askedById, state: { in: ["waiting", "running"] } } });
}

/** A job with its items; `null` when the district has no such job. */
export async function readJob(districtId: string, jobId: string, viewerId: string): Promise<JobView | null> {
  const job = await db().backgroundJob.findUnique({
    where: { districtId_id: { districtId, id: jobId } },
    include: {
      ...asking,
      repetition: { select: { id: true } },
      items: {
        orderBy: { position: "asc" },
        select: { position: true, label: true, code: true, href: true, state: true, reasons: true },
      },
    },
  });
  if (!job) return null;
  const counts = noItems();
  for (const { state } of job.items) counts[state] += 1;
  return {
    ...lineOf(job, counts),
    done: kindOf(job.kind)?.done ?? "已办理",
    error: job.error,
    items: job.items,
    repetitionId: job.repetition?.id ?? null,
    repeatsId: job.repeatsId,
    isOwn: job.askedById === viewerId,
  };
}

/** A kind as it is stored; `null` for one that this release does not know. */
export function kindIdOf(stored: string): JobKindId | null {
  return jobKindIds.find((id) => id === stored) ?? null;
}

function kindOf(stored: string) {
  const id = kindIdOf(stored);
  return id && jobKindOf(id);
}

function lineOf(job: AskedJob, counts: JobCounts): JobLine {
  return {
    id: job.id,
    label: kindOf(job.kind)?.label ?? job.kind,
    subject: job.subject,
    askedBy: job.askedBy?.name ?? "",
    askedAt: job.askedAt.toISOString(),
    endedAt: isOver(job.state) ? (job.endedAt?.toISOString() ?? null) : null,
    state: job.state,
    counts,
  };
}

const noItems = () => Object.fromEntries(itemStates.map((state) => [state, 0])) as JobCounts;

async function countItems(districtId: string, jobIds: readonly string[]): Promise<Map<string, JobCounts>> {
  const counts = new Map(jobIds.map((id) => [id, noItems()]));
  const groups = await db().backgroundJobItem.groupBy({
    by: ["jobId", "state"],
    where: { districtId, jobId: { in: [...jobIds] } },
    _count: { _all: true },
  });
  for (const { jobId, state, _count } of groups) counts.get(jobId)![state] = _count._all;
  return counts;
}

/** A job as a worker takes it up. */
export interface JobInWork {
  districtId: string;
  jobId: string;
  /** `null`: a kind that this release does not know. */
  kind: JobKindId | null;
  /** Nobody: the house itself. */
  askedBy: AuditActor;
  subject: string;
}

/** Every job that is not over, in all districts. */
export async function listUnfinishedJobs(): Promise<JobInWork[]> {
  const jobs = await db().backgroundJob.findMany({
    where: { state: { in: ["waiting", "running"] } },
    orderBy: { askedAt: "asc" },
    include: asking,
  });
  return jobs.map(inWork);
}

/** A job as a worker takes it up; `null` when the district has no such job, or it is over. */
export async function findJobInWork(districtId: string, jobId: string): Promise<JobInWork | null> {
  const job = await db().backgroundJob.findUnique({
    where: { districtId_id: { districtId, id: jobId } },
    include: asking,
  });
  return job && !isOver(job.state) ? inWork(job) : null;
}

function inWork({ districtId, id, kind, subject, askedById, askedBy }: AskedJob): JobInWork {
  return {
    districtId,
    jobId: id,
    kind: kindIdOf(kind),
    askedBy: { id: askedById, name: askedBy?.name ?? "" },
    subject,
  };
}
