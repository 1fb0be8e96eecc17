import type { UnitKind } from "./funds";

/** Whose report it is, and of which year and format. */
export interface ReportIdentity {
  unitName: string;
  unitKind: UnitKind;
  year: number;
  tableSetId: string;
}
