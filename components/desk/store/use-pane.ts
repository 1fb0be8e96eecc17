"use client";

import { useState } from "react";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { columnsFor, type SheetDefinition } from "@/lib/domain/formats/sheets";
import type { Fund } from "@/lib/domain/words/funds";
import { sheetList } from "../report/desk-report";
import type { KeptRows } from "../figures/use-kept-rows";

export type Pane = ReturnType<typeof usePane>;

interface Options {
  /** The sheet or table in it. */
  view: string;
  rows: KeptRows;
}

/** One view in sight: of which money its sheet is, and the cell that its grid is asked to go to. */
export function usePane({ view, rows }: Options) {
  const [fund, setFund] = useState<Fund>("generalPublicBudget");
  /** The cell that the grid is asked to go to. */
  const [sought, setSought] = useState<FactKey | null>(null);
  const sheet = sheetList.find(({ id }) => id === view);
  const sheetFund: Fund | "" = sheet?.funds ? fund : "";

  function seek(key: FactKey, ofFund: Fund | ""): void {
    if (ofFund) setFund(ofFund);
    setSought(key);
  }

  function pickSubject(code: string): void {
    if (!sheet) return;
    const key = factKey(sheet.id, code, sheetFund, columnsFor(sheet, sheetFund)[0]!.id);
    rows.keep([key]);
    seek(key, sheetFund);
  }

  return {
    view,
    sheet,
    fund,
    setFund,
    sheetFund,
    needsSubjects: sheet !== undefined && hasSubjects(sheet, fund),
    sought,
    seek,
    found: () => setSought(null),
    pickSubject,
  };
}

/** Whether the rows of a sheet are functional subjects, picked one by one. */
function hasSubjects({ rows }: SheetDefinition, fund: Fund): boolean {
  return rows.kind === "functional" || (rows.kind === "balance" && fund === "governmentFund");
}
