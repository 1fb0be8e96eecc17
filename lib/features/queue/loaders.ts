import "server-only";
import type { CongressApproval } from "@/lib/domain/decision/congress-approval";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import { readDuties } from "@/lib/features/duties/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listApprovedWithoutText } from "@/lib/features/publication/data";
import { requirePermission, type Session } from "@/lib/features/session/loaders";
import { listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { listReportSummaries, waitsForCongress, type ReportSummary } from "@/lib/features/versions/data";

export interface QueueRow {
  unit: UnitOfYear;
  department: UnitOfYear | null;
  /** `null`: the unit has not begun. */
  report: ReportSummary | null;
  /** Reviewed, and the congress has not decided (待人大批准). */
  waitsForCongress: boolean;
}

/**
 * The review queue of one year (the newest when none is given): every unit that owes the year, begun or not, and the
 * departments that have begun theirs.
 */
export async function loadReviewQueue(filter: { year?: number | undefined } = {}): Promise<{
  session: Session;
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow | null;
  rows: QueueRow[];
  /** Versions whose approval, taken by an earlier release, kept no text. */
  approvedWithoutText: ReadonlySet<string>;
  /** Whether another person publishes than the one who approved. */
  separatePublisher: boolean;
  /** The decision on the year; `null` while none is recorded. */
  congress: CongressApproval | null;
}> {
  const session = await requirePermission("queue.read");
  const { id: districtId } = session.district;
  const [years, { isSeparate: separatePublisher }] = await Promise.all([
    listFiscalYears(districtId),
    readDuties(districtId),
  ]);
  const fiscalYear = askedYear(years, filter.year) ?? null;
  if (!fiscalYear)
    return { session, years, fiscalYear, rows: [], approvedWithoutText: new Set(), separatePublisher, congress: null };
  const [units, summaries, congress] = await Promise.all([
    listUnitsOfYear(districtId, fiscalYear.year),
    listReportSummaries(districtId, { fiscalYearId: fiscalYear.id }),
    readCongressApproval(districtId, fiscalYear.id),
  ]);
  const demand = demandOf(congress, fiscalYear.rule);
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const rows = units
    // A department owes nothing itself: it stands here once its accounts are begun.
    .filter((unit) => (unit.level === "unit" && unit.isOwing) || summaries.has(`${unit.id}:${fiscalYear.id}`))
    .map((unit) => {
      const report = summaries.get(`${unit.id}:${fiscalYear.id}`) ?? null;
      return {
        unit,
        department: unit.parentId === null ? null : (byId.get(unit.parentId) ?? null),
        report,
        waitsForCongress: report !== null && waitsForCongress(report, demand),
      };
    });
  return {
    session,
    years,
    fiscalYear,
    rows,
    approvedWithoutText: await listApprovedWithoutText(districtId, fiscalYear.id),
    separatePublisher,
    congress,
  };
}
