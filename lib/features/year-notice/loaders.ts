import "server-only";
import { notFound } from "next/navigation";
import { can } from "@/lib/domain/report/permissions";
import { requireArea, requirePermission, requireSession } from "@/lib/features/session/loaders";
import { listUnreadNotices, readYearNotice } from "@/lib/features/year-notice/data";
import type { YearNotice } from "@/lib/features/year-notice/schema";

/** What is otherwise in a year, for a unit. */
export async function loadYearNoticeOfDesk(year: string): Promise<YearNotice> {
  const { district } = await requireArea("/desk");
  return found(await readYearNotice(district.id, numberOf(year)));
}

/** The same for the bureau, and whether the person may write of it. */
export async function loadYearNoticeOfBureau(year: string): Promise<YearNotice & { mayWrite: boolean }> {
  const { actor, district } = await requirePermission("queue.read");
  const notice = found(await readYearNotice(district.id, numberOf(year)));
  return { ...notice, mayWrite: can(actor, "fiscalYear.manage", { districtId: district.id }) };
}

/** The notices that the person has not put away, newest first; of one year where it is named. */
export async function loadUnreadNotices(year?: number): Promise<YearNotice[]> {
  const { district, user } = await requireSession();
  const unread = (await listUnreadNotices(district.id, user.id)).filter(
    (each) => year === undefined || each.year === year,
  );
  const notices = await Promise.all(unread.map((each) => readYearNotice(district.id, each.year)));
  return notices.filter((notice) => notice !== null);
}

function numberOf(year: string): number {
  return /^\d{4}$/.test(year) ? Number(year) : notFound();
}

function found(notice: YearNotice | null): YearNotice {
  return notice ?? notFound();
}
