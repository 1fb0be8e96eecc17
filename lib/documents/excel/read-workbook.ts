import { amountProblemMessage, parseAmount } from "@/lib/domain/words/amounts";
import { keyOf, parseFactKey, type FactAddress } from "@/lib/domain/words/fact-address";
import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { unitOfInput } from "@/lib/domain/formats/stored-values";
import { formatName, formatOf } from "@/lib/domain/formats/format-of";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { parseWorkbook, typedText, type RawSheet, type RawValue } from "@/lib/documents/excel/parse-workbook";
import {
  addressOfWords,
  dataHeads,
  FIRST_DATA_ROW,
  guideRows,
  MAX_DATA_ROWS,
  sheetNames,
  WORKBOOK_MARK,
  wordsOf,
} from "@/lib/documents/excel/workbook-layout";
import { officeFileProblem } from "@/lib/documents/office/zip-guard";

/** What is wrong, and in which cell: `填报数据!F12`; empty when it is the file as a whole. */
export interface WorkbookProblem {
  cell: string;
  message: string;
}

export type WorkbookReading =
  | { ok: true; values: { address: FactAddress; value: number }[] }
  | { ok: false; problems: WorkbookProblem[] };

/** The sheets of a workbook, or why there are none. */
export type WorkbookOpening = { ok: true; sheets: RawSheet[] } | { ok: false; problems: WorkbookProblem[] };

/** The report the workbook must have been made for. */
export interface ExpectedReport {
  unitCode: string;
  year: number;
  tableSetId: string;
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue };
}

const MAX_PROBLEMS = 100;

/**
 * A workbook made by `writeWorkbook` and perhaps filled in offline, as its bytes say: not compared with anything yet.
 */
export async function openWorkbook(bytes: Uint8Array): Promise<WorkbookOpening> {
  const refused = await officeFileProblem(bytes, "workbook");
  if (refused !== null) return { ok: false, problems: [{ cell: "", message: refused }] };
  const sheets = await parseWorkbook(bytes, {
    names: [sheetNames.guide, sheetNames.data],
    maxSheets: 2,
    maxRows: MAX_DATA_ROWS,
    maxColumns: 16,
    maxMerges: 20,
    maxCharacters: 2_000_000,
  });
  if (sheets === null)
    return {
      ok: false,
      problems: [{ cell: "", message: "工作簿无法读取：内容损坏、过大或结构异常。请重新从系统导出后填写。" }],
    };
  return { ok: true, sheets };
}

/** Facts of an opened workbook; money in fen. Every problem is named with its cell, nothing is half taken. */
export function readWorkbook(opened: WorkbookOpening, expected: ExpectedReport): WorkbookReading {
  if (!opened.ok) return opened;
  const { sheets } = opened;
  const guide = sheets.find(({ name }) => name === sheetNames.guide);
  const data = sheets.find(({ name }) => name === sheetNames.data);
  if (!guide || !data)
    return refuse([
      {
        cell: "",
        message: `工作簿缺少“${guide ? sheetNames.data : sheetNames.guide}”工作表，请使用由本系统导出的工作簿。`,
      },
    ]);
  const problems = [...identityProblems(guide, expected), ...layoutProblems(data)];
  return problems.length > 0 ? refuse(problems) : readValues(data, expected);
}

function identityProblems({ rows }: RawSheet, expected: ExpectedReport): WorkbookProblem[] {
  const given = (row: number) => textOf(rows[row - 1]?.[1]);
  const at = (row: number) => `${sheetNames.guide}!B${row}`;
  if (given(guideRows.mark) !== WORKBOOK_MARK)
    return [{ cell: at(guideRows.mark), message: "没有本系统的工作簿标记，请使用由本系统导出的工作簿。" }];
  const problems: WorkbookProblem[] = [];
  if (given(guideRows.unitCode) !== expected.unitCode)
    problems.push({
      cell: at(guideRows.unitCode),
      message: `这是单位${given(guideRows.unitCode)}的工作簿，不能导入单位${expected.unitCode}。`,
    });
  if (given(guideRows.year) !== String(expected.year))
    problems.push({
      cell: at(guideRows.year),
      message: `这是${given(guideRows.year)}年度的工作簿，不能导入${expected.year}年度。`,
    });
  if (given(guideRows.tableSetId) !== expected.tableSetId)
    problems.push({
      cell: at(guideRows.tableSetId),
      message: `工作簿用的报表格式是${formatName(given(guideRows.tableSetId))}，${expected.year}年度用的是${formatName(expected.tableSetId)}，请重新导出后填写。`,
    });
  return problems;
}

