import { appropriationAt, type FactAddress } from "../words/fact-address";
import { readAdjustmentColumn } from "../words/opening-adjustments";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { levelOfCode } from "../words/subjects/catalogue";
import type { EntrySheets } from "./entry-sheets";
import { partsOfRow, transferColumn } from "../words/counterparts";
import { columnsFor, hasSubjectRows, type SheetDefinition } from "./sheet-definition";

export type AddressProblem =
  | "unknownSheet"
  | "unknownRow"
  | "unknownFund"
  | "unknownColumn"
  | "unknownSubject"
  | "notItemLevel"
  | "wrongFund";

export const addressProblemMessages: Record<AddressProblem, string> = {
  unknownSheet: "没有这张填报表。请刷新页面后重试。",
  unknownRow: "没有这一行。请刷新页面后重试。",
  unknownFund: "没有这种资金性质。请刷新页面后重试。",
  unknownColumn: "没有这一列。请刷新页面后重试。",
  unknownSubject: "该科目不在本年度科目表中。请改用本年度科目表中的科目。",
  notItemLevel: "须填到最末级科目（功能分类到项、经济分类到款）。请改用其下级科目。",
  wrongFund: "该科目不属于这种资金性质。请核对科目和资金性质。",
};

/**
 * Whether a fact may be stored at the address: the format has the sheet, row, fund and column, and the subject is
 * a bottom-level subject of the year's catalogue that belongs to the fund of its row or column (L-01, L-05).
 * `undefined` when it may.
 */
export function addressProblem(
  address: FactAddress,
  sheets: EntrySheets,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): AddressProblem | undefined {
  const place = placeProblem(address, sheets);
  if (place) return place;
  switch (address.sheet) {
    case "control":
    case "priorYear":
      return undefined;
    case "openingAdjustments":
      return addressProblem({ ...address, sheet: "balance", column: "opening" }, sheets, catalogues);
    case "counterparts":
      return addressProblem(transferOf(address)!, sheets, catalogues);
    default: {
      const sheet = sheets.find(address.sheet)!;
      const hasSubjects = sheet.rows.kind === "economic" || hasSubjectRows(sheet, address.fund);
      return hasSubjects ? subjectProblem(address, sheet, catalogues) : undefined;
    }
  }
}

/**
 * Whether the format has the sheet, row, fund and column of a fact, whichever the subjects of the year are. `undefined`
 * when it has.
 */
export function placeProblem(address: FactAddress, sheets: EntrySheets): AddressProblem | undefined {
  // Control totals and hand-entered prior-year figures sit beside a table cell, whose id is checked when the tables are
  // built.
  if (address.sheet === "control" || address.sheet === "priorYear")
    return address.fund === "" &&
      address.column === "amount" &&
      /^[A-Za-z]+\.[A-Za-z0-9]+\.[A-Za-z]+$/.test(address.row)
      ? undefined
      : "unknownRow";
  if (address.sheet === "openingAdjustments") {
    const kinds: readonly string[] = sheets.find("balance")?.adjustments ?? [];
    if (!kinds.includes(readAdjustmentColumn(address.column)?.kind ?? "")) return "unknownColumn";
    return placeProblem({ ...address, sheet: "balance", column: "opening" }, sheets);
  }
  if (address.sheet === "counterparts") {
    if (!partsOfRow(address.row)) return "unknownRow";
    const transfer = transferOf(address);
    return transfer ? placeProblem(transfer, sheets) : "unknownColumn";
  }
  const sheet = sheets.find(address.sheet);
  if (!sheet) return "unknownSheet";
  if (sheet.funds ? address.fund === "" || !sheet.funds.includes(address.fund) : address.fund !== "")
    return "unknownFund";
  if (sheet.rows.kind === "balance" && !hasSubjectRows(sheet, address.fund)) {
    const row = sheet.rows.rows.find(({ id }) => id === address.row);
    if (!row || row.id !== address.fund) return "unknownRow";
    return row.columns?.includes(address.column) ? undefined : "unknownColumn";
  }
  if (!columnsFor(sheet, address.fund).some(({ id }) => id === address.column)) return "unknownColumn";
  if (sheet.rows.kind === "fixed") {
    const row = sheet.rows.rows.find(({ id }) => id === address.row);
    if (!row) return "unknownRow";
    return row.columns && !row.columns.includes(address.column) ? "unknownColumn" : undefined;
  }
  return undefined;
}

/** The amount that a counterpart is part of. */
function transferOf(address: FactAddress): FactAddress | null {
  const column = transferColumn(address.column);
  const parts = partsOfRow(address.row);
  return column && parts ? { ...address, sheet: column.sheet, row: parts.item } : null;
}

function subjectProblem(
  address: FactAddress,
  sheet: SheetDefinition,
  { functional, economic }: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): AddressProblem | undefined {
  const catalogue = sheet.rows.kind === "economic" ? economic : functional;
  const bottom = sheet.rows.kind === "economic" ? 2 : 3;
  const level = levelOfCode(catalogue.classification, address.row);
  if (level !== undefined && level < bottom && catalogue.get(address.row)) return "notItemLevel";
  if (!catalogue.get(address.row)) return "unknownSubject";
  const appropriation = catalogue === functional ? appropriationAt(address) : null;
  return appropriation !== null && functional.appropriationOf(address.row) !== appropriation ? "wrongFund" : undefined;
}
