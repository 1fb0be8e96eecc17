import type { Wording } from "../../formats/wording";
import type { Thresholds } from "../../words/thresholds";

/** What a person typed, by slot. */
export type TypedTexts = Pick<ReadonlyMap<string, string>, "get">;

/** What every section is written with. */
export interface NarrativeContext {
  wording: Wording;
  unitName: string;
  year: string;
  lastYear: string;
  texts: TypedTexts;
  thresholds: Thresholds;
}
