/** Where 代编 and 调整 may be entered, and what they say in the words of a year. */
import { labelOfFact } from "../engine/figures";
import type { Figures } from "../engine/contract";
import type { Format } from "../formats/define";
import { columnsFor } from "../formats/sheet-definition";
import { valueText } from "../formats/stored-values";
import { factKey, parseFactKey, type FactKey } from "../words/fact-address";
import { fundLabels, type Fund } from "../words/funds";

/** A place that an adjustment may be entered at. */
export interface AdjustmentPlace {
  /** `sheet:row:fund:column`; the row is empty where a subject is asked for. */
  place: string;
  label: string;
  asksSubject: boolean;
}

/** Every column of the year's sheets that is added up. */
export function adjustmentPlaces({ sheets }: Format): AdjustmentPlace[] {
  return sheets.all.flatMap((sheet) =>
    (sheet.funds ?? [""]).flatMap((fund: Fund | "") =>
      columnsFor(sheet, fund).flatMap(({ id: column, label }): AdjustmentPlace[] => {
        const words = (row: string) =>
          [sheet.title, fund === "" ? "" : fundLabels[fund], row, label].filter(Boolean).join(" · ");
        const place = (row: string) => `${factKey(sheet.id, row, fund, column)}`;
        const { rows } = sheet;
        if (rows.kind === "fixed")
          return rows.rows
            .filter(
              (row) =>
                (row.columns ?? [column]).includes(column) &&
                sheets.inSumOf({ sheet: sheet.id, row: row.id }) !== "left",
            )
            .map((row) => ({ place: place(row.id), label: words(row.label), asksSubject: false }));
        if (rows.kind === "balance" && (fund === "" || !rows.bySubject.includes(fund)))
          return rows.rows
            .filter((row) => row.id === fund && (row.columns ?? []).includes(column))
            .map((row) => ({ place: place(row.id), label: words(""), asksSubject: false }));
        return [{ place: place(""), label: words(""), asksSubject: true }];
      }),
    ),
  );
}

/** What an adjustment says, line by line. */
export function adjustmentLines(
  lines: readonly { key: FactKey; amount: number }[],
  figures: Figures,
  nameOfSubject: (code: string) => string | undefined,
): string[] {
  const { sheets } = figures.tableSet;
  return lines.map(
    ({ key, amount }) =>
      `${labelOfFact(figures, key, nameOfSubject)} ${valueText(sheets.measureOf(parseFactKey(key)), amount)}`,
  );
}
