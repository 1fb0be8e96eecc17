import { differenceInCalendarDays, parseISO } from "date-fns";

const day = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
});
const minute = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hour12: false,
});

const second = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hour12: false,
});

/** 2022/08/31, in the time of the district whatever the server's clock zone. */
export function formatDate(date: Date): string {
  return day.format(date);
}

/** 2022/08/31 16:05 */
export function formatDateTime(date: Date): string {
  return minute.format(date);
}

/** 2022/08/31 16:05:09 */
export function formatMoment(date: Date): string {
  return second.format(date);
}

/** Days of the district's calendar from now to a deadline: 0 on its day, negative when it is past. */
export function daysUntil(deadline: Date, now: Date): number {
  return differenceInCalendarDays(parseISO(isoDay(deadline)), parseISO(isoDay(now)));
}

/** 2022-08-31, the district's day as a date field takes it. */
export function isoDay(date: Date): string {
  return day.format(date).replaceAll("/", "-");
}
