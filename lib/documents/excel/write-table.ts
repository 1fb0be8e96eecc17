import type { AlignmentStyle } from "hucre";
import { wanHundredths } from "@/lib/domain/words/amounts";
import type { CellId } from "@/lib/domain/words/cell-id";
import type { PlacedCell, PrintedCell, PrintedTable } from "@/lib/domain/engine/contract";
import type { PrintOptions } from "@/lib/domain/formats/define";
import { placedCells } from "@/lib/domain/engine/figures";
import { frame, type SheetDraft } from "@/lib/documents/excel/sheet-draft";
import { CELL_PADDING, CHARACTERS_PER_EM, heightOfText, ONE_LINE, sumOf } from "@/lib/documents/excel/text-size";
import { printableText } from "@/lib/documents/text/printable-text";
import { emsOf, tableLayout } from "@/lib/documents/layout/table-layout";

export const song = { name: "宋体", size: 10 };
/** As the table prints: thousands separated or not, a zero as 0.00 where the form prints it, else empty. */
function wanFormat(printed: string, { thousandsSeparator }: Pick<PrintOptions, "thousandsSeparator">): string {
  const amount = thousandsSeparator ? "#,##0.00" : "0.00";
  return `${amount};-${amount};${printed === "0.00" ? "0.00" : ""}`;
}

/** Pages of a table that are still printed as one. */
const NEARLY_ONE_PAGE = 1.3;
/** Points between the usual margins of an A4 page, and of an em in a column. */
const printable = { portrait: { width: 494, height: 734 }, landscape: { width: 740, height: 488 } } as const;
const EM = 10.5;

interface TableOptions {
  /** The cells in yuan of the sheet of calculation. */
  references: ReadonlyMap<CellId, string>;
  print: Pick<PrintOptions, "thousandsSeparator">;
  isDraft: boolean;
}

/**
 * One statutory table as it is printed. Its amounts are formulas over the cells in yuan that `references` names, shown
 * in 万元.
 */
export function writeTable(sheet: SheetDraft, table: PrintedTable, { isDraft, ...amounts }: TableOptions): void {
  const { orientation, widths } = tableLayout(table);
  const count = table.columnCount;
  sheet.setWidths(widths.map((width) => width * CHARACTERS_PER_EM));
  const line = (
    row: number,
    text: string,
    horizontal: AlignmentStyle["horizontal"],
    [from, to]: readonly [number, number] = [1, count],
  ) => {
    if (to > from) sheet.merge(row, from, row, to);
    sheet.put(row, from, text);
    sheet.style(row, from, { font: song, alignment: { horizontal, vertical: "center", wrapText: true } });
    sheet.setHeight(row, Math.max(sheet.heightOf(row) ?? 0, heightOfText(text, sumOf(widths.slice(from - 1, to)))));
  };
  line(1, `${table.title}${isDraft ? "（草稿）" : ""}`, "center");
  sheet.style(1, 1, { font: { ...song, size: 16, bold: true } });
  sheet.setHeight(1, heightOfText(table.title, sumOf(widths) / 1.6) * 1.6);
  line(2, table.code, "right");
  // The unit of the money stands at the right edge, over as many columns as it needs.
  let split = count - 1;
  while (split > 1 && sumOf(widths.slice(split)) < emsOf(table.moneyUnitLine) + CELL_PADDING) split--;
  line(3, printableText(table.unitLine), "left", [1, split]);
  line(3, table.moneyUnitLine, "right", [split + 1, count]);

  const first = 4;
  const placed = placedCells([...table.header, ...table.rows.map(({ cells }) => cells)]);
  rowHeights(placed, widths).forEach((height, at) => sheet.setHeight(first + at, height));
  for (const { cell, row: at, column: before } of placed) {
    const [row, column] = [first + at, before + 1];
    const [lastRow, lastColumn] = [row + (cell.rowSpan ?? 1) - 1, column + (cell.colSpan ?? 1) - 1];
    frame(sheet, row, column, lastRow, lastColumn);
    if (lastRow > row || lastColumn > column) sheet.merge(row, column, lastRow, lastColumn);
    fill(sheet, row, column, cell, amounts);
  }
  let row = first + table.header.length + table.rows.length;
  for (const note of [
    ...table.notes,
    ...(table.emptyStatement === null ? [] : [table.emptyStatement]),
    ...table.residuals.map(({ text }) => text),
  ])
    line(row++, printableText(note), "left");
  // The forms with fixed rows are one page, as in print; so is what would leave little more than notes for a second
  // one.
  const isForm = table.layout === "paired" || table.layout === "economic";
  const isOnePage = isForm || pagesOf(sheet, row - 1, sumOf(widths), orientation) <= NEARLY_ONE_PAGE;
  const headRows = first + table.header.length - 1;
  sheet.setPage({
    orientation,
    fitToHeight: isOnePage ? 1 : 0,
    repeatedRows: [1, headRows],
    horizontalCentered: true,
  });
  sheet.freezeRows(headRows);
}

/** How many pages high the first rows of a sheet are when they are printed as wide as the page. */
function pagesOf(sheet: SheetDraft, rows: number, ems: number, orientation: "portrait" | "landscape"): number {
  const heights = Array.from({ length: rows }, (_, at) => sheet.heightOf(at + 1) ?? ONE_LINE);
  const { width, height } = printable[orientation];
  return (sumOf(heights) * Math.min(1, width / (ems * EM))) / height;
}

/** Heights of the rows in points; what a cell over several rows needs beyond them is given to its last one. */
function rowHeights(placed: readonly PlacedCell[], widths: readonly number[]): number[] {
  const heights: number[] = [];
  const needed = ({ cell, column }: PlacedCell) =>
    heightOfText(
      printableText(cell.text),
      sumOf(widths.slice(column, column + (cell.colSpan ?? 1))) - (cell.indent ?? 0),
    );
  for (const each of placed)
    if ((each.cell.rowSpan ?? 1) === 1) heights[each.row] = Math.max(heights[each.row] ?? 0, needed(each));
  for (const each of placed) {
    const { rowSpan = 1 } = each.cell;
    if (rowSpan === 1) continue;
    const last = each.row + rowSpan - 1;
    for (let at = each.row; at <= last; at++) heights[at] ??= ONE_LINE;
    heights[last]! += Math.max(0, needed(each) - sumOf(heights.slice(each.row, last + 1)));
  }
  return heights;
}

function horizontalOf({ kind, emphasis }: PrintedCell): AlignmentStyle["horizontal"] {
  if (kind === "amount") return "right";
  const isText = kind === "code" || (kind === "label" && emphasis !== "total");
  return isText ? "left" : "center";
}

function fill(
  sheet: SheetDraft,
  row: number,
  column: number,
  printed: PrintedCell,
  { references, print }: Omit<TableOptions, "isDraft">,
): void {
  sheet.style(row, column, {
    font: { ...song, bold: printed.emphasis === "total" },
    alignment: {
      horizontal: horizontalOf(printed),
      vertical: "center",
      wrapText: true,
      ...(printed.indent ? { indent: printed.indent } : {}),
    },
  });
  if (printed.kind !== "amount") {
    sheet.put(row, column, printableText(printed.text));
    return;
  }
  sheet.style(row, column, { numFmt: wanFormat(printed.text, print) });
  const reference = printed.cellId && references.get(printed.cellId);
  if (reference)
    sheet.put(row, column, {
      formula: `ROUND(${reference}/10000,2)`,
      result: wanHundredths(printed.fen ?? 0) / 100,
    });
}
