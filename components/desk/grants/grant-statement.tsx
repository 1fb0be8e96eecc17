"use client";

import { formatYuan } from "@/lib/domain/words/amounts";
import { fundLabels } from "@/lib/domain/words/funds";
import {
  compareGrants,
  grantDifferenceText,
  grantId,
  grantIncomeKey,
  isDifferent,
  isRoundedAlike,
} from "@/lib/domain/words/grants";
import { useDesk, useDeskActs } from "../store/use-desk";

/**
 * The bureau's statement below the incomes, compared as they are typed. Nothing where no statement names the unit. Why
 * a difference is right is written at its finding.
 */
export function GrantStatement() {
  const { ways } = useDeskActs();
  const { model } = useDesk(({ seen }) => seen);
  const grants = useDesk(({ report }) => report.grants);
  const catalogue = useDesk(({ lastYear }) => lastYear.functional);
  if (!grants) return null;
  const compared = compareGrants(grants, model.facts().amounts);
  const different = compared.filter(isDifferent);
  const roundings = compared.filter(isRoundedAlike).length;
  const cell = "px-2 py-0.5 text-right tabular-nums whitespace-nowrap";
  return (
    <details className="mt-4" open={different.length > 0}>
      <summary className="cursor-pointer text-sm pointer-coarse:min-h-10">
        <span className="font-semibold">财政局拨款对账单</span>{" "}
        <span className={different.length > 0 ? "text-warn" : "text-muted"}>
          {different.length > 0
            ? `${different.length} 项不一致，请核对；确有差异的，在审核结果中说明原因`
            : `${compared.length} 项全部一致`}
          {roundings > 0 && `，${roundings} 项只有万元取整的尾差，视为一致`}
        </span>
      </summary>
      <div className="mt-2 overflow-x-auto" tabIndex={0} role="region" aria-label="财政拨款对账（可左右滚动）">
        <table className="border-collapse text-sm">
          <thead className="border-b border-rule text-left">
            <tr>
              {["资金和科目", "本单位", "对账单", "相差"].map((head) => (
                <th key={head} scope="col" className="px-2 py-0.5 text-right whitespace-nowrap first:text-left">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {compared.map((each) => (
              <tr
                key={grantId(each)}
                className={isDifferent(each) ? "border-b border-line bg-warn-shade" : "border-b border-line"}
              >
                <th scope="row" className="px-2 py-0.5 text-left font-normal">
                  <button
                    type="button"
                    className="cursor-pointer text-left text-accent underline underline-offset-4"
                    onClick={() => ways.goTo(grantIncomeKey(each))}
                  >
                    {each.item} {catalogue.get(each.item)?.name}
                  </button>
                  <span className="block text-xs text-muted">{fundLabels[each.fund]}</span>
                </th>
                <td className={cell}>{each.own === null ? "未填" : formatYuan(each.own)}</td>
                <td className={cell}>{each.stated === null ? "没有此项" : formatYuan(each.stated)}</td>
                <td className={cell}>{grantDifferenceText(each)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
