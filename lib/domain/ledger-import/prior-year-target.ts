/**
 * Last year's published tables as the source of 上年数, where the system has no last year: of each table the totals that
 * this year's text compares with (engine/stated-cells.ts).
 */
import type { FactAddress } from "../words/fact-address";
import { priorYearCells } from "../engine/figures";
import type { CellId } from "../words/cell-id";
import type { TableSet } from "../formats/define";
import { formats } from "../formats/formats";

const prefix = "priorYear:";

/** One of last year's tables: `priorYear:income`. */
export type PriorYearSheet = `priorYear:${string}`;

export interface PriorYearColumn {
  /** Of the target: the cell's row and column, `total.basic`. */
  id: string;
  label: string;
  cell: CellId;
  /** What published tables call it beside its label. */
  otherNames: readonly string[];
}

export interface PriorYearTable {
  sheet: PriorYearSheet;
  title: string;
  columns: readonly PriorYearColumn[];
}

/** Cells of tables without columns of their own, and what stands above their figures. */
const words: Readonly<Record<string, readonly [label: string, ...otherNames: string[]]>> = {
  "incomeExpenditureSummary.totalIncome.amount": ["收入总计", "收入"],
  "incomeExpenditureSummary.totalExpenditure.amount": ["支出总计", "支出"],
  "appropriationSummary.totalIncome.amount": ["收入总计", "收入"],
  "appropriationSummary.totalExpenditure.total": ["支出总计", "支出 / 合计", "支出"],
  "generalPublicExpenditure.total.total": ["本年支出小计", "小计", "本年支出合计"],
  "threePublic.figures.actualTotal": ["决算数合计", "决算数 / 合计"],
  "threePublic.figures.actualOverseasTravel": ["决算数因公出国（境）费", "决算数 / 因公出国(境)费"],
  "threePublic.figures.actualVehicles": ["决算数公务用车购置及运行维护费小计", "决算数 / 小计"],
  "threePublic.figures.actualOfficialReception": ["决算数公务接待费", "决算数 / 公务接待费"],
};

const known = new WeakMap<TableSet, readonly PriorYearTable[]>();

/** Last year's tables that a year of the format asks figures of. */
export function priorYearTables(tableSet: TableSet): readonly PriorYearTable[] {
  let tables = known.get(tableSet);
  if (!tables) known.set(tableSet, (tables = tablesOf(tableSet)));
  return tables;
}

function tablesOf(tableSet: TableSet): PriorYearTable[] {
  const cells = new Map<string, CellId[]>();
  for (const cell of priorYearCells(tableSet).flatMap((group) => group.cells)) {
    const table = cell.split(".")[0]!;
    cells.set(table, [...(cells.get(table) ?? []), cell]);
  }
  return [...cells].map(([id, of]) => ({
    sheet: `${prefix}${id}`,
    title: tableSet.tables.find((table) => table.id === id)!.title,
    columns: of.map((cell) => columnOf(tableSet, cell)),
  }));
}

function columnOf(tableSet: TableSet, cell: CellId): PriorYearColumn {
  const [table, row, column] = cell.split(".") as [string, string, string];
  const body = tableSet.tables.find(({ id }) => id === table)!.body;
  const [label, ...otherNames] = words[cell] ?? [
    body.kind === "functional" ? body.columns.find(({ id }) => id === column)!.label : cell,
  ];
  return { id: `${row}.${column}`, label, cell, otherNames };
}

/** Whether a target is one of last year's tables, whichever the format has. */
export function isPriorYearSheet(sheet: string): sheet is PriorYearSheet {
  return sheet.startsWith(prefix);
}

export function priorYearTable(sheet: string, tableSet: TableSet): PriorYearTable | undefined {
  return priorYearTables(tableSet).find((table) => table.sheet === sheet);
}

/** Titles of all published tables of all years, the longest first: 支出决算表 stands at the end of many others. */
const titles = formats
  .flatMap(({ tables }) => tables.map(({ id, title }) => ({ id, title })))
  .sort((a, b) => b.title.length - a.title.length);

/** The table that the first rows of a worksheet, or its name, speak of. */
export function priorYearTableIn(texts: readonly string[], tableSet: TableSet): PriorYearTable | undefined {
  const plain = texts.map((text) => text.replace(/\s/g, ""));
  const named = titles.find(({ title }) => plain.some((text) => text.includes(title)));
  return named && priorYearTable(`${prefix}${named.id}`, tableSet);
}

/** Where the figure of a column is kept: beside the cell of this year's table. */
export function priorYearAddress(sheet: PriorYearSheet, column: string): FactAddress {
  return { sheet: "priorYear", row: `${sheet.slice(prefix.length)}.${column}`, fund: "", column: "amount" };
}
