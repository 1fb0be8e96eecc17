import { Workbook, type Worksheet } from "@cj-tech-master/excelts";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { wanHundredths } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { fundLabels } from "@/lib/domain/words/funds";
import type { PlacedCell, PrintedCell, PrintedTable } from "@/lib/domain/engine/contract";
import { placedCells } from "@/lib/domain/engine/figures";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { CellId } from "@/lib/domain/words/cell-id";
import {
  dataHeads,
  FIRST_DATA_ROW,
  guideRows,
  sheetNames,
  SPARE_ROWS,
  WORKBOOK_MARK,
  wordsOf,
} from "@/lib/documents/excel/workbook-layout";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { publicationNotes } from "@/lib/documents/layout/publication-notes";
import { printableText } from "@/lib/documents/layout/printable-text";
import { emsOf, tableLayout } from "@/lib/documents/layout/table-layout";
import { withFixedZip } from "@/lib/documents/office/fixed-zip";

export interface WorkbookOptions extends FileOptions {
  unitCode: string;
}

const song = { name: "宋体", size: 10 };
const thin = { style: "thin" } as const;
const border = { top: thin, left: thin, bottom: thin, right: thin };
/** As the official forms: a zero prints empty. */
const wanFormat = "#,##0.00;-#,##0.00;";
const yuanFormat = "#,##0.00";
/** Characters of a column for one em of 10 pt text. */
const CHARACTERS_PER_EM = 1.9;
/** Points: one line of 10 pt text in any face that stands in for 宋体, and what a row has above and below it. */
const LINE_HEIGHT = 14.5;
const ROW_PADDING = 3;
/** Ems that a cell keeps free at its sides. */
const CELL_PADDING = 0.8;
const inputFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFF8DC" } } as const;

/**
 * The nine tables in statutory layout with live formulas. The formulas add yuan (sheet 计算（元）, from the inputs on 填报数据) and only the
 * tables show 万元, because sums of rounded 万元 differ from the published totals. A draft is for filling in: derived cells are locked,
 * inputs open. A published workbook is for reading. Equal input gives equal bytes.
 */
