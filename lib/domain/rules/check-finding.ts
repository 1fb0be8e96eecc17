import { parseFactKey } from "../facts/address";
import type { Finding } from "../model/finding";
import { parseCellId } from "../tables/definition";
import type { Observation, Rule } from "./rule";

/** An observation of a rule as a finding: with its key, which lasts, and its fingerprint, which changes with the values. */
export function findingOf(rule: Rule, observation: Observation): Finding {
  const { place, message, left = null, right = null, cells = [], facts = [], slots = [] } = observation;
  const tables = new Set([...cells.map((id) => parseCellId(id).table), ...facts.map((key) => parseFactKey(key).sheet)]);
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
    tables: [...tables],
  };
}
