import { guessMapping, speaksOfFunds } from "./guess-mapping";
import { columnCountOf, headersOf, plainText, type LedgerSheet } from "./ledger-sheet";
import { columnOfRole, leadsToFigures, mappingProblems, type ColumnRole, type LedgerMapping } from "./mapping";
import { isPriorYearSheet, priorYearTableIn } from "./prior-year-target";
import { confirmedUnit, statedUnitOf } from "./stated-unit";
import { takesEachFund, type Catalogues, type LedgerTarget } from "./target";
import { isOfOtherYear } from "./years";

/** A title stands in the first rows. */
const TITLE_ROWS = 4;

/** How a ledger with these headers was mapped before. */
export interface RememberedMapping {
  target: LedgerTarget;
  headers: readonly string[];
  mapping: LedgerMapping;
}

/**
 * The mapping that was used for the same header and target before; `null` when there was none, or when it does not fit
 * any more. Its unit is asked about again where the worksheet names another one now.
 */
export function rememberedMapping(
  sheet: LedgerSheet,
  target: LedgerTarget,
  remembered: readonly RememberedMapping[],
  catalogues: Catalogues,
): LedgerMapping | null {
  const width = columnCountOf(sheet);
  const same = remembered.find(({ target: of, headers, mapping }) => {
    if (of.sheet !== target.sheet || of.fund !== target.fund || mapping.roles.length > width) return false;
    const present = headersOf(sheet, mapping.headerRows);
    // A header of blanks says nothing about what is below it.
    return (
      present.some((text) => text !== "") &&
      present.length === headers.length &&
      present.every((text, at) => text === headers[at])
    );
  });
  if (!same || mappingProblems(same.mapping, target, catalogues.tableSet).length > 0) return null;
  const mapping = { ...same.mapping, roles: rolesLookedAtAnew(sheet, same.mapping, target, catalogues) };
  return { ...mapping, unit: confirmedUnit(mapping.unit, statedUnitOf(sheet, mapping.headerRows, mapping.roles)) };
}

/**
 * A mapping as it is remembered: a column that nobody could decide about, because nothing stood in it, is no decision.
 */
export function mappingToRemember<Mapping extends LedgerMapping>(sheet: LedgerSheet, mapping: Mapping): Mapping {
  return {
    ...mapping,
    roles: mapping.roles.map((role, column) =>
      role === "ignored" && !isFilled(sheet, mapping, column) ? "blank" : role,
    ),
  };
}

/** Columns that were blank get what their header says, if something stands in them now. */
function rolesLookedAtAnew(
  sheet: LedgerSheet,
  { headerRows, roles }: LedgerMapping,
  target: LedgerTarget,
  catalogues: Catalogues,
): ColumnRole[] {
  const guessed = guessMapping(sheet, target, catalogues, headerRows).roles;
  return roles.map((role, column) => {
    if (role !== "blank") return role;
    const now = guessed[column] ?? "ignored";
    const isWanted = now === "open" || (columnOfRole(now) !== null && !roles.includes(now));
    return isWanted && isFilled(sheet, { headerRows }, column) ? now : "ignored";
  });
}

function isFilled({ rows }: LedgerSheet, { headerRows }: Pick<LedgerMapping, "headerRows">, column: number): boolean {
  return rows.slice(headerRows.last + 1).some((row) => plainText(row[column] ?? "") !== "");
}

export interface LedgerStart {
  sheetAt: number;
  target: LedgerTarget;
}

/**
 * The worksheet and target to begin with: one that was mapped before, for the wanted target or for another fund of the
 * same sheet, else the first worksheet of the report's year, or else of any, that can be read at once; with every fund
 * where it speaks of several.
 */
export function startOf(
  sheets: readonly LedgerSheet[],
  target: LedgerTarget,
  remembered: readonly RememberedMapping[],
  catalogues: Catalogues,
): LedgerStart {
  const known = [target, ...remembered.map((each) => each.target).filter(({ sheet }) => sheet === target.sheet)];
  for (const each of known) {
    const sheetAt = sheets.findIndex((sheet) => rememberedMapping(sheet, each, remembered, catalogues) !== null);
    if (sheetAt >= 0) return { sheetAt, target: each };
  }
  const readable = sheets.flatMap((sheet, at) => {
    const mapping = guessMapping(sheet, target, catalogues);
    return leadsToFigures(mapping, target)
      ? [{ at, isOfOther: isOfOtherYear(sheet, mapping.headerRows, target, catalogues.year) }]
      : [];
  });
  const sheetAt = (readable.find(({ isOfOther }) => !isOfOther) ?? readable[0])?.at ?? 0;
  return { sheetAt, target: targetFor(sheets[sheetAt]!, target, catalogues) };
}

/**
 * The target with what the worksheet itself says: which of last year's tables it is, or that it is of several funds.
 */
export function targetFor(sheet: LedgerSheet, target: LedgerTarget, catalogues: Catalogues): LedgerTarget {
  if (isPriorYearSheet(target.sheet)) {
    const named = priorYearTableIn([...sheet.rows.slice(0, TITLE_ROWS).flat(), sheet.name], catalogues.tableSet);
    return named ? { sheet: named.sheet, fund: "" } : target;
  }
  if (target.fund === "" || target.fund === "each" || !takesEachFund(target.sheet, catalogues.tableSet)) return target;
  const each: LedgerTarget = { ...target, fund: "each" };
  return speaksOfFunds(sheet, guessMapping(sheet, each, catalogues)) ? each : target;
}
