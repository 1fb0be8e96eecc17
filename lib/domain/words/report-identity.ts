import type { UnitKind } from "./funds";

/** What a report is of: 单位决算, or 部门决算, which adds up those of a department's units. */
export type ReportScope = "unit" | "department";

/** What a department's accounts are called, in every region. */
export const departmentNoun = "部门决算";

/** Whose report it is, and of which year and format. */
export interface ReportIdentity {
  unitName: string;
  unitKind: UnitKind;
  /** Absent: one unit's. */
  scope?: ReportScope;
  year: number;
  tableSetId: string;
}
