import type { Expression } from "./expressions";
import type { Appropriation } from "../words/funds";
import type { EntrySheets } from "./entry-sheets";
import type { DepartmentForm, DocumentForm, PerformanceForm } from "./document-form";
import type { Narrative } from "./narrative/narrative";

export interface ColumnDefinition {
  id: string;
  label: string;
  /** Column number as printed in the 栏次 row. */
  number?: number;
  /** How an 项 row (or a fixed row without its own source) gets its figure. */
  source?: Expression;
  /**
   * Where 0.00 is printed: `all` in every cell whose figure is known to be 0, whether somebody typed it or the sheet counts
   * a blank as such, once the table has figures. Without it the cell stays empty.
   */
  zero?: "all";
  /** Heads above this column, outermost first: columns that share a head stand together under it. */
  heads?: readonly string[];
}

export interface FixedRowDefinition {
  id: string;
  label: string;
  indent?: 0 | 1;
  /** 行次 */
  line?: number;
  /** Figures of this row by column id. A column without a source does not exist in the row. */
  sources: Readonly<Record<string, Expression>>;
  emphasis?: "total";
}

export interface PairedSide {
  title: string;
  columns: readonly ColumnDefinition[];
  /** In order of print; lines without label are the official empty ones. */
  rows: readonly FixedRowDefinition[];
}

export interface TableDefinition {
  id: string;
  title: string;
  /** Official code, e.g. 公开01表; empty for tables that only serve entry. */
  code: string;
  /** Position among the tables of the format; 0 for tables that only serve entry. */
  number: number;
  notes: readonly string[];
  /** Printed under a table without any row or figure; `{unit}` is the unit's name. */
  emptyStatement?: string;
  body:
    | { kind: "paired"; left: PairedSide; right: PairedSide }
    | {
        kind: "functional";
        columns: readonly ColumnDefinition[];
        columnsHead?: string;
        appropriation?: Appropriation;
        /** Where 合计 stands, if not where the format has it. */
        total?: PrintOptions["total"];
      }
    | {
        kind: "economic";
        column: ColumnDefinition;
        /** Head of the codes; 科目编码 unless the form says otherwise. */
        codeHead?: string;
        /** Column groups of print, left to right: a head (none where the form has none) and the 类 listed under it. */
        groups: readonly { head: string; categories: readonly string[] }[];
        /**
         * The subjects that the form lists; others are listed when they have a figure. Absent: every one of the
         * catalogue.
         */
        listed?: readonly string[];
        totals: readonly { id: string; label: string; categories: readonly string[] }[];
      }
    | { kind: "single"; row: string; columns: readonly ColumnDefinition[] };
}

/** 年初预算数 or 全年（调整）预算数. */
export const budgetColumns = ["originalBudget", "adjustedBudget"] as const;
export type BudgetColumn = (typeof budgetColumns)[number];

/**
 * What of a format the engine reads: sheets, the tables in order of print, and which budget accounts are compared with.
 */
export interface TableSet {
  id: string;
  /** What is filled in. */
  sheets: EntrySheets;
  /** Tables that only serve entry (entry-tables.ts). */
  entryTables: readonly TableDefinition[];
  tables: readonly TableDefinition[];
  /**
   * The column of the budget sheet that accounts are compared with, in text, checks and figures; nothing reads the
   * other one.
   */
  comparesWith: BudgetColumn;
  /**
   * Whether the “三公” expenditure is compared with last year's accounts, not with the budget alone (domain-rules §2.2).
   */
  comparesThreePublic: boolean;
  print: PrintOptions;
}

/** What is laid out differently on the forms of regions and years. */
export interface PrintOptions {
  /** 行次: the column of line numbers in tables of two sides. */
  lineNumbers: boolean;
  /** 栏次: the row of column numbers under the heads. */
  columnNumbers: boolean;
  /** 1,387.00 or 1387.00, in tables and text. */
  thousandsSeparator: boolean;
  /** 功能分类科目编码 in one column, or 类, 款 and 项 in three. */
  codeColumns: 1 | 3;
  /** 合计 of a table by functional subject. A table may say otherwise (`total`). */
  total: "first" | "last";
  /** Above every table; empty where nothing stands. `{unit}` is the unit's name. */
  unitLine: string;
  moneyUnitLine: string;
}

/**
 * A term of 名词解释. `words` are the words by which the tables or the text speak of it; it is explained exactly when one
 * of them occurs.
 */
export interface GeneralTerm {
  term: string;
  definition: string;
  words: readonly string[];
}

/** A province or city with rules of its own, by the beginning of the division codes of its districts (GB/T 2260). */
export interface Region {
  code: string;
  name: string;
}

/** A check that a format uses, in these fiscal years; without years in all of the format. */
export type RuleInForce = string | { id: string; from?: number; to?: number };

/**
 * Everything that depends on region and years. One folder a format, every property written out there: what is right for
 * one format never changes because another does (docs/decisions/0072).
 */
export interface Format extends TableSet {
  /** Stored with fiscal years, packages and publications: never changed. */
  id: string;
  label: string;
  region: Region;
  /** First and last (absent: still in use) fiscal year. */
  years: { from: number; to?: number };
  document: DocumentForm;
  /** Absent where the documents are departments' as they stand. */
  departments?: DepartmentForm;
  performance: PerformanceForm;
  /** The text of 第三部分. */
  narrative: Narrative;
  /** The general terms of 名词解释, in their official order. */
  terms: readonly GeneralTerm[];
  /** Whether 名词解释 goes on with every 项 that a table prints, in the words of the classification. */
  explainsSubjects: boolean;
  /** Every check in force, by the id of the rule catalogue. */
  rules: readonly RuleInForce[];
}
