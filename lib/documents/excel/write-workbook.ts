import { Workbook, type Worksheet } from "@cj-tech-master/excelts";
import { wanHundredths } from "@/lib/domain/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { allowsNegative, measureOf, sheets } from "@/lib/domain/facts/sheets";
import { fundLabels } from "@/lib/domain/funding";
import type { PrintedCell, PrintedTable } from "@/lib/domain/model/printed-table";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { CellId } from "@/lib/domain/tables/definition";
import { dataHeads, FIRST_DATA_ROW, guideRows, sheetNames, SPARE_ROWS, WORKBOOK_MARK, wordsOf } from "@/lib/documents/excel/workbook-layout";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { printableText } from "@/lib/documents/layout/printable-text";
import { tableLayout } from "@/lib/documents/layout/table-layout";
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
const inputFill = { type: "pattern", pattern: "solid", fgColor: { argb: "FFFFF8DC" } } as const;

/**
 * The nine tables in statutory layout with live formulas. The formulas add yuan (sheet 计算（元）, from the inputs on 填报数据) and only the
 * tables show 万元, because sums of rounded 万元 differ from the published totals. Derived cells are locked, inputs open. Equal
 * input gives equal bytes.
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

  const factRows = writeData(data, model);
  const references = writeCalculation(calculation, model, tables, factRows);
  for (const { table, sheet } of printed) writeTable(sheet, table, references, options.isDraft);
  writeGuide(guide, model, options);
  for (const sheet of [guide, data, calculation]) Object.assign(sheet.pageSetup, { paperSize: 9, fitToPage: true, fitToWidth: 1, fitToHeight: 0 });
  for (const sheet of book.worksheets) await sheet.protect("", { selectLockedCells: true, selectUnlockedCells: true, formatColumns: true });
  const stamp = moment.toISOString();
  return withFixedZip(new Uint8Array(await book.xlsx.writeBuffer()), (name, xml) => (name === "docProps/core.xml" ? xml.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, stamp) : xml));
}

function writeGuide(sheet: Worksheet, model: ReportModel, { unitCode, isDraft }: WorkbookOptions): void {
  const { unitName, year, tableSetId } = model.identity;
  const rows: [number, string, string | number][] = [
    [guideRows.mark, "工作簿", WORKBOOK_MARK],
    [guideRows.unitCode, "单位代码", unitCode],
    [guideRows.unitName, "单位名称", printableText(unitName)],
    [guideRows.year, "年度", year],
    [guideRows.tableSetId, "报表格式", tableSetId],
  ];
  for (const [row, label, value] of rows) sheet.getRow(row).values = [label, value];
  const notes = [
    ...(isDraft ? ["草稿：未经批复和公开。"] : []),
    `一、在“${sheetNames.data}”黄色单元格填列金额（元）或数量，公开表自动计算。没有发生额的请留空；确实为零的填0。`,
    "二、公开表以元计算、以万元显示，各分项之和与合计可能有尾差。",
    `三、增加科目时在“${sheetNames.data}”末尾空行填写填报表、编码、资金性质、栏目和数值；新增行在导入系统后计入公开表。`,
    "四、请勿移动、合并或删除单元格，本工作簿只能导入同一单位、同一年度。",
  ];
  notes.forEach((note, index) => {
    const row = 7 + index;
    sheet.mergeCells(row, 1, row, 2);
    const cell = sheet.getCell(row, 1);
    cell.value = note;
    cell.alignment = { wrapText: true, vertical: "top" };
    sheet.getRow(row).height = 32;
  });
  sheet.getColumn(1).width = 14;
  sheet.getColumn(2).width = 60;
}

/** One row for each fact. @returns the cell of each fact, `'填报数据'!F2`. */
function writeData(sheet: Worksheet, model: ReportModel): Map<FactKey, string> {
  sheet.getRow(1).values = [...dataHeads];
  sheet.getRow(1).font = { ...song, bold: true };
  [18, 12, 42, 24, 26, 22, 4].forEach((width, at) => (sheet.getColumn(at + 1).width = width));
  sheet.getColumn(7).hidden = true;
  const references = new Map<FactKey, string>();
  const keys = [...model.facts().amounts.keys()].sort();
  keys.forEach((key, index) => {
    const at = FIRST_DATA_ROW + index;
    const words = wordsOf(key);
    const isMoney = measureOf(parseFactKey(key)) === "money";
    const value = model.amount(key)!;
    sheet.getRow(at).values = [words.sheet, words.row, printableText(model.labelOfFact(key)), words.fund, words.column, isMoney ? value / 100 : value, key];
    input(sheet, at, 6, isMoney ? yuanFormat : "0");
    references.set(key, `'${sheetNames.data}'!$F$${at}`);
    const least = allowsNegative(parseFactKey(key)) ? -999_999_999_999.99 : 0;
    sheet.getCell(at, 6).dataValidation = {
      type: isMoney ? "decimal" : "whole",
      operator: "between",
      formulae: [isMoney ? least : 0, isMoney ? 999_999_999_999.99 : 99_999_999],
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: "数值有误",
      error: isMoney ? "请填金额（元），最多两位小数。" : "请填整数。",
    };
  });
  for (let at = FIRST_DATA_ROW + keys.length; at < FIRST_DATA_ROW + keys.length + SPARE_ROWS; at++) {
    for (const column of [1, 2, 4, 5, 6]) input(sheet, at, column, column === 6 ? yuanFormat : "@");
    sheet.getCell(at, 1).dataValidation = { type: "list", formulae: [`"${sheets.map(({ title }) => title).join(",")}"`], allowBlank: true };
    sheet.getCell(at, 4).dataValidation = { type: "list", formulae: [`"${Object.values(fundLabels).join(",")}"`], allowBlank: true };
  }
  return references;
}

