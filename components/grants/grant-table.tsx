import { ListTable } from "@/components/ui/list-table";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import {
  grantDifferenceText,
  grantId,
  isDifferent,
  isRoundedAlike,
  type GrantComparison,
  type GrantPlace,
} from "@/lib/domain/words/grants";

interface Props {
  compared: readonly GrantComparison[];
  nameOf: (code: string) => string | undefined;
  /** Why both sides differ, as the unit explains it; `null` while it has not. */
  explanationOf: (place: GrantPlace) => string | null;
}

/** The unit's 财政拨款收入 beside the bureau's statement, by fund and 项; what differs first. */
export function GrantTable({ compared, nameOf, explanationOf }: Props) {
  const different = compared.filter(isDifferent);
  const ordered = [...different, ...compared.filter((each) => !isDifferent(each))];
  const roundings = compared.filter(isRoundedAlike).length;
  const cell = "px-2 py-1 text-right tabular-nums whitespace-nowrap";
  return (
    <section aria-label="财政拨款对账" className="text-sm">
      <h2 className="mb-1 text-base font-semibold">财政拨款对账（元）</h2>
      <p className={different.length > 0 ? "mb-1 text-warn" : "mb-1 text-muted"}>
        {different.length > 0 ? `${different.length} 项与财政局拨款对账单不一致。` : "各项与财政局拨款对账单一致。"}
        {roundings > 0 && `${roundings} 项只有万元取整的尾差，视为一致。`}
      </p>
      <details open={different.length > 0}>
        <summary className="cursor-pointer text-muted pointer-coarse:min-h-10">逐项对照</summary>
        <ListTable
          label="财政拨款对账（可左右滚动）"
          hasCards
          heads={[
            "资金和科目",
            { amount: "单位填报" },
            { amount: "对账单" },
            { amount: "相差（填报－对账单）" },
            "单位说明",
          ]}
        >
          {ordered.map((each) => (
            <tr
              key={grantId(each)}
              className={`border-b border-line align-top ${isDifferent(each) ? "bg-warn-shade" : ""}`}
            >
              <th scope="row" className="min-w-40 px-2 py-1 text-left font-normal">
                {each.item} {nameOf(each.item)}
                <span className="block text-xs text-muted">{fundLabels[each.fund]}</span>
              </th>
              <td data-head="单位填报" className={cell}>
                {each.own === null ? "未填" : formatYuan(each.own)}
              </td>
              <td data-head="对账单" className={cell}>
                {each.stated === null ? "没有此项" : formatYuan(each.stated)}
              </td>
              <td data-head="相差" className={cell}>
                {grantDifferenceText(each)}
              </td>
              <td data-head="单位说明" className="min-w-48 px-2 py-1">
                {isDifferent(each) && (explanationOf(each) ?? <span className="text-muted">尚未说明</span>)}
              </td>
            </tr>
          ))}
        </ListTable>
      </details>
    </section>
  );
}
