import type { PrintedReport } from "../text/writing/report-figures";
import type { ReportIdentity } from "../words/report-identity";
import { type FactKey, parseFactKey, priorYearKey, type SheetId } from "../words/fact-address";
import type { Facts } from "../words/facts";
import { isCellKnown } from "../engine/cell-sources";
import { filledSheets, partStateOf, type PartId, type PartState } from "../engine/figure-state";
import type { Fund } from "../words/funds";
import { hasPerformance, type PerformanceEntry } from "../performance/entries";
import { formsOf } from "../performance/self-evaluation";
import { compileChecks, type CompiledChecks } from "../checks/check-engine";
import { rulesOfDepartment } from "../checks/rules-of-departments";
import type { CheckContext, CounterpartContext, SuppliedDocument, Register } from "../checks/rule/rule";
import { coverageOf, type TextCoverage } from "../checks/text/statement-deviations";
import type { RuleSwitches } from "../words/rule-switches";
import { thresholdsOf } from "../words/thresholds";
import type { GrantLine } from "../words/grants";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import type { CellId } from "../words/cell-id";
import type { ColumnDefinition, Format, TableDefinition } from "../formats/define";
import { formatOf } from "../formats/format-of";
import type { Finding } from "../words/finding";
import type { Figures, PrintedTable, Provenance, TableFigures, TableRow } from "../engine/contract";
import {
  dependentsOf,
  factsBehind,
  labelOfCell,
  labelOfFact,
  printTable,
  programForFacts,
  provenanceOf,
} from "../engine/figures";

export interface ReportModelInput {
  identity: ReportIdentity;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
  facts: Facts;
  /** Last year's facts. Without them, prior-year figures entered by hand (sheet `priorYear`) are used. */
  priorYear?: { facts: Facts } | null;
  /** Parameters of the 核实性 checks that the fiscal year has changed, by id (words/thresholds.ts). */
  thresholds?: Readonly<Record<string, number>>;
  /** Rules that the fiscal year has switched off or given another severity. */
  switches?: RuleSwitches;
  /** The performance part: projects with their forms, key evaluations. */
  performance?: PerformanceEntry;
  /** What a document states that is checked against these figures. */
  given?: SuppliedDocument;
  /** What the bureau says it granted; absent while it has loaded no statement. */
  grants?: readonly GrantLine[];
  /** What other units state of their payments with this one. */
  counterparts?: CounterpartContext;
  /** Of a department's accounts: what was found in the total that they are. Nothing of it changes while they are explained. */
  foundInTotal?: readonly Finding[];
  /** Names of the district, against which typed texts are looked through. */
  register?: Register;
}

/**
 * One report while somebody works on it: facts in, tables, provenance and findings out. Pure; the same in browser and
 * server.
 */
export interface ReportModel extends PrintedReport {
  readonly tableSet: Format;
  setPerformance(performance: PerformanceEntry): void;
  /** Stores fen or a count; `null` blanks the cell. */
  setAmount(key: FactKey, value: number | null): void;
  /** Many at once, as a paste brings them: computed once. */
  setAmounts(entries: Iterable<readonly [FactKey, number | null]>): void;
  /** The typed texts as they are now. */
  setTexts(texts: ReadonlyMap<string, string>): void;
  /** The same fact in last year's accounts; `null` when blank or unknown. */
  priorAmount(key: FactKey): number | null;
  /** Row codes of a sheet that have a figure, in print order. */
  factRows(sheet: SheetId, fund?: Fund | ""): string[];
  tableColumns(tableId: string): readonly ColumnDefinition[];
  provenance(cell: CellId): Provenance | null;
  factsBehind(cell: CellId): FactKey[];
  dependentsOf(id: FactKey | CellId): CellId[];
  printedTable(tableId: string): PrintedTable;
  /** All figures of a table at once, for whoever reads many cells. */
  figuresOf(tableId: string): TableFigures;
  /** Every check, on the figures as they are now. */
  findings(): Finding[];
  /** How much of a given text the checks read; `null` where none was given. */
  textCoverage(): TextCoverage | null;
  facts(): Facts;
  /** What another model of the same report, with its figures as they are now, is made from. */
  input(): ReportModelInput;
}

export function createReportModel(input: ReportModelInput): ReportModel {
  return new OpenReport(input);
}

/** A class, because getters in an object literal make objects that are slow to read and hard to collect. */
class OpenReport implements ReportModel {
  readonly identity: ReportIdentity;
  readonly tableSet: Format;
  performance: PerformanceEntry | null;
  /** The amounts are those given until the first edit, and a copy from then on. */
  private readonly own: { amounts: ReadonlyMap<FactKey, number>; texts: ReadonlyMap<string, string> };
  private edited: Map<FactKey, number> | null = null;
  private figures: Figures;
  private checks: CompiledChecks | null = null;
  private prior: Figures | null | undefined;
  /** Until a figure comes or goes. */
  private filled: ReadonlySet<SheetId> | null = null;
  private readonly nameOf = (code: string): string | undefined =>
    this.given.functional.get(code)?.name ?? this.given.economic.get(code)?.name;

  constructor(private readonly given: ReportModelInput) {
    this.identity = given.identity;
    this.tableSet = formatOf(given.identity.tableSetId, given.identity.scope);
    this.performance = given.performance ?? null;
    this.own = { amounts: given.facts.amounts, texts: given.facts.texts };
    this.figures = this.compile(this.own);
  }

