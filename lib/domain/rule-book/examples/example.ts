import type { Program } from "../../engine/contract";
import type { Format } from "../../formats/define";
import type { Facts } from "../../words/facts";
import type { FactKey } from "../../words/fact-address";
import type { UnitKind } from "../../words/funds";
import type { CellId } from "../../words/cell-id";
import type { CheckContext } from "../../checks/rule/rule";

/** Correct accounts, and what its format makes of it. */
export interface ExampleBase {
  format: Format;
  identity: { unitName: string; unitKind: UnitKind; year: number };
  facts: Facts;
  /** Its tables, derived from the facts. */
  program: Program;
  /** The same tables as given, cell by cell. */
  cells: ReadonlyMap<CellId, number | null>;
}

/**
 * Accounts as an example shows them: the correct ones (correct-accounts.ts) and what is different in them. With `cells`
 * or `withoutRows` the nine tables are given with their own figures, as an imported workbook is; else they are derived.
 */
export interface ExampleAccounts {
  /** What it starts from, where that is not the school of correct-accounts.ts. */
  base?: ExampleBase;
  /** What a reader is told; needed where the changes do not tell it by themselves. */
  says?: string;
  /** Printed cells given in place of their figure, in fen. */
  cells?: Readonly<Record<string, number>>;
  /** Rows left out of a given table. */
  withoutRows?: Readonly<Record<string, readonly string[]>>;
  /** Facts in place of their amount, in fen or counts. */
  facts?: Readonly<Record<string, number>>;
  /** Facts, or cells of a given table, left blank. */
  without?: readonly (FactKey | CellId)[];
  /** Typed texts by slot. */
  texts?: Readonly<Record<string, string>>;
  /** 情况说明 as given, paragraph by paragraph, headings among them. */
  narrative?: readonly string[];
  unitKind?: UnitKind;
  /** What else the checks may look at. */
  context?: Partial<CheckContext>;
}

/**
 * How a rule is shown: accounts it objects to, and accounts it accepts (the correct accounts where none is given).
 */
export interface RuleExample {
  /** What is computed, in words; declared comparisons write their own. */
  formula?: string;
  failing: ExampleAccounts;
  passing?: ExampleAccounts;
}

export type RuleExamples = Readonly<Record<string, RuleExample>>;
