import type { FactKey } from "@/lib/domain/words/fact-address";
import type { Finding } from "@/lib/domain/words/finding";
import type { PerformanceEntry } from "@/lib/domain/performance/entries";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { FindingChanges } from "@/lib/domain/report/rehearsal/finding-changes";
import type { MovedFigure } from "@/lib/domain/report/rehearsal/moved-figures";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import type { NarrativeSection } from "@/lib/domain/text/writing/section";
import type { QueueState } from "../edits/edit-queue";
import type { LastYear } from "../figures/last-year";
import type { LayerState } from "../figures/layer";
import type { RemovedRows } from "../figures/removed-rows";
import type { Undoable } from "../figures/undo-history";
import type { DeskReport } from "../report/desk-report";
import type { ViewingState } from "./viewing-state";

/**
 * Everything at the desk that changes while somebody works at it. The figures are in the models, which change in place.
 */
export interface DeskState {
  /** As the page was made last: a refresh brings another. */
  report: DeskReport;
  locked: ReadonlySet<FactKey>;
  lastYear: LastYear;
  /** Rows that this person took off the sheets, by place (`placeKey`). */
  removedRows: RemovedRows;
  /** The report's own figures. */
  own: LayerState & Undoable;
  /** Those of a rehearsal, while there is one. */
  rehearsed: (LayerState & Undoable) | null;
  rehearsal: RehearsalState;
  /** By slot. */
  texts: ReadonlyMap<string, string>;
  performance: PerformanceState;
  saving: QueueState;
  seen: Seen;
  /** Which figure is probably wrong, the likeliest first; empty until somebody stops typing. */
  suspicions: readonly Suspicion[];
  place: ViewingState;
}

/** What this person moved in a rehearsal, also while it is put aside. */
export interface RehearsalState {
  moved: readonly MovedFigure[];
  /** When a figure was moved last, ISO 8601. */
  at: string | null;
  /** Whether the browser keeps it beyond the page. */
  isStored: boolean;
}

export interface PerformanceState {
  stored: StoredPerformance;
  /** The same part as it is computed with. */
  entry: PerformanceEntry;
  /** Counts what was shown from outside: forms that are open then start anew. */
  shown: number;
}

/** The figures in sight and what follows from them; another object whenever they are to be looked at anew. */
export interface Seen {
  model: ReportModel;
  /** The texts beside them, by slot. */
  texts: ReadonlyMap<string, string>;
  findings: readonly Finding[];
  /** The text as the figures write it. */
  narrative: NarrativeSection[];
  /** In a rehearsal: the report's own figures, and how the findings differ from those on them. */
  compared: {
    model: ReportModel;
    invalid: ReadonlyMap<FactKey, string>;
    findings: FindingChanges<Finding>;
  } | null;
}

/** What the figures in sight are: those of the rehearsal, or the report's own. */
export const layerInSight = (state: DeskState): LayerState & Undoable => state.rehearsed ?? state.own;
export const isRehearsing = (state: DeskState): boolean => state.rehearsed !== null;
/** Whether the figures are the report's own, and not those of a total. */
const hasOwnFigures = ({ report }: DeskState): boolean => report.foundInTotal === null;
/** Figures may be moved in a rehearsal whatever the state of the report; words stand still in it. */
export const mayMoveFigures = (state: DeskState): boolean =>
  isRehearsing(state) || (state.report.isEditable && hasOwnFigures(state));
/** Why no figure can be typed: it is that of a total, or the report is not open to this person now. */
export const fixedFiguresOf = (state: DeskState): "ofTotal" | "closed" | null =>
  mayMoveFigures(state) ? null : hasOwnFigures(state) ? "closed" : "ofTotal";
export const mayWrite = (state: DeskState): boolean => !isRehearsing(state) && state.report.isEditable;
/** What is filled in beside texts and explanations: figures, forms, files. */
export const mayFill = (state: DeskState): boolean => mayWrite(state) && hasOwnFigures(state);
/** Trying out other figures, which makes no sense of a total. */
export const mayRehearse = hasOwnFigures;
