import { plainText, type HeaderRows, type LedgerSheet } from "./ledger-sheet";
import type { ColumnRole } from "./mapping";
import { isPriorYearSheet } from "./prior-year-target";
import type { LedgerTarget } from "./target";

/** A title is no longer than this; a longer text above a header is a note. */
const TITLE_LENGTH = 40;
/** The line above a block of rows of one year. */
const HEADING_LENGTH = 24;

const relativeYear = /上一?年|去年|前年|往年|以前年度|上期/;

/** The year that the figures of a target are of: last year's tables are of the year before the report's. */
export function yearOfTarget({ sheet }: LedgerTarget, reportYear: number): number {
  return isPriorYearSheet(sheet) ? reportYear - 1 : reportYear;
}

/** Years that a text names. The day or month on which something was printed is none. */
export function yearsIn(text: string): number[] {
  const plain = plainText(text);
  return [...plain.matchAll(/(?<!\d)(20\d{2})(?:年度?)(?!\d{1,2}月)/g)].map((match) => Number(match[1]));
}

/**
 * Whether the header of a column says that its figures are of another year. `names`: what the target calls the column.
 */
export function isHeaderOfOtherYear(
  header: string,
  names: readonly string[],
  target: LedgerTarget,
  reportYear: number,
): boolean {
  // 上年结转 is the name of a column of this year.
  const rest = names.reduce((text, name) => text.replaceAll(plainText(name), ""), header);
  const years = yearsIn(rest);
  if (years.length > 0) return !years.includes(yearOfTarget(target, reportYear));
  return !isPriorYearSheet(target.sheet) && relativeYear.test(rest) && !/本年/.test(rest);
}

/** The years that the name of a worksheet and the lines above its header speak of. */
export function statedYears({ name, rows }: LedgerSheet, { first }: HeaderRows): number[] {
  const titles = rows
    .slice(0, first)
    .flat()
    .filter((text) => text.length <= TITLE_LENGTH && !/^(说明|备注|注)/.test(plainText(text)));
  const ofName = /(?<!\d)20\d{2}(?!\d)/.exec(plainText(name))?.[0];
  return [...new Set([...(ofName === undefined ? [] : [Number(ofName)]), ...titles.flatMap(yearsIn)])];
}

/** Whether a worksheet speaks of other years, and not of the one that is wanted. */
export function isOfOtherYear(
  sheet: LedgerSheet,
  headerRows: HeaderRows,
  target: LedgerTarget,
  reportYear: number,
): boolean {
  const years = statedYears(sheet, headerRows);
  return years.length > 0 && !years.includes(yearOfTarget(target, reportYear));
}

/** Above a column that says of which year each row is. */
export function isYearHeader(header: string): boolean {
  return /^(会计|预算|财政|业务|决算)?(年度|年份)$/.test(header.split(" / ").at(-1)!);
}

/** The year in a cell of such a column; `null` where it says none. */
export function yearWritten(text: string, reportYear: number): number | null {
  const plain = plainText(text);
  if (/^(本|当)年度?$/.test(plain)) return reportYear;
  if (/^(上|去)年度?$/.test(plain)) return reportYear - 1;
  const found = /^(20\d{2})(年度?)?$/.exec(plain);
  return found ? Number(found[1]) : null;
}

/** The year that a line above a block of rows names, and nothing else stands in it; else `null`. */
export function yearHeading(cells: readonly string[]): number | null {
  const texts = cells.filter((text) => plainText(text) !== "");
  const [text = ""] = texts;
  if (texts.length !== 1 || text.length > HEADING_LENGTH || /^(说明|备注|注)/.test(plainText(text))) return null;
  const years = yearsIn(text);
  return years.length === 1 ? years[0]! : null;
}

/** The year of each row below the header, as its column or the line above its block says; `null` where nothing does. */
export function yearsOfRows(
  rows: readonly (readonly string[])[],
  roles: readonly ColumnRole[],
  reportYear: number,
): { year: number | null; isHeading: boolean }[] {
  const column = roles.indexOf("year");
  let block: number | null = null;
  return rows.map((cells) => {
    const heading = yearHeading(cells);
    if (heading !== null) {
      block = heading;
      return { year: heading, isHeading: true };
    }
    return { year: column < 0 ? block : yearWritten(cells[column] ?? "", reportYear), isHeading: false };
  });
}
