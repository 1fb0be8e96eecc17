import { parseFactKey, factKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { CellId } from "@/lib/domain/words/cell-id";
import { columnsFor } from "@/lib/domain/formats/sheet-definition";
import type { Fund } from "@/lib/domain/words/funds";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { Follow } from "../browser/follow";
import type { BrowserValue } from "../browser/browser-value";
import {
  secondViewOf,
  sheetInView,
  viewOfPane,
  type PaneId,
  type PanelTab,
  type PaneState,
  type ViewingState,
  type SelectedFigure,
  type Selection,
  type Split,
} from "./viewing-state";

/** The panel beside the figures, which comes into sight when it is asked for on a narrow screen. */
export const PANEL_ID = "desk-panel";

interface Options {
  read: () => ViewingState;
  change: (part: Partial<ViewingState>) => void;
  /** The second view, as the browser keeps it. */
  split: BrowserValue<Split | null>;
  /** The figures in sight. */
  model: () => ReportModel;
  keepRows: (keys: readonly FactKey[]) => void;
  follow: Follow;
}

export type Ways = ReturnType<typeof waysThrough>;

/** A view has to be on the page before what is in it can take the focus. */
export const untilShown = (act: () => void) => window.setTimeout(act, 50);

/** The ways from anywhere at the desk to everywhere else. */
export function waysThrough({ read, change, split, model, keepRows, follow }: Options) {
  /** The entered cell that has the focus, while nothing else is looked at. */
  let visited: FactKey | null = null;

  function changePane(pane: PaneId, part: Partial<PaneState>): void {
    const { panes } = read();
    change({ panes: { ...panes, [pane]: { ...panes[pane], ...part } } });
  }

  function visit(key: FactKey): void {
    visited = key;
    follow.soon(() => {
      if (visited === key) change({ selection: { kind: "fact", key } });
    });
  }

  function lookAt(selection: Selection): void {
    visited = null;
    change({ selection });
  }

  const isTable = (cell: CellId) => model().tableSet.tables.some(({ id }) => id === tableOf(cell));

  /** Opens a view in the first place; where it stands second, the two change places. */
  function setView(next: string): void {
    const { view, split: shown } = read();
    if (shown && next === secondViewOf(read())) split.keep({ ...shown, view });
    change({ view: next });
  }

  function seek(pane: PaneId, key: FactKey, fund: Fund | ""): void {
    changePane(pane, { sought: key, ...(fund && { fund }) });
  }

  function goTo(key: FactKey): void {
    const { sheet, fund } = parseFactKey(key);
    // A cell that is blank or holds no amount may have no row yet.
    keepRows([key]);
    if (sheet === secondViewOf(read())) return seek("second", key, fund);
    setView(sheet);
    seek("first", key, fund);
  }

  /** Adds a subject to the sheet of a pane, and goes to its first cell. */
  function pickSubject(pane: PaneId, code: string): void {
    const { sheet, sheetFund } = sheetInView(model().tableSet, viewOfPane(read(), pane), read().panes[pane].fund);
    if (!sheet) return;
    const key = factKey(sheet.id, code, sheetFund, columnsFor(sheet, sheetFund)[0]!.id);
    keepRows([key]);
    seek(pane, key, sheetFund);
  }

  /** To a place in the text: a sentence, or the field of a typed text. */
  function goToText(place: { sentenceId: string } | { slot: string }): void {
    const slot = "slot" in place ? place.slot : "";
    setView(slot.startsWith("profile.") ? "profile" : slot.startsWith("stateAssets.") ? "stateAssets" : "narrative");
    untilShown(() => {
      if ("slot" in place) document.querySelector<HTMLTextAreaElement>(`textarea[name="${place.slot}"]`)?.focus();
      else document.getElementById(place.sentenceId)?.scrollIntoView({ block: "center" });
    });
  }

  function showSource(): void {
    change({ tab: "source" });
    if (window.matchMedia("(width < 64rem)").matches && !secondViewOf(read()))
      document.getElementById(PANEL_ID)?.scrollIntoView({ block: "start" });
  }

  /** Shows where a cell comes from; a table that is open gives way to the cell's own. */
  function show(cell: CellId): void {
    lookAt({ kind: "cell", id: cell });
    const { view, split: shown } = read();
    const second = secondViewOf(read());
    const table = `table:${tableOf(cell)}`;
    if (isTable(cell) && table !== view && table !== second) {
      if (view.startsWith("table:")) change({ view: table });
      else if (shown && second.startsWith("table:")) split.keep({ ...shown, view: table });
    }
    showSource();
  }

  function showInTable(cell: CellId): void {
    lookAt({ kind: "cell", id: cell });
    const table = `table:${tableOf(cell)}`;
    if (isTable(cell) && table !== secondViewOf(read())) change({ view: table });
    untilShown(() => document.querySelector<HTMLElement>(`td[data-cell="${cell}"] > button`)?.focus());
  }

  /**
   * To a figure in the place where it stands: on its sheet when it is entered, in its table, or on the sheet it is
   * added up from.
   */
  function showPlace(id: string): void {
    if (id.includes(":")) return goTo(id as FactKey);
    const cell = id as CellId;
    const behind = isTable(cell) ? undefined : model().factsBehind(cell)[0];
    if (behind === undefined) return showInTable(cell);
    lookAt({ kind: "cell", id: cell });
    goTo(behind);
  }

  function showNumber(number: Omit<Extract<Selection, { kind: "number" }>, "kind">): void {
    lookAt({ kind: "number", ...number });
    showSource();
  }

  return {
    setView,
    setSplit: (next: Split) => split.keep(next),
    /** The second view opens with the focus on the choice of what stands in it. */
    openSecond(next: Split): void {
      split.keep(next);
      change({ isSecondAsked: true });
    },
    secondFocused: () => change({ isSecondAsked: false }),
    setFund: (pane: PaneId, fund: Fund) => changePane(pane, { fund }),
    /** The grid of a pane is where it was asked to go. */
    found: (pane: PaneId) => changePane(pane, { sought: null }),
    setTab: (tab: PanelTab) => change({ tab }),
    record: (recordOf: SelectedFigure | null) => change({ recordOf }),
    pickSubject,
    goTo,
    goToText,
    visit,
    show,
    showPlace,
    showNumber,
  };
}

function tableOf(cell: CellId): string {
  return cell.split(".")[0]!;
}
