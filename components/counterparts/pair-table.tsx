import Link from "next/link";
import { Badge, type Tone } from "@/components/ui/badge";
import { formatDate } from "@/lib/domain/words/moments";
import { ListTable } from "@/components/ui/list-table";
import { formatYuan } from "@/lib/domain/words/amounts";
import { differenceOfPair, pairId, stateOfPair, transferKind } from "@/lib/domain/words/counterparts";
import type { ListedPair } from "@/lib/features/counterparts/data";
import { SettleControl } from "./settle-control";

const states: Record<ReturnType<typeof stateOfPair>, { label: string; tone: Tone }> = {
  equal: { label: "一致", tone: "done" },
  unequal: { label: "不一致", tone: "warn" },
  oneSided: { label: "只有一方填列", tone: "warn" },
};

interface Props {
  year: number;
  pairs: readonly ListedPair[];
  maySettle: boolean;
}

/** Payments between units of the district as both sides have them, those that differ first. */
export function PairTable({ year, pairs, maySettle }: Props) {
  const amount = "px-2 py-1 text-right tabular-nums whitespace-nowrap";
  const rank = (pair: ListedPair) => (stateOfPair(pair) === "equal" ? 2 : pair.settled === null ? 0 : 1);
  const ordered = [...pairs].sort((one, other) => rank(one) - rank(other));
  return (
    <ListTable
      hasCards
      label="单位往来（可左右滚动）"
      heads={[
        "付出单位",
        "收入单位",
        "往来",
        { amount: "付出方填列（元）" },
        { amount: "收入方填列（元）" },
        { amount: "相差（元）" },
        "状态",
      ]}
    >
      {ordered.map((pair) => {
        const { paid, received, label } = transferKind(pair.kind);
        const state = stateOfPair(pair);
        return (
          <tr key={pairId(pair)} className="border-b border-line align-top hover:bg-shade">
            <th scope="row" className="min-w-36 px-2 py-1 text-left font-normal">
              <UnitLink year={year} unit={pair.payerUnit} />
            </th>
            <td data-head="收入单位" className="min-w-36 px-2 py-1">
              <UnitLink year={year} unit={pair.receiverUnit} />
            </td>
            <td data-head="往来" className="whitespace-nowrap px-2 py-1">
              {label}
              <span className="block text-xs text-muted">{pair.isWithinDepartment ? "部门内" : "跨部门"}</span>
            </td>
            <td data-head="付出方填列（元）" className={amount}>
              {pair.paid === null ? "没有写明" : formatYuan(pair.paid)}
              <span className="block text-xs text-muted">{paid.label}</span>
            </td>
            <td data-head="收入方填列（元）" className={amount}>
              {pair.received === null ? "没有写明" : formatYuan(pair.received)}
              <span className="block text-xs text-muted">{received.label}</span>
            </td>
            <td data-head="相差（元）" className={amount}>
              {state === "equal" ? "—" : formatYuan(differenceOfPair(pair))}
            </td>
            <td data-head="状态" className="min-w-44 px-2 py-1">
              <Badge tone={states[state].tone}>{states[state].label}</Badge>
              {pair.settled !== null && (
                <span className="block text-xs">
                  已认定：{pair.settled.document}（{formatDate(pair.settled.documentDate)}），{pair.settled.basis}
                  <span className="text-muted"> {pair.settled.by}</span>
                </span>
              )}
              {maySettle && state !== "equal" && pair.settled === null && <SettleControl year={year} pair={pair} />}
            </td>
          </tr>
        );
      })}
    </ListTable>
  );
}

function UnitLink({ year, unit: { code, name } }: { year: number; unit: ListedPair["payerUnit"] }) {
  return code === "" ? (
    name
  ) : (
    <>
      <Link href={`/review/${code}/${year}`}>{name}</Link>
      <span className="block text-xs text-muted">{code}</span>
    </>
  );
}
