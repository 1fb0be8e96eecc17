import { isMeantAsFigure } from "../words/copied-amounts";
import { plainText } from "./ledger-sheet";
import { amountRole } from "./mapping";
import { statedUnitOf, type StatedUnit } from "./stated-unit";
import { plainName } from "./target";

/** Words around the figures of a block from the clipboard, which are pasted nowhere. */
export interface PastedLabels {
  /** Rows of a header above, columns of names at the left. */
  rows: number;
  columns: number;
  /** What stands in the header. */
  header: string;
  unit: StatedUnit;
}

/** A header is no higher than this. */
const HEADER_ROWS = 4;

/**
 * The header and the names that were copied along with figures. `names`: the columns that the grid may call so;
 * `rowNames`: what names a row (of the grid, or a subject) and is no header.
 */
export function pastedLabels(
  block: readonly (readonly string[])[],
  names: readonly string[],
  rowNames: ReadonlySet<string>,
): PastedLabels {
  const known = names.map(plainText).filter((name) => name !== "");
  const hasFigure = (row: readonly string[]) => row.some(isMeantAsFigure);
  let rows = 0;
  while (rows < HEADER_ROWS && block.slice(rows + 1).some(hasFigure) && isHeaderRow(block[rows]!, known, rowNames))
    rows++;
  const below = block.slice(rows);
  const width = below.reduce((most, row) => Math.max(most, row.length), 0);
  let columns = 0;
  while (
    columns + 1 < width &&
    isNameColumn(below.map((row) => row[columns] ?? "")) &&
    below.some((row) => hasFigure(row.slice(columns + 1)))
  )
    columns++;
  const head = block.slice(0, rows).map((row) => row.filter((text) => text.trim() !== ""));
  return {
    rows,
    columns,
    header: head.map((row) => row.map((text) => text.trim()).join(" ")).join(" / "),
    unit: statedUnitOf(
      { name: "", rows: block, merges: [] },
      { first: 0, last: rows - 1 },
      Array.from({ length: width }, () => amountRole("amount")),
    ),
  };
}

/** A row of words with one at least that is known to stand above figures, and none that names a row. */
function isHeaderRow(row: readonly string[], names: readonly string[], rowNames: ReadonlySet<string>): boolean {
  const texts = row.map(plainText).filter((text) => text !== "");
  if (texts.some((text) => isMeantAsFigure(text) || rowNames.has(plainName(text)) || isPlaceholder(text))) return false;
  return texts.some(
    (text) =>
      /单位:?/.test(text) ||
      /[(\[【〔][十百千万亿]*元[)\]】〕]$/.test(text) ||
      /(支出|收入|金额|数|合计|小计|经费|拨款|余额|编码|名称|科目|项目)$/.test(text) ||
      names.some((name) => text.includes(name)),
  );
}

/** Nothing but words that may be names. 约三万 or 待核 in place of an amount is none. */
function isNameColumn(cells: readonly string[]): boolean {
  const texts = cells.map(plainText).filter((text) => text !== "");
  return (
    texts.length > 0 &&
    texts.every((text) => /\p{Script=Han}{2}/u.test(text) && !isMeantAsFigure(text) && !isPlaceholder(text))
  );
}

function isPlaceholder(text: string): boolean {
  return (
    /^[-－−–—/]+$/.test(text) ||
    /^(无|暂无|没有|同上|待.{1,2}|未.{1,2}|不详)$/.test(text) ||
    /^[约近共计]*[\d〇零一二三四五六七八九十百千万亿元角分余多整]+$/.test(text)
  );
}
