import type { BudgetColumn } from "../../formats/define";
import type { GradeBand } from "../../words/grades";
import type { Thresholds } from "../../words/thresholds";
import type { Numbers } from "./numbers";

/** What a person typed, by slot. */
export type TypedTexts = Pick<ReadonlyMap<string, string>, "get">;

/** What every section is written with. */
export interface NarrativeContext {
  numbers: Numbers;
  /** Places that every phrase may have. */
  places: Readonly<Record<"unit" | "year" | "lastYear", string>>;
  comparesWith: BudgetColumn;
  grades: readonly GradeBand[];
  texts: TypedTexts;
  thresholds: Thresholds;
}
