/**
 * Figures that slipped into the row above or below: two figures exchanged, one moved, or a whole row under another
 * code.
 */
import { likelihoodOf, type Slip, type SlotEdit } from "./slips";

/** A row of an entry sheet or a table: one slot per column, −1 where the row has no such cell. */
export interface SlotRow {
  code: string;
  slots: readonly number[];
}

/** What a search gives and takes of moves between rows. Figures in fen, or counts. */
export interface MoveSearch {
  isSuspect(slot: number): boolean;
  /** Whether a broken equation has the slot. */
  isTouched(slot: number): boolean;
  /** Whether a broken equation says that the slot's amount belongs into another column. */
  isMisplaced(slot: number): boolean;
  /** `null`: blank. */
  typed(slot: number): number | null;
  consider(edits: readonly SlotEdit[], slip: Slip): void;
}

/** How many rows up and down a figure may have slipped. */
const REACH = 2;

export function considerRows(search: MoveSearch, rows: readonly SlotRow[]): void {
  const { isSuspect, isTouched } = search;
  const isFilled = (slot: number) => slot >= 0 && (search.typed(slot) ?? 0) !== 0;
  const filled = rows.map(({ slots }) => slots.some(isFilled));
  for (let upper = 0; upper < rows.length; upper++) {
    const columns = rows[upper]!.slots.length;
    // Rows below as far as a figure may have slipped: blank ones in between are no distance.
    let last = upper;
    for (let reached = 0; last + 1 < rows.length && reached < REACH; ) if (filled[++last]) reached += 1;
    for (let lower = upper + 1; lower <= last; lower++) {
      const pairs = Array.from(
        { length: columns },
        (_, column) => [rows[upper]!.slots[column]!, rows[lower]!.slots[column]!] as const,
      ).filter(([a, b]) => isSuspect(a) && isSuspect(b) && (search.typed(a) ?? 0) !== (search.typed(b) ?? 0));
      const touched = pairs.filter(([a, b]) => isTouched(a) || isTouched(b));
      const slip = slipOfMove(filled[upper] !== filled[lower]);
      for (const pair of touched) search.consider(exchange(search, pair), slip);
      if (touched.length > 0 && pairs.length > 1)
        search.consider(
          pairs.flatMap((pair) => exchange(search, pair)),
          slip,
        );
    }
    // In one column the next figure below may stand further down.
    for (let column = 0; column < columns; column++) {
      const slot = rows[upper]!.slots[column]!;
      if (!isFilled(slot)) continue;
      const next = rows.findIndex(({ slots }, at) => at > upper && isFilled(slots[column]!));
      if (next <= last) continue;
      const pair = [slot, rows[next]!.slots[column]!] as const;
      if (pair.some(isTouched) && pair.every(isSuspect)) search.consider(exchange(search, pair), slipOfMove(false));
    }
  }
}

/** An amount in the wrong column of its row may belong into one of the others that has nothing. */
export function considerColumns(search: MoveSearch, rows: readonly SlotRow[]): void {
  for (const { slots } of rows)
    for (const from of slots) {
      if (from < 0 || !search.isMisplaced(from)) continue;
      const free = slots.filter((to) => to !== from && to >= 0 && search.isSuspect(to) && !search.typed(to));
      for (const to of free)
        search.consider(exchange(search, [from, to]), {
          kind: "unknown",
          likelihood: likelihoodOf("shiftedRow", free.length),
        });
    }
}

function exchange(search: MoveSearch, [a, b]: readonly [number, number]): SlotEdit[] {
  return [
    { slot: a, to: search.typed(b) },
    { slot: b, to: search.typed(a) },
  ];
}

/** Up or down, next row or the one after it. */
function slipOfMove(isNew: boolean): Slip {
  const kind = isNew ? "neighbouringCode" : "shiftedRow";
  return { kind, likelihood: likelihoodOf(kind, 2 * REACH) };
}
