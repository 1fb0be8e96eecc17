import type { Rule } from "../checks/rule/rule";
import { idOf } from "../checks/rules-in-force";
import type { Format, TableDefinition } from "../formats/define";
import type { Expression } from "../formats/expressions";
import type { RuleExamples } from "./examples/example";

interface DefinedCell {
  id: string;
  source: Expression;
}

/**
 * What is wrong with the declarations of a format, one sentence each, naming what it is about: a cell that is defined
 * twice in different ways, a rule in force that there is not, or that has no example. Empty where it may be used.
 */
export function formatProblems(format: Format, rules: readonly Rule[], examples: RuleExamples): string[] {
  return [...contradictions(format), ...rulesWithoutExample(format, rules, examples)];
}

function contradictions({ id: format, tables, entryTables }: Format): string[] {
  const known = new Map<string, { table: TableDefinition; source: string }>();
  return [...tables, ...entryTables].flatMap((table) =>
    cellsOf(table).flatMap(({ id, source }) => {
      const own = JSON.stringify(source);
      const other = known.get(id);
      if (!other) known.set(id, { table, source: own });
      return other === undefined || (other.source === own && other.table === table)
        ? []
        : [`format ${format}: the cell ${id} is defined by “${other.table.title}” and again by “${table.title}”`];
    }),
  );
}

/** Every cell of the forms, and of functional tables one for each column. */
function cellsOf({ id, body }: TableDefinition): DefinedCell[] {
  if (body.kind === "paired")
    return [...body.left.rows, ...body.right.rows].flatMap((row) =>
      Object.entries(row.sources).map(([column, source]) => ({ id: `${id}.${row.id}.${column}`, source })),
    );
  const row = body.kind === "single" ? body.row : "*";
  const columns = body.kind === "economic" ? [body.column] : body.columns;
  return columns.flatMap((column) =>
    column.source ? [{ id: `${id}.${row}.${column.id}`, source: column.source }] : [],
  );
}

function rulesWithoutExample({ id: format, rules: inForce }: Format, rules: readonly Rule[], examples: RuleExamples) {
  return inForce.map(idOf).flatMap((id) => {
    if (!rules.some((rule) => rule.id === id)) return [`format ${format}: there is no rule ${id}`];
    return examples[id] ? [] : [`format ${format}: rule ${id} is in force and has no example`];
  });
}
