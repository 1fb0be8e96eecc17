import type { SubjectLevel } from "../contract";
import type { BoundTerm, PlannedCells, PlannedSum } from "./plan";
import { levelBelow, levelOfRow } from "./subject-rows";

/**
 * Puts sums behind what they need. Rows of one level stand together: which rows there are makes no difference to the
 * order. Throws on a cycle: a wrong declaration.
 */
export function inOrder(cells: PlannedCells, sums: readonly PlannedSum[]): PlannedSum[] {
  const byName = new Map(sums.map((sum) => [nameOfSum(sum), sum]));
  const state = new Map<PlannedSum, "open" | "done">();
  const ordered: PlannedSum[] = [];
  const visit = (sum: PlannedSum): void => {
    if (state.get(sum) === "done") return;
    if (state.get(sum) === "open") throw new RangeError(`cell depends on itself: ${inWords(cells, sum)}`);
    state.set(sum, "open");
    for (const term of sum.terms) {
      const needed = neededBy(term, "level" in sum ? sum.level : undefined);
      if (needed !== undefined && byName.has(needed)) visit(byName.get(needed)!);
    }
    state.set(sum, "done");
    ordered.push(sum);
  };
  sums.forEach(visit);
  return ordered;
}

/** What tells sums apart: the slot of a fixed cell; table, column and level of all others. */
export function nameOfSum(sum: { slot: number } | { table: number; column: number; level: SubjectLevel }): string {
  return "slot" in sum ? String(sum.slot) : columnName(sum.table, sum.column, sum.level);
}

function columnName(table: number, column: number, level: SubjectLevel): string {
  return `${table}.${column}.${level}`;
}

/** The sum that a term of a sum for rows of `level` needs. */
function neededBy(term: BoundTerm, level: SubjectLevel | undefined): string | undefined {
  if (term.kind === "slot") return String(term.slot);
  if (term.kind === "level") return columnName(term.table, term.column, term.level);
  if (term.kind !== "cell" && term.kind !== "children") return undefined;
  const own = term.row === null ? level! : levelOfRow(term.row);
  return columnName(term.table, term.column, term.kind === "cell" ? own : levelBelow[own]);
}

function inWords({ fixedCells, tables }: PlannedCells, sum: PlannedSum): string {
  if ("slot" in sum) return fixedCells[sum.slot]!.id;
  const { definition, columnAt } = tables[sum.table]!;
  return `${definition.id}.${sum.level}.${[...columnAt].find(([, at]) => at === sum.column)![0]}`;
}
