"use client";

import { startTransition, useState, type RefObject } from "react";
import { factKey, parseFactKey, type FactKey } from "@/lib/domain/facts/address";
import { columnsFor, type SheetDefinition } from "@/lib/domain/facts/sheets";
import type { Fund } from "@/lib/domain/funding";
import type { CellId } from "@/lib/domain/tables/definition";
import { sheetList } from "./desk-model";
import type { PanelTab } from "./desk-panel";
import type { Selection } from "./source-panel";
import type { DeskContents } from "./use-desk-contents";

export type DeskPlace = ReturnType<typeof useDeskPlace>;

/** A view has to be on the page before what is in it can take the focus. */
export const untilShown = (act: () => void) => window.setTimeout(act, 50);

/** Where somebody is at the desk (view, fund, selection, tab of the panel) and the ways from there to everywhere else. */
export function useDeskPlace({ model, rows }: DeskContents, initial: { view: string; tab: PanelTab }, panel: RefObject<HTMLElement | null>) {
  const [view, setView] = useState(initial.view);
  const [fund, setFund] = useState<Fund>("generalPublicBudget");
  const [selection, setSelection] = useState<Selection | null>(null);
  const [tab, setTab] = useState(initial.tab);
  /** The cell that the grid is asked to go to. */
  const [sought, setSought] = useState<FactKey | null>(null);

  const sheet = sheetList.find(({ id }) => id === view);
  const sheetFund: Fund | "" = sheet?.funds ? fund : "";
  const isTable = (cell: CellId) => model.tableSet.tables.some(({ id }) => id === tableOf(cell));

  function goTo(key: FactKey): void {
    const { sheet: sheetId, fund: ofFund } = parseFactKey(key);
    setView(sheetId);
    if (ofFund) setFund(ofFund);
    // A cell that is blank or holds no amount may have no row yet.
    rows.keep([key]);
    setSought(key);
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
    if (window.matchMedia("(width < 64rem)").matches) panel.current?.scrollIntoView({ block: "start" });
  }

  function select(cell: CellId): void {
    setSelection({ kind: "cell", id: cell });
  }

  /** Shows where a cell comes from; a table that is open gives way to the cell's own. */
  function show(cell: CellId): void {
    select(cell);
    if (view.startsWith("table:") && isTable(cell)) setView(`table:${tableOf(cell)}`);
    showSource();
  }

  function showInTable(cell: CellId): void {
    select(cell);
    if (isTable(cell)) setView(`table:${tableOf(cell)}`);
    untilShown(() => document.querySelector<HTMLElement>(`button[data-cell="${cell}"]`)?.focus());
  }

  /** To a figure in the place where it stands: on its sheet when it is entered, in its table, or on the sheet it is added up from. */
  function showPlace(id: string): void {
    if (id.includes(":")) return goTo(id as FactKey);
    const cell = id as CellId;
    const first = isTable(cell) ? undefined : model.factsBehind(cell)[0];
    if (first === undefined) return showInTable(cell);
    select(cell);
    goTo(first);
  }

  function showNumber(number: Omit<Extract<Selection, { kind: "number" }>, "kind">): void {
    setSelection({ kind: "number", ...number });
    showSource();
  }

  /** A cell that takes the focus keeps its row. */
  function visit(key: FactKey): void {
    startTransition(() => {
      setSelection({ kind: "fact", key });
      if (sheet && hasSubjects(sheet, fund)) rows.keep([key]);
    });
  }

  function pickSubject(code: string): void {
    if (!sheet) return;
    const key = factKey(sheet.id, code, sheetFund, columnsFor(sheet, sheetFund)[0]!.id);
    goTo(key);
  }

  return { sought, found: () => setSought(null), view, setView, sheet, sheetFund, needsSubjects: sheet !== undefined && hasSubjects(sheet, fund), fund, setFund, selection, tab, setTab, goTo, goToText, show, showPlace, showNumber, visit, pickSubject };
}

function tableOf(cell: CellId): string {
  return cell.split(".")[0]!;
}

/** Whether the rows of a sheet are functional subjects, picked one by one. */
function hasSubjects({ rows }: SheetDefinition, fund: Fund): boolean {
  return rows.kind === "functional" || (rows.kind === "balance" && fund === "governmentFund");
}
