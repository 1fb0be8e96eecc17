/** What every file of the document needs beside the document itself. */
export interface FileOptions {
  /** A draft carries 草稿 across each page. */
  isDraft: boolean;
  /** Date of the document, `YYYY-MM-DD`: of its publication, or of the last change of a draft. Nothing else in a file depends on the clock. */
  date: string;
}

const day = new Intl.DateTimeFormat("sv-SE", { timeZone: "Asia/Shanghai" });

/** The day in China of a moment, as `date` is written. */
export function chinaDay(moment: Date): string {
  return day.format(moment);
}
