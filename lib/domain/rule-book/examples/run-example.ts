import { parseFactKey, type FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { Finding } from "../../words/finding";
import type { Program } from "../../engine/contract";
import { programForFacts, programForGivenTables } from "../../engine/figures";
import type { CellId } from "../../words/cell-id";
import { compileChecks } from "../../checks/check-engine";
import type { CheckContext, Rule } from "../../checks/rule/rule";
import { correctBase } from "./correct-account";
import { exampleSubjects } from "./example-subjects";
import type { ExampleAccount, ExampleBase } from "./example";

export interface ExampleRun {
  program: Program;
  context: CheckContext;
  /** What the rule finds in the account. */
  findings: Finding[];
}

/** Makes the account of an example and lets one rule look at it, as it would look at a report. */
export function runExample(rule: Rule, account: ExampleAccount = {}): ExampleRun {
  const base = account.base ?? correctBase;
  const isGiven = account.cells !== undefined || account.withoutRows !== undefined;
  const facts: Facts = {
    amounts: without(account, [...base.facts.amounts, ...(Object.entries(account.facts ?? {}) as [FactKey, number][])]),
    texts: new Map(Object.entries(account.texts ?? {})),
  };
  const program = isGiven
    ? givenTables(base, account)
    : account.facts || account.without
      ? programForFacts({ tableSet: base.format, ...exampleSubjects, facts })
      : base.program;
  const context: CheckContext = {
    identity: { ...base.identity, unitKind: account.unitKind ?? base.identity.unitKind },
    ...exampleSubjects,
    ...(!isGiven && { facts }),
    precision: "fen",
    ...account.context,
    ...(account.narrative && { given: { ...account.context?.given, narrative: account.narrative } }),
  };
  return { program, context, findings: compileChecks(program, context, [rule]).run() };
}

function without<Id extends string, Value>(
  account: ExampleAccount,
  entries: readonly (readonly [Id, Value])[],
): Map<Id, Value> {
  const blank: ReadonlySet<string> = new Set(account.without);
  return new Map(entries.filter(([id]) => !blank.has(id)));
}

function givenTables(base: ExampleBase, account: ExampleAccount): Program {
  const { cells, withoutRows = {} } = account;
  const rows = new Map(
    [...base.program.shape].map(([table, ids]) => [table, ids.filter((id) => !withoutRows[table]?.includes(id))]),
  );
  return programForGivenTables({
    tableSet: base.format,
    ...exampleSubjects,
    cells: without(account, [...base.cells, ...(Object.entries(cells ?? {}) as [CellId, number][])]),
    rows,
  });
}

/** The sheets whose facts an example changes. */
export function changedSheets({ facts }: ExampleAccount): string[] {
  return Object.keys(facts ?? {}).map((key) => parseFactKey(key as FactKey).sheet);
}
