import { factKeyOfRow } from "@/lib/domain/formats/names";
import { factKey, keyOf, type FactKey } from "@/lib/domain/words/fact-address";
import { columnsFor, hasSubjectRows, type Measure, type SheetDefinition } from "@/lib/domain/formats/sheet-definition";
import type { StatedCells, TableRow } from "@/lib/domain/engine/contract";
import { controlCells, priorYearCells } from "@/lib/domain/engine/figures";
import type { Fund } from "@/lib/domain/words/funds";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { cellIdOf } from "@/lib/domain/words/cell-id";
import type { CellId } from "@/lib/domain/words/cell-id";
import { entryTableId } from "@/lib/domain/formats/entry-tables";

export type GridCell =
  | { kind: "fact"; key: FactKey; measure: Measure }
  | { kind: "derived"; cell: CellId }
  | { kind: "none" };

export interface GridRow {
  id: string;
  code?: string;
  label: string;
  level: "total" | "category" | "group" | "item" | "line";
  indent: number;
  cells: GridCell[];
  /** Nothing stands in it, and it may leave the sheet. */
  isRemovable?: boolean;
}

export interface GridColumn {
  id: string;
  label: string;
  /** Last year's figure may stand beside it. */
  hasPrior: boolean;
}

export interface GridLayout {
  columns: GridColumn[];
  rows: GridRow[];
}

/** A subject that has no figure yet, and the 类 and 款 above it. */
export interface AddedRow {
  code: string;
  label: string;
  /** An input that is no amount keeps its row. */
  isRemovable: boolean;
}

const none: readonly TableRow[] = [];

/** The rows that the figures of a sheet make; the same array while no row comes or goes. */
export function gridRowsOf(model: ReportModel, sheet: SheetDefinition, fund: Fund | ""): readonly TableRow[] {
  const { id, rows } = sheet;
  if (rows.kind === "fixed") return none;
  return model.tableRows(
    rows.kind === "economic" ? economicTable : isByFund(sheet, fund) ? entryTableId("balance") : entryTableId(id, fund),
  );
}

/**
 * The grid of one entry sheet (and fund): which cells are entered and which are derived and locked. `rows` are those of
 * `gridRowsOf`, `added` are subjects that were picked, or taken over from last year, and have no figure yet.
 */
export function gridOf(
  model: ReportModel,
  sheet: SheetDefinition,
  fund: Fund | "",
  rows: readonly TableRow[],
  added: readonly AddedRow[],
): GridLayout {
  if (sheet.rows.kind === "economic") return economicGrid(rows);
  if (sheet.rows.kind === "fixed") return fixedGrid(sheet, sheet.rows.rows);
  if (isByFund(sheet, fund)) return balanceGrid(model, sheet, rows);
  return functionalGrid(model, sheet, fund, rows, added);
}

/** Balances are kept by fund as a whole, except for the funds whose balances the format has by subject. */
function isByFund(sheet: SheetDefinition, fund: Fund | ""): boolean {
  return sheet.rows.kind === "balance" && !hasSubjectRows(sheet, fund);
}

/**
 * A budget that the year's tables do not compare with is shown where it is filled (V-42 tells of it), and not asked
 * for.
 */
function isOffered(model: ReportModel, sheet: SheetDefinition, fund: Fund | "", column: string): boolean {
  if (sheet.id !== "budget" || column === model.tableSet.comparesWith) return true;
  return model
    .factRows("budget", fund)
    .some((row) => model.amount(keyOf({ sheet: "budget", row, fund, column })) !== null);
}

function functionalGrid(
  model: ReportModel,
  sheet: SheetDefinition,
  fund: Fund | "",
  known: readonly TableRow[],
  added: readonly AddedRow[],
): GridLayout {
  const table = entryTableId(sheet.id, fund);
  const columns = model.tableColumns(table).filter(({ id }) => isOffered(model, sheet, fund, id));
  const entered = new Set(columnsFor(sheet, fund).map(({ id }) => id));
  const codes = new Set(known.map(({ id }) => id));
  const extra = added.filter(({ code }) => !codes.has(code));
  const rows = [
    ...known.map((row) => ({
      id: row.id,
      code: row.code,
      label: row.label,
      level: row.kind,
      indent: row.indent,
      isRemovable: false,
    })),
    ...extra.map(({ code, label, isRemovable }) => ({ id: code, code, label, ...levelOf(code), isRemovable })),
  ].sort((a, b) => (a.id === "total" ? -1 : b.id === "total" ? 1 : a.id < b.id ? -1 : 1));
  return {
    columns: columns.map(({ id, label }) => ({ id, label, hasPrior: true })),
    rows: rows.map((row) => ({
      ...row,
      cells: columns.map(
        ({ id }): GridCell =>
          row.level === "item" && entered.has(id)
            ? { kind: "fact", key: factKey(sheet.id, row.id, fund, id), measure: "money" }
            : { kind: "derived", cell: cellIdOf(table, row.id, id) },
      ),
    })),
  };
}

