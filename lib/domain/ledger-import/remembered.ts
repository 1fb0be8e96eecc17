import { guessMapping } from "./guess-mapping";
import { columnCountOf, headersOf, type LedgerSheet } from "./ledger-sheet";
import { mappingProblems, type LedgerMapping } from "./mapping";
import type { Catalogues, LedgerTarget } from "./target";

/** How a ledger with these headers was mapped before. */
export interface RememberedMapping {
  target: LedgerTarget;
  headers: readonly string[];
  mapping: LedgerMapping;
}

/** The mapping that was used for the same header and target before; `null` when there was none, or when it does not fit any more. */
export function rememberedMapping(sheet: LedgerSheet, target: LedgerTarget, remembered: readonly RememberedMapping[]): LedgerMapping | null {
  const width = columnCountOf(sheet);
  const same = remembered.find(({ target: of, headers, mapping }) => {
    if (of.sheet !== target.sheet || of.fund !== target.fund || mapping.roles.length > width) return false;
    const present = headersOf(sheet, mapping.headerRows);
    // A header of blanks says nothing about what is below it.
    return present.some((text) => text !== "") && present.length === headers.length && present.every((text, at) => text === headers[at]);
  });
  return same && mappingProblems(same.mapping, target).length === 0 ? same.mapping : null;
}

/** The worksheet to begin with: one that was mapped before, else the first that can be read at once, else the first. */
export function firstSheetToRead(sheets: readonly LedgerSheet[], target: LedgerTarget, remembered: readonly RememberedMapping[], catalogues: Catalogues): number {
  const known = sheets.findIndex((sheet) => rememberedMapping(sheet, target, remembered) !== null);
  const readable = known >= 0 ? known : sheets.findIndex((sheet) => mappingProblems(guessMapping(sheet, target, catalogues), target).length === 0);
  return Math.max(0, readable);
}
