/** Which entered figures a cell is added up from, whatever the accounts are; and which of them are still blank. */
import type { Expression, RowSelector } from "../formats/expressions";
import { factKey, type FactKey, type SheetId } from "../words/fact-address";
import { figureOfFact, type KnownFacts, type PartId } from "./figure-state";
import type { Fund } from "../words/funds";
import { parseCellId, type CellId } from "../words/cell-id";
import type { TableDefinition, TableSet } from "../formats/define";

/** What is not known yet: a figure, or a part of the report that nobody has touched. */
export interface Blank {
  part: PartId;
  key: FactKey | null;
}

interface CellSource {
  sheet: SheetId;
  /** A row of the sheet; `self`: the row of the cell; `null`: whichever there are. */
  row: string | null;
  funds: readonly (Fund | "")[];
  columns: readonly string[];
}

const known = new WeakMap<TableSet, Map<string, readonly CellSource[]>>();

/** Of a functional table every row of a column comes from the same columns of facts. */
function sourcesOf(tableSet: TableSet, id: CellId): readonly CellSource[] {
  const { table: tableId, row, column } = parseCellId(id);
  const ofSet = known.get(tableSet) ?? new Map<string, readonly CellSource[]>();
  known.set(tableSet, ofSet);
  const at = tableOf(tableSet, tableId)?.body.kind === "functional" ? `${tableId}..${column}` : id;
  const found = ofSet.get(at) ?? collect(tableSet, { table: tableId, row, column }, new Set());
  ofSet.set(at, found);
  return found;
}

function tableOf({ tables, entryTables }: TableSet, id: string): TableDefinition | undefined {
  return tables.find((table) => table.id === id) ?? entryTables.find((table) => table.id === id);
}

function collect(
  tableSet: TableSet,
  cell: { table: string; row: string; column: string },
  seen: Set<string>,
): CellSource[] {
  const place = `${cell.table}.${cell.row}.${cell.column}`;
  if (seen.has(place)) return [];
  seen.add(place);
  const table = tableOf(tableSet, cell.table);
  const source = table && sourceOf(table, cell.row, cell.column);
  return [...(source?.plus ?? []), ...(source?.minus ?? [])].flatMap((term): CellSource[] => {
    if (term.kind === "facts") {
      const row = term.row && "is" in term.row ? term.row.is : null;
      return [
        {
          sheet: term.sheet,
          row,
          funds: term.funds ?? tableSet.sheets.find(term.sheet)?.funds ?? [""],
          columns: term.columns,
        },
      ];
    }
    return collect(
      tableSet,
      { table: term.table ?? cell.table, row: rowOf(term.rows, cell.row), column: term.column ?? cell.column },
      seen,
    );
  });
}

function rowOf(rows: RowSelector, own: string): string {
  return "row" in rows && rows.row !== "self" ? rows.row : own;
}

function sourceOf({ body }: TableDefinition, row: string, column: string): Expression | undefined {
  switch (body.kind) {
    case "paired":
      return [...body.left.rows, ...body.right.rows].find(({ id }) => id === row)?.sources[column];
    case "economic":
      return body.column.source;
    default:
      return body.columns.find(({ id }) => id === column)?.source;
  }
}

/** What is still blank of what a cell is added up from; empty when its figure is known. */
export function blanksBehind(tableSet: TableSet, id: CellId, facts: KnownFacts): Blank[] {
  const found = new Map<string, Blank>();
  for (const { sheet, row, funds, columns } of sourcesOf(tableSet, id)) {
    if (facts.partState(sheet) === "untouched") found.set(sheet, { part: sheet, key: null });
    else if (tableSet.sheets.find(sheet)?.blank === "unknown")
      for (const rowId of rowsOf(tableSet, sheet, row, id))
        for (const fund of funds)
          for (const column of columns) {
            const key = factKey(sheet, rowId, fund, column);
            if (figureOfFact(key, facts).state === "unknown") found.set(key, { part: sheet, key });
          }
  }
  return [...found.values()];
}

/** Whether a cell may be printed: nothing that it is added up from is still blank. */
export function isCellKnown(tableSet: TableSet, id: CellId, facts: KnownFacts): boolean {
  return blanksBehind(tableSet, id, facts).length === 0;
}

/**
 * The rows of a sheet that a cell asks for. The sum of a column by subject asks for none: whose subjects are due is not
 * the sheet's to say.
 */
function rowsOf({ sheets }: TableSet, sheet: SheetId, row: string | null, id: CellId): readonly string[] {
  if (row !== null && row !== "self") return [row];
  const rows = sheets.find(sheet)!.rows;
  if (rows.kind === "fixed") return rows.rows.map((each) => each.id);
  const own = parseCellId(id).row;
  return /^\d{7}$/.test(own) ? [own] : [];
}
