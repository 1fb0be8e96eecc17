import type { Facts } from "../words/facts";
import type { Program, Shape } from "../engine/contract";
import { programForSuppliedTables } from "../engine/figures";
import type { ReportIdentity } from "../words/report-identity";
import type { Precision } from "../words/amounts";
import type { CheckContext } from "../checks/rule/rule";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { cellId, type ColumnOf } from "../formats/names";
import { cellIdOf, type CellId } from "../words/cell-id";
import { formatOf } from "../formats/format-of";
import { compileEquations, type Sum } from "./equations";
import type { Likeness } from "./evidence";
import type { SlotRow } from "./exchanges";
import { searchSlips } from "./search";
import { threePublicCells } from "./three-public-cells";
import { suspicionOf, type Suspicion } from "./suspicion";

export interface SuppliedTables {
  identity: ReportIdentity;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
  /** Fen by cell, totals included; `null` is blank. */
  cells: ReadonlyMap<CellId, number | null>;
  rows: Shape;
  /** `wan` where 万元 with two decimals are printed. */
  precision: Precision;
  /** Control totals that stand beside the tables. */
  controls?: Facts;
  /** The same cell in last year's tables. */
  lastYear?: (id: CellId) => number | null;
}

const functionalTables = [
  "income",
  "expenditure",
  "generalPublicExpenditure",
  "governmentFund",
  "stateCapital",
] as const;
const FEN_PER_WAN_HUNDREDTH = 10_000;

/**
 * Which cell is wrong in tables that came with their own totals (an import, a printed document): like `suspectFacts`,
 * but totals may be wrong as well.
 */
export function suspectTables(input: SuppliedTables, limit = 3): Suspicion[] {
  const { identity, functional, economic, cells, precision } = input;
  const program = programForSuppliedTables({
    tableSet: formatOf(identity.tableSetId),
    functional,
    economic,
    cells,
    rows: rowsOfAll(input.rows),
  });
  const context: CheckContext = { identity, functional, economic, facts: input.controls, precision };
  const system = compileEquations(program, context)();
  return searchSlips(
    {
      system,
      unit: precision === "wan" ? FEN_PER_WAN_HUNDREDTH : 1,
      suspects: new Set(program.cells.map(({ slot }) => slot)),
      guarded: new Set(threePublicCells.map((id) => program.slotOfCell(id))),
      lastYear: (slot) => {
        const source = program.idOfSlot(slot);
        return source.kind === "cell" ? (input.lastYear?.(source.id) ?? null) : null;
      },
      rowGroups: program.tables.flatMap(({ id }) => rowGroupsOf(program, id)),
      likenesses: likenessesOf(program, input.lastYear),
    },
    limit,
  ).map((hypothesis) => suspicionOf(program, context, hypothesis));
}

/** Functional tables get each other's rows, blank: a row under a wrong code belongs to a code that the others have. */
function rowsOfAll(rows: Shape): Map<string, readonly string[]> {
  const tables = functionalTables.filter((table) => rows.has(table));
  const all = new Map(rows);
  const shared = (table: string) => (table === "expenditure" ? tables : ["expenditure"]);
  for (const table of tables) {
    if ((rows.get(table)?.length ?? 0) <= 1) continue;
    const codes = new Set([table, ...shared(table)].flatMap((other) => rows.get(other) ?? []));
    codes.delete("total");
    // Table 03 has the codes of every fund; the others need only those of a 款 they have.
    const own = new Set((rows.get(table) ?? []).map((code) => code.slice(0, 5)));
    all.set(table, ["total", ...[...codes].filter((code) => own.has(code.slice(0, 5))).sort()]);
  }
  return all;
}

/** Rows as printed below each other, and the 项 rows without what stands between them. */
function rowGroupsOf(program: Program, table: string): SlotRow[][] {
  const columns = program.columns(table);
  const rows = program.rows(table);
  const slotsOf = (row: string) => columns.map(({ id }) => program.slotOfCell(cellIdOf(table, row, id)));
  const asSlots = (some: typeof rows) => some.map(({ id }) => ({ code: id, slots: slotsOf(id) }));
  const sides = rows.some(({ side }) => side)
    ? [rows.filter(({ side }) => side === "left"), rows.filter(({ side }) => side === "right")]
    : [rows, rows.filter(({ kind }) => kind === "item")];
  return sides.map(asSlots);
}

type SpendingTable = "expenditure" | "generalPublicExpenditure" | "governmentFund" | "stateCapital";

/** What a subject received is mostly what was spent on it, and a figure mostly like last year's. */
function likenessesOf(program: Program, lastYear: SuppliedTables["lastYear"]): Likeness[] {
  const sum = (cells: readonly CellId[]): Sum => {
    const slots = Int32Array.from(cells.map((cell) => program.slotOfCell(cell)).filter((slot) => slot >= 0));
    return { slots, factors: new Float64Array(slots.length).fill(1) };
  };
  const spent = program.rows("income").flatMap(({ id, kind }) => {
    if (kind !== "item") return [];
    const pair = (received: ColumnOf<"income">, tables: readonly SpendingTable[]) => ({
      term: "spentAsReceived" as const,
      sum: sum([cellId("income", id, received)]),
      like: sum(tables.map((table) => cellId(table, id, "total"))),
    });
    return [
      pair("total", ["expenditure"]),
      pair("appropriation", ["generalPublicExpenditure", "governmentFund", "stateCapital"]),
    ];
  });
  const pairs = spent.filter(({ like }) => like.slots.length > 0);
  return lastYear
    ? [
        ...pairs,
        ...program.cells.map(({ id }): Likeness => ({ term: "lastYear", sum: sum([id]), like: lastYear(id) ?? 0 })),
      ]
    : pairs;
}
