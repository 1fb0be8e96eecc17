import { formatYuan } from "../../words/amounts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { fundLabels } from "../../words/funds";
import { placeOfCounterpart, transferColumn } from "../../words/counterparts";
import { adjustmentLabel, placeOfAdjustment } from "../../words/opening-adjustments";
import type { CellId } from "../../words/cell-id";
import type { EntrySheets } from "../../formats/entry-sheets";
import type { Figures, Program, Provenance, ProvenanceTerm } from "../contract";
import { onceForLayout } from "./figure-layout";
import { labelOfCell } from "./printed-table";
import { programOf } from "./program";

/** A fact in words: 支出 2010301 行政运行（一般公共预算财政拨款）基本支出. A stated figure is named by the cell it stands beside. */
export function labelOfFact(program: Figures, key: FactKey, nameOf: (code: string) => string | undefined): string {
  const { sheet: sheetId, row } = parseFactKey(key);
  if (sheetId === "control") return `控制数“${labelOfCell(program, row as CellId)}”`;
  if (sheetId === "priorYear") return `上年数“${labelOfCell(program, row as CellId)}”`;
  return labelOfSheetFact(program.tableSet.sheets, key, nameOf);
}

/** What a fact is called by the sheets of its format alone; control totals and typed figures of last year by their key. */
export function labelOfSheetFact(
  sheets: EntrySheets,
  key: FactKey,
  nameOf: (code: string) => string | undefined,
): string {
  const { sheet: sheetId, row, fund, column } = parseFactKey(key);
  if (sheetId === "openingAdjustments") return labelOfAdjustment(key, nameOf);
  if (sheetId === "counterparts") return labelOfCounterpart(key, nameOf);
  const sheet = sheets.find(sheetId);
  if (!sheet) return key;
  const rows = sheet.rows.kind === "fixed" || sheet.rows.kind === "balance" ? sheet.rows.rows : [];
  const fixed = rows.find(({ id }) => id === row)?.label;
  const rowLabel = fixed ?? [row, nameOf(row)].filter(Boolean).join(" ");
  const columnLabel = sheet.columns.find(({ id }) => id === column)?.label ?? column;
  const fundLabel = fund && fundLabels[fund] !== rowLabel ? `（${fundLabels[fund]}）` : "";
  return `${sheet.title}“${rowLabel}”${fundLabel}${columnLabel}`;
}

/** Which other unit it is, the register knows. */
function labelOfCounterpart(key: FactKey, nameOf: (code: string) => string | undefined): string {
  const { item, column } = placeOfCounterpart(key)!;
  const subject = [item, nameOf(item)].filter(Boolean).join(" ");
  return `往来单位“${subject}”${transferColumn(column)?.label ?? column}`;
}

function labelOfAdjustment(key: FactKey, nameOf: (code: string) => string | undefined): string {
  const place = placeOfAdjustment(key)!;
  const { row, fund } = place;
  const rowLabel = row === fund ? "" : ` ${[row, nameOf(row)].filter(Boolean).join(" ")}`;
  return `年初余额调整“${fundLabels[fund]}${rowLabel}”${adjustmentLabel(place)}`;
}

/** Asked for one cell at a time, so it is made only when somebody looks. `null` for a cell that is not derived. */
export function provenanceOf(
  figures: Figures,
  id: CellId,
  nameOf: (code: string) => string | undefined,
): Provenance | null {
  const program = programOf(figures);
  const slot = program.slotOfCell(id);
  const sum = slot < 0 ? undefined : program.sumOf(slot);
  if (!sum) return null;
  const terms: ProvenanceTerm[] = [];
  sum.indexes.forEach((index, at) => {
    const source = program.idOfSlot(index);
    const value = program.present[index] === 1 ? program.values[index]! : null;
    const sign = sum.signs[at]! as 1 | -1;
    if (source.kind === "fact") {
      // Blank cells of an entered row have a slot, but nothing came from them.
      if (value !== null)
        terms.push({ sign, kind: "fact", id: source.key, label: labelOfFact(program, source.key, nameOf), value });
    } else terms.push({ sign, kind: "cell", id: source.id, label: labelOfCell(program, source.id), value });
  });
  const value = program.present[slot] === 1 ? program.values[slot]! : null;
  const calculation = terms
    .filter((term) => term.value !== null)
    .map((term, at) => `${term.sign < 0 ? " − " : at === 0 ? "" : " + "}${term.label} ${formatYuan(term.value!)} 元`)
    .join("");
  const sentence =
    value === null
      ? `${labelOfCell(program, id)}：没有发生额。`
      : `${labelOfCell(program, id)} ${formatYuan(value)} 元 = ${calculation}`;
  return { cell: id, value, sentence, terms };
}

/** The facts that are there and that cells are computed from, through every table between. */
export function factsBehind(figures: Figures, ...ids: readonly CellId[]): FactKey[] {
  const program = programOf(figures);
  return presentFacts(program, slotsBehind(program, ids));
}

/**
 * The facts behind a cell, each with what the cell rises by when the fact rises by one; 0 where it enters and leaves
 * again. Every cell is a sum of signed terms, so that of any part of these facts the same cell is their amounts times
 * these.
 */
export function factorsBehind(figures: Figures, id: CellId): Map<FactKey, number> {
  const program = programOf(figures);
  const slots = slotsBehind(program, [id]);
  const factors = new Float64Array(program.values.length);
  const start = program.slotOfCell(id);
  if (start >= 0) factors[start] = 1;
  // What is computed from others comes after them, and is handed down before them.
  for (const slot of slots.toReversed()) {
    const sum = program.sumOf(slot);
    sum?.indexes.forEach((term, at) => (factors[term]! += factors[slot]! * sum.signs[at]!));
  }
  return new Map(presentFacts(program, slots).map((key) => [key, factors[program.slotOfFact(key)]!]));
}

/** Cells and everything that they are computed from, which comes before them. */
function slotsBehind(program: Program, ids: readonly CellId[]): number[] {
  const isSeen = new Uint8Array(program.values.length);
  const slots: number[] = [];
  const visit = (slot: number): void => {
    if (slot < 0 || isSeen[slot] === 1) return;
    isSeen[slot] = 1;
    program.sumOf(slot)?.indexes.forEach(visit);
    slots.push(slot);
  };
  for (const id of ids) visit(program.slotOfCell(id));
  return slots;
}

function presentFacts(program: Program, slots: readonly number[]): FactKey[] {
  return slots.flatMap((slot) => {
    if (program.present[slot] === 0) return [];
    const source = program.idOfSlot(slot);
    return source.kind === "fact" ? [source.key] : [];
  });
}

/** The derived cells that use a fact or a cell directly. */
export function dependentsOf(figures: Figures, id: FactKey | CellId): CellId[] {
  const program = programOf(figures);
  const slot = id.includes(":") ? program.slotOfFact(id) : program.slotOfCell(id);
  return onceForLayout(program.layout, usersIn, () => usersIn(program)).get(slot) ?? [];
}

/** By slot the cells that are computed from it. */
function usersIn(program: Program): ReadonlyMap<number, CellId[]> {
  const bySlot = new Map<number, CellId[]>();
  for (const cell of program.cells)
    for (const slot of new Set(program.sumOf(cell.slot)?.indexes)) {
      const own = bySlot.get(slot);
      if (own) own.push(cell.id);
      else bySlot.set(slot, [cell.id]);
    }
  return bySlot;
}
