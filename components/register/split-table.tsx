import { Badge } from "@/components/ui/badge";
import { ListTable } from "@/components/ui/list-table";
import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import type { SplitView } from "@/lib/features/unit-splits/data";

const amountCell = "whitespace-nowrap px-2 py-1 text-right tabular-nums";

/** How a split unit's closing balances are divided: every successor's part, their sum beside the closing, and the rest. */
export function SplitTable({ split }: { split: SplitView }) {
  const { year, predecessor, document, parties, funds } = split;
  return (
    <div className="flex flex-col gap-2">
      <p className="text-sm">
        {predecessor}
        {year - 1}年末结转和结余，由{parties.length}个单位承接为{year}年初余额（{document}）。
      </p>
      {funds === null && <NotApproved split={split} />}
      {funds !== null && funds.length === 0 && (
        <p className="text-sm text-muted">{year - 1}年末没有结转和结余，没有需要划分的余额。</p>
      )}
      {funds !== null && funds.length > 0 && (
        <ListTable
          label={`${year}年初余额的划分，单位：元`}
          hasCards
          heads={[
            "承接单位",
            { amount: "比例" },
            `${year}年度`,
            ...funds.map(({ fund }) => ({ amount: fundLabels[fund] })),
          ]}
        >
          {parties.map(({ unitId, name, share, hasOpened }, at) => (
            <tr key={unitId} className="border-b border-line">
              <th scope="row" className="min-w-40 px-2 py-1 text-left font-normal">
                {name}
              </th>
              <td data-head="比例" className={amountCell}>
                {share / 100}%
              </td>
              <td data-head={`${year}年度`} className="whitespace-nowrap px-2 py-1">
                <Badge tone={hasOpened ? "done" : "neutral"}>{hasOpened ? "已承接" : "未开始填报"}</Badge>
              </td>
              {funds.map(({ fund, parts }) => (
                <td key={fund} data-head={fundLabels[fund]} className={amountCell}>
                  {formatYuan(parts[at]!.amount)}
                </td>
              ))}
            </tr>
          ))}
          <Sums
            label="承接合计"
            funds={funds}
            sumOf={({ parts }) => parts.reduce((sum, { amount }) => sum + amount, 0)}
          />
          <Sums label={`${predecessor}${year - 1}年末`} funds={funds} sumOf={({ closing }) => closing} />
          <Sums label="尚待承接" funds={funds} sumOf={({ rest }) => rest} />
        </ListTable>
      )}
    </div>
  );
}

type DividedFund = NonNullable<SplitView["funds"]>[number];

function Sums({
  label,
  funds,
  sumOf,
}: {
  label: string;
  funds: readonly DividedFund[];
  sumOf: (fund: DividedFund) => number;
}) {
  return (
    <tr className="border-b border-line font-semibold">
      <th scope="row" colSpan={3} className="px-2 py-1 text-left">
        {label}
      </th>
      {funds.map((each) => (
        <td key={each.fund} data-head={fundLabels[each.fund]} className={amountCell}>
          {formatYuan(sumOf(each))}
        </td>
      ))}
    </tr>
  );
}

function NotApproved({ split: { year, predecessor } }: { split: SplitView }) {
  return (
    <p className="text-sm text-muted">
      {predecessor}
      {year - 1}年度决算批复之后，在此列出各单位承接的余额。
    </p>
  );
}

/** For a successor: what falls to it, beside the whole; what the others get is theirs. */
export function OwnPart({ split, unitId }: { split: SplitView; unitId: string }) {
  const { year, predecessor, document, parties, funds } = split;
  const own = parties.find((party) => party.unitId === unitId);
  if (!own) return null;
  if (funds === null) return <NotApproved split={split} />;
  return (
    <div className="flex flex-col gap-2">
      <p>
        承接{predecessor}
        {year - 1}年末结转和结余的{own.share / 100}%（{document}）。
      </p>
      <ListTable
        label={`承接的${year}年初余额，单位：元`}
        hasCards
        heads={["资金", { amount: "本单位承接" }, { amount: `原单位${year - 1}年末` }]}
      >
        {funds.map(({ fund, parts, closing }) => (
          <tr key={fund} className="border-b border-line">
            <th scope="row" className="px-2 py-1 text-left font-normal">
              {fundLabels[fund]}
            </th>
            <td data-head="本单位承接" className={amountCell}>
              {formatYuan(parts.find((part) => part.unitId === unitId)!.amount)}
            </td>
            <td data-head={`原单位${year - 1}年末`} className={amountCell}>
              {formatYuan(closing)}
            </td>
          </tr>
        ))}
      </ListTable>
    </div>
  );
}
