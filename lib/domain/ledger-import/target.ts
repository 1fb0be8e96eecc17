import type { FactAddress } from "../facts/address";
import { columnsFor, sheets, type SheetColumn, type SheetDefinition } from "../facts/sheets";
import { fundLabels, type Fund } from "../funding";
import type { SubjectCatalogue } from "../subjects/catalogue";
import { plainText } from "./ledger-sheet";

/** The entry sheet, and the fund where it is kept by fund, that a ledger is brought into. */
export interface LedgerTarget {
  sheet: (typeof sheets)[number]["id"];
  fund: Fund | "";
}

/** The entry sheet of an id, the first one for any other id; with the given fund, or the one that most ledgers are kept for. */
export function targetAt(id: string, fund: Fund | "" = ""): LedgerTarget {
  const sheet = sheets.find((each) => each.id === id) ?? sheets[0];
  return { sheet: sheet.id, fund: "funds" in sheet ? fund || "generalPublicBudget" : "" };
}

export interface Catalogues {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** How rows of the target are found: by subjects of a catalogue, or by the names of its fixed rows. */
export type TargetRows = { kind: "subjects"; catalogue: SubjectCatalogue; bottom: 2 | 3 } | { kind: "fixed"; rows: readonly { id: string; label: string }[] };

/** The target in words: `支出（一般公共预算财政拨款）`. */
export function targetLabel({ sheet, fund }: LedgerTarget): string {
  return `${definitionOf(sheet).title}${fund === "" ? "" : `（${fundLabels[fund]}）`}`;
}

/** Columns that the target takes figures for. */
export function targetColumns({ sheet, fund }: LedgerTarget): readonly SheetColumn[] {
  return columnsFor(definitionOf(sheet), fund);
}

export function targetRows({ sheet, fund }: LedgerTarget, { functional, economic }: Catalogues): TargetRows {
  const { rows } = definitionOf(sheet);
  if (rows.kind === "fixed") return { kind: "fixed", rows: rows.rows };
  if (rows.kind === "balance" && fund !== "governmentFund") return { kind: "fixed", rows: rows.rows.filter(({ id }) => id === fund) };
  return rows.kind === "economic" ? { kind: "subjects", catalogue: economic, bottom: 2 } : { kind: "subjects", catalogue: functional, bottom: 3 };
}

export function addressIn({ sheet, fund }: LedgerTarget, row: string, column: string): FactAddress {
  return { sheet, fund, row, column };
}

/** A name as it is compared: without numbering, 其中, notes and units in brackets at its end, and a code before or behind it. */
export function plainName(text: string): string {
  return plainText(text)
    .replace(/^\(?[一二三四五六七八九十\d]{1,3}[)、.]/, "")
    .replace(/^(其中|减|加):/, "")
    .replace(/^[\d.-]{3,}/, "")
    .replace(/\((个|人次|人|辆|批|台、套|元|万元|[\d.-]{3,})\)$/, "");
}

function definitionOf(id: LedgerTarget["sheet"]): SheetDefinition {
  return sheets.find((sheet) => sheet.id === id)!;
}
