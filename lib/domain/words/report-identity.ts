import type { UnitKind } from "./funds";

/** What a report is of: 单位决算, or 部门决算, which adds up those of a department's units. */
export type ReportScope = "unit" | "department";

/** What a department's accounts are called, in every region. */
export const departmentNoun = "部门决算";

/** What a report is called after its year: 2021年度决算, 2021年度部门决算. */
export const accountsNoun = (scope: ReportScope): string => (scope === "department" ? departmentNoun : "决算");

/** What whoever prepares a report is called. */
export const preparerNouns: Record<ReportScope, string> = { unit: "单位", department: "部门" };

/** Whose report it is, and of which year and format. */
export interface ReportIdentity {
  unitName: string;
  unitKind: UnitKind;
  /** Absent: one unit's. */
  scope?: ReportScope;
  year: number;
  tableSetId: string;
}
