import { formatForInput, formatWan, formatYuan, type MoneyUnit, type PlainUnit } from "@/lib/domain/words/amounts";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { unitOfInput } from "@/lib/domain/formats/stored-values";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import type { GridCell, GridLayout } from "./grid-layout";
import type { GridShape, Position } from "./grid-selection";

/**
 * One cell as edits, paste and copy see it. `text` is what stands in it, in full precision, in the unit of the grid.
 */
export type Slot =
  | {
      kind: "entry" | "locked";
      key: FactKey;
      unit: MoneyUnit | PlainUnit;
      allowsNegative: boolean;
      value: number | null;
      text: string;
    }
  | { kind: "derived"; unit: MoneyUnit | PlainUnit; value: number | null; text: string }
  | { kind: "none" };

/** A grid with its figures of this moment. */
export interface GridContents extends GridShape {
  /** The cell of the layout; none where there is no such row. */
  cellAt: (at: Position) => GridCell;
  slotAt: (at: Position) => Slot;
  /** The cell in words: code, row and column. */
  labelAt: (at: Position) => string;
  rowHeader: (row: number) => { code: string; label: string };
  columnHeader: (column: number) => string;
  /** The same grid as it would be with these figures (fen or counts). */
  after: (figures: readonly (readonly [FactKey, number | null])[]) => GridContents;
}

/** One input for one cell, and what stood there before, both as texts in the unit of the grid. */
export interface CellChange {
  key: FactKey;
  before: string;
  input: string;
}

/** What a cell shows beside the layout. */
export interface GridState {
  model: ReportModel;
  unit: MoneyUnit;
  invalid: ReadonlyMap<FactKey, string>;
  locked: ReadonlySet<FactKey>;
  /** What is open about a cell, in words, by fact key or cell id. */
  remarks: ReadonlyMap<string, string>;
  isEditable: boolean;
  /** Where a figure comes from that the sheet does not compute. */
  origin: string;
  /** In a rehearsal: the figures of the report itself, which moved cells tell beside their own. */
  formal: Pick<GridState, "model" | "invalid"> | null;
}

/** The unit a cell is typed in: that of the grid, unless it is no money. */
export function unitOf(cell: GridCell, unit: MoneyUnit): MoneyUnit | PlainUnit {
  return cell.kind === "fact" ? unitOfInput(cell.measure, unit) : unit;
}

/** A figure as the grid prints it: 元 and 万元 with two decimals, counts plain, blank as nothing. */
export function printed(value: number | null, unit: MoneyUnit | PlainUnit): string {
  return value === null ? "" : unit === "count" ? String(value) : unit === "wan" ? formatWan(value) : formatYuan(value);
}

export function contentsOf(
  layout: GridLayout,
  { model, unit, invalid, locked, isEditable }: Omit<GridState, "formal" | "remarks" | "origin">,
): GridContents {
  const cellAt = ({ row, column }: Position): GridCell => layout.rows[row]?.cells[column] ?? { kind: "none" };
  const slotAt = (at: Position): Slot => {
    const cell = cellAt(at);
    if (cell.kind === "none") return cell;
    const own = unitOf(cell, unit);
    if (cell.kind === "derived") {
      const value = model.value(cell.cell);
      return { kind: "derived", unit: own, value, text: formatForInput(value, own) };
    }
    const value = model.amount(cell.key);
    const kind = isEditable && !locked.has(cell.key) ? "entry" : "locked";
    return {
      kind,
      key: cell.key,
      unit: own,
      allowsNegative: model.tableSet.sheets.allowsNegative(parseFactKey(cell.key)),
      value,
      text: invalid.get(cell.key) ?? formatForInput(value, own),
    };
  };
  const rowHeader = (row: number) => ({ code: layout.rows[row]?.code ?? "", label: layout.rows[row]?.label ?? "" });
  const columnHeader = (column: number) => layout.columns[column]?.label ?? "";
  return {
    rowCount: layout.rows.length,
    columnCount: layout.columns.length,
    isCell: (at) => cellAt(at).kind !== "none",
    isEntry: (at) => slotAt(at).kind === "entry",
    isFilled: (at) => {
      const slot = slotAt(at);
      return slot.kind !== "none" && slot.text !== "";
    },
    cellAt,
    slotAt,
    labelAt: (at) => `${rowHeader(at.row).code} ${rowHeader(at.row).label} ${columnHeader(at.column)}`.trim(),
    rowHeader,
    columnHeader,
    after: (figures) => {
      const moved = createReportModel(model.input());
      moved.setAmounts(figures);
      return contentsOf(layout, { model: moved, unit, invalid, locked, isEditable });
    },
  };
}