function layoutProblems({ rows, merges, columns }: RawSheet): WorkbookProblem[] {
  const problems = merges.map(({ startRow, startCol }) => ({
    cell: cellName(startRow, startCol),
    message: "单元格被合并，请取消合并后再导入。",
  }));
  dataHeads.forEach((head, column) => {
    if (textOf(rows[0]?.[column]) !== head)
      problems.push({
        cell: cellName(0, column),
        message: `此列应为“${head}”，列可能被移动或删除，请重新导出后填写。`,
      });
  });
  if (columns > dataHeads.length)
    problems.push({
      cell: cellName(0, dataHeads.length),
      message: `“${sheetNames.data}”表外有内容，请清除${columnName(dataHeads.length)}列以后的单元格。`,
    });
  if (rows.length >= MAX_DATA_ROWS)
    problems.push({ cell: cellName(rows.length - 1, 0), message: `超过${MAX_DATA_ROWS}行，请清除多余的行。` });
  return problems;
}

function readValues({ rows }: RawSheet, { tableSetId, catalogues }: ExpectedReport): WorkbookReading {
  const { sheets } = formatOf(tableSetId);
  const problems: WorkbookProblem[] = [];
  const values = new Map<string, { address: FactAddress; value: number; row: number }>();
  for (let row = FIRST_DATA_ROW - 1; row < rows.length; row++) {
    const cells = rows[row]!;
    if (cells.slice(0, dataHeads.length).every((value) => textOf(value) === "")) continue;
    const report = (column: number, message: string) => void problems.push({ cell: cellName(row, column), message });
    const address = addressOfRow(cells, sheets, report);
    if (!address) continue;
    const known = addressProblem(address, sheets, catalogues);
    if (known !== undefined) {
      report(1, addressProblemMessages[known]);
      continue;
    }
    const unit = unitOfInput(sheets.measureOf(address), "yuan" as const);
    const parsed = parseAmount(typedText(cells[5]), unit, { allowNegative: sheets.allowsNegative(address) });
    if (!parsed.ok) {
      report(5, `“${textOf(cells[5]).slice(0, 40)}”：${amountProblemMessage(parsed.problem, unit)}`);
      continue;
    }
    if (parsed.value === null) continue;
    const key = keyOf(address);
    const before = values.get(key);
    if (before) report(5, `与${cellName(before.row, 5)}是同一项，请合并为一行。`);
    else values.set(key, { address, value: parsed.value, row });
  }
  if (problems.length > 0) return refuse(problems);
  return { ok: true, values: [...values.values()].map(({ address, value }) => ({ address, value })) };
}

/**
 * Address of a row: rows written by the system carry their key, which must agree with their words; added rows have
 * words only.
 */
function addressOfRow(
  cells: readonly RawValue[],
  sheets: EntrySheets,
  report: (column: number, message: string) => void,
): FactAddress | null {
  const words = { sheet: textOf(cells[0]), row: textOf(cells[1]), fund: textOf(cells[3]), column: textOf(cells[4]) };
  const mark = textOf(cells[6]);
  if (mark !== "") {
    let address: FactAddress;
    try {
      address = parseFactKey(mark);
    } catch {
      report(6, "行标识被改动，请重新导出后填写。");
      return null;
    }
    const original = wordsOf(keyOf(address), sheets);
    const names = ["sheet", "row", "fund", "column"] as const;
    const moved = names.find((name) => original[name] !== words[name]);
    if (moved === undefined) return address;
    report([0, 1, 3, 4][names.indexOf(moved)]!, `此处应为“${original[moved]}”，单元格可能被移动或改写。`);
    return null;
  }
  if (words.row === "") {
    report(1, "请填写编码。");
    return null;
  }
  const address = addressOfWords(words, sheets);
  if (!address) report(0, "没有这样的填报表、资金性质和栏目，请从下拉列表选取，栏目名称与填报表一致。");
  return address;
}

function textOf(value: RawValue | undefined): string {
  return value == null ? "" : String(value).normalize("NFC").trim();
}

function columnName(column: number): string {
  return String.fromCharCode(65 + column);
}

function cellName(row: number, column: number): string {
  return `${sheetNames.data}!${columnName(column)}${row + 1}`;
}

function refuse(problems: WorkbookProblem[]): WorkbookReading {
  if (problems.length <= MAX_PROBLEMS) return { ok: false, problems };
  return {
    ok: false,
    problems: [
      ...problems.slice(0, MAX_PROBLEMS),
      { cell: "", message: `另有${problems.length - MAX_PROBLEMS}处问题未列出。` },
    ],
  };
}
