import type { FactKey } from "./fact-address";
import type { CellId } from "./cell-id";

/** 基本平衡 · 逻辑性 · 核实性 · 控制数 (domain-rules §1.2). */
export type RuleClass = "balance" | "logic" | "verification" | "control";

export const ruleClassLabels: Record<RuleClass, string> = {
  balance: "基本平衡",
  logic: "逻辑性",
  verification: "核实性",
  control: "控制数",
};

/** In the order of the rule book. */
export const ruleClasses = Object.keys(ruleClassLabels) as readonly RuleClass[];

/** Stops submission · asks for an explanation · is shown. */
export type Severity = "blocking" | "explain" | "hint";

export const severityLabels: Record<Severity, string> = { blocking: "必须改正", explain: "需要说明", hint: "提示" };

/** The gravest first. */
export const severities = Object.keys(severityLabels) as readonly Severity[];

/**
 * One thing that does not reconcile: both sides, the difference, and every cell involved. Amounts in fen, or counts.
 */
export interface Finding {
  ruleId: string;
  ruleClass: RuleClass;
  severity: Severity;
  /** Rule and place; stable while the figures change. */
  key: string;
  /** Changes with the values, so that an explanation lapses. */
  fingerprint: string;
  /** What is wrong, both figures, the way out. */
  message: string;
  left: number | null;
  right: number | null;
  difference: number | null;
  cells: CellId[];
  facts: FactKey[];
  /** Typed texts involved, by slot. */
  slots: string[];
  /** Ids of the tables involved. */
  tables: string[];
}