function input(sheet: Worksheet, row: number, column: number, numFmt: string): void {
  const cell = sheet.getCell(row, column);
  cell.protection = { locked: false };
  cell.fill = inputFill;
  cell.numFmt = numFmt;
}

/** One row for each derived cell, in yuan. @returns the cell of each. */
function writeCalculation(sheet: Worksheet, model: ReportModel, tables: readonly PrintedTable[], factRows: ReadonlyMap<FactKey, string>): Map<CellId, string> {
  const wanted: CellId[] = tables.flatMap((table) => table.rows.flatMap(({ cells }) => cells.flatMap(({ cellId }) => (cellId ? [cellId] : []))));
  const rows = new Map<CellId, number>();
  for (let index = 0; index < wanted.length; index++) {
    const id = wanted[index]!;
    if (rows.has(id)) continue;
    rows.set(id, rows.size + 2);
    for (const term of model.provenance(id)?.terms ?? []) if (term.kind === "cell") wanted.push(term.id as CellId);
  }
  sheet.getRow(1).values = ["单元格", "名称", "金额（元）"];
  [40, 60, 20].forEach((width, at) => (sheet.getColumn(at + 1).width = width));
  for (const [id, at] of rows) {
    const value = model.value(id);
    const sum = (model.provenance(id)?.terms ?? [])
      .map(({ sign, kind, id: term }) => [sign, kind === "fact" ? factRows.get(term as FactKey) : `$C$${rows.get(term as CellId)}`] as const)
      .flatMap(([sign, reference]) => (reference === undefined ? [] : [`${sign < 0 ? "-" : "+"}${reference}`]))
      .join("")
      .replace(/^\+/, "");
    sheet.getRow(at).values = [id, printableText(model.labelOf(id)), sum === "" ? (value === null ? null : value / 100) : { formula: `ROUND(${sum},2)`, result: (value ?? 0) / 100 }];
    sheet.getCell(at, 3).numFmt = yuanFormat;
  }
  return new Map([...rows].map(([id, at]) => [id, `'${sheetNames.calculation}'!$C$${at}`]));
}

function writeTable(sheet: Worksheet, table: PrintedTable, references: ReadonlyMap<CellId, string>, isDraft: boolean): void {
  const { orientation, widths } = tableLayout(table);
  const count = table.columnCount;
  widths.forEach((width, at) => (sheet.getColumn(at + 1).width = width * 1.9));
  const line = (row: number, text: string, options: { size?: number; bold?: boolean; horizontal: "left" | "center" | "right" }) => {
    sheet.mergeCells(row, 1, row, count);
    const cell = sheet.getCell(row, 1);
    cell.value = text;
    cell.font = { ...song, size: options.size ?? 10, bold: options.bold ?? false };
    cell.alignment = { horizontal: options.horizontal, vertical: "middle", wrapText: true };
  };
  line(1, `${table.title}${isDraft ? "（草稿）" : ""}`, { size: 16, bold: true, horizontal: "center" });
  sheet.getRow(1).height = 28;
  line(2, table.code, { horizontal: "right" });
  line(3, `${printableText(table.unitLine)}　　　　${table.moneyUnitLine}`, { horizontal: "left" });

  const grid = [...table.header, ...table.rows.map(({ cells }) => cells)];
  const first = 4;
  const covered = new Set<string>();
  grid.forEach((cells, index) => {
    const row = first + index;
    let column = 1;
    for (const cell of cells) {
      while (covered.has(`${row},${column}`)) column++;
      const { colSpan = 1, rowSpan = 1 } = cell;
      for (let down = 0; down < rowSpan; down++) for (let right = 0; right < colSpan; right++) covered.add(`${row + down},${column + right}`);
      for (let down = 0; down < rowSpan; down++) for (let right = 0; right < colSpan; right++) sheet.getCell(row + down, column + right).border = border;
      if (colSpan > 1 || rowSpan > 1) sheet.mergeCells(row, column, row + rowSpan - 1, column + colSpan - 1);
      fill(sheet, row, column, cell, references);
      column += colSpan;
    }
  });
  let row = first + grid.length;
  for (const note of [...table.notes, ...(table.emptyStatement === null ? [] : [table.emptyStatement]), ...table.residuals.map(({ text }) => text)]) line(row++, printableText(note), { horizontal: "left" });
  Object.assign(sheet.pageSetup, { paperSize: 9, orientation, fitToPage: true, fitToWidth: 1, fitToHeight: 0, printTitlesRow: `1:${first + table.header.length - 1}`, horizontalCentered: true });
  sheet.views = [{ state: "frozen", ySplit: first + table.header.length - 1 }];
  sheet.headerFooter.oddFooter = "&C— &P —";
}

function fill(sheet: Worksheet, row: number, column: number, printed: PrintedCell, references: ReadonlyMap<CellId, string>): void {
  const cell = sheet.getCell(row, column);
  const isTotalLabel = printed.emphasis === "total" && printed.kind === "label";
  const horizontal = printed.kind === "amount" ? "right" : printed.kind === "label" || printed.kind === "code" ? (isTotalLabel ? "center" : "left") : "center";
  cell.font = { ...song, bold: printed.emphasis === "total" };
  cell.alignment = { horizontal, vertical: "middle", wrapText: true, ...(printed.indent ? { indent: printed.indent } : {}) };
  if (printed.kind !== "amount") {
    cell.value = printableText(printed.text);
    return;
  }
  cell.numFmt = wanFormat;
  const reference = printed.cellId && references.get(printed.cellId);
  if (reference) cell.value = { formula: `ROUND(${reference}/10000,2)`, result: wanHundredths(printed.fen ?? 0) / 100 };
}
