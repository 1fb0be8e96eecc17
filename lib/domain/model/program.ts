import { factKey, keyOf, parseFactKey, type FactAddress, type FactKey } from "../facts/address";
import { columnsFor, sheetDefinition } from "../facts/sheets";
import type { Facts } from "../facts/facts";
import type { CellTerm, Expression, FactTerm, Term } from "../expressions";
import { parentCodeOf, type SubjectCatalogue } from "../subjects/catalogue";
import { cellId, type CellId, type ColumnDefinition, type TableDefinition, type TableSet } from "../tables/definition";
import { entryTables } from "../tables/entry-tables";

/**
 * A table set compiled for one set of rows: every fact and every cell has a slot in flat arrays, every derived
 * cell a list of signed slots, in an order in which one pass computes them all. This is the hot path: one edit is
 * one pass of integer additions, and no object is made.
 */

/** Row ids of the functional tables, in print order. */
export type Shape = ReadonlyMap<string, readonly string[]>;

export interface TableRow {
  id: string;
  kind: "total" | "category" | "group" | "item" | "line";
  label: string;
  code?: string;
  indent: number;
  line?: number;
  side?: "left" | "right";
}

export interface CellInfo {
  id: CellId;
  table: string;
  row: string;
  column: string;
}

/** Slots and their signs (±1). Terms whose cell or fact does not exist are left out. */
export interface ResolvedSum {
  indexes: Int32Array;
  signs: Int8Array;
}

/** Where an expression stands: gives `self`, and the table and column that a term leaves out. */
export interface Place {
  table?: string;
  row?: string;
  column?: string;
}

export interface Program {
  readonly tableSet: TableSet;
  readonly tables: readonly TableDefinition[];
  readonly cells: readonly CellInfo[];
  /** Fen (or counts) by slot, facts first. */
  readonly values: Float64Array;
  /** 1 where the slot has a value, 0 where it is blank. */
  readonly present: Uint8Array;
  readonly shape: Shape;
  slotOfCell(id: string): number;
  slotOfFact(key: string): number;
  rows(tableId: string): readonly TableRow[];
  columns(tableId: string): readonly ColumnDefinition[];
  idOfSlot(slot: number): { kind: "cell"; id: CellId } | { kind: "fact"; key: FactKey };
  resolve(expression: Expression, place?: Place): ResolvedSum;
  /** The signed sum a derived cell is computed from; `undefined` on given tables. */
  sumOf(slot: number): ResolvedSum | undefined;
  /** Computes every derived cell. Does nothing on given tables. */
  compute(): void;
}

