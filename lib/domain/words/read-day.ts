const dayForms = [
  /^(\d{4})\s*([-/.])\s*(\d{1,2})\s*\2\s*(\d{1,2})$/,
  /^(\d{4})\s*(年)\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日?$/,
  // As a spreadsheet writes a day.
  /^(\d{4})(-)(\d{1,2})-(\d{1,2})[ T]00:00(?::00)?.*$/,
  /^(\d{4})()(\d{2})(\d{2})$/,
];

/**
 * A day as people write it (2022-3-1, 2022/03/01, 2022.3.1, 2022年3月1日, 20220301), as yyyy-mm-dd; `null` for a text that
 * cannot be understood in one way only, or is no day of the calendar.
 */
export function readDay(typed: string): string | null {
  for (const form of dayForms) {
    const parts = form.exec(typed.trim());
    if (!parts) continue;
    const day = `${parts[1]}-${parts[3]!.padStart(2, "0")}-${parts[4]!.padStart(2, "0")}`;
    const moment = new Date(`${day}T00:00:00Z`);
    return !Number.isNaN(moment.getTime()) && moment.toISOString().startsWith(day) ? day : null;
  }
  return null;
}

/** A day as documents print it, 2022年3月1日, from what people type; `null` where `readDay` understands none. */
export function printedDate(typed: string): string | null {
  const day = readDay(typed);
  if (day === null) return null;
  const [year, month, date] = day.split("-").map(Number) as [number, number, number];
  return `${year}年${month}月${date}日`;
}
