import "server-only";
import { can } from "@/lib/domain/report/permissions";
import { countRunning, listJobs, readJob } from "@/lib/features/background-jobs/data";
import type { JobLine, JobView } from "@/lib/features/background-jobs/schema";
import { requireSession, sessionOrThrow, type Session } from "@/lib/features/session/loaders";
import { AppError } from "@/lib/platform/errors";

const maySeeAll = ({ actor, district }: Session) => can(actor, "job.readAll", { districtId: district.id });

/** What the person asked for; of an administrator who wants it, what everybody in the district did. */
export async function loadJobs(options: { ofAll: boolean }): Promise<{
  session: Session;
  jobs: JobLine[];
  maySeeAll: boolean;
}> {
  const session = await requireSession();
  const isAllowed = maySeeAll(session);
  const filter = options.ofAll && isAllowed ? {} : { askedById: session.user.id };
  return { session, jobs: await listJobs(session.district.id, filter), maySeeAll: isAllowed };
}

/** For the page of one job; `null` for what the person neither asked for nor may see. */
export async function loadJob(jobId: string): Promise<JobView | null> {
  return visibleJob(await requireSession(), jobId);
}

/**
 * For the page that follows a job.
 *
 * @throws AppError notSignedIn, or notFound as above.
 */
export async function loadJobState(jobId: string): Promise<JobView> {
  const job = await visibleJob(await sessionOrThrow(), jobId);
  if (!job) throw new AppError("notFound", `job ${jobId}`);
  return job;
}

async function visibleJob(session: Session, jobId: string): Promise<JobView | null> {
  const job = await readJob(session.district.id, jobId, session.user.id);
  return job && (job.isOwn || maySeeAll(session)) ? job : null;
}

/**
 * How many of the person's jobs are not over.
 *
 * @throws AppError notSignedIn.
 */
export async function loadRunningJobs(): Promise<number> {
  const { district, user } = await sessionOrThrow();
  return countRunning(district.id, user.id);
}
