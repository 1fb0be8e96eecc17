import { entryTableId } from "../formats/entry-tables";
import { cellId } from "../formats/names";
import { hasSubjectRows } from "../formats/sheet-definition";
import { cellIdOf } from "../words/cell-id";
import type { Fund } from "../words/funds";
import type { ReportModel } from "./open-report";
import { parseFactKey, type FactAddress, type FactKey } from "../words/fact-address";
import {
  adjustedOpeningKey,
  adjustmentKey,
  adjustmentSlot,
  openingAdjustmentsOf,
  placeOfAdjustment,
} from "../words/opening-adjustments";
import { printedDate } from "../words/read-day";

/**
 * The locked opening balances that move with these adjustments, as the database moves them (`adjust_locked_opening`): by
 * what each adjustment changes. Openings that the unit types stay as they are typed. Amounts in fen.
 *
 * @param amountOf what an adjustment or an opening is now
 */
export function adjustedOpenings(
  entries: readonly (readonly [FactKey, number | null])[],
  locked: ReadonlySet<FactKey>,
  amountOf: (key: FactKey) => number | null,
): [FactKey, number][] {
  const moved = new Map<FactKey, number>();
  for (const [key, value] of entries) {
    const place = placeOfAdjustment(key);
    const opening = place && adjustedOpeningKey(place);
    if (!opening || !locked.has(opening)) continue;
    const before = moved.get(opening) ?? amountOf(opening) ?? 0;
    moved.set(opening, before + (value ?? 0) - (amountOf(key) ?? 0));
  }
  return [...moved];
}

/** What an event of the register hands over at the beginning of a year, as adjustments of a unit's openings. */
export interface Takeover {
  adjustments: { address: FactAddress; value: number }[];
  texts: { slot: string; text: string }[];
}

/**
 * How the openings of a unit differ from its own closing balances because units were merged, divided or taken over:
 * 归集调入 and 归集调出, each with the documents of the events and the date of the last. Amounts in fen, by the key of the
 * opening.
 *
 * @param own its closing balances of the year before; empty for a unit that is new
 * @param openings what it opens the year with
 * @param events the earliest first
 */
export function takeoverOf(
  own: ReadonlyMap<string, number>,
  openings: ReadonlyMap<string, number>,
  events: readonly { document: { number: string; date: string } }[],
  text: { received: string; handed: string },
): Takeover {
  const takeover: Takeover = { adjustments: [], texts: [] };
  const newest = events.at(-1);
  if (!newest) return takeover;
  const numbers = [...new Set(events.map(({ document }) => document.number))].join("、");
  const date = printedDate(newest.document.date) ?? newest.document.date;
  for (const key of new Set([...own.keys(), ...openings.keys()])) {
    const { sheet, row, fund, column } = parseFactKey(key);
    const value = (openings.get(key) ?? 0) - (own.get(key) ?? 0);
    if (sheet !== "balance" || column !== "opening" || fund === "" || value === 0) continue;
    const place = { row, fund, kind: value > 0 ? "transferIn" : "transferOut" } as const;
    takeover.adjustments.push({ address: parseFactKey(adjustmentKey(place)), value });
    takeover.texts.push(
      { slot: adjustmentSlot(place, "document"), text: numbers },
      { slot: adjustmentSlot(place, "date"), text: date },
      { slot: adjustmentSlot(place, "text"), text: value > 0 ? text.received : text.handed },
    );
  }
  return takeover;
}

/** An opening balance that is adjusted, with both sides; amounts in fen. */
export interface AdjustedOpening {
  fund: Fund;
  row: string;
  /** Last year's closing balance of the unit; `null` where nobody has it. */
  last: number | null;
  adjusted: number;
  opening: number;
}

/** The opening balances that have adjustments, each with last year's closing balance. */
export function adjustedOpeningLines(model: ReportModel): AdjustedOpening[] {
  const balance = model.tableSet.sheets.find("balance");
  const lines = new Map<FactKey, AdjustedOpening>();
  for (const { fund, row, amount } of openingAdjustmentsOf(model.facts())) {
    const key = adjustedOpeningKey({ fund, row });
    const isBySubject = balance !== undefined && hasSubjectRows(balance, fund);
    const closing = isBySubject
      ? cellIdOf(fund, row, "closingBalance")
      : cellId(entryTableId("balance"), fund, "closing");
    const line = lines.get(key) ?? {
      fund,
      row,
      last: model.priorValue(closing) ?? (model.hasPriorYear ? 0 : null),
      adjusted: 0,
      opening: model.amount(key) ?? 0,
    };
    lines.set(key, { ...line, adjusted: line.adjusted + amount });
  }
  return [...lines.values()];
}
