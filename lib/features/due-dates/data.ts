import type { Disclosure, UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import type { UnitStanding, YearStanding } from "@/lib/domain/decision/due-list";
import type { LetterDays } from "@/lib/domain/decision/due-dates";
import type { LettersOfUnit } from "@/lib/features/letters/data";

/**
 * How 批复 and 公开 of a year stand, from how it reached the public.
 *
 * @param letters of units, by code.
 */
export function standingOfYear(
  { congressDecidedOn, rule, holidays, today, units }: Disclosure,
  letters: ReadonlyMap<string, LettersOfUnit>,
): YearStanding {
  return {
    congressDecidedOn,
    rule,
    holidays,
    today,
    units: units.map((unit) => standingOf(unit, letters.get(unit.unitCode) ?? noLetters)),
  };
}

const noLetters: LettersOfUnit = { bureau: null, own: null };

/**
 * The letters of a unit. While there is none of the bureau, the approval in the system stands in for both: for the one
 * to the department that of the department's own accounts where there are any, otherwise that of the unit. Who is
 * approved in the system sees it the same day, so that day also stands in for the receipt.
 */
function standingOf(unit: UnitDisclosure, { bureau, own }: LettersOfUnit): UnitStanding {
  const { unitCode, unitName, departmentName, publishedOn, isExempt, hasAccounts, approvedOn, departmentApprovedOn } =
    unit;
  const isStandIn = bureau === null;
  return {
    unitCode,
    unitName,
    departmentName,
    departmentLetter: isStandIn ? letterOn(departmentApprovedOn ?? approvedOn) : bureau,
    unitLetter: isStandIn ? letterOn(approvedOn) : own,
    publishedOn,
    isExempt,
    hasAccounts,
    isStandIn,
  };
}

function letterOn(day: string | null): LetterDays | null {
  return day === null ? null : { signedOn: day, receivedOn: day };
}
