import { formatYuan } from "../../words/amounts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { fundLabels } from "../../words/funds";
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
  const sheet = sheets.find(sheetId);
  if (!sheet) return key;
  const rows = sheet.rows.kind === "fixed" || sheet.rows.kind === "balance" ? sheet.rows.rows : [];
  const fixed = rows.find(({ id }) => id === row)?.label;
  const rowLabel = fixed ?? [row, nameOf(row)].filter(Boolean).join(" ");
  const columnLabel = sheet.columns.find(({ id }) => id === column)?.label ?? column;
  const fundLabel = fund && fundLabels[fund] !== rowLabel ? `（${fundLabels[fund]}）` : "";
  return `${sheet.title}“${rowLabel}”${fundLabel}${columnLabel}`;
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

/** All facts a cell comes from, through every table between. */
export function factsBehind(figures: Figures, id: CellId): FactKey[] {
  const program = programOf(figures);
  const facts = new Set<FactKey>();
  const seen = new Set<number>();
  const visit = (slot: number): void => {
    if (slot < 0 || seen.has(slot)) return;
    seen.add(slot);
    const source = program.idOfSlot(slot);
    if (source.kind === "fact") {
      if (program.present[slot] === 1) facts.add(source.key);
      return;
    }
    program.sumOf(slot)?.indexes.forEach(visit);
  };
  visit(program.slotOfCell(id));
  return [...facts];
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
