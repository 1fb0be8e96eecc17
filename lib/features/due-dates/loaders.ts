import "server-only";
import { notFound } from "next/navigation";
import {
  dueCounts,
  dueList,
  inOrder,
  letterDueList,
  type DueItem,
  type DueState,
  type LetterDueItem,
} from "@/lib/domain/decision/due-list";
import { dueDates, type DueDate } from "@/lib/domain/decision/due-dates";
import type { OwnDay } from "@/lib/domain/decision/working-days";
import type { Day } from "@/lib/domain/register/days";
import { can } from "@/lib/domain/report/permissions";
import { readRecordedCongressApproval, type RecordedCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { readDuties, type Duties } from "@/lib/features/duties/data";
import { standingOfYear } from "@/lib/features/due-dates/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listLetterDuties } from "@/lib/features/letter-dues/data";
import { listLetterDays } from "@/lib/features/letters/data";
import { requirePermission } from "@/lib/features/session/loaders";

export interface DecisionYear {
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  congress: RecordedCongressApproval | null;
  /** Until when the bureau has to have approved. */
  bureauDue: DueDate;
  items: (DueItem | LetterDueItem)[];
  counts: Record<DueState, number>;
  ownDays: OwnDay[];
  duties: Duties;
  /** The district's day. */
  today: Day;
  /** What the person may change. */
  mayRecord: boolean;
  mayManage: boolean;
}

/** The days, the rule and the due dates of a year (the newest when none is given), for the bureau. */
export async function loadDecisionYear(year: number | null): Promise<DecisionYear | null> {
  const { actor, district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, year);
  if (!fiscalYear) return year === null ? null : notFound();
  const [congress, disclosure, ownDays, letters, asked, duties] = await Promise.all([
    readRecordedCongressApproval(district.id, fiscalYear.id),
    readDisclosure(district.id, fiscalYear),
    listOwnDays(district.id),
    listLetterDays(district.id, fiscalYear.id),
    listLetterDuties(district.id, fiscalYear.id),
    readDuties(district.id),
  ]);
  const standing = standingOfYear(disclosure, letters);
  const items = inOrder([...dueList(standing), ...letterDueList(asked, disclosure.today)]);
  const bureauDue = dueDates({ ...standing, departmentLetter: null, unitLetter: null }).departmentApproval;
  const subject = { districtId: district.id };
  return {
    years,
    fiscalYear,
    congress,
    bureauDue,
    items,
    counts: dueCounts(items),
    ownDays,
    duties,
    today: disclosure.today,
    mayRecord: can(actor, "congress.record", subject),
    mayManage: can(actor, "decisionRule.manage", subject),
  };
}
