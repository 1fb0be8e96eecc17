import type { ColumnDefinition, TableDefinition, TableSet } from "../../formats/define";
import { cellsBelow, rowsOfColumn, type Expression } from "../../formats/expressions";
import { cellIdOf } from "../../words/cell-id";
import type { SubjectCatalogue, SubjectCode } from "../../words/subjects/catalogue";
import type { CellInfo, SubjectLevel, TableRow } from "../contract";
import { bind } from "./bound-terms";
import { factBlocksOf, isMeant, type FactBlocks } from "./fact-blocks";
import type { PlannedCells, PlannedSum, PlannedTable, TablePlan } from "./plan";
import { subjectLevels } from "./subject-rows";
import { inOrder } from "./sum-order";

const plans = new WeakMap<SubjectCatalogue, Map<TableSet, TablePlan>>();

/**
 * The plan of the statutory tables and of those that only serve entry, kept for as long as somebody holds the
 * catalogue.
 */
export function planOf(tableSet: TableSet, economic: SubjectCatalogue): TablePlan {
  const ofCatalogue = plans.get(economic) ?? new Map<TableSet, TablePlan>();
  plans.set(economic, ofCatalogue);
  const plan =
    ofCatalogue.get(tableSet) ?? planTables(tableSet, [...tableSet.tables, ...tableSet.entryTables], economic);
  ofCatalogue.set(tableSet, plan);
  return plan;
}

/** @param foreign codes of economic subjects that given tables print although the catalogue has them not, by table */
export function planTables(
  { sheets }: Pick<TableSet, "sheets">,
  definitions: readonly TableDefinition[],
  economic: SubjectCatalogue,
  foreign: ReadonlyMap<string, readonly string[]> = new Map(),
): TablePlan {
  const tables = definitions.map((definition): PlannedTable => {
    const columns = columnsOf(definition);
    const columnIds = columns.filter(({ source }) => source).map(({ id }) => id);
    const rows = fixedRowsOf(definition, economic, foreign.get(definition.id) ?? []);
    return {
      definition,
      columns,
      rows,
      // Of equal ids the first one counts.
      rowById: new Map([...(rows ?? [])].reverse().map((row) => [row.id, row])),
      columnIds,
      columnAt: new Map(columnIds.map((id, at) => [id, at])),
    };
  });
  const facts = factBlocksOf(sheets);
  const fixedCells: CellInfo[] = [];
  const fixedSlots = new Map<string, number>();
  const sources: Expression[] = [];
  for (const { definition, columns, rows } of tables)
    for (const row of rows ?? [])
      for (const column of columns) {
        const source = sourceOfFixed(definition, row, column);
        const id = cellIdOf(definition.id, row.id, column.id);
        if (!source || fixedSlots.has(id)) continue;
        fixedSlots.set(id, fixedCells.length);
        fixedCells.push({ slot: fixedCells.length, id, table: definition.id, row: row.id, column: column.id });
        sources.push(source);
      }
  const cells: PlannedCells = {
    facts,
    definitions,
    tables,
    tableAt: new Map(definitions.map(({ id }, at) => [id, at])),
    fixedCells,
    fixedSlots,
  };
  const sums: PlannedSum[] = [
    ...sources.map((source, slot) => ({ slot, terms: bind(cells, source, fixedCells[slot]!) })),
    ...tables.flatMap(({ definition, columns, rows }, table) =>
      rows
        ? []
        : columns.flatMap((column) =>
            subjectLevels.flatMap((level) => sumOfColumn(cells, definition, column, level, table)),
          ),
    ),
  ];
  const totals = new Map(
    tables.flatMap(({ definition, rows, columnIds }, table) =>
      rows
        ? []
        : columnIds.map((id, column) => [cellIdOf(definition.id, "total", id) as string, { table, column }] as const),
    ),
  );
  return { ...cells, totals, fedBy: fedTables(facts, tables), sums: inOrder(cells, sums) };
}

function fedTables(facts: FactBlocks, tables: readonly PlannedTable[]): number[][][] {
  const sources = tables.map(({ rows, columns }) =>
    rows
      ? []
      : columns.flatMap(({ source }) => (source?.plus ?? []).flatMap((term) => (term.kind === "facts" ? [term] : []))),
  );
  return facts.blocks.map(({ columns, ...block }) =>
    columns.map((column) =>
      sources.flatMap((terms, table) => (terms.some((term) => isMeant(term, { ...block, column })) ? [table] : [])),
    ),
  );
}

function sumOfColumn(
  cells: PlannedCells,
  { id }: TableDefinition,
  { id: columnId, source }: ColumnDefinition,
  level: SubjectLevel,
  table: number,
): PlannedSum[] {
  const column = cells.tables[table]!.columnAt.get(columnId);
  if (!source || column === undefined) return [];
  // A sum across columns holds in every row; a figure from facts is entered at 项 level and added up above it.
  const isEntered = source.plus.some(({ kind }) => kind === "facts");
  const ofLevel: Expression = level === "item" || !isEntered ? source : { plus: [cellsBelow] };
  return [{ table, column, level, terms: bind(cells, ofLevel, { table: id, column: columnId }) }];
}

function columnsOf({ body }: TableDefinition): readonly ColumnDefinition[] {
  switch (body.kind) {
    case "paired": {
      const left = new Set(body.left.columns.map(({ id }) => id));
      return [...body.left.columns, ...body.right.columns.filter(({ id }) => !left.has(id))];
    }
    case "functional":
    case "single":
      return body.columns;
    case "economic":
      return [body.column];
  }
}

function fixedRowsOf(
  { body }: TableDefinition,
  economic: SubjectCatalogue,
  foreign: readonly string[],
): TableRow[] | null {
  switch (body.kind) {
    case "paired":
      return (["left", "right"] as const).flatMap((side) =>
        body[side].rows.map((row) => ({
          id: row.id,
          kind: row.emphasis ?? ("line" as const),
          label: row.label,
          indent: row.indent ?? 0,
          line: row.line,
          side,
        })),
      );
    case "functional":
      return null;
    case "economic":
      return [
        ...body.groups.flatMap(({ categories }) => categories).flatMap((code) => economicRows(code, economic, foreign)),
        ...body.totals.map(({ id, label }) => ({ id, kind: "total" as const, label, indent: 0 })),
      ];
    case "single":
      return [{ id: body.row, kind: "line", label: "", indent: 0 }];
  }
}

function economicRows(category: string, economic: SubjectCatalogue, foreign: readonly string[]): TableRow[] {
  const codes = new Set([
    ...economic.children(category).map(({ code }) => code),
    ...foreign.filter((code) => code.length > category.length && code.startsWith(category)),
  ]);
  const row = (code: string, kind: "category" | "item", indent: number): TableRow => ({
    id: code as SubjectCode,
    kind,
    label: economic.get(code)?.name ?? "",
    code,
    indent,
  });
  return [row(category, "category", 0), ...[...codes].sort().map((code) => row(code, "item", 1))];
}

/** What a cell of a form is computed from; `undefined` where the form has no cell. */
function sourceOfFixed({ body }: TableDefinition, row: TableRow, column: ColumnDefinition): Expression | undefined {
  switch (body.kind) {
    case "paired":
      return body[row.side!].rows.find(({ id }) => id === row.id)?.sources[column.id];
    case "economic": {
      if (row.kind === "item") return column.source;
      const categories = body.totals.find(({ id }) => id === row.id)?.categories;
      if (!categories) return { plus: [cellsBelow] };
      return { plus: rowsOfColumn(...categories) };
    }
    default:
      return column.source;
  }
}
