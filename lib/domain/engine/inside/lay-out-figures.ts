import type { FactAddress, FactKey } from "../../words/fact-address";
import type { Shape } from "../contract";
import { isMeant, type PlacedFact } from "./fact-blocks";
import { rowKey, type FigureLayout, type SingleFact } from "./figure-layout";
import type { TablePlan } from "./plan";
import { laySuppliedRows, layMarkedRows, noPositions, numberRows, slotCountOf, slotIn, subjectRows } from "./row-slots";

/**
 * The rows that these facts need: the 项 with a figure, and their 款, 类 and 合计. `slots` are those of the facts, in their
 * order.
 */
export function layoutOfFacts(
  plan: TablePlan,
  amounts: ReadonlyMap<FactKey, number>,
): { layout: FigureLayout; slots: readonly number[] } {
  const facts: PlacedFact[] = [];
  const names = new Set<string>();
  amounts.forEach((_, key) => {
    const fact = plan.facts.placedFact(key);
    facts.push(fact);
    for (const row of fact.rows) {
      if (names.has(row)) break;
      names.add(row);
    }
  });
  const numbering = numberRows(names);
  const { ids, numbers, parents } = numbering;

  // Sets of rows: one for each table, then one for each block of facts.
  const at = noPositions(plan.tables.length + plan.facts.blocks.length, numbering);
  const mark = (set: number, row: number) => (at[set * ids.length + row] = 0);
  const setOfBlock = (block: number) => plan.tables.length + block;
  const rowsOfFacts: number[] = [];
  for (const { address, place, isStray } of facts) {
    const row = numbers.get(address.row) ?? -1;
    rowsOfFacts.push(row);
    if (place) mark(setOfBlock(place.block), row);
    if (place || isStray)
      for (const table of place ? plan.fedBy[place.block]![place.column]! : tablesWithStray(plan, address))
        mark(table, row);
  }
  let next = plan.fixedCells.length;
  const tables = plan.tables.map(({ rows: own, columnIds }, table) => {
    if (own) return null;
    mark(table, 0);
    // A parent's code begins its children's, so it has the lower number.
    for (let row = ids.length - 1; row > 0; row--)
      if (at[table * ids.length + row] === 0 && parents[row]! >= 0) mark(table, parents[row]!);
    const rows = subjectRows(layMarkedRows(next, columnIds.length, at, table, numbering), numbering);
    next += slotCountOf(rows);
    return rows;
  });
  const firstFact = next;
  const blocks = plan.facts.blocks.map(({ columns }, block) => {
    const rows = layMarkedRows(next, columns.length, at, setOfBlock(block), numbering);
    next += slotCountOf(rows);
    return rows;
  });
  const singles = plan.facts.formAddresses.map((address): SingleFact => ({ address, slot: next++ }));
  let hasStrays = false;
  const slots = facts.map(({ address, place, inForm, isStray }, fact) => {
    if (place) return slotIn(blocks[place.block]!, rowsOfFacts[fact]!, place.column);
    if (inForm !== undefined) return singles[inForm]!.slot;
    hasStrays ||= isStray;
    singles.push({ address, slot: next });
    return next++;
  });
  return {
    layout: {
      plan,
      ...numbering,
      tables,
      blocks,
      singles,
      singlesByRow: indexSingles(singles),
      hasStrays,
      firstFact,
      slotCount: next,
      workedOut: new Map(),
    },
    slots,
  };
}

/** The rows that tables given with their own figures have, in their order. */
export function layoutOfRows(plan: TablePlan, shape: Shape): FigureLayout {
  const given = plan.tables.map(({ rows, definition }) => (rows ? [] : (shape.get(definition.id) ?? ["total"])));
  const numbering = numberRows(new Set(given.flat()));
  const at = noPositions(plan.tables.length + plan.facts.blocks.length, numbering);
  let next = plan.fixedCells.length;
  const tables = plan.tables.map(({ rows: own, columnIds }, table) => {
    if (own) return null;
    const numbers = given[table]!.map((id) => numbering.numbers.get(id)!);
    const rows = subjectRows(laySuppliedRows(next, columnIds.length, numbers, at, table, numbering), numbering);
    next += slotCountOf(rows);
    return rows;
  });
  const blocks = plan.facts.blocks.map(({ columns }, block) =>
    laySuppliedRows(next, columns.length, [], at, plan.tables.length + block, numbering),
  );
  return {
    plan,
    ...numbering,
    tables,
    blocks,
    singles: [],
    singlesByRow: new Map(),
    hasStrays: false,
    firstFact: next,
    slotCount: next,
    workedOut: new Map(),
  };
}

function indexSingles(singles: readonly SingleFact[]): Map<string, SingleFact[]> {
  const byRow = new Map<string, SingleFact[]>();
  for (const single of singles) {
    const key = rowKey(single.address);
    const list = byRow.get(key);
    if (list) list.push(single);
    else byRow.set(key, [single]);
  }
  return byRow;
}

function tablesWithStray(plan: TablePlan, address: Readonly<FactAddress>): readonly number[] {
  return plan.tables.flatMap(({ rows, columns }, table) =>
    !rows && columns.some(({ source }) => source?.plus.some((term) => term.kind === "facts" && isMeant(term, address)))
      ? [table]
      : [],
  );
}
