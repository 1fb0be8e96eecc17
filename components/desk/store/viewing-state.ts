import type { FactKey } from "@/lib/domain/words/fact-address";
import type { CellId } from "@/lib/domain/words/cell-id";
import type { Fund } from "@/lib/domain/words/funds";
import type { TableSet } from "@/lib/domain/formats/define";
import type { SheetDefinition } from "@/lib/domain/formats/sheet-definition";

/** What the accountant looks at: an entered figure, a derived one, or a number of the text. */
export type Selection =
  | { kind: "fact"; key: FactKey }
  | { kind: "cell"; id: CellId }
  | { kind: "number"; sentenceId: string; index: number };

/** A figure of a table or a sheet. */
export type SelectedFigure = Exclude<Selection, { kind: "number" }>;

export type PanelTab = "checks" | "comments" | "source";

/** The second view, whether it stands beside the first or below it, and whether it is open. */
export interface Split {
  view: string;
  layout: "beside" | "below";
  isOpen: boolean;
}

export type PaneId = "first" | "second";

/** One view in sight: of which money its sheet is, and the cell that its grid is asked to go to. */
export interface PaneState {
  fund: Fund;
  sought: FactKey | null;
}

/** Where somebody is at the desk. */
export interface ViewingState {
  /** The sheet, text or table that stands first. */
  view: string;
  /** The second view that this person chose on this version, also while it is closed. */
  split: Split | null;
  panes: Record<PaneId, PaneState>;
  selection: Selection | null;
  tab: PanelTab;
  /** The figure whose history and comments are open. */
  recordOf: SelectedFigure | null;
  /** Somebody has just opened the second view: its choice takes the focus and clears this. */
  isSecondAsked: boolean;
}

export function viewingAt(view: string, tab: PanelTab): ViewingState {
  const pane: PaneState = { fund: "generalPublicBudget", sought: null };
  return {
    view,
    split: null,
    panes: { first: pane, second: pane },
    selection: null,
    tab,
    recordOf: null,
    isSecondAsked: false,
  };
}

/**
 * What stands second; blank where nothing does. No cell may be on the page twice: what stands first is not shown again.
 */
export function secondViewOf({ view, split }: Pick<ViewingState, "view" | "split">): string {
  return split?.isOpen && split.view !== view ? split.view : "";
}

export function viewOfPane(place: Pick<ViewingState, "view" | "split">, pane: PaneId): string {
  return pane === "first" ? place.view : secondViewOf(place);
}

/** The sheet of a view and the money it is of; blank where the sheet is not kept by fund. */
export function sheetInView(
  { sheets }: TableSet,
  view: string,
  fund: Fund,
): { sheet: SheetDefinition | undefined; sheetFund: Fund | "" } {
  const sheet = sheets.find(view);
  return { sheet, sheetFund: sheet?.funds ? fund : "" };
}

/** Reads the second view as an earlier visit kept it; anything else is none. */
export function splitFrom(kept: string | null): Split | null {
  try {
    const { view, layout, isOpen } = JSON.parse(kept ?? "{}") as Partial<Split>;
    return typeof view === "string" && (layout === "beside" || layout === "below")
      ? { view, layout, isOpen: isOpen === true }
      : null;
  } catch {
    return null;
  }
}
