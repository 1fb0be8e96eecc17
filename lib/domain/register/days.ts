import { differenceInCalendarDays, parseISO } from "date-fns";
import { chinaDay } from "../words/moments";

/** A day of the calendar as `2022-07-01`. Days compare as text. */
export type Day = string;

/** Whether a text is a day that the calendar has. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const moment = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(text);
}

/** 1 January of a fiscal year. */
export function firstDayOf(year: number): Day {
  return `${String(year).padStart(4, "0")}-01-01`;
}

/** 31 December of a fiscal year: what is in force on it is in force for the year. */
export function lastDayOf(year: number): Day {
  return `${String(year).padStart(4, "0")}-12-31`;
}

/** The fiscal year that a day lies in. */
export function yearOf(day: Day): number {
  return Number(day.slice(0, 4));
}

/** Days of the calendar from one day to a later one: 0 on the day itself, negative when it is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return differenceInCalendarDays(parseISO(to), parseISO(from));
}

/** Days of the district's calendar from now to a deadline: 0 on its day, negative when it is past. */
export function daysUntil(deadline: Date, now: Date): number {
  return daysBetween(chinaDay(now), chinaDay(deadline));
}

/** A day as a person reads it: `2022年7月1日`. */
export function dayText(day: Day): string {
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}

/** Since when something of the register holds: `2022年7月1日`, and `2022年` on the first day, which means the whole year. */
export function yearOrDayText(day: Day): string {
  return day === firstDayOf(yearOf(day)) ? `${yearOf(day)}年` : dayText(day);
}
