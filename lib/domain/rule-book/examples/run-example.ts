import { parseFactKey, type FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { Finding } from "../../words/finding";
import type { Program } from "../../engine/contract";
import { programForFacts, programForSuppliedTables } from "../../engine/figures";
import type { CellId } from "../../words/cell-id";
import { compileChecks } from "../../checks/check-engine";
import type { CheckContext, Rule } from "../../checks/rule/rule";
import { correctBase } from "./correct-accounts";
import { exampleSubjects } from "./example-subjects";
import type { ExampleAccounts, ExampleBase } from "./example";

export interface ExampleRun {
  program: Program;
  context: CheckContext;
  /** What the rule finds in the accounts. */
  findings: Finding[];
}

/** Makes the accounts of an example and lets one rule look at it, as it would look at a report. */
export function runExample(rule: Rule, accounts: ExampleAccounts = {}): ExampleRun {
  const base = accounts.base ?? correctBase;
  const isGiven = accounts.cells !== undefined || accounts.withoutRows !== undefined;
  const facts: Facts = {
    amounts: without(accounts, [
      ...base.facts.amounts,
      ...(Object.entries(accounts.facts ?? {}) as [FactKey, number][]),
    ]),
    texts: new Map(Object.entries(accounts.texts ?? {})),
  };
  const program = isGiven
    ? suppliedTables(base, accounts)
    : accounts.facts || accounts.without
      ? programForFacts({ tableSet: base.format, ...exampleSubjects, facts })
      : base.program;
  const context: CheckContext = {
    identity: { ...base.identity, unitKind: accounts.unitKind ?? base.identity.unitKind },
    ...exampleSubjects,
    ...(!isGiven && { facts }),
    precision: "fen",
    ...accounts.context,
    ...(accounts.narrative && { given: { ...accounts.context?.given, narrative: accounts.narrative } }),
  };
  return { program, context, findings: compileChecks(program, context, [rule]).run() };
}

function without<Id extends string, Value>(
  accounts: ExampleAccounts,
  entries: readonly (readonly [Id, Value])[],
): Map<Id, Value> {
  const blank: ReadonlySet<string> = new Set(accounts.without);
  return new Map(entries.filter(([id]) => !blank.has(id)));
}

function suppliedTables(base: ExampleBase, accounts: ExampleAccounts): Program {
  const { cells, withoutRows = {} } = accounts;
  const rows = new Map(
    [...base.program.shape].map(([table, ids]) => [table, ids.filter((id) => !withoutRows[table]?.includes(id))]),
  );
  return programForSuppliedTables({
    tableSet: base.format,
    ...exampleSubjects,
    cells: without(accounts, [...base.cells, ...(Object.entries(cells ?? {}) as [CellId, number][])]),
    rows,
  });
}

/** The sheets whose facts an example changes. */
export function changedSheets({ facts }: ExampleAccounts): string[] {
  return Object.keys(facts ?? {}).map((key) => parseFactKey(key as FactKey).sheet);
}