interface Subjects {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** Compiles for the rows that the facts need. Slots for the blank cells of those rows exist too, so that filling them is cheap. */
export function programForFacts(input: Subjects & { tableSet: TableSet; facts: Facts }): Program {
  const tables = [...input.tableSet.tables, ...entryTables];
  const addresses = enteredAddresses(input.facts);
  return build({ ...input, tables, addresses, amounts: input.facts.amounts, rows: shapeOf(tables, input.facts.amounts), given: undefined });
}

/** Compiles tables that come with their own figures (an imported workbook, a printed document): nothing is derived. */
export function programForGivenTables(
  input: Subjects & { tableSet: TableSet; cells: ReadonlyMap<CellId, number | null>; rows: Shape },
): Program {
  return build({ ...input, tables: input.tableSet.tables, addresses: [], amounts: new Map(), rows: input.rows, given: input.cells });
}

/** The rows each functional table has for these facts: the 项 with a figure, and their 款, 类 and 合计. */
export function shapeOf(tables: readonly TableDefinition[], amounts: ReadonlyMap<FactKey, number>): Map<string, string[]> {
  const bySheet = new Map<string, FactAddress[]>();
  for (const key of amounts.keys()) {
    const address = parseFactKey(key);
    const list = bySheet.get(address.sheet);
    if (list) list.push(address);
    else bySheet.set(address.sheet, [address]);
  }
  const shape = new Map<string, string[]>();
  for (const table of tables) {
    if (table.body.kind !== "functional") continue;
    const codes = new Set<string>();
    for (const column of table.body.columns) {
      for (const term of column.source?.plus ?? []) {
        if (term.kind !== "facts") continue;
        for (const address of bySheet.get(term.sheet) ?? []) if (matches(term, address)) codes.add(address.row);
      }
    }
    shape.set(table.id, rowsWithParents(codes));
  }
  return shape;
}

/** 合计, then every code and its ancestors. Codes of fixed width sort into print order as texts. */
function rowsWithParents(items: ReadonlySet<string>): string[] {
  const codes = new Set<string>();
  for (const item of items)
    for (let code: string | undefined = item; code !== undefined; code = parentCodeOf("functional", code)) codes.add(code);
  return ["total", ...[...codes].sort()];
}

function matches(term: FactTerm, address: FactAddress): boolean {
  return term.columns.includes(address.column) && (!term.funds || term.funds.includes(address.fund));
}

/** Every entered address, and the blank ones beside it in the same row of its sheet. */
function enteredAddresses(facts: Facts): FactAddress[] {
  const keys = new Set<string>();
  const addresses: FactAddress[] = [];
  const add = (address: FactAddress) => {
    const key = keyOf(address);
    if (keys.has(key)) return;
    keys.add(key);
    addresses.push(address);
  };
  for (const key of facts.amounts.keys()) {
    const address = parseFactKey(key);
    add(address);
    const sheet = sheetDefinition(address.sheet);
    if (!sheet || sheet.rows.kind === "fixed") continue;
    for (const column of columnsFor(sheet, address.fund)) add({ ...address, column: column.id });
  }
  return addresses;
}

interface BuildInput extends Subjects {
  tableSet: TableSet;
  tables: readonly TableDefinition[];
  addresses: readonly FactAddress[];
  amounts: ReadonlyMap<FactKey, number>;
  rows: Shape;
  given: ReadonlyMap<CellId, number | null> | undefined;
}

function build(input: BuildInput): Program {
  const { tables, addresses } = input;
  const factSlots = new Map<string, number>();
  const factsByRow = new Map<string, { address: FactAddress; slot: number }[]>();
  const factsBySheet = new Map<string, { address: FactAddress; slot: number }[]>();
  const push = <V>(map: Map<string, V[]>, key: string, value: V) => {
    const list = map.get(key);
    if (list) list.push(value);
    else map.set(key, [value]);
  };
  addresses.forEach((address, slot) => {
    factSlots.set(keyOf(address), slot);
    push(factsByRow, `${address.sheet}:${address.row}`, { address, slot });
    push(factsBySheet, address.sheet, { address, slot });
  });

  const rowsByTable = new Map(tables.map((table) => [table.id, tableRows(table, input)]));
  const rowKinds = new Map(tables.map((table) => [table.id, new Map(rowsByTable.get(table.id)!.map((row) => [row.id, row]))]));
  const columnsByTable = new Map(tables.map((table) => [table.id, tableColumns(table)]));

  const cells: CellInfo[] = [];
  const cellSlots = new Map<string, number>();
  const expressions: Expression[] = [];
  for (const table of tables) {
    for (const row of rowsByTable.get(table.id)!) {
      for (const column of columnsByTable.get(table.id)!) {
        const expression = sourceOf(table, row, column);
        if (!expression) continue;
        const id = cellId(table.id, row.id, column.id);
        if (cellSlots.has(id)) continue;
        cellSlots.set(id, addresses.length + cells.length);
        cells.push({ id, table: table.id, row: row.id, column: column.id });
        expressions.push(expression);
      }
    }
  }

  // Every column of a row asks for the same rows.
  const selected = new Map<string, readonly string[]>();
  function remember(key: string, rows: () => readonly string[]): readonly string[] {
    const known = selected.get(key) ?? rows();
    selected.set(key, known);
    return known;
  }

  function selectRows(term: CellTerm, table: string, place: Place): readonly string[] {
    const selector = term.rows;
    if ("row" in selector) return [selector.row === "self" ? place.row! : selector.row];
    const rows = rowsByTable.get(table) ?? [];
    if ("level" in selector) return remember(`${table}:${selector.level}`, () => rows.filter(({ kind }) => kind === selector.level).map(({ id }) => id));
    const parent = selector.childrenOf === "self" ? place.row! : selector.childrenOf;
    return remember(`${table}.${parent}`, () => {
      const kind = rowKinds.get(table)?.get(parent)?.kind;
      if (kind === "total") return rows.filter((row) => row.kind === "category").map(({ id }) => id);
      const childLength = kind === "category" ? (parent.length === 3 ? 5 : 7) : 7;
      return rows.filter(({ id }) => id.length === childLength && id.startsWith(parent) && id !== parent).map(({ id }) => id);
    });
  }

  function factSlotsOf(term: FactTerm, place: Place): number[] {
    const row = term.row;
    if (row && "is" in row) {
      const code = row.is === "self" ? place.row! : row.is;
      return (factsByRow.get(`${term.sheet}:${code}`) ?? []).filter(({ address }) => matches(term, address)).map(({ slot }) => slot);
    }
    const under = row ? (row.under === "self" ? place.row! : row.under) : "";
    return (factsBySheet.get(term.sheet) ?? [])
      .filter(({ address }) => matches(term, address) && address.row.startsWith(under))
      .map(({ slot }) => slot);
  }

  function slotsOf(term: Term, place: Place): number[] {
    if (term.kind === "facts") return factSlotsOf(term, place);
    const table = term.table ?? place.table!;
    const column = term.column ?? place.column!;
    return selectRows(term, table, place)
      .map((row) => cellSlots.get(`${table}.${row}.${column}`) ?? -1)
      .filter((slot) => slot >= 0);
  }

  function resolve(expression: Expression, place: Place = {}): ResolvedSum {
    const plus = expression.plus.flatMap((term) => slotsOf(term, place));
    const minus = (expression.minus ?? []).flatMap((term) => slotsOf(term, place));
    return {
      indexes: Int32Array.from([...plus, ...minus]),
      signs: Int8Array.from([...plus.map(() => 1), ...minus.map(() => -1)]),
    };
  }

  const slotCount = addresses.length + cells.length;
  const values = new Float64Array(slotCount);
  const present = new Uint8Array(slotCount);
  addresses.forEach((address, slot) => {
    const value = input.amounts.get(keyOf(address));
    if (value === undefined) return;
    values[slot] = value;
    present[slot] = 1;
  });

  const sums = input.given ? [] : cells.map((info, index) => resolve(expressions[index]!, info));
  if (input.given) {
    for (const [id, value] of input.given) {
      const slot = cellSlots.get(id);
      if (slot === undefined || value === null) continue;
      values[slot] = value;
      present[slot] = 1;
    }
  }
  const run = compileSums(sums, addresses.length, values, present, (index) => cells[index]!.id);

  const program: Program = {
    tableSet: input.tableSet,
    tables,
    cells,
    values,
    present,
    shape: input.rows,
    slotOfCell: (id) => cellSlots.get(id) ?? -1,
    slotOfFact: (key) => factSlots.get(key) ?? -1,
    rows: (tableId) => rowsByTable.get(tableId) ?? [],
    columns: (tableId) => columnsByTable.get(tableId) ?? [],
    idOfSlot(slot) {
      const address = addresses[slot];
      if (address) return { kind: "fact", key: factKey(address.sheet, address.row, address.fund, address.column) };
      return { kind: "cell", id: cells[slot - addresses.length]!.id };
    },
    resolve,
    sumOf: (slot) => sums[slot - addresses.length],
    compute: run,
  };
  program.compute();
  return program;
}

/** Lays the sums out in dependency order in two flat arrays and returns the pass over them. Throws on a cycle: a wrong declaration. */
function compileSums(
  sums: readonly ResolvedSum[],
  firstCell: number,
  values: Float64Array,
  present: Uint8Array,
  nameOf: (index: number) => string,
): () => void {
  const order: number[] = [];
  const state = new Uint8Array(sums.length);
  const visit = (index: number): void => {
    if (state[index] === 2) return;
    if (state[index] === 1) throw new RangeError(`cell depends on itself: ${nameOf(index)}`);
    state[index] = 1;
    for (const slot of sums[index]!.indexes) if (slot >= firstCell) visit(slot - firstCell);
    state[index] = 2;
    order.push(index);
  };
  for (let index = 0; index < sums.length; index++) visit(index);

  const targets = Int32Array.from(order, (index) => index + firstCell);
  const offsets = new Int32Array(order.length + 1);
  order.forEach((index, position) => (offsets[position + 1] = offsets[position]! + sums[index]!.indexes.length));
  const indexes = new Int32Array(offsets[order.length]!);
  const signs = new Int8Array(indexes.length);
  order.forEach((index, position) => {
    indexes.set(sums[index]!.indexes, offsets[position]!);
    signs.set(sums[index]!.signs, offsets[position]!);
  });

  return () => {
    for (let position = 0; position < targets.length; position++) {
      let total = 0;
      let any = 0;
      for (let term = offsets[position]!, end = offsets[position + 1]!; term < end; term++) {
        const slot = indexes[term]!;
        if (present[slot] === 1) {
          any = 1;
          total += signs[term]! * values[slot]!;
        }
      }
      values[targets[position]!] = total;
      present[targets[position]!] = any;
    }
  };
}

/** The columns of a table; of a paired table the left ones, then the right ones (equal ids once). */
function tableColumns(table: TableDefinition): readonly ColumnDefinition[] {
  const { body } = table;
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

const FUNCTIONAL_KINDS: Readonly<Record<number, TableRow["kind"]>> = { 3: "category", 5: "group" };

function tableRows(table: TableDefinition, { rows, functional, economic, given }: BuildInput): TableRow[] {
  const { body } = table;
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
      return (rows.get(table.id) ?? ["total"]).map((code) => {
        if (code === "total") return { id: code, kind: "total", label: "合计", indent: 0 };
        const kind = FUNCTIONAL_KINDS[code.length] ?? "item";
        return { id: code, kind, label: functional.get(code)?.name ?? "", code, indent: kind === "item" ? 1 : 0 };
      });
    case "economic":
      return [
        ...body.groups.flatMap(({ categories }) => categories).flatMap((code) => economicRows(code, economic, table.id, given)),
        ...body.totals.map(({ id, label }) => ({ id, kind: "total" as const, label, indent: 0 })),
      ];
    case "single":
      return [{ id: body.row, kind: "line", label: "", indent: 0 }];
  }
}

function economicRows(category: string, economic: SubjectCatalogue, table: string, given: BuildInput["given"]): TableRow[] {
  const codes = new Set(economic.children(category).map(({ code }) => code));
  for (const id of given?.keys() ?? []) {
    const [inTable, row] = id.split(".");
    if (inTable === table && row!.length > category.length && row!.startsWith(category) && /^\d+$/.test(row!)) codes.add(row!);
  }
  return [
    { id: category, kind: "category", label: economic.get(category)?.name ?? "", code: category, indent: 0 },
    ...[...codes].sort().map((code) => ({ id: code, kind: "item" as const, label: economic.get(code)?.name ?? "", code, indent: 1 })),
  ];
}

/** What a cell is computed from; `undefined` where the form has no cell. */
function sourceOf(table: TableDefinition, row: TableRow, column: ColumnDefinition): Expression | undefined {
  const { body } = table;
  switch (body.kind) {
    case "paired":
      return body[row.side!].rows.find(({ id }) => id === row.id)?.sources[column.id];
    case "single":
      return column.source;
    case "functional":
      // A sum across columns holds in every row; a figure from facts is entered at 项 level and added up above it.
      if (row.kind === "item" || !column.source?.plus.some(({ kind }) => kind === "facts")) return column.source;
      return { plus: [{ kind: "cell", rows: { childrenOf: "self" } }] };
    case "economic": {
      if (row.kind === "item") return column.source;
      const categories = body.totals.find(({ id }) => id === row.id)?.categories;
      if (!categories) return { plus: [{ kind: "cell", rows: { childrenOf: "self" } }] };
      return { plus: categories.map((category) => ({ kind: "cell", rows: { row: category } })) };
    }
  }
}
