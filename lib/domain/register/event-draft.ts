import type { UnitKind } from "../words/funds";
import type { Day } from "./days";
import type { EventDocument, FinalReport, UnitState } from "./register";

/** What somebody wants to record: one event, with ids for the units that it founds. */
export type EventDraft = { id: string; effectiveOn: Day; document: EventDocument } & EventContent;

export type EventContent =
  | { kind: "found"; unitId: string; state: UnitState }
  | { kind: "rename"; unitId: string; name: string; shortName: string | null }
  | { kind: "recode"; unitId: string; code: string }
  | { kind: "transfer"; unitId: string; parentId: string | null }
  | { kind: "reclassify"; unitId: string; unitKind: UnitKind; isObliged: boolean; isDepartmentsOwn: boolean }
  | {
      kind: "merge";
      predecessors: readonly string[];
      successor: { unitId: string; state: UnitState };
      finalReport: FinalReport;
    }
  | { kind: "absorb"; predecessors: readonly string[]; successorId: string; finalReport: FinalReport }
  | { kind: "split"; unitId: string; successors: readonly SplitSuccessor[]; finalReport: FinalReport }
  | { kind: "dissolve"; unitId: string };

/** Who takes over a part of a unit that is split, in 1/10,000; with a state when the event founds it. */
export interface SplitSuccessor {
  unitId: string;
  share: number;
  state: UnitState | null;
}
