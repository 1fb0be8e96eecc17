import type { TableSet } from "../formats/define";
import type { WrittenUnit } from "../words/amounts";
import { isMeantAsFigure } from "../words/copied-amounts";
import { guessMapping } from "./guess-mapping";
import { columnCountOf, plainText, type LedgerSheet } from "./ledger-sheet";
import { amountRole, columnOfRole, type ColumnRole, type LedgerMapping } from "./mapping";
import { matchRows } from "./row-matching";
import { statedUnitOf } from "./stated-unit";
import { targetColumns, type Catalogues, type LedgerTarget } from "./target";

/**
 * A rectangle from the clipboard as a ledger, when it says itself of which rows its figures are: codes or names that
 * the target has stand beside them in most rows. `null` when it is figures alone.
 */
export function pastedTable(
  block: readonly (readonly string[])[],
  target: LedgerTarget,
  catalogues: Catalogues,
): LedgerSheet | null {
  const sheet: LedgerSheet = { name: "剪贴板", rows: block, merges: [] };
  if (columnCountOf(sheet) < 2) return null;
  const { headerRows, roles } = guessMapping(sheet, target, catalogues);
  const textIn = (row: readonly string[], wanted: readonly ColumnRole[]) =>
    row.filter((_, column) => wanted.includes(roles[column] ?? "ignored")).join("");
  const words = block
    .slice(headerRows.last + 1)
    .map((row) => ({ code: textIn(row, ["code", "codePart"]), name: textIn(row, ["name"]) }));
  const named = words.filter(({ code, name }) => code.trim() + name.trim() !== "");
  // 201.03 is an amount before it is the code of a 款.
  const found = matchRows(
    named.filter(({ code }) => !/^\d+\.\d{1,2}$/.test(plainText(code))),
    target,
    catalogues,
  ).filter((match) => (match.kind === "unknown" ? match.isSubject : match.kind !== "detail"));
  const hasFigures = block
    .slice(headerRows.last + 1)
    .some((row) => row.some((text, column) => !isWordRole(roles[column]) && isMeantAsFigure(text)));
  return hasFigures && found.length > 0 && found.length * 2 >= words.length ? sheet : null;
}

/** Where in a grid a table was pasted, and the unit that the grid is read in. */
export interface PastedAt {
  column: string;
  unit: WrittenUnit;
  /** The rows of the grid (codes where it has subjects), and the one of them from which on it was pasted. */
  grid?: { rows: readonly string[]; top: number };
}

/**
 * The guessed mapping of a pasted table, completed by where it was pasted: its unit is that of the grid where the table
 * names none, and its only column of figures that nothing is said about goes into the column of the grid.
 */
export function mappingPastedAt(
  guessed: LedgerMapping,
  sheet: LedgerSheet,
  target: LedgerTarget,
  { column, unit }: PastedAt,
  tableSet: TableSet,
): LedgerMapping {
  const { headerRows, roles } = guessed;
  const mapping = statedUnitOf(sheet, headerRows, roles).words.length === 0 ? { ...guessed, unit } : guessed;
  if (
    !targetColumns(target, tableSet).some(({ id }) => id === column) ||
    roles.some((role) => role === "open" || columnOfRole(role) !== null)
  )
    return mapping;
  const below = sheet.rows.slice(headerRows.last + 1);
  const left = roles.flatMap((role, at) =>
    role === "ignored" && below.some((row) => isMeantAsFigure(row[at] ?? "")) ? [at] : [],
  );
  return left.length === 1
    ? { ...mapping, roles: roles.map((role, at) => (at === left[0] ? amountRole(column) : role)) }
    : mapping;
}

function isWordRole(role: ColumnRole | undefined): boolean {
  return role === "code" || role === "codePart" || role === "name" || role === "fund" || role === "organisation";
}
