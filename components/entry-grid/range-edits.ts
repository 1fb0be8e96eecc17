import type { CellChange, GridContents, Slot } from "./grid-contents";
import { positionsOf, type Rectangle } from "./grid-selection";

/** What an edit of a whole range does, and how many cells it had to pass over because they are locked. */
export interface RangeEdit {
  changes: CellChange[];
  skipped: number;
}

/** Del: every entered cell of the range becomes blank. */
export function clearRange(contents: GridContents, range: Rectangle): RangeEdit {
  return edited(
    positionsOf(range)
      .flat()
      .map((at) => ({ slot: contents.slotAt(at), input: "" })),
  );
}

/** Ctrl+D: the first row of the range into the rows below; in a range of one row, the row above into it. */
export function fillDown(contents: GridContents, range: Rectangle): RangeEdit {
  const source = range.bottom === range.top ? range.top - 1 : range.top;
  if (source < 0) return { changes: [], skipped: 0 };
  const targets = positionsOf({ ...range, top: source + 1 }).flat();
  return edited(
    targets.flatMap((at) => {
      const from = contents.slotAt({ row: source, column: at.column });
      return from.kind === "none" ? [] : [{ slot: contents.slotAt(at), input: from.text }];
    }),
  );
}

/** The range as texts in full precision without separators, on request with code, row and column titles. */
export function copyRange(contents: GridContents, range: Rectangle, options: { withHeader: boolean }): string[][] {
  const rows = positionsOf(range).map((positions) => {
    const texts = positions.map((at) => textOf(contents.slotAt(at)));
    const { code, label } = contents.rowHeader(positions[0]!.row);
    return options.withHeader ? [code, label, ...texts] : texts;
  });
  if (!options.withHeader) return rows;
  const columns = Array.from({ length: range.right - range.left + 1 }, (_, at) =>
    contents.columnHeader(range.left + at),
  );
  return [["编码", "科目或项目", ...columns], ...rows];
}

/** Count and sum of the figures of a range; the sum is `null` where amounts and counts are mixed. */
export function sumOfRange(contents: GridContents, range: Rectangle): { count: number; sum: number | null } {
  let count = 0;
  let sum: number | null = 0;
  const units = new Set<string>();
  for (const at of positionsOf(range).flat()) {
    const slot = contents.slotAt(at);
    if (slot.kind === "none" || slot.value === null) continue;
    count++;
    units.add(slot.unit);
    sum += slot.value;
  }
  if (units.size > 1 || !Number.isSafeInteger(sum)) sum = null;
  return { count, sum };
}

function edited(wanted: readonly { slot: Slot; input: string }[]): RangeEdit {
  const changes = wanted.flatMap(({ slot, input }) =>
    slot.kind === "entry" && slot.text !== input ? [{ key: slot.key, before: slot.text, input }] : [],
  );
  const skipped = wanted.filter(({ slot }) => slot.kind === "locked" || slot.kind === "derived").length;
  return { changes, skipped };
}

function textOf(slot: Slot): string {
  if (slot.kind === "none") return "";
  return slot.value === null ? slot.text : slot.text.replaceAll(",", "");
}
