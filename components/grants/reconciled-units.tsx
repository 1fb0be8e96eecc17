import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { ListTable } from "@/components/ui/list-table";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import { grantDifference, grantId } from "@/lib/domain/words/grants";
import type { ReconciledUnit } from "@/lib/features/grants/data";

const states: Record<ReconciledUnit["state"], { label: string; tone: Tone }> = {
  equal: { label: "一致", tone: "done" },
  different: { label: "不一致", tone: "warn" },
  notStated: { label: "对账单没有该单位", tone: "neutral" },
  notOpened: { label: "未开始填报", tone: "neutral" },
};

interface Props {
  year: number;
  units: readonly ReconciledUnit[];
  nameOf: (code: string) => string | undefined;
}

/** Every unit of a year beside the bureau's statement: those that differ first, each 项 with whether it is explained. */
export function ReconciledUnits({ year, units, nameOf }: Props) {
  const amount = "px-2 py-1 text-right tabular-nums whitespace-nowrap";
  return (
    <ListTable
      label="各单位财政拨款对账（可左右滚动）"
      hasCards
      heads={[
        "单位",
        "状态",
        { amount: "单位填报（元）" },
        { amount: "对账单（元）" },
        { amount: "相差" },
        "不一致的科目",
      ]}
    >
      {units.map(({ code, name, state, own, stated, differences, roundings }) => (
        <tr key={code} className="border-b border-line align-top hover:bg-shade">
          <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
            {state === "notOpened" ? name : <Link href={`/review/${code}/${year}`}>{name}</Link>}
            <span className="block text-xs text-muted">{code}</span>
          </th>
          <td data-head="状态" className="whitespace-nowrap px-2 py-1">
            <Badge tone={states[state].tone}>{states[state].label}</Badge>
          </td>
          <td data-head="单位填报（元）" className={amount}>
            {state === "notOpened" ? "—" : formatYuan(own)}
          </td>
          <td data-head="对账单（元）" className={amount}>
            {state === "notStated" ? "—" : formatYuan(stated)}
          </td>
          <td data-head="相差" className={amount}>
            {state === "different" ? formatYuan(own - stated) : "—"}
          </td>
          <td data-head="不一致的科目" className="min-w-64 px-2 py-1">
            {(differences.length > 0 || roundings > 0) && (
              <ul className="flex flex-col gap-0.5">
                {differences.map((each) => (
                  <li key={grantId(each)}>
                    {each.item} {nameOf(each.item)}（{fundLabels[each.fund]}）{formatYuan(grantDifference(each))} 元，
                    {each.isExplained ? "已说明" : <span className="text-danger">未说明</span>}
                  </li>
                ))}
                {roundings > 0 && <li className="text-muted">{roundings} 项只有万元取整的尾差，视为一致</li>}
              </ul>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  );
}
