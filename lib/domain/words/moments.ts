/** Moments and their days as people and files of a district have them: in China, whatever the clock zone of a server. */
const zone = { timeZone: "Asia/Shanghai" } as const;
const date = { ...zone, year: "numeric", month: "2-digit", day: "2-digit" } as const;
const time = { ...date, hour: "2-digit", minute: "2-digit", hour12: false } as const;
const inWords = {
  day: new Intl.DateTimeFormat("zh-CN", date),
  minute: new Intl.DateTimeFormat("zh-CN", time),
  second: new Intl.DateTimeFormat("zh-CN", { ...time, second: "2-digit" }),
};
// Swedish is written as ISO 8601 writes it.
const inFiles = {
  day: new Intl.DateTimeFormat("sv-SE", zone),
  second: new Intl.DateTimeFormat("sv-SE", { ...zone, dateStyle: "short", timeStyle: "medium" }),
};

/** 2022/08/31 */
export function formatDate(moment: Date): string {
  return inWords.day.format(moment);
}

/** 2022/08/31 16:05 */
export function formatDateTime(moment: Date): string {
  return inWords.minute.format(moment);
}

/** 2022/08/31 16:05:09 */
export function formatMoment(moment: Date): string {
  return inWords.second.format(moment);
}

/** The day in China of a moment, as dates are kept and as a date field takes them: `2022-08-31`. */
export function chinaDay(moment: Date): string {
  return inFiles.day.format(moment);
}

/** A moment in China as a list that is handed out has it: `2022-08-31 16:05:09`. */
export function chinaSecond(moment: Date): string {
  return inFiles.second.format(moment);
}
