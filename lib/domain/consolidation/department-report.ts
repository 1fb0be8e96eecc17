/** A department's accounts of a total: its figures, what was found in it, and the units that it lists. */
import { quoted } from "../words/quoted";
import type { Figures } from "../engine/contract";
import type { CellId } from "../words/cell-id";
import { parseFactKey, priorYearKey, type FactKey } from "../words/fact-address";
import { noDataSlot, noDataStatement, memberUnitsSlot } from "../words/facts";
import type { Finding } from "../words/finding";
import { nameOfPart, partChangeLabels, type PartChange } from "./frozen";
import { priorOfTotal, type MemberPrior } from "./prior-year";
import type { TotalFinding } from "./total-rules";
import type { OutdatedPart } from "../report/blockers";

/** What the rules of a sum found, as the findings of a report: explained, judged and shown as those of a unit are. */
export function findingsOfTotal(findings: readonly TotalFinding[]): Finding[] {
  return findings.map(({ ruleId, severity, key, message }) => ({
    ruleId,
    ruleClass: ruleId.startsWith("B-") ? "balance" : "logic",
    severity,
    key,
    fingerprint: message,
    message,
    left: null,
    right: null,
    difference: null,
    cells: [],
    facts: [],
    slots: [],
    tables: [],
  }));
}

/**
 * Last year's figures that the department states, because the system has not its own accounts of that year: of every cell
 * that some unit states, where all are known.
 *
 * @param derived the figures of last year's sum, over the units that have accounts of it
 */
export function statedLastYear(
  derived: Figures,
  members: readonly MemberPrior[],
  cells: readonly CellId[],
): Map<FactKey, number> {
  const prior = priorOfTotal(derived, members);
  return new Map(
    cells.flatMap((cell) => {
      const value = prior.cell(cell);
      return value === null ? [] : [[priorYearKey(cell), value] as const];
    }),
  );
}

/** The cells of last year that units without accounts of it state. */
export function cellsOfLastYear(members: readonly MemberPrior[]): CellId[] {
  // The rows of that sheet are cells of the tables.
  const cells = members.flatMap(({ stated }) => Array.from(stated.keys(), (key) => parseFactKey(key).row as CellId));
  return [...new Set(cells)];
}

/**
 * The texts that come with the figures: which units the department has, and the sheets of which every unit states that
 * they have no data. A sheet with figures is not stated to have none.
 */
export function textsOfTotal(
  units: readonly string[],
  stated: Iterable<readonly [slot: string, text: string]>,
  amounts: ReadonlyMap<FactKey, number>,
): Map<string, string> {
  const filled = new Set(Array.from(amounts.keys(), (key) => noDataSlot(parseFactKey(key).sheet)));
  const none = [...stated].filter(([slot, text]) => text === noDataStatement && !filled.has(slot));
  return new Map([[memberUnitsSlot, units.join("\n")], ...none]);
}

/** What is not any more as it was added up, in words. */
export function outdatedParts(changes: readonly PartChange[], nameOf: (unitId: string) => string): OutdatedPart[] {
  return changes.map((change) => ({
    name: nameOfPart(change, (unitId) => quoted(nameOf(unitId))),
    change: partChangeLabels[change.kind],
  }));
}
