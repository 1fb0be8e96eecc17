import type { Expression } from "./expressions";
import type { Appropriation } from "../words/funds";

/** Ids of the nine statutory tables: words, because numbers change between years and regions (domain-rules §2). */
export const statutoryTableIds = [
  "incomeExpenditureSummary",
  "income",
  "expenditure",
  "appropriationSummary",
  "generalPublicExpenditure",
  "generalPublicBasicExpenditure",
  "threePublic",
  "governmentFund",
  "stateCapital",
] as const;
export type StatutoryTableId = (typeof statutoryTableIds)[number];

export interface ColumnDefinition {
  id: string;
  label: string;
  /** Column number as printed in the 栏次 row. */
  number?: number;
  /** How an 项 row (or a fixed row without its own source) gets its figure. */
  source?: Expression;
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
  /** Position among the nine; 0 for tables that only serve entry. */
  number: number;
  notes: readonly string[];
  /** Printed under a table without any row or figure. */
  emptyStatement?: string;
  body:
    | { kind: "paired"; left: PairedSide; right: PairedSide }
    | { kind: "functional"; columns: readonly ColumnDefinition[]; columnsHead?: string; appropriation?: Appropriation }
    | {
        kind: "economic";
        column: ColumnDefinition;
        /** Column groups of print, left to right: a head and the 类 listed under it. */
        groups: readonly { head: string; categories: readonly string[] }[];
        totals: readonly { id: string; label: string; categories: readonly string[] }[];
      }
    | { kind: "single"; row: string; columns: readonly ColumnDefinition[] };
}

/** 年初预算数 or 全年（调整）预算数. */
export const budgetColumns = ["originalBudget", "adjustedBudget"] as const;
export type BudgetColumn = (typeof budgetColumns)[number];

export interface TableSet {
  id: string;
  label: string;
  region: string;
  /** First and last (absent: still in use) fiscal year. */
  years: { from: number; to?: number };
  /** Whether the “三公” expenditure is compared with last year's accounts, not with the budget alone (domain-rules §2.2). */
  comparesThreePublic: boolean;
  /** The column of the budget sheet that accounts are compared with, in text, checks and figures; nothing reads the other one. */
  comparesWith: BudgetColumn;
  tables: readonly TableDefinition[];
}
