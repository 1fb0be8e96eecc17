import type { FactKey } from "../../words/fact-address";
import type { Finding } from "../../words/finding";
import type { CellId } from "../../words/cell-id";
import type { Observation, Rule } from "./rule";

/**
 * An observation of a rule as a finding: with its key, which lasts, and its fingerprint, which changes with the values.
 */
export function findingOf(rule: Rule, observation: Observation): Finding {
  const { place, message, left = null, right = null, cells = [], facts = [], slots = [] } = observation;
  return {
    ruleId: rule.id,
    ruleClass: rule.ruleClass,
    severity: rule.severity,
    key: `${rule.id}@${place}`,
    fingerprint: `${left ?? ""}|${right ?? ""}|${left === null && right === null ? message : ""}`,
    message,
    left,
    right,
    difference: left === null || right === null ? null : left - right,
    cells: [...cells],
    facts: [...facts],
    slots: [...slots],
    tables: tablesOf(cells, facts),
  };
}

/** The tables of cells and the sheets of facts, each once. */
function tablesOf(cells: readonly CellId[], facts: readonly FactKey[]): string[] {
  const tables: string[] = [];
  const note = (id: string, separator: string) => {
    const table = id.slice(0, id.indexOf(separator));
    if (!tables.includes(table)) tables.push(table);
  };
  for (const id of cells) note(id, ".");
  for (const key of facts) note(key, ":");
  return tables;
}
