import { formatPercent } from "../words/amounts";
import { cellId, type ColumnOf } from "../formats/names";
import { parseCellId, type CellId } from "../words/cell-id";
import type { PrintedCell, PrintedTable } from "../engine/contract";

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
  /** Income, expenditure with all its parts that are not zero, “三公”. */
  figures: OverviewFigure[];
  /** Income by source and expenditure by 类, the largest first; zeros are left out. */
  incomes: OverviewShare[];
  expenditures: OverviewShare[];
}

const income = cellId("incomeExpenditureSummary", "currentYearIncome", "amount");
const expenditure = cellId("incomeExpenditureSummary", "currentYearExpenditure", "amount");

/** What the year's expenditure is made of in 03表, in its order: the parts shown add up to the whole. */
const expenditureParts: readonly { column: ColumnOf<"expenditure">; label: string; isAlwaysShown?: true }[] = [
  { column: "basic", label: "基本支出", isAlwaysShown: true },
  { column: "project", label: "项目支出", isAlwaysShown: true },
  { column: "remittanceToSuperior", label: "上缴上级支出" },
  { column: "operating", label: "经营支出" },
  { column: "subsidyToAffiliates", label: "对附属单位补助支出" },
];

/** The overview of printed tables; `null` when the unit has neither income nor expenditure. */
export function overviewOf(tables: readonly PrintedTable[]): Overview | null {
  const rows = tables.flatMap((table) => table.rows.map((row) => ({ table: table.id, ...row })));
  const cells = new Map(
    rows.flatMap((row) => row.cells.flatMap((cell) => (cell.cellId ? [[cell.cellId, cell] as const] : []))),
  );
  const fenOf = (cell: CellId) => cells.get(cell)?.fen ?? 0;
  const figureOf = (label: string, cell: CellId): OverviewFigure[] =>
    cells.has(cell) ? [{ label, cell, text: cells.get(cell)!.text || "0.00" }] : [];
  if (!fenOf(income) && !fenOf(expenditure)) return null;

  const summary = rows.filter(({ table }) => table === "incomeExpenditureSummary").map(({ cells: line }) => line);
  const totalAt = summary.findIndex((line) => line.some(({ cellId }) => cellId === income));
  const categories = rows
    .filter(({ table, kind }) => table === "expenditure" && kind === "category")
    .map(({ cells: line }) => line);
  return {
    figures: [
      ...figureOf("本年收入", income),
      ...figureOf("本年支出", expenditure),
      ...expenditureParts.flatMap(({ column, label, isAlwaysShown }) => {
        const cell = cellId("expenditure", "total", column);
        return isAlwaysShown || fenOf(cell) !== 0 ? figureOf(`其中：${label}`, cell) : [];
      }),
      ...figureOf("“三公”经费支出", cellId("threePublic", "figures", "actualTotal")),
    ],
    incomes: sharesOf(summary.slice(0, totalAt), "amount", fenOf(income)),
    expenditures: sharesOf(categories, "total", fenOf(expenditure)),
  };
}

/** The first labelled figure of each line, the largest first. */
function sharesOf(lines: readonly PrintedCell[][], column: string, whole: number): OverviewShare[] {
  const shares = lines.flatMap((line) => {
    const label = line.find(({ kind }) => kind === "label")?.text.replace(/^[一二三四五六七八九十]+、/, "") ?? "";
    const amount = line.find(({ kind }) => kind === "amount");
    // An empty line of the official form has no label, and the first amount in it is of the other side.
    if (label === "" || !amount?.cellId || !amount.fen || parseCellId(amount.cellId).column !== column) return [];
    const percent = formatPercent(amount.fen, whole) ?? "";
    return [{ fen: amount.fen, share: { label, cell: amount.cellId, text: amount.text, percent } }];
  });
  return shares.toSorted((one, other) => other.fen - one.fen).map(({ share }) => share);
}
