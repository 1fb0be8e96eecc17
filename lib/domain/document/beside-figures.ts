/**
 * What stands beside a printed figure so that it can be judged: last year's, as it was published or as the unit stated it
 * itself, and the budget it is compared with. Read from publications alone; what nobody gave is not there.
 */
import type { PrintedTable } from "../engine/contract";
import { cellId, type ColumnOf } from "../formats/names";
import { formatPercent, formatWan } from "../words/amounts";
import { cellIdOf, parseCellId, type CellId } from "../words/cell-id";
import { labelledCells } from "./labelled-cells";
import type { PublishedContent } from "./publication-changes";

export interface LastYear {
  /** Fen; `null`: the published accounts of last year have nothing there. */
  fen: number | null;
  source: "published" | "stated";
  /** Fen that the unit states otherwise than its published accounts of last year. */
  statedOtherwise?: number;
}

export interface Budget {
  fen: number;
  /** 年初预算, or 全年预算 (after adjustments). */
  name: string;
}

/** A printed figure with what stands beside it. */
export interface BesideFigure {
  cell: CellId;
  /** Row and column as the table names them. */
  label: string;
  fen: number;
  lastYear: LastYear | null;
  budget: Budget | null;
}

type Content = Pick<PublishedContent, "tables" | "facts">;

const budgetNames: Readonly<Record<string, string>> = { originalBudget: "年初预算", adjustedBudget: "全年预算" };

/** The “三公” figures, each with its budget in the same table. */
const threePublicBudgets: readonly (readonly [ColumnOf<"threePublic">, ColumnOf<"threePublic">])[] = [
  ["actualTotal", "budgetTotal"],
  ["actualOverseasTravel", "budgetOverseasTravel"],
  ["actualVehicles", "budgetVehicles"],
  ["actualVehiclePurchase", "budgetVehiclePurchase"],
  ["actualVehicleOperation", "budgetVehicleOperation"],
  ["actualOfficialReception", "budgetOfficialReception"],
];

/**
 * The figures of the tables that have something beside them, table by table and row by row.
 *
 * @param last the unit's newest published accounts of the year before; `null` where there are none
 */
export function besideFigures(content: Content, last: Pick<PublishedContent, "tables"> | null): BesideFigure[] {
  const lastYear = lastYearOf(content, last);
  const budgets = budgetsOf(content);
  return content.tables.flatMap((table) =>
    labelledCells(table).flatMap(({ cell: { cellId: cell, text, fen }, label }): BesideFigure[] => {
      if (text === "" || fen === null || fen === undefined) return [];
      const beside = { lastYear: lastYear(cell), budget: budgets.get(cell) ?? null };
      return beside.lastYear || beside.budget ? [{ cell, label, fen, ...beside }] : [];
    }),
  );
}

/** 减少 74.41，5.09%; 持平. In 万元; without a share where there was nothing last year. */
export function changeText(fen: number, before: number): string {
  if (fen === before) return "持平";
  const share = before > 0 ? formatPercent(Math.abs(fen - before), before) : null;
  return `${fen > before ? "增加" : "减少"} ${formatWan(Math.abs(fen - before))}${share === null ? "" : `，${share}%`}`;
}

/** 完成 128.1%; `null` where nothing was planned. */
export function completionText(fen: number, { fen: budget }: Budget): string | null {
  const share = budget > 0 ? formatPercent(fen, budget) : null;
  return share && `完成 ${share}%`;
}

function lastYearOf(
  { facts }: Content,
  last: Pick<PublishedContent, "tables"> | null,
): (cell: CellId) => LastYear | null {
  const stated = new Map(facts.flatMap(({ sheet, row, value }) => (sheet === "priorYear" ? [[row, value]] : [])));
  const printed = last && fenByCell(last.tables);
  const tables = new Set(last?.tables.map(({ id }) => id));
  return (cell) => {
    const own = stated.get(cell);
    if (!printed || !tables.has(parseCellId(cell).table))
      return own === undefined ? null : { fen: own, source: "stated" };
    const fen = printed.get(cell) ?? null;
    return {
      fen,
      source: "published",
      ...(own !== undefined && own !== (fen ?? 0) && { statedOtherwise: own }),
    };
  };
}

function fenByCell(tables: readonly PrintedTable[]): Map<string, number> {
  return new Map(
    tables
      .flatMap(({ rows }) => rows.flatMap(({ cells }) => cells))
      .flatMap(({ cellId: cell, fen, text }) => (cell && fen && text !== "" ? [[cell, fen]] : [])),
  );
}

function budgetsOf({ tables, facts }: Content): Map<string, Budget> {
  const budgets = new Map<string, Budget>();
  const printed = fenByCell(tables);
  for (const [actual, budget] of threePublicBudgets) {
    const fen = printed.get(cellId("threePublic", "figures", budget));
    if (fen !== undefined)
      budgets.set(cellId("threePublic", "figures", actual), { fen, name: budgetNames.originalBudget! });
  }
  const entered = facts.filter(({ sheet, fund }) => sheet === "budget" && fund === "generalPublicBudget");
  for (const { row, column, value } of entered)
    budgets.set(cellIdOf("generalPublicExpenditure", row, "total"), {
      fen: value,
      name: budgetNames[column] ?? "预算",
    });
  // The whole is known where every item of the expenditure has its budget.
  const items = tables.find(({ id }) => id === "generalPublicExpenditure")?.rows.filter(({ kind }) => kind === "item");
  const known = new Set(entered.map(({ row }) => row));
  if (items?.length && items.every(({ id }) => known.has(id)))
    budgets.set(cellId("generalPublicExpenditure", "total", "total"), {
      fen: entered.reduce((sum, { value }) => sum + value, 0),
      name: budgetNames[entered[0]!.column] ?? "预算",
    });
  return budgets;
}
