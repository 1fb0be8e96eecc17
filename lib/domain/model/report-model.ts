import { parseFactKey, factKey, type FactKey, type SheetId } from "../facts/address";
import type { Facts } from "../facts/facts";
import type { Fund, UnitKind } from "../funding";
import type { PerformanceEntry } from "../performance/entries";
import { formsOf } from "../performance/self-evaluation";
import { compileChecks, type CompiledChecks } from "../rules/check-engine";
import type { GivenDocument, Register } from "../rules/rule";
import { thresholdsOf } from "../rules/thresholds";
import type { SubjectCatalogue } from "../subjects/catalogue";
import { type CellId, type ColumnDefinition, type TableSet } from "../tables/definition";
import { tableSetOf } from "../tables/table-sets";
import type { Finding } from "./finding";
import { labelOfCell, printTable, type PrintedTable } from "./printed-table";
import { dependentsOf, factsBehind, labelOfFact, provenanceOf, type Provenance } from "./provenance";
import { programForFacts, type Program, type TableRow } from "./program";

export interface ReportIdentity {
  unitName: string;
  unitKind: UnitKind;
  year: number;
  tableSetId: string;
}

export interface ReportModelInput {
  identity: ReportIdentity;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
  facts: Facts;
  /** Last year's facts. Without them, prior-year figures entered by hand (sheet `priorYear`) are used. */
  priorYear?: { facts: Facts } | null;
  /** Parameters of the 核实性 checks that the fiscal year has changed, by id (rules/thresholds.ts). */
  thresholds?: Readonly<Record<string, number>>;
  /** The performance part: projects with their forms, key evaluations. */
  performance?: PerformanceEntry;
  /** What a document states that is checked against these figures. */
  given?: GivenDocument;
  /** Names of the district, against which typed texts are looked through. */
  register?: Register;
}

/** One report while somebody works on it: facts in, tables, provenance and findings out. Pure; the same in browser and server. */
export interface ReportModel {
  readonly identity: ReportIdentity;
  readonly tableSet: TableSet;
  /** The performance part as it is now; `null` where the model was made without it. */
  readonly performance: PerformanceEntry | null;
  setPerformance(performance: PerformanceEntry): void;
  /** Stores fen or a count; `null` blanks the cell. */
  setAmount(key: FactKey, value: number | null): void;
  /** Many at once, as a paste brings them: computed once. */
  setAmounts(entries: Iterable<readonly [FactKey, number | null]>): void;
  /** The typed texts as they are now. */
  setTexts(texts: ReadonlyMap<string, string>): void;
  amount(key: FactKey): number | null;
  /** Fen; `null` is blank, also for a cell that does not exist. */
  value(cell: CellId): number | null;
  /** The same cell in last year's accounts. */
  priorValue(cell: CellId): number | null;
  /** The same fact in last year's accounts; `null` when blank or unknown. */
  priorAmount(key: FactKey): number | null;
  /** Row codes of a sheet that have a figure, in print order. */
  factRows(sheet: SheetId, fund?: Fund | ""): string[];
  tableRows(tableId: string): readonly TableRow[];
  tableColumns(tableId: string): readonly ColumnDefinition[];
  labelOf(cell: CellId): string;
  labelOfFact(key: FactKey): string;
  provenance(cell: CellId): Provenance | null;
  factsBehind(cell: CellId): FactKey[];
  dependentsOf(id: FactKey | CellId): CellId[];
  printedTable(tableId: string): PrintedTable;
  /** The nine, in the order of the table set. */
  printedTables(): PrintedTable[];
  /** Every check, on the figures as they are now. */
  findings(): Finding[];
  facts(): Facts;
  /** What another model of the same report, with its figures as they are now, is made from. */
  input(): ReportModelInput;
}

