"use client";

import { useRef, useState, type RefObject } from "react";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { CellId } from "@/lib/domain/words/cell-id";
import type { PanelTab } from "../panes/desk-panel";
import type { Selection } from "../sources/source-panel";
import type { DeskContents } from "./use-desk-contents";
import { usePane } from "./use-pane";
import { useSplit } from "./use-split";

export type DeskPlace = ReturnType<typeof useDeskPlace>;

interface Options {
  initial: { view: string; tab: PanelTab };
  /** Of whom and of what the second view is remembered. */
  person: { userId: string; versionId: string };
  panel: RefObject<HTMLElement | null>;
}

/** A view has to be on the page before what is in it can take the focus. */
export const untilShown = (act: () => void) => window.setTimeout(act, 50);

/** Where somebody is at the desk (views, selection, tab of the panel) and the ways from there to everywhere else. */
export function useDeskPlace({ model, rows, follow }: DeskContents, { initial, person, panel }: Options) {
  const [view, setFirstView] = useState(initial.view);
  const { split, read: readSplit, keep: setSplit } = useSplit(person);
  const [selection, setSelection] = useState<Selection | null>(null);
  const [tab, setTab] = useState(initial.tab);
  /** The entered cell that has the focus, while nothing else is looked at. */
  const visited = useRef<FactKey | null>(null);
  const first = usePane({ view, rows });
  // No cell may be on the page twice: what stands first is not shown again.
  const secondView = split?.isOpen && split.view !== view ? split.view : "";
  const second = usePane({ view: secondView, rows });

  function visit(key: FactKey): void {
    visited.current = key;
    follow.soon(() => {
      if (visited.current === key) setSelection({ kind: "fact", key });
    });
  }

  function lookAt(next: Selection): void {
    visited.current = null;
    setSelection(next);
  }

  const isTable = (cell: CellId) => model.tableSet.tables.some(({ id }) => id === tableOf(cell));

  /** Opens a view in the first place; where it stands second, the two change places. */
  function setView(next: string): void {
    if (split && next === secondView) setSplit({ ...split, view });
    setFirstView(next);
  }

  function goTo(key: FactKey): void {
    const { sheet, fund } = parseFactKey(key);
    // A cell that is blank or holds no amount may have no row yet.
    rows.keep([key]);
    if (sheet === secondView) return second.seek(key, fund);
    setView(sheet);
    first.seek(key, fund);
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
    setTab("source");
    if (window.matchMedia("(width < 64rem)").matches && !secondView) panel.current?.scrollIntoView({ block: "start" });
  }

  function select(cell: CellId): void {
    lookAt({ kind: "cell", id: cell });
  }

  /** Shows where a cell comes from; a table that is open gives way to the cell's own. */
  function show(cell: CellId): void {
    select(cell);
    const table = `table:${tableOf(cell)}`;
    if (isTable(cell) && table !== view && table !== secondView) {
      if (view.startsWith("table:")) setFirstView(table);
      else if (split && secondView.startsWith("table:")) setSplit({ ...split, view: table });
    }
    showSource();
  }

  function showInTable(cell: CellId): void {
    select(cell);
    const table = `table:${tableOf(cell)}`;
    if (isTable(cell) && table !== secondView) setFirstView(table);
    untilShown(() => document.querySelector<HTMLElement>(`td[data-cell="${cell}"] > button`)?.focus());
  }

  /** To a figure in the place where it stands: on its sheet when it is entered, in its table, or on the sheet it is added up from. */
  function showPlace(id: string): void {
    if (id.includes(":")) return goTo(id as FactKey);
    const cell = id as CellId;
    const behind = isTable(cell) ? undefined : model.factsBehind(cell)[0];
    if (behind === undefined) return showInTable(cell);
    select(cell);
    goTo(behind);
  }

  function showNumber(number: Omit<Extract<Selection, { kind: "number" }>, "kind">): void {
    lookAt({ kind: "number", ...number });
    showSource();
  }

  return {
    view,
    setView,
    sheetFund: first.sheetFund,
    first,
    second: secondView === "" ? null : second,
    split,
    readSplit,
    setSplit,
    selection,
    tab,
    setTab,
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
