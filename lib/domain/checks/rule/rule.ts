import type { Precision } from "../../words/amounts";
import type { FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { UnitKind } from "../../words/funds";
import type { StatedByOther, TransferPair } from "../../words/counterparts";
import type { GrantLine } from "../../words/grants";
import type { RuleClass, Severity } from "../../words/finding";
import type { Comparison, Figures } from "../../engine/contract";
import type { SubjectCatalogue } from "../../words/subjects/catalogue";
import type { PerformanceEntry } from "../../performance/entries";
import type { PerformanceForms } from "../../performance/forms";
import type { PerformanceStatements } from "../../performance/statements";
import type { CellId } from "../../words/cell-id";
import type { Disclosure } from "./disclosure";
import type { RuleSwitches } from "../../words/rule-switches";
import type { Thresholds } from "../../words/thresholds";

/** What a check may look at besides the figures. */
export interface CheckContext {
  identity: { unitName: string; unitKind: UnitKind; year: number };
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
  /** Absent when tables were given with their own figures. */
  facts?: Facts;
  priorYear?: { facts: Facts; cell: (id: CellId) => number | null } | null;
  /** How exact the figures are: printed 万元 are allowed half a unit per figure. */
  precision: Precision;
  /** 行次 as printed in a given document, by table, in order of print. */
  givenLineNumbers?: ReadonlyMap<string, readonly string[]>;
  /** What a given document states besides its figures and 行次. */
  given?: SuppliedDocument;
  performance?: PerformanceForms;
  /** The performance part as entered; `performance` is made from it. */
  performanceEntry?: PerformanceEntry;
  /** The district's names: those of others are no business of this report's texts. */
  register?: Register;
  /** Parameters of the 核实性 checks; their initial values when absent. */
  thresholds?: Thresholds;
  /** What the bureau says it granted to the unit; absent while it has loaded no statement of the year (V-43). */
  grants?: readonly GrantLine[];
  /** What others state of their payments with the unit; absent where the accounts are no unit's of a district. */
  counterparts?: CounterpartContext;
  /** Rules that the fiscal year has switched off or given another severity. */
  switches?: RuleSwitches;
  /** Present when the figures are those of a department: its units (B-64). */
  consolidation?: Consolidation;
  /** Present where a district's year is looked at as a whole (L-60 to L-62). */
  disclosure?: Disclosure;
}

/** Names of the district's other units, and of what they have published. */
export interface Register {
  units: readonly string[];
  /** Projects that one other unit alone has; names that several units use say nothing of where a text comes from. */
  projects: readonly { name: string; unitName: string }[];
}

/** What an imported or published document states beside its figures; absent parts are not checked. */
export interface SuppliedDocument {
  /** Subject and row names as printed, by table and row. */
  names?: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Unit name as printed, by place (封面, table title …). */
  unitNames?: ReadonlyMap<string, string>;
  /** Fiscal year as printed, by place. */
  years?: ReadonlyMap<string, number>;
  /** Money unit as printed on each table, by table; empty where none is printed. */
  moneyUnits?: ReadonlyMap<string, string>;
  /** Year that the text compares with. */
  comparisonYear?: number;
  /** Tables under which the document states that they have no data. */
  emptyStatements?: ReadonlySet<string>;
  /** Figures of section 十一 and of the summary table of performance. */
  performance?: PerformanceStatements;
  /** 第三部分, paragraph by paragraph, headings among them. */
  narrative?: readonly string[];
  /** 第四部分, one term with its explanation a line. */
  glossary?: readonly string[];
}

/** A unit that is named as counterpart, or may be. */
export interface CounterpartUnit {
  id: string;
  code: string;
  name: string;
  /** Whether it has accounts in the year; one that ended, or is none of the district's, has not. */
  isOfYear: boolean;
}

/** What the other side of a unit's payments says. */
export interface CounterpartContext {
  /** The unit itself. */
  unitId: string;
  /** Those of its department, those that it names and those that name it. */
  units: readonly CounterpartUnit[];
  /** From the newest version of each. */
  stated: readonly StatedByOther[];
  /** Differences that the bureau has settled with a document, as they were then. */
  settled: readonly (TransferPair & { document: string })[];
}

/** What the accounts of a department or district are made of, cell by cell. */
export interface Consolidation {
  /** Units, 代编, 抵销 (negative), 调整: their cells add up to those of the accounts. */
  summands: readonly { name: string; cell: (id: CellId) => number | null }[];
}

interface RuleCommon {
  /** The catalogue's id, stable for ever (domain-rules §5). */
  id: string;
  ruleClass: RuleClass;
  severity: Severity;
  scope: "withinTable" | "crossTable" | "crossYear" | "form";
  /** What the rule demands, for the rule book. */
  title: string;
  /** Document or form that demands it. */
  basis: string;
  /** The way out, closing sentence of every finding. */
  advice: string;
}

export interface ComparisonRule extends RuleCommon {
  comparisons: readonly Comparison[];
}

/** What a function rule reports; the engine adds id, class, severity, key and fingerprint. */
export interface Observation {
  /** Distinguishes findings of one rule. */
  place: string;
  message: string;
  left?: number | null;
  right?: number | null;
  cells?: readonly CellId[];
  facts?: readonly FactKey[];
  /** Texts that it speaks of, by slot. */
  slots?: readonly string[];
}

/**
 * A rule no signed sum can say. `prepare` looks up rows and cells once; what it returns runs after every edit, also of
 * edits by which a figure comes or goes. So what is entered is for the latter to ask (`onEntries` does it once for all
 * edits that change no more than amounts).
 */
export interface FunctionRule extends RuleCommon {
  /** What it looks at besides the figures; where the context has not got it, the rule is not prepared. */
  needs?: keyof CheckContext;
  prepare: (figures: Figures, context: CheckContext) => () => readonly Observation[];
}

export type Rule = ComparisonRule | FunctionRule;
