import type { SubjectLevel } from "../contract";
import { levelOfRow, parentRowOf } from "./subject-rows";

/**
 * Rows of equal width whose slots follow each other. Rows are known by number, so that a slot is found by adding
 * numbers and not by looking up names.
 */
export interface RowSlots {
  first: number;
  width: number;
  /** Numbers of the rows, in order of print. */
  rows: readonly number[];
  /**
   * Positions of rows in order of print: those of these rows from `from` on, by number of the row; -1 where there is no
   * such row.
   */
  at: Int16Array;
  from: number;
}

/** Rows of a functional table. */
export interface SubjectRows extends RowSlots {
  byLevel: Readonly<Record<SubjectLevel, readonly number[]>>;
  /** Rows below a row, by its number. */
  children: readonly (readonly number[] | undefined)[];
}

/** The position of a row; -1 where there is no such row. */
export function positionOf({ at, from }: RowSlots, row: number): number {
  return row < 0 ? -1 : at[from + row]!;
}

/** The slot of a row's column; -1 where there is no such row. */
export function slotIn(rows: RowSlots, row: number, column: number): number {
  const position = positionOf(rows, row);
  return position < 0 ? -1 : rows.first + position * rows.width + column;
}

export function slotCountOf({ rows, width }: RowSlots): number {
  return rows.length * width;
}

export interface Numbering {
  /** Ids of the rows by number: 合计 is 0, the others follow in the order of their codes. */
  readonly ids: readonly string[];
  readonly numbers: ReadonlyMap<string, number>;
  readonly levels: readonly SubjectLevel[];
  /** Number of the row that a row is added to; -1 where there is none. */
  readonly parents: readonly number[];
}

export function numberRows(names: Set<string>): Numbering {
  names.delete("total");
  // Codes of fixed width sort into print order as texts.
  const ids = [...names].sort();
  ids.unshift("total");
  const numbers = new Map<string, number>();
  const levels: SubjectLevel[] = [];
  const parents: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    const id = ids[row]!;
    numbers.set(id, row);
    levels.push(levelOfRow(id));
    // What stands above a row begins like it, so it comes before it.
    const parent = parentRowOf(id);
    parents.push(parent === undefined ? -1 : (numbers.get(parent) ?? -1));
  }
  return { ids, numbers, levels, parents };
}

/** Room for the positions of `sets` sets of rows, all absent. */
export function noPositions(sets: number, { ids }: Numbering): Int16Array {
  return new Int16Array(sets * ids.length).fill(-1);
}

/** A set of rows marked as present by any position but -1: numbers them through, from the first slot on. */
export function layMarkedRows(first: number, width: number, at: Int16Array, set: number, { ids }: Numbering): RowSlots {
  const from = set * ids.length;
  const rows: number[] = [];
  for (let row = 0; row < ids.length; row++) {
    if (at[from + row]! < 0) continue;
    at[from + row] = rows.length;
    rows.push(row);
  }
  return { first, width, rows, at, from };
}

/** A set of rows in an order of its own. Of a row that is given twice the first one counts. */
export function laySuppliedRows(
  first: number,
  width: number,
  rows: readonly number[],
  at: Int16Array,
  set: number,
  { ids }: Numbering,
): RowSlots {
  const from = set * ids.length;
  for (let position = rows.length - 1; position >= 0; position--) at[from + rows[position]!] = position;
  return { first, width, rows, at, from };
}

const noChildren: SubjectRows["children"] = [];
const totalOnly: SubjectRows["byLevel"] = { total: [0], category: [], group: [], item: [] };

export function subjectRows(slots: RowSlots, { levels, parents }: Numbering): SubjectRows {
  const { first, width, rows, at, from } = slots;
  // Most units use few of the funds: the other tables have nothing but 合计.
  if (rows.length === 1 && rows[0] === 0)
    return { first, width, rows, at, from, byLevel: totalOnly, children: noChildren };
  const byLevel: Record<SubjectLevel, number[]> = { total: [], category: [], group: [], item: [] };
  const children: (number[] | undefined)[] = [];
  for (const row of rows) {
    byLevel[levels[row]!].push(row);
    const parent = parents[row]!;
    if (parent < 0) continue;
    const siblings = children[parent];
    if (siblings) siblings.push(row);
    else children[parent] = [row];
  }
  return { first, width, rows, at, from, byLevel, children };
}
