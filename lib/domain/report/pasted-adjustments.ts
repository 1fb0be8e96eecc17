/** Adjustments of opening balances as people copy them out of a worksheet: one a row. */
import { readCopiedAmount } from "../words/copied-amounts";
import type { FactKey } from "../words/fact-address";
import {
  adjustmentKey,
  entriesOf,
  mostOfAKind,
  openingAdjustmentKinds,
  type AdjustmentPlace,
  type OpeningAdjustment,
} from "../words/opening-adjustments";
import { printedDate } from "../words/read-day";
import type { Fund } from "../words/funds";

/** A balance that can be adjusted, as the list names it. */
export interface AdjustableOpening {
  fund: Fund;
  row: string;
  label: string;
}

export type PastedAdjustment = Pick<OpeningAdjustment, keyof AdjustmentPlace | "amount" | "document" | "date" | "text">;

/**
 * Rows of 资金或科目, 类别, 金额（元）, 文号, 文件日期, 说明, with tabs between. A row of heads and blank rows are passed
 * over; of any other row that cannot be read `problems` says why, and nothing of it is taken. Several rows of one kind
 * are several adjustments, in the order of the rows.
 *
 * @param isFree whether a place may be written: not what an event of the register has brought
 */
export function readPastedAdjustments(
  pasted: string,
  openings: readonly AdjustableOpening[],
  isFree: (place: AdjustmentPlace) => boolean = () => true,
): { adjustments: PastedAdjustment[]; problems: string[] } {
  const adjustments: PastedAdjustment[] = [];
  const problems: string[] = [];
  const seen = new Set<FactKey>();
  pasted.split(/\r?\n/).forEach((line, at) => {
    const [where = "", kindLabel = "", amountText = "", document = "", date = "", text = ""] = line
      .split("\t")
      .map((cell) => cell.trim());
    if (line.trim() === "" || /类别/.test(kindLabel)) return;
    const say = (problem: string) => problems.push(`第 ${at + 1} 行：${problem}`);
    const opening = openings.find(
      ({ row, label }) => label === where || row === where || label.startsWith(`${where} `),
    );
    const kind = openingAdjustmentKinds.find(({ label }) => label === kindLabel);
    const amount = readCopiedAmount(amountText, "yuan", { allowNegative: true, dash: "zero" });
    if (!opening) say(`没有资金或科目“${where}”。`);
    else if (!kind) say(`类别“${kindLabel}”不是${openingAdjustmentKinds.map(({ label }) => label).join("、")}之一。`);
    else if (!amount.ok || amount.value === null) say(`金额“${amountText}”不是数字。`);
    else {
      const { fund, row } = opening;
      const place = entriesOf({ fund, row, kind: kind.id }).find(
        (each) => isFree(each) && !seen.has(adjustmentKey(each)),
      );
      if (!place) {
        say(`“${where}”的“${kindLabel}”超过${mostOfAKind}笔，请合并填列，文号可并列。`);
        return;
      }
      seen.add(adjustmentKey(place));
      adjustments.push({
        ...place,
        amount: amount.value,
        document,
        date: printedDate(date) ?? date,
        text,
      });
    }
  });
  return { adjustments, problems };
}
