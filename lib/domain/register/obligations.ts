import { firstDayOf, lastDayOf, yearOf } from "./days";
import {
  holdsOn,
  partiesOf,
  periodsBeside,
  periodsOf,
  type UnitRegister,
  type UnitEvent,
  type UnitPeriod,
} from "./register";

/** That a unit owes the accounts of a fiscal year. */
export interface Obligation {
  unitId: string;
  year: number;
}

/**
 * Who owes the accounts of a fiscal year: the units that are there and obliged on 31 December, and those that ended
 * during the year and report their part of it themselves. Departments owe none of their own.
 */
export function obligationsOf(register: UnitRegister, year: number): Obligation[] {
  const unitIds = new Set(register.periods.map(({ unitId }) => unitId));
  return [...unitIds].filter((unitId) => owes(register, unitId, year)).map((unitId) => ({ unitId, year }));
}

/** The units for which an event may change what they owe: whoever has other periods, or a part in it. */
export function touchedBy(before: UnitRegister, next: UnitRegister, event: UnitEvent): string[] {
  const changed = [...periodsBeside(before, next), ...periodsBeside(next, before)].map(({ unitId }) => unitId);
  return [...new Set([...changed, ...partiesOf(event)])];
}

/** Whether one unit owes the accounts of a fiscal year. */
export function owes(register: UnitRegister, unitId: string, year: number): boolean {
  const periods = periodsOf(register, unitId);
  const atYearEnd = periods.find((period) => holdsOn(period, lastDayOf(year)));
  if (atYearEnd) return isReporting(atYearEnd);
  const last = periods.at(-1);
  if (!last || last.validTo === null || !isReporting(last)) return false;
  const endsInYear = last.validTo > firstDayOf(year) && last.validTo <= lastDayOf(year);
  return endsInYear && endOf(register, unitId)?.finalReport === "ownFinalReport";
}

function isReporting({ level, isObliged }: UnitPeriod): boolean {
  return level === "unit" && isObliged;
}

/** The event that ended a unit; `null` while there is none, and for units that ended before events were recorded. */
export function endOf({ events }: UnitRegister, unitId: string): UnitEvent | null {
  return events.find((event) => isEndOf(event, unitId)) ?? null;
}

/** Whether an event ends a unit: it goes in and does not come out. */
export function isEndOf({ predecessors, successors }: UnitEvent, unitId: string): boolean {
  return predecessors.includes(unitId) && !successors.some((successor) => successor.unitId === unitId);
}

/** Fiscal years on end that a unit owes; `null`: since always, or without an end. */
export interface OwedYears {
  firstYear: number | null;
  lastYear: number | null;
}

/** The fiscal years that a unit owes, earliest first; more than one stretch when it was not obliged in between. */
export function owedYears(register: UnitRegister, unitId: string): OwedYears[] {
  const days = periodsOf(register, unitId).flatMap(({ validFrom, validTo }) => [validFrom, validTo]);
  const turns = days.filter((day) => day !== null).map(yearOf);
  // Before the first turn and after the last one nothing changes any more.
  const before = Math.min(...turns, 2000) - 1;
  const after = Math.max(...turns, 2000) + 1;
  const stretches: OwedYears[] = [];
  for (let year = before; year <= after; year += 1) {
    if (!owes(register, unitId, year)) continue;
    const last = stretches.at(-1);
    if (last?.lastYear === year - 1) last.lastYear = year;
    else stretches.push({ firstYear: year, lastYear: year });
  }
  return stretches.map(({ firstYear, lastYear }) => ({
    firstYear: firstYear === before ? null : firstYear,
    lastYear: lastYear === after ? null : lastYear,
  }));
}

/** For which fiscal years a unit prepares accounts, as a person reads it: `2021 至 2023 年度`. */
export function owedYearsText(stretches: readonly OwedYears[]): string {
  return stretches.length === 0 ? "不须填报" : stretches.map(stretchText).join("、");
}

function stretchText({ firstYear, lastYear }: OwedYears): string {
  if (firstYear === null) return lastYear === null ? "历年" : `至 ${lastYear} 年度止`;
  if (lastYear === null) return `自 ${firstYear} 年度起`;
  return firstYear === lastYear ? `仅 ${firstYear} 年度` : `${firstYear} 至 ${lastYear} 年度`;
}
