import type { Disclosure, UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import type { UnitStanding, YearStanding } from "@/lib/domain/decision/due-list";
import type { LetterDays } from "@/lib/domain/decision/due-dates";

/** How 批复 and 公开 of a year stand, from how it reached the public. */
export function standingOfYear({ congressDecidedOn, rule, holidays, today, units }: Disclosure): YearStanding {
  return { congressDecidedOn, rule, holidays, today, units: units.map(standingOf) };
}

/**
 * The letters of a unit. While a district keeps none, the approval in the system stands in for both: for the one to the
 * department that of the department's own accounts where there are any, otherwise that of the unit. Who is approved in
 * the system sees it the same day, so that day also stands in for the receipt.
 */
function standingOf(unit: UnitDisclosure): UnitStanding {
  const { unitCode, unitName, departmentName, publishedOn, isExempt, hasAccounts, approvedOn, departmentApprovedOn } =
    unit;
  return {
    unitCode,
    unitName,
    departmentName,
    departmentLetter: letterOn(departmentApprovedOn ?? approvedOn),
    unitLetter: letterOn(approvedOn),
    publishedOn,
    isExempt,
    hasAccounts,
    isStandIn: true,
  };
}

function letterOn(day: string | null): LetterDays | null {
  return day === null ? null : { signedOn: day, receivedOn: day };
}
