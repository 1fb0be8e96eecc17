import { formatPercent } from "../amounts";
import { parseCellId, type CellId } from "../tables/definition";
import { printAmount, type PrintedCell, type PrintedTable } from "./printed-table";

/** One printed figure under a plain name. */
export interface OverviewFigure {
  label: string;
  cell: CellId;
  /** 万元 as printed. */
  text: string;
}

/** A part of the year's income or expenditure. */
export interface OverviewShare extends OverviewFigure {
  /** Per cent of the whole, two decimals at most. */
  percent: string;
}

/** What a citizen asks first: how much, from where, for what. Every figure is one of the tables', none is new. */
export interface Overview {
  figures: OverviewFigure[];
  /** Income by source and expenditure by 类, in the order of the tables; zeros are left out. */
  incomes: OverviewShare[];
  expenditures: OverviewShare[];
}

const leading: readonly [CellId, string][] = [
  ["incomeExpenditureSummary.currentYearIncome.amount", "本年收入"],
  ["incomeExpenditureSummary.currentYearExpenditure.amount", "本年支出"],
  ["expenditure.total.basic", "其中：基本支出"],
  ["expenditure.total.project", "其中：项目支出"],
  ["threePublic.figures.actualTotal", "“三公”经费支出"],
] as [CellId, string][];

/** The overview of printed tables; `null` when the unit has neither income nor expenditure. */
export function overviewOf(tables: readonly PrintedTable[]): Overview | null {
  const rows = tables.flatMap((table) => table.rows.map((row) => ({ table: table.id, ...row })));
  const cells = new Map(rows.flatMap((row) => row.cells.flatMap((cell) => (cell.cellId ? [[cell.cellId, cell] as const] : []))));
  const figures = leading.flatMap(([cell, label]): OverviewFigure[] => {
    const fen = cells.get(cell)?.fen ?? null;
    return cells.has(cell) ? [{ label, cell, text: fen === null ? "0.00" : printAmount(fen) || "0.00" }] : [];
  });
  const income = cells.get(leading[0]![0])?.fen ?? 0;
  const expenditure = cells.get(leading[1]![0])?.fen ?? 0;
  if (!income && !expenditure) return null;

  const summary = rows.filter(({ table }) => table === "incomeExpenditureSummary").map(({ cells: line }) => line);
  const totalAt = summary.findIndex((line) => line.some(({ cellId }) => cellId === leading[0]![0]));
  const categories = rows.filter(({ table, kind }) => table === "expenditure" && kind === "category").map(({ cells: line }) => line);
  return {
    figures,
    incomes: sharesOf(summary.slice(0, totalAt), "amount", income),
    expenditures: sharesOf(categories, "total", expenditure),
  };
}

/** The first labelled figure of each line. */
function sharesOf(lines: readonly PrintedCell[][], column: string, whole: number): OverviewShare[] {
  return lines.flatMap((line) => {
    const label = line.find(({ kind }) => kind === "label")?.text.replace(/^[一二三四五六七八九十]+、/, "") ?? "";
    const amount = line.find(({ kind }) => kind === "amount");
    // An empty line of the official form has no label, and the first amount in it is of the other side.
    if (label === "" || !amount?.cellId || !amount.fen || parseCellId(amount.cellId).column !== column) return [];
    return [{ label, cell: amount.cellId, text: amount.text, percent: formatPercent(amount.fen, whole) ?? "" }];
  });
}