  setPerformance(entry: PerformanceEntry): void {
    if (entry === this.performance) return;
    this.performance = entry;
    this.checks = null;
  }

  setAmount(key: FactKey, value: number | null): void {
    this.setAmounts([[key, value]]);
  }

  setAmounts(entries: Iterable<readonly [FactKey, number | null]>): void {
    const amounts = (this.edited ??= new Map(this.own.amounts));
    this.own.amounts = amounts;
    const edits = [...entries];
    let hasComeOrGone = false;
    for (const [key, value] of edits) {
      hasComeOrGone ||= amounts.has(key) !== (value !== null);
      if (value === null) amounts.delete(key);
      else amounts.set(key, value);
    }
    const stands = this.figures.setAmounts(edits);
    if (!hasComeOrGone) return;
    this.filled = null;
    if (stands) return;
    this.figures = this.compile(this.own);
    this.checks = null;
  }

  setTexts(texts: ReadonlyMap<string, string>): void {
    this.own.texts = texts;
  }

  amount(key: FactKey): number | null {
    return this.own.amounts.get(key) ?? null;
  }

  partState(part: PartId): PartState {
    return partStateOf(
      part,
      part === "performance"
        ? hasPerformance(this.performance)
        : (this.filled ??= filledSheets(this.own.amounts)).has(part),
      this.own.texts,
    );
  }

  value(cell: CellId): number | null {
    return this.figures.value(cell);
  }

  priorValue(cell: CellId): number | null {
    const from = this.priorFigures();
    return from ? from.value(cell) : (this.own.amounts.get(priorYearKey(cell)) ?? null);
  }

  get hasPriorYear(): boolean {
    return Boolean(this.given.priorYear);
  }

  priorAmount(key: FactKey): number | null {
    return this.given.priorYear?.facts.amounts.get(key) ?? null;
  }

  factRows(sheet: SheetId, fund?: Fund | ""): string[] {
    const rows = new Set<string>();
    for (const key of this.own.amounts.keys()) {
      const address = parseFactKey(key);
      if (address.sheet === sheet && (fund === undefined || address.fund === fund)) rows.add(address.row);
    }
    return [...rows].sort();
  }

  tableRows(tableId: string): readonly TableRow[] {
    return this.figures.rows(tableId);
  }

  tableColumns(tableId: string): readonly ColumnDefinition[] {
    return this.figures.columns(tableId);
  }

  labelOf(cell: CellId): string {
    return labelOfCell(this.figures, cell);
  }

  labelOfFact(key: FactKey): string {
    return labelOfFact(this.figures, key, this.nameOf);
  }

  provenance(cell: CellId): Provenance | null {
    return provenanceOf(this.figures, cell, this.nameOf);
  }

  factsBehind(cell: CellId): FactKey[] {
    return factsBehind(this.figures, cell);
  }

  dependentsOf(id: FactKey | CellId): CellId[] {
    return dependentsOf(this.figures, id);
  }

  printedTable(tableId: string): PrintedTable {
    const table = this.tableSet.tables.find(({ id }) => id === tableId);
    if (!table) throw new RangeError(`no table ${tableId} in ${this.tableSet.id}`);
    return this.printed(table);
  }

  figuresOf(tableId: string): TableFigures {
    return this.figures.figuresOf(tableId);
  }

  printedTables(): PrintedTable[] {
    return this.tableSet.tables.map((table) => this.printed(table));
  }

  private printed(table: TableDefinition): PrintedTable {
    return printTable(this.figures, table, this.identity.unitName, (id) => isCellKnown(this.tableSet, id, this));
  }

  findings(): Finding[] {
    return [...(this.given.foundInTotal ?? []), ...(this.checks ??= this.compileChecks()).run()];
  }

  private compileChecks(): CompiledChecks {
    const { identity, switches } = this.given;
    const context = this.checkContext();
    return identity.scope === "department"
      ? compileChecks(this.figures, context, rulesOfDepartment(this.tableSet, identity.year, switches))
      : compileChecks(this.figures, context);
  }

  textCoverage(): TextCoverage | null {
    return coverageOf(this.figures, this.checkContext());
  }

  facts(): Facts {
    return this.own;
  }

  input(): ReportModelInput {
    // Another model begins on these amounts: the next edit of this one makes a copy again.
    this.edited = null;
    return { ...this.given, facts: { ...this.own }, ...(this.performance && { performance: this.performance }) };
  }

  private compile(facts: Facts): Figures {
    return programForFacts({
      tableSet: this.tableSet,
      functional: this.given.functional,
      economic: this.given.economic,
      facts,
    });
  }

  private priorFigures(): Figures | null {
    if (this.prior === undefined) this.prior = this.given.priorYear ? this.compile(this.given.priorYear.facts) : null;
    return this.prior;
  }

  private checkContext(): CheckContext {
    const { identity, functional, economic, priorYear, thresholds, switches, grants, counterparts, register, given } =
      this.given;
    const { performance } = this;
    return {
      identity,
      functional,
      economic,
      facts: this.own,
      priorYear: priorYear ? { facts: priorYear.facts, cell: (id) => this.priorFigures()!.value(id) } : null,
      precision: "fen",
      thresholds: thresholdsOf(thresholds),
      ...(grants && { grants }),
      ...(counterparts && { counterparts }),
      ...(switches && { switches }),
      ...(register && { register }),
      ...(given && { given }),
      ...(performance && { performance: formsOf(performance), performanceEntry: performance }),
    };
  }
}