/** 类 has three digits, 款 five, 项 seven. */
function levelOf(code: string): Pick<GridRow, "level" | "indent"> {
  return code.length === 3
    ? { level: "category", indent: 0 }
    : code.length === 5
      ? { level: "group", indent: 0 }
      : { level: "item", indent: 1 };
}

const economicTable = "generalPublicBasicExpenditure";

function economicGrid(rows: readonly TableRow[]): GridLayout {
  return {
    columns: [{ id: "amount", label: "金额", hasPrior: true }],
    rows: rows.map((row) => ({
      id: row.id,
      code: row.code,
      label: row.label,
      level: row.kind,
      indent: row.indent,
      cells: [
        row.kind === "item"
          ? { kind: "fact", key: factKeyOfRow("basicExpenditure", row.id, "", "amount"), measure: "money" }
          : { kind: "derived", cell: cellIdOf(economicTable, row.id, "amount") },
      ],
    })),
  };
}

function fixedGrid(
  sheet: SheetDefinition,
  rows: Extract<SheetDefinition["rows"], { kind: "fixed" }>["rows"],
): GridLayout {
  return {
    columns: sheet.columns.map(({ id, label }) => ({ id, label, hasPrior: true })),
    rows: rows.map(({ id, label, indent = 0, measure = "money", columns }) => ({
      id,
      label,
      level: "line",
      indent,
      cells: sheet.columns.map(
        (column): GridCell =>
          columns && !columns.includes(column.id)
            ? { kind: "none" }
            : { kind: "fact", key: factKey(sheet.id, id, "", column.id), measure },
      ),
    })),
  };
}

/** By fund: what is entered stands beside what is derived, so that the closing balance explains itself. */
function balanceGrid(model: ReportModel, sheet: SheetDefinition, rows: readonly TableRow[]): GridLayout {
  const table = entryTableId("balance");
  const columns = model.tableColumns(table);
  const ownRows = sheet.rows.kind === "balance" ? sheet.rows.rows : [];
  const entered = new Map(ownRows.map(({ id, columns = [] }) => [id, columns]));
  return {
    columns: columns.map(({ id, label }) => ({ id, label, hasPrior: true })),
    rows: rows.map((row) => ({
      id: row.id,
      label: row.label,
      level: row.kind,
      indent: 0,
      cells: columns.map(({ id }): GridCell => {
        if (entered.get(row.id)?.includes(id))
          return {
            kind: "fact",
            key: keyOf({ sheet: "balance", row: row.id, fund: row.id as Fund, column: id }),
            measure: "money",
          };
        const isOwnColumn = id !== "surplusUsed" && id !== "surplusDistribution";
        return isOwnColumn || row.id === "total"
          ? { kind: "derived", cell: cellIdOf(table, row.id, id) }
          : { kind: "none" };
      }),
    })),
  };
}

/**
 * 控制数: totals typed from the ledger beside what the system adds up; all of them, or those that belong to one entry
 * sheet.
 */
export function controlGrid(model: ReportModel, sheet?: string): GridLayout {
  return statedGrid(
    model,
    controlCells((table) => model.tableRows(table)).filter((group) => sheet === undefined || group.sheet === sheet),
    "control",
    [
      { id: "amount", label: "账簿控制数", hasPrior: false },
      { id: "derived", label: "系统汇总数", hasPrior: false },
    ],
  );
}

/** 上年数 typed by hand, for a unit whose last year is not in the system. */
export function priorYearGrid(model: ReportModel): GridLayout {
  return statedGrid(model, priorYearCells(model.tableSet), "priorYear", [
    { id: "amount", label: "上年决算数", hasPrior: false },
    { id: "derived", label: "本年决算数", hasPrior: false },
  ]);
}

function statedGrid(
  model: ReportModel,
  groups: readonly StatedCells[],
  sheet: "control" | "priorYear",
  columns: GridColumn[],
): GridLayout {
  return {
    columns,
    rows: groups.flatMap(({ title, cells }) => [
      {
        id: title,
        label: title,
        level: "category" as const,
        indent: 0,
        cells: [{ kind: "none" as const }, { kind: "none" as const }],
      },
      ...cells.map(
        (cell): GridRow => ({
          id: cell,
          label: model.labelOf(cell),
          level: "item",
          indent: 1,
          cells: [
            { kind: "fact", key: factKey(sheet, cell, "", "amount"), measure: "money" },
            { kind: "derived", cell },
          ],
        }),
      ),
    ]),
  };
}
