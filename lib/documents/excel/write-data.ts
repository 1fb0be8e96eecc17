import type { Measure } from "@/lib/domain/formats/sheet-definition";
import type { CellId } from "@/lib/domain/words/cell-id";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { fundLabels } from "@/lib/domain/words/funds";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { SheetDraft } from "@/lib/documents/excel/sheet-draft";
import { CHARACTERS_PER_EM, heightOfText } from "@/lib/documents/excel/text-size";
import { dataHeads, FIRST_DATA_ROW, sheetNames, SPARE_ROWS, wordsOf } from "@/lib/documents/excel/workbook-layout";
import { song } from "@/lib/documents/excel/write-table";
import { printableText } from "@/lib/documents/text/printable-text";

const yuanFormat = "#,##0.00";
const formatOf: Record<Measure, string> = { money: yuanFormat, count: "0", score: yuanFormat };
const largestOf: Record<Measure, number> = { money: 999_999_999_999.99, count: 99_999_999, score: 100 };
const errorOf: Record<Measure, string> = {
  money: "请填金额（元），最多两位小数。",
  count: "请填整数。",
  score: "请填得分，最多两位小数，不超过100。",
};
const inputFill = { type: "pattern", pattern: "solid", fgColor: { rgb: "FFF8DC" } } as const;
/** Widths of columns in characters; of the data sheet, the last one is hidden. */
const dataWidths = [18, 22, 42, 24, 26, 30, 4];
const calculationWidths = [40, 60, 20];

/** One row for each fact; for filling in, with rows to add to. @returns the cell of each fact, `'填报数据'!$F$2`. */
export function writeData(sheet: SheetDraft, model: ReportModel, isForFilling: boolean): Map<FactKey, string> {
  sheet.putRow(1, dataHeads);
  sheet.setWidths(dataWidths);
  dataHeads.forEach((_, at) => sheet.style(1, at + 1, { font: { ...song, bold: true } }));
  sheet.hideColumn(7);
  fitRow(sheet, 1, dataWidths);
  sheet.freezeRows(1);
  sheet.setPage({ repeatedRows: [1, 1] });
  const { sheets } = model.tableSet;
  const references = new Map<FactKey, string>();
  const keys = [...model.facts().amounts.keys()].sort();
  keys.forEach((key, index) => {
    const at = FIRST_DATA_ROW + index;
    const address = parseFactKey(key);
    const words = wordsOf(key, sheets);
    const measure = sheets.measureOf(address);
    const value = model.amount(key)!;
    sheet.putRow(at, [
      words.sheet,
      words.row,
      printableText(model.labelOfFact(key)),
      words.fund,
      words.column,
      measure === "count" ? value : value / 100,
      key,
    ]);
    fitRow(sheet, at, dataWidths);
    references.set(key, `'${sheetNames.data}'!$F$${at}`);
    if (isForFilling) askFor(sheet, at, measure, sheets.allowsNegative(address));
    else sheet.style(at, 6, { numFmt: formatOf[measure] });
  });
  if (isForFilling)
    writeSpareRows(
      sheet,
      FIRST_DATA_ROW + keys.length,
      sheets.all.map(({ title }) => title),
    );
  return references;
}

/** The amount of a row is open to be filled in, with the limits of what it can be. */
function askFor(sheet: SheetDraft, row: number, measure: Measure, allowsNegative: boolean): void {
  open(sheet, row, 6, formatOf[measure]);
  sheet.validate(
    {
      type: measure === "count" ? "whole" : "decimal",
      operator: "between",
      formula1: String(measure === "money" && allowsNegative ? -largestOf.money : 0),
      formula2: String(largestOf[measure]),
      allowBlank: true,
      showErrorMessage: true,
      errorTitle: "数值有误",
      errorMessage: errorOf[measure],
    },
    `F${row}`,
  );
}

/** Empty rows in which subjects can be added offline. */
function writeSpareRows(sheet: SheetDraft, first: number, titles: readonly string[]): void {
  const last = first + SPARE_ROWS - 1;
  for (let at = first; at <= last; at++)
    for (const column of [1, 2, 4, 5, 6]) open(sheet, at, column, column === 6 ? yuanFormat : "@");
  const list = (column: string, values: readonly string[]) =>
    sheet.validate({ type: "list", values: [...values], allowBlank: true }, `${column}${first}:${column}${last}`);
  list("A", titles);
  list("D", Object.values(fundLabels));
}

/** Wraps the texts of a row and makes it as high as they need, so that none is cut by the next cell. */
function fitRow(sheet: SheetDraft, row: number, widths: readonly number[]): void {
  const heights = widths.map((width, at) => {
    const value = sheet.valueAt(row, at + 1);
    if (typeof value !== "string" || sheet.isHidden(at + 1)) return 0;
    sheet.style(row, at + 1, { alignment: { vertical: "center", wrapText: true } });
    return heightOfText(value, width / CHARACTERS_PER_EM);
  });
  sheet.setHeight(row, Math.max(...heights));
}

function open(sheet: SheetDraft, row: number, column: number, numFmt: string): void {
  sheet.style(row, column, { protection: { locked: false }, fill: inputFill, numFmt });
}

/** One row for each derived cell, in yuan. @returns the cell of each. */
export function writeCalculation(
  sheet: SheetDraft,
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
  sheet.putRow(1, ["单元格", "名称", "金额（元）"]);
  sheet.setWidths(calculationWidths);
  sheet.setPage({ repeatedRows: [1, 1] });
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
    sheet.putRow(at, [
      id,
      printableText(model.labelOf(id)),
      sum === "" ? (value === null ? null : value / 100) : { formula: `ROUND(${sum},2)`, result: (value ?? 0) / 100 },
    ]);
    sheet.style(at, 3, { numFmt: yuanFormat });
    fitRow(sheet, at, calculationWidths);
  }
  return new Map([...rows].map(([id, at]) => [id, `'${sheetNames.calculation}'!$C$${at}`]));
}