export async function writeWorkbook(model: ReportModel, options: WorkbookOptions): Promise<Uint8Array> {
  const moment = new Date(`${options.date}T00:00:00Z`);
  const book = new Workbook();
  book.creator = printableText(model.identity.unitName);
  book.lastModifiedBy = book.creator;
  book.created = moment;
  book.modified = moment;
  const tables = model.printedTables();
  // Sheets appear in this order; formulas name cells of later ones.
  const guide = book.addWorksheet(sheetNames.guide);
  const printed = tables.map((table) => ({ table, sheet: book.addWorksheet(table.code || table.title) }));
  const data = book.addWorksheet(sheetNames.data, { views: [{ state: "frozen", ySplit: 1 }] });
  const calculation = book.addWorksheet(sheetNames.calculation);

  const factRows = writeData(data, model, options.publication === null);
  const references = writeCalculation(calculation, model, tables, factRows);
  for (const { table, sheet } of printed) writeTable(sheet, table, references, options.publication === null);
  writeGuide(guide, model, options);
  for (const sheet of [guide, data, calculation])
    Object.assign(sheet.pageSetup, { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
  for (const sheet of [data, calculation]) sheet.pageSetup.printTitlesRow = "1:1";
  for (const sheet of book.worksheets) {
    sheet.headerFooter.oddFooter = "&C— &P —";
    await sheet.protect("", { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  }
  const stamp = moment.toISOString();
  return withFixedZip(new Uint8Array(await book.xlsx.writeBuffer()), (name, xml) =>
    name === "docProps/core.xml" ? xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, stamp) : xml,
  );
}

/** What the workbook is: how to fill it in, or where it comes from and how it can be checked. */
function writeGuide(sheet: Worksheet, model: ReportModel, options: WorkbookOptions): void {
  const { unitName, year, tableSetId } = model.identity;
  const rows: [number, string, string | number][] = [
    [guideRows.mark, "工作簿", WORKBOOK_MARK],
    [guideRows.unitCode, "单位代码", options.unitCode],
    [guideRows.unitName, "单位名称", printableText(unitName)],
    [guideRows.year, "年度", year],
    [guideRows.tableSetId, "报表格式", tableSetId],
  ];
  for (const [row, label, value] of rows) sheet.getRow(row).values = [label, value];
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 80;
  let row = guideRows.tableSetId + 1;
  for (const { label, text } of publicationNotes(unitName, model.tableSet.document.noun, options)) {
    sheet.getRow(row).values = [label, text];
    sheet.getRow(row).height = heightOf(text, 80 / CHARACTERS_PER_EM);
    row++;
  }
  for (let at = 1; at < row; at++) {
    sheet.getCell(at, 1).alignment = { vertical: "top" };
    sheet.getCell(at, 2).alignment = { horizontal: "left", vertical: "top", wrapText: true };
  }
  const rounding = "公开表以元计算、以万元显示，各分项之和与合计可能有尾差。";
  const notes =
    options.publication === null
      ? [
          "草稿：未经批复和公开。",
          `一、在“${sheetNames.data}”黄色单元格填列金额（元）或数量，公开表自动计算。没有发生额的请留空；确实为零的填0。`,
          `二、${rounding}`,
          `三、增加科目时在“${sheetNames.data}”末尾空行填写填报表、编码、资金性质、栏目和数值；新增行在导入系统后计入公开表。`,
          "四、请勿移动、合并或删除单元格，本工作簿只能导入同一单位、同一年度。",
        ]
      : [
          `一、公开各表的数由“${sheetNames.data}”所列金额（元）经“${sheetNames.calculation}”算出，点选单元格可查看公式。`,
          `二、${rounding}`,
        ];
  notes.forEach((note, index) => {
    const at = row + 1 + index;
    sheet.mergeCells(at, 1, at, 2);
    const cell = sheet.getCell(at, 1);
    cell.value = note;
    cell.alignment = { wrapText: true, vertical: "top" };
    sheet.getRow(at).height = heightOf(note, 94 / CHARACTERS_PER_EM);
  });
}

const largestOf: Record<Measure, number> = { money: 999_999_999_999.99, count: 99_999_999, score: 100 };
const inputErrors: Record<Measure, string> = {
  money: "请填金额（元），最多两位小数。",
  count: "请填整数。",
  score: "请填得分，最多两位小数，不超过100。",
};

/** One row for each fact; for filling in, with rows to add to. @returns the cell of each fact, `'填报数据'!F2`. */
function writeData(sheet: Worksheet, model: ReportModel, isForFilling: boolean): Map<FactKey, string> {
  sheet.getRow(1).values = [...dataHeads];
  sheet.getRow(1).font = { ...song, bold: true };
  dataWidths.forEach((width, at) => (sheet.getColumn(at + 1).width = width));
  fitRow(sheet, 1, dataWidths);
  sheet.getColumn(7).hidden = true;
  const { sheets } = model.tableSet;
  const references = new Map<FactKey, string>();
  const keys = [...model.facts().amounts.keys()].sort();
  keys.forEach((key, index) => {
    const at = FIRST_DATA_ROW + index;
    const words = wordsOf(key, sheets);
    const measure = sheets.measureOf(parseFactKey(key));
    const hasDecimals = measure !== "count";
    const value = model.amount(key)!;
    sheet.getRow(at).values = [
      words.sheet,
      words.row,
      printableText(model.labelOfFact(key)),
      words.fund,
      words.column,
      hasDecimals ? value / 100 : value,
      key,
    ];
    fitRow(sheet, at, dataWidths);
    references.set(key, `'${sheetNames.data}'!$F$${at}`);
    if (!isForFilling) {
      sheet.getCell(at, 6).numFmt = hasDecimals ? yuanFormat : "0";
      return;
    }
    input(sheet, at, 6, hasDecimals ? yuanFormat : "0");
    const least = sheets.allowsNegative(parseFactKey(key)) ? -999_999_999_999.99 : 0;
    sheet.getCell(at, 6).dataValidation = {
      type: hasDecimals ? "decimal" : "whole",
      operator: "between",
      formulae: [measure === "money" ? least : 0, largestOf[measure]],
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: "数值有误",
      error: inputErrors[measure],
    };
  });
  if (!isForFilling) return references;
  for (let at = FIRST_DATA_ROW + keys.length; at < FIRST_DATA_ROW + keys.length + SPARE_ROWS; at++) {
    for (const column of [1, 2, 4, 5, 6]) input(sheet, at, column, column === 6 ? yuanFormat : "@");
    sheet.getCell(at, 1).dataValidation = {
      type: "list",
      formulae: [`"${sheets.all.map(({ title }) => title).join(",")}"`],
      allowBlank: true,
    };
    sheet.getCell(at, 4).dataValidation = {
      type: "list",
      formulae: [`"${Object.values(fundLabels).join(",")}"`],
      allowBlank: true,
    };
  }
  return references;
}

/** Widths of columns in characters; of the data sheet, the last one is hidden. */
const dataWidths = [18, 22, 42, 24, 26, 30, 4];
const calculationWidths = [40, 60, 20];

/** Wraps the texts of a row and makes it as high as they need, so that none is cut by the next cell. */
function fitRow(sheet: Worksheet, row: number, widths: readonly number[]): void {
  const heights = widths.map((width, at) => {
    const cell = sheet.getCell(row, at + 1);
    if (typeof cell.value !== "string" || sheet.getColumn(at + 1).hidden) return 0;
    cell.alignment = { vertical: "middle", wrapText: true };
    return heightOf(cell.value, width / CHARACTERS_PER_EM);
  });
  sheet.getRow(row).height = Math.max(...heights);
}

function input(sheet: Worksheet, row: number, column: number, numFmt: string): void {
  const cell = sheet.getCell(row, column);
  cell.protection = { locked: false };
  cell.fill = inputFill;
  cell.numFmt = numFmt;
}

/** One row for each derived cell, in yuan. @returns the cell of each. */
function writeCalculation(
  sheet: Worksheet,
  model: ReportModel,
  tables: readonly PrintedTable[],
  factRows: ReadonlyMap<FactKey, string>,
): Map<CellId, string> {
  const wanted: CellId[] = tables.flatMap((table) =>
    table.rows.flatMap(({ cells }) => cells.flatMap(({ cellId }) => (cellId ? [cellId] : []))),
  );
  const rows = new Map<CellId, number>();
  for (let index = 0; index < wanted.length; index++) {
    const id = wanted[index]!;
    if (rows.has(id)) continue;
    rows.set(id, rows.size + 2);
    for (const term of model.provenance(id)?.terms ?? []) if (term.kind === "cell") wanted.push(term.id as CellId);
  }
  sheet.getRow(1).values = ["单元格", "名称", "金额（元）"];
  calculationWidths.forEach((width, at) => (sheet.getColumn(at + 1).width = width));
  for (const [id, at] of rows) {
    const value = model.value(id);
    const sum = (model.provenance(id)?.terms ?? [])
      .map(
        ({ sign, kind, id: term }) =>
          [sign, kind === "fact" ? factRows.get(term as FactKey) : `$C$${rows.get(term as CellId)}`] as const,
      )
      .flatMap(([sign, reference]) => (reference === undefined ? [] : [`${sign < 0 ? "-" : "+"}${reference}`]))
      .join("")
      .replace(/^\+/, "");
    sheet.getRow(at).values = [
      id,
      printableText(model.labelOf(id)),
      sum === "" ? (value === null ? null : value / 100) : { formula: `ROUND(${sum},2)`, result: (value ?? 0) / 100 },
    ];
    sheet.getCell(at, 3).numFmt = yuanFormat;
    fitRow(sheet, at, calculationWidths);
  }
  return new Map([...rows].map(([id, at]) => [id, `'${sheetNames.calculation}'!$C$${at}`]));
}

function writeTable(
  sheet: Worksheet,
  table: PrintedTable,
  references: ReadonlyMap<CellId, string>,
  isDraft: boolean,
): void {
  const { orientation, widths } = tableLayout(table);
  const count = table.columnCount;
  widths.forEach((width, at) => (sheet.getColumn(at + 1).width = width * CHARACTERS_PER_EM));
  const line = (row: number, text: string, horizontal: "left" | "center" | "right", [from, to] = [1, count]) => {
    if (to! > from!) sheet.mergeCells(row, from!, row, to!);
    const cell = sheet.getCell(row, from!);
    cell.value = text;
    cell.font = song;
    cell.alignment = { horizontal, vertical: "middle", wrapText: true };
    sheet.getRow(row).height = Math.max(
      sheet.getRow(row).height ?? 0,
      heightOf(text, sumOf(widths.slice(from! - 1, to))),
    );
  };
  line(1, `${table.title}${isDraft ? "（草稿）" : ""}`, "center");
  sheet.getCell(1, 1).font = { ...song, size: 16, bold: true };
  sheet.getRow(1).height = heightOf(table.title, sumOf(widths) / 1.6) * 1.6;
  line(2, table.code, "right");
  // The unit of the money stands at the right edge, over as many columns as it needs.
  let split = count - 1;
  while (split > 1 && sumOf(widths.slice(split)) < emsOf(table.moneyUnitLine) + CELL_PADDING) split--;
  line(3, printableText(table.unitLine), "left", [1, split]);
  line(3, table.moneyUnitLine, "right", [split + 1, count]);

  const first = 4;
  const placed = placedCells([...table.header, ...table.rows.map(({ cells }) => cells)]);
  rowHeights(placed, widths).forEach((height, at) => (sheet.getRow(first + at).height = height));
  for (const { cell, row: at, column: before } of placed) {
    const [row, column] = [first + at, before + 1];
    const { colSpan = 1, rowSpan = 1 } = cell;
    for (let down = 0; down < rowSpan; down++)
      for (let right = 0; right < colSpan; right++) sheet.getCell(row + down, column + right).border = border;
    if (colSpan > 1 || rowSpan > 1) sheet.mergeCells(row, column, row + rowSpan - 1, column + colSpan - 1);
    fill(sheet, row, column, cell, references);
  }
  let row = first + table.header.length + table.rows.length;
  for (const note of [
    ...table.notes,
    ...(table.emptyStatement === null ? [] : [table.emptyStatement]),
    ...table.residuals.map(({ text }) => text),
  ])
    line(row++, printableText(note), "left");
  // The forms with fixed rows are one page, as in print; so is what would leave little more than notes for a second one.
  const isForm = table.layout === "paired" || table.layout === "economic";
  const fitToHeight = isForm || pagesOf(sheet, row - 1, sumOf(widths), orientation) <= NEARLY_ONE_PAGE ? 1 : 0;
  Object.assign(sheet.pageSetup, {
    paperSize: 9,
    orientation,
    fitToPage: true,
    fitToWidth: 1,
    fitToHeight,
    printTitlesRow: `1:${first + table.header.length - 1}`,
    horizontalCentered: true,
  });
  sheet.views = [{ state: "frozen", ySplit: first + table.header.length - 1 }];
}

/** Pages of a table that are still printed as one. */
const NEARLY_ONE_PAGE = 1.3;
/** Points between the usual margins of an A4 page, and of an em in a column. */
const printable = { portrait: { width: 494, height: 734 }, landscape: { width: 740, height: 488 } } as const;
const EM = 10.5;

/** How many pages high the first rows of a sheet are when they are printed as wide as the page. */
function pagesOf(sheet: Worksheet, rows: number, ems: number, orientation: "portrait" | "landscape"): number {
  const heights = Array.from({ length: rows }, (_, at) => sheet.getRow(at + 1).height ?? LINE_HEIGHT + ROW_PADDING);
  const { width, height } = printable[orientation];
  return (sumOf(heights) * Math.min(1, width / (ems * EM))) / height;
}

const sumOf = (widths: readonly number[]) => widths.reduce((sum, width) => sum + width, 0);

/** Points that a text needs in a cell of a width in ems: spreadsheets give merged cells no height by themselves. */
function heightOf(text: string, width: number): number {
  const room = Math.max(1, width - CELL_PADDING);
  const lines = text.split("\n").reduce((sum, each) => sum + Math.max(1, Math.ceil(emsOf(each) / room)), 0);
  return lines * LINE_HEIGHT + ROW_PADDING;
}

/** Heights of the rows in points; what a cell over several rows needs beyond them is given to its last one. */
function rowHeights(placed: readonly PlacedCell[], widths: readonly number[]): number[] {
  const heights: number[] = [];
  const needed = ({ cell, column }: PlacedCell) =>
    heightOf(printableText(cell.text), sumOf(widths.slice(column, column + (cell.colSpan ?? 1))) - (cell.indent ?? 0));
  for (const each of placed)
    if ((each.cell.rowSpan ?? 1) === 1) heights[each.row] = Math.max(heights[each.row] ?? 0, needed(each));
  for (const each of placed) {
    const { rowSpan = 1 } = each.cell;
    if (rowSpan === 1) continue;
    const last = each.row + rowSpan - 1;
    for (let at = each.row; at <= last; at++) heights[at] ??= LINE_HEIGHT + ROW_PADDING;
    heights[last]! += Math.max(0, needed(each) - sumOf(heights.slice(each.row, last + 1)));
  }
  return heights;
}

function fill(
  sheet: Worksheet,
  row: number,
  column: number,
  printed: PrintedCell,
  references: ReadonlyMap<CellId, string>,
): void {
  const cell = sheet.getCell(row, column);
  const isTotalLabel = printed.emphasis === "total" && printed.kind === "label";
  const horizontal =
    printed.kind === "amount"
      ? "right"
      : printed.kind === "label" || printed.kind === "code"
        ? isTotalLabel
          ? "center"
          : "left"
        : "center";
  cell.font = { ...song, bold: printed.emphasis === "total" };
  cell.alignment = {
    horizontal,
    vertical: "middle",
    wrapText: true,
    ...(printed.indent ? { indent: printed.indent } : {}),
  };
  if (printed.kind !== "amount") {
    cell.value = printableText(printed.text);
    return;
  }
  cell.numFmt = wanFormat;
  const reference = printed.cellId && references.get(printed.cellId);
  if (reference) cell.value = { formula: `ROUND(${reference}/10000,2)`, result: wanHundredths(printed.fen ?? 0) / 100 };
}
