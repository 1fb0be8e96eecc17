import { factKey, keyOf, type FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { FactSelection, Figures } from "../contract";
import type { BlockColumns, FactBlocks } from "./fact-blocks";
import { programOf } from "./program";

/** The columns of every selection, by block: looked up once for the sheets of a format. */
const known = new WeakMap<FactSelection, WeakMap<FactBlocks, readonly BlockColumns[]>>();

/** Chooses columns of facts, once for all reports. */
export function selectFacts(isMeant: FactSelection["isMeant"]): FactSelection {
  const selection = { isMeant };
  known.set(selection, new WeakMap());
  return selection;
}

function blocksOf(selection: FactSelection, facts: FactBlocks): readonly BlockColumns[] {
  const bySheets = known.get(selection)!;
  let blocks = bySheets.get(facts);
  if (!blocks)
    bySheets.set(facts, (blocks = facts.blocksWith((column) => selection.isMeant(column, facts.sheetOf(column)))));
  return blocks;
}

/** The entered facts of a selection whose figures are wanted, block by block and row by row. */
export function factsWhere(
  figures: Figures,
  selection: FactSelection,
  isWanted: (value: number) => boolean,
): { key: FactKey; value: number }[] {
  const { layout, values, present } = programOf(figures);
  const found: { key: FactKey; value: number }[] = [];
  for (const { block, columns } of blocksOf(selection, layout.plan.facts)) {
    const { first, width, rows } = layout.blocks[block]!;
    const { sheet, fund, columns: names } = layout.plan.facts.blocks[block]!;
    for (let position = 0; position < rows.length; position++)
      for (const column of columns) {
        const slot = first + position * width + column;
        if (present[slot] === 0 || !isWanted(values[slot]!)) continue;
        found.push({ key: factKey(sheet, layout.ids[rows[position]!]!, fund, names[column]!), value: values[slot]! });
      }
  }
  for (const { address, slot } of layout.singles)
    if (
      present[slot] === 1 &&
      selection.isMeant(address, layout.plan.facts.sheetOf(address)) &&
      isWanted(values[slot]!)
    )
      found.push({ key: keyOf(address), value: values[slot]! });
  return found;
}

/**
 * Keys of the facts on a sheet that no format declares, because its rows are those of others; tables given with their own figures have them beside
 * them.
 */
export function statedKeys(
  figures: Figures,
  facts: Facts | undefined,
  sheet: "control" | "priorYear" | "openingAdjustments" | "counterparts",
): FactKey[] {
  const { isDerived, layout } = programOf(figures);
  if (isDerived) return layout.singles.flatMap(({ address }) => (address.sheet === sheet ? [keyOf(address)] : []));
  return [...(facts?.amounts.keys() ?? [])].filter((key) => key.startsWith(`${sheet}:`));
}
