import type { TableSet } from "./define";
import { fy2021 } from "./shandong-2021/format";
import { fy2022 } from "./shandong-2022/format";

/** All table sets. A new region or year is one folder of declarations and one line here. */
export const tableSets: readonly TableSet[] = [fy2021, fy2022];

/** Throws on an unknown id: ids come from the fiscal year, which only offers these. */
export function tableSetOf(id: string): TableSet {
  const tableSet = tableSets.find((candidate) => candidate.id === id);
  if (!tableSet) throw new RangeError(`unknown table set: ${id}`);
  return tableSet;
}

/** The table set in force for a year. */
export function tableSetForYear(year: number): TableSet | undefined {
  return tableSets.find(({ years }) => year >= years.from && (years.to === undefined || year <= years.to));
}
