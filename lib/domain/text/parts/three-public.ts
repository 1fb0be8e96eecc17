import { cellIdOf, type CellId } from "../../words/cell-id";
import type { Figure } from "../writing/figures";
import type { SectionInput } from "../writing/section";

const table = "threePublic";
const row = "figures";

/** What stands against its budget or against last year: each may ask for a reason. */
export const comparedThreePublic: readonly string[] = [
  "threePublicTotal",
  "overseasTravel",
  "vehicles",
  "officialReception",
];

/** The comparison of an item with last year, in the year's own slot. */
export const againstLastYear = (id: string): string => `${id}.lastYear`;

/** The accounts of one item of the “三公” table. */
export function threePublicActual(item: string): CellId {
  return cellIdOf(table, row, `actual${item}`);
}

/** Budget and accounts of one item of the “三公” table. */
export function pair({ figures }: SectionInput, item: string): { budget: Figure; actual: Figure } {
  return {
    budget: figures.cell(cellIdOf(table, row, `budget${item}`)),
    actual: figures.cell(threePublicActual(item)),
  };
}
