import "server-only";
import type { CongressApproval } from "@/lib/domain/decision/congress-approval";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import {
  readPlaceInQueue,
  readQueueOf,
  readQueuePage,
  type PlaceInQueue,
  type QueuePage,
} from "@/lib/features/queue/data";
import { noteVisit } from "@/lib/features/queue/mutations";
import { readQueueQuery, type QueueQuery, type UnknownPart } from "@/lib/features/queue/schema";
import { listReviewers, type Reviewer } from "@/lib/features/review-assignments/data";
import { requirePermission, type Session } from "@/lib/features/session/loaders";
import { requestHeader } from "@/lib/platform/request-context";

/** One year's queue as an address asks for it. */
export interface AskedQueue {
  fiscalYear: FiscalYearRow;
  query: QueueQuery;
  /** Parts of the address that the queue does not know: it is not shown as if they were not there. */
  unknown: UnknownPart[];
  page: QueuePage;
  reviewers: Reviewer[];
  /** The decision on the year; `null` while none is recorded. */
  congress: CongressApproval | null;
  /** End of the person's visit before; `null` on the first one. */
  since: Date | null;
}

/**
 * The review queue of one year (the newest when none is given): a page of the units that owe the year, begun or not,
 * and of the departments that have begun theirs. `queue` is `null` where the district has no such year.
 */
export async function loadReviewQueue(
  year: number | undefined,
  parameters: Readonly<Record<string, string | string[] | undefined>>,
): Promise<{ session: Session; years: FiscalYearRow[]; queue: AskedQueue | null }> {
  const session = await requirePermission("queue.read");
  const { id: districtId } = session.district;
  const years = await listFiscalYears(districtId);
  const fiscalYear = askedYear(years, year);
  if (!fiscalYear) return { session, years, queue: null };
  const { query, unknown } = readQueueQuery(parameters);
  const visit = { districtId, fiscalYearId: fiscalYear.id, userId: session.user.id };
  // What a browser fetches in advance nobody has looked at yet.
  const isAhead = (await requestHeader())("next-router-prefetch") !== null;
  const since = isAhead ? null : await noteVisit(visit);
  const [page, reviewers, congress] = await Promise.all([
    readQueuePage({ districtId, fiscalYear, userId: session.user.id, since }, query),
    listReviewers(districtId),
    readCongressApproval(districtId, fiscalYear.id),
  ]);
  const { department, reviewer } = query;
  if (department !== undefined && !page.departments.some(({ code }) => code === department))
    unknown.push({ name: "department", value: department });
  if (
    reviewer !== undefined &&
    reviewer !== "mine" &&
    reviewer !== "none" &&
    !reviewers.some(({ id }) => id === reviewer)
  )
    unknown.push({ name: "reviewer", value: reviewer });
  return { session, years, queue: { fiscalYear, query, unknown, page, reviewers, congress, since } };
}

/** Where a unit's report stands in the queue that it was opened from. */
export async function loadPlaceInQueue(year: number, query: QueueQuery, unitId: string): Promise<PlaceInQueue> {
  const { district, user } = await requirePermission("queue.read");
  return readPlaceInQueue(await readQueueOf(district.id, user.id, year), query, unitId);
}
