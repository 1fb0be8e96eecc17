import type { BudgetColumn } from "../../formats/define";
import type { GradeBand } from "../../words/grades";
import type { Thresholds } from "../../words/thresholds";
import type { Numbers } from "./numbers";
import type { Sentence } from "./sentence";
import type { Places } from "./template";

/** What a person typed, by slot. */
export type TypedTexts = Pick<ReadonlyMap<string, string>, "get">;

/** What every section is written with. */
export interface NarrativeContext {
  numbers: Numbers;
  /** Places that every phrase may have: unit, year, last year. */
  places: Readonly<Record<string, string>>;
  /** A sentence from a phrase; `places` are those that it has besides. */
  say: (id: string, phrase: string, places?: Places) => Sentence;
  comparesWith: BudgetColumn;
  grades: readonly GradeBand[];
  texts: TypedTexts;
  thresholds: Thresholds;
}
