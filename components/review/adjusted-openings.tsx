import { ListTable } from "@/components/ui/list-table";
import type { AdjustedOpening } from "@/lib/domain/report/adjusted-openings";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import { adjustmentLabel, type OpeningAdjustment } from "@/lib/domain/words/opening-adjustments";

interface Props {
  lines: readonly AdjustedOpening[];
  adjustments: readonly OpeningAdjustment[];
  nameOf: (code: string) => string | undefined;
}

/** Both sides of every opening balance that is adjusted: last year's closing, each adjustment, the opening. */
export function AdjustedOpenings({ lines, adjustments, nameOf }: Props) {
  if (lines.length === 0) return null;
  return (
    <section aria-label="年初余额调整" className="text-sm">
      <h2 className="mb-1 text-base font-semibold">年初余额调整（元）</h2>
      <ListTable
        label="年初余额调整（可左右滚动）"
        hasCards
        heads={["资金或科目", { amount: "上年年末" }, { amount: "调整" }, "文件和说明", { amount: "年初" }]}
      >
        {lines.map(({ fund, row, last, opening }) => {
          const own = adjustments.filter((each) => each.fund === fund && each.row === row);
          const name = row === fund ? fundLabels[fund] : [row, nameOf(row)].filter(Boolean).join(" ");
          return own.map(({ key, amount, document, date, text, ...place }, at) => (
            <tr key={key} {...(at > 0 && { "data-name": name })} className="border-b border-line align-top">
              {at === 0 && (
                <>
                  <th scope="row" rowSpan={own.length} className="px-2 py-1 text-left font-normal">
                    {name}
                  </th>
                  <td data-head="上年年末" rowSpan={own.length} className="px-2 py-1 text-right tabular-nums">
                    {last === null ? "未知" : formatYuan(last)}
                  </td>
                </>
              )}
              <td data-head="调整" className="whitespace-nowrap px-2 py-1 text-right tabular-nums">
                {adjustmentLabel(place)} {formatYuan(amount)}
              </td>
              <td data-head="文件和说明" className="min-w-48 px-2 py-1">
                {[document, date].filter(Boolean).join("，") || "没有注明文件"}
                {text && `：${text}`}
              </td>
              {at === 0 && (
                <td data-head="年初" rowSpan={own.length} className="px-2 py-1 text-right tabular-nums">
                  {formatYuan(opening)}
                </td>
              )}
            </tr>
          ));
        })}
      </ListTable>
    </section>
  );
}
