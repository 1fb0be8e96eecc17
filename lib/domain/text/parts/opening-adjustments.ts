import type { OpeningAdjustmentsPart } from "../../formats/narrative/parts";
import { hasSubjectRows } from "../../formats/sheet-definition";
import {
  adjustmentKey,
  adjustmentSlot,
  entriesOf,
  openingAdjustmentKind,
  type AdjustmentPlace,
} from "../../words/opening-adjustments";
import { fundLabels } from "../../words/funds";
import { isKnown, sumOf, type KnownFigure } from "../writing/figures";
import type { PartWriter } from "../writing/part";
import { reason } from "../writing/reasons";
import { paragraph, type SectionInput } from "../writing/section";

/** How the opening balances differ from last year's closing balances, kind by kind. Nothing where they do not. */
export const openingAdjustments: PartWriter<OpeningAdjustmentsPart> = {
  write({ id, words: { adjustments: words } }, { model, figures, context }) {
    if (model.partState("openingAdjustments") !== "filled") return [];
    const { say, numbers, texts } = context;
    const declared = placesIn(model).flatMap((place) => {
      const amount = figures.fact(adjustmentKey(place));
      return isKnown(amount) && amount.value !== 0 ? [{ place, amount }] : [];
    });
    if (declared.length === 0) return [];
    const whole = sumOf(declared.map(({ amount }) => amount)) as KnownFigure;
    const total = whole.value > 0 ? words.rise : whole.value < 0 ? words.fall : words.equal;
    return [
      paragraph(`${id}.paragraph`, [
        say(id, total, { amount: numbers.amount(withoutSign(whole)) }),
        ...declared.map(({ place, amount }) =>
          say(
            [id, place.fund, place.row, place.kind, place.entry].filter((part) => part !== undefined).join("."),
            amount.value > 0 ? words.raised : words.lowered,
            {
              fund: fundLabels[place.fund] + (place.row === place.fund ? "" : nameOfRow(model, place)),
              kind: openingAdjustmentKind(place.kind).label,
              amount: numbers.amount(withoutSign(amount)),
              document: reason(adjustmentSlot(place, "document"), texts),
              date: reason(adjustmentSlot(place, "date"), texts),
              reason: reason(adjustmentSlot(place, "text"), texts),
            },
          ),
        ),
      ]),
    ];
  },
  // Which funds and rows there are is the sheet's: text/declared-slots.ts has them.
  slotsOf: () => [],
};

const withoutSign = (figure: KnownFigure): KnownFigure => ({ ...figure, value: Math.abs(figure.value) });

function nameOfRow(model: SectionInput["model"], { row, fund }: AdjustmentPlace): string {
  const label = model.tableRows(fund).find(({ id }) => id === row)?.label;
  return label === undefined ? row : `（${label}）`;
}

/** Every adjustment that the sheet of balances may have, with the rows that its tables have. */
function placesIn(model: SectionInput["model"]): AdjustmentPlace[] {
  const balance = model.tableSet.sheets.find("balance");
  return (balance?.funds ?? []).flatMap((fund) => {
    const rows =
      balance && hasSubjectRows(balance, fund)
        ? model.tableRows(fund).flatMap(({ id, kind }) => (kind === "item" ? [id] : []))
        : [fund];
    return rows.flatMap((row) => (balance?.adjustments ?? []).flatMap((kind) => entriesOf({ fund, row, kind })));
  });
}