export function createReportModel(input: ReportModelInput): ReportModel {
  const { identity, functional, economic } = input;
  const tableSet = tableSetOf(identity.tableSetId);
  const amounts = new Map(input.facts.amounts);
  const facts: { amounts: Map<FactKey, number>; texts: ReadonlyMap<string, string> } = { amounts, texts: input.facts.texts };
  const nameOf = (code: string) => functional.get(code)?.name ?? economic.get(code)?.name;

  let performance = input.performance ?? null;
  let program = compile();
  let checks: CompiledChecks | null = null;
  let prior: Program | null | undefined;

  function compile(): Program {
    return programForFacts({ tableSet, functional, economic, facts });
  }

  function recompile(): void {
    program = compile();
    checks = null;
  }

  function store(entries: Iterable<readonly [FactKey, number | null]>): void {
    let hasComeOrGone = false;
    for (const [key, value] of entries) {
      if (value === null) amounts.delete(key);
      else amounts.set(key, value);
      const slot = program.slotOfFact(key);
      hasComeOrGone ||= (slot >= 0 && program.present[slot] === 1) !== (value !== null);
      if (slot >= 0 && value !== null) program.values[slot] = value;
    }
    // A figure that appears or vanishes may add or remove rows; one that only changes cannot.
    if (hasComeOrGone) recompile();
    else program.compute();
  }

  function priorProgram(): Program | null {
    if (prior === undefined) prior = input.priorYear ? programForFacts({ tableSet, functional, economic, facts: input.priorYear.facts }) : null;
    return prior;
  }

  function read(from: Program, slot: number): number | null {
    return slot >= 0 && from.present[slot] === 1 ? from.values[slot]! : null;
  }

  return {
    identity,
    tableSet,
    get performance() {
      return performance;
    },
    setPerformance(entry) {
      if (entry === performance) return;
      performance = entry;
      checks = null;
    },
    setAmount: (key, value) => store([[key, value]]),
    setAmounts: store,
    setTexts(texts) {
      facts.texts = texts;
    },
    amount: (key) => amounts.get(key) ?? null,
    value: (cell) => read(program, program.slotOfCell(cell)),
    priorValue(cell) {
      const from = priorProgram();
      if (from) return read(from, from.slotOfCell(cell));
      return amounts.get(factKey("priorYear", cell, "", "amount")) ?? null;
    },
    priorAmount: (key) => input.priorYear?.facts.amounts.get(key) ?? null,
    factRows(sheet, fund) {
      const rows = new Set<string>();
      for (const key of amounts.keys()) {
        const address = parseFactKey(key);
        if (address.sheet === sheet && (fund === undefined || address.fund === fund)) rows.add(address.row);
      }
      return [...rows].sort();
    },
    tableRows: (tableId) => program.rows(tableId),
    tableColumns: (tableId) => program.columns(tableId),
    labelOf: (cell) => labelOfCell(program, cell),
    labelOfFact: (key) => labelOfFact(program, key, nameOf),
    provenance: (cell) => provenanceOf(program, cell, nameOf),
    factsBehind: (cell) => factsBehind(program, cell),
    dependentsOf: (id) => dependentsOf(program, id),
    printedTable(tableId) {
      const table = tableSet.tables.find(({ id }) => id === tableId);
      if (!table) throw new RangeError(`no table ${tableId} in ${tableSet.id}`);
      return printTable(program, table, identity.unitName);
    },
    printedTables: () => tableSet.tables.map((table) => printTable(program, table, identity.unitName)),
    findings() {
      checks ??= compileChecks(program, {
        identity,
        functional,
        economic,
        facts,
        priorYear: input.priorYear
          ? { facts: input.priorYear.facts, cell: (id: CellId) => read(priorProgram()!, priorProgram()!.slotOfCell(id)) }
          : null,
        precision: "fen",
        thresholds: thresholdsOf(input.thresholds),
        ...(input.register && { register: input.register }),
        ...(input.given && { given: input.given }),
        ...(performance && { performance: formsOf(performance), performanceEntry: performance }),
      });
      return checks.run();
    },
    facts: () => facts,
    input: () => ({ ...input, facts, ...(performance && { performance }) }),
  };
}

