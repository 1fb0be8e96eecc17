/**
 * 工作日: which days of the calendar are worked, by the arrangements of the State Council (the package `chinese-days`) and
 * by what a bureau has entered beside them.
 */
import { addDays, format, isWeekend, parseISO } from "date-fns";
import published from "chinese-days/dist/chinese-days.json" with { type: "json" };
import { yearOf, type Day } from "../register/days";

/** A day that a bureau has declared worked or free, whatever the arrangements say. */
export interface OwnDay {
  day: Day;
  isWorked: boolean;
  /** What it is: 2027年春节. */
  name: string;
}

const holidays: Readonly<Record<string, string>> = published.holidays;
const makeUpDays: Readonly<Record<string, string>> = published.workdays;

/** The years whose arrangements are known: the first and the last. */
export const arrangedYears = yearsOf(Object.keys(holidays));

function yearsOf(days: readonly Day[]): { first: number; last: number } {
  const years = days.map(yearOf);
  return { first: Math.min(...years), last: Math.max(...years) };
}

/** Why a day is not worked: 国庆节, 周末, or what the bureau called it; `null` for a working day. */
export function dayOffName(day: Day, own: readonly OwnDay[]): string | null {
  const declared = own.find((each) => each.day === day);
  if (declared) return declared.isWorked ? null : declared.name;
  const holiday = holidays[day];
  // "National Day,国庆节,3": in English, in Chinese, how many days of it are the law's.
  if (holiday !== undefined) return holiday.split(",")[1]!;
  return isWeekend(parseISO(day)) && makeUpDays[day] === undefined ? "周末" : null;
}

/** Whether the holidays of the year a day lies in are known, from the arrangements or from the bureau. */
export function isArranged(day: Day, own: readonly OwnDay[]): boolean {
  const year = yearOf(day);
  if (year >= arrangedYears.first && year <= arrangedYears.last) return true;
  return own.some((each) => yearOf(each.day) === year);
}

/** So many calendar days after a day, which is not counted itself. */
export function daysAfter(day: Day, count: number): Day {
  return format(addDays(parseISO(day), count), "yyyy-MM-dd");
}

/** The day itself when it is worked, or the next one that is. */
export function workingDayFrom(day: Day, own: readonly OwnDay[]): Day {
  return dayOffName(day, own) === null ? day : workingDayFrom(daysAfter(day, 1), own);
}
