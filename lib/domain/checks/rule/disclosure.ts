import type { DecisionRule } from "../../decision/decision-rule";
import type { OwnDay } from "../../decision/working-days";

/**
 * How one unit's accounts of a year reached the public. Days are the district's, `YYYY-MM-DD`; null: has not happened.
 */
export interface UnitDisclosure {
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  /** Need not publish (涉密); the basis must then be on record. */
  isExempt: boolean;
  exemptBasis: string | null;
  /** Whether its deadline has passed, its own where it was extended: accounts that are not there are missing then. */
  isDue: boolean;
  /** Whether the unit has begun its accounts of the year. */
  hasAccounts: boolean;
  /** Reviewed, and the congress has not decided on the year (待人大批准). */
  waitsForCongress: boolean;
  /** When the bureau approved the accounts of the unit's department. */
  departmentApprovedOn: string | null;
  /** When the accounts were first approved, and first published. */
  approvedOn: string | null;
  publishedOn: string | null;
  /** Of what the public reads, or, before that, of what was approved: 1, or the number of a correction, with its reason. */
  number: number;
  approvedHash: string | null;
  publishedHash: string | null;
  correctionReason: string | null;
  /** The newest correction that was approved; it may still wait for its publication. */
  correction: ApprovedCorrection | null;
}

export interface ApprovedCorrection {
  number: number;
  approvedOn: string;
  publishedOn: string | null;
}

/** How a district's year stands in public: known to the bureau, to no unit. */
export interface Disclosure {
  today: string;
  /** When the congress decided on the year. */
  congressDecidedOn: string | null;
  rule: DecisionRule;
  /** What the district has entered of working days and days off. */
  holidays: readonly OwnDay[];
  units: readonly UnitDisclosure[];
}
