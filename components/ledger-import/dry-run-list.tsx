import clsx from "clsx";
import { downloadRows } from "@/components/text-tables/download-rows";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { formatYuan } from "@/lib/domain/words/amounts";
import type { EntrySheets } from "@/lib/domain/formats/entry-sheets";
import { typedValueText } from "@/lib/domain/formats/stored-values";
import type {
  DryRun,
  LedgerEntry,
  LedgerRefusal,
  SkipReason,
  StatedSum,
} from "@/lib/domain/ledger-import/dry-run-result";
import { columnLetters } from "@/lib/domain/ledger-import/mapping";

/** As many of each kind are listed on the page; the file of refused figures names all. */
const LISTED = 200;

const skipLabels: Record<SkipReason, string> = {
  total: "",
  parent: "（上级科目）",
  otherFund: "（不是所选的资金）",
  otherUnit: "（不是所选的单位）",
  otherYear: "（另一年度）",
  detail: "（只取合计）",
  note: "（文字行）",
  heading: "（资金小标题）",
  yearHeading: "（年度小标题）",
  columnNumbers: "（列号）",
  noFigure: "（没有金额）",
  dash: "（“-”按空白）",
};

const stateLabels: Record<LedgerEntry["state"], string> = { new: "新增", changed: "修改", unchanged: "相同" };

/**
 * What the file would write, before it does: what is refused and why, which sums are left out, each figure that
 * changes.
 */
export function DryRunList({
  run: { entries, refused, skipped, leftOut, differing, duplicates },
  sheets,
  source,
}: {
  run: DryRun;
  sheets: EntrySheets;
  source: string;
}) {
  const sums = skipped.filter(({ why }) => why === "total" || why === "parent");
  const rows = skipped.filter(({ cells }) => cells.length === 0).length;
  const summed = entries.filter(({ cells }) => cells.length > 1).length;
  const of = (state: LedgerEntry["state"]) => entries.filter((entry) => entry.state === state);
  const written = [...of("changed"), ...of("new")];
  return (
    <>
      <p role="status">
        试导入：新增 {of("new").length} 处，修改 {of("changed").length} 处，相同 {of("unchanged").length} 处，不能导入{" "}
        {refused.length} 处，跳过合计行 {sums.length} 行{rows > sums.length && `、其他行 ${rows - sums.length} 行`}。
        {duplicates > 0 &&
          (summed > 0 ? `同一科目有多行的 ${duplicates} 处已相加。` : `同一科目有多行的 ${duplicates} 处没有导入。`)}
        {source}中空白的单元格不改动原有数据。
      </p>
      {differing.length > 0 && <Differing differing={differing} source={source} />}
      {refused.length > 0 && <Refused refused={refused} source={source} />}
      {skipped.length + leftOut.length > 0 && (
        <details className="text-sm">
          <summary className="cursor-pointer">
            跳过的行 {rows} 行（合计由系统汇总）{skipped.length > rows && `、“-” ${skipped.length - rows} 处`}
            {leftOut.length > 0 && `，不导入的列 ${leftOut.length} 列`}
          </summary>
          <ul className="mt-1 max-h-32 overflow-auto text-muted" tabIndex={0} aria-label="跳过的内容">
            {leftOut.map(({ column, header, filled }) => (
              <li key={column}>
                {columnLetters(column)} 列{header && `“${header}”`}（不导入，{filled} 个单元格有内容）
              </li>
            ))}
            {skipped.map(({ from, label, why }) => (
              <li key={from}>
                {from} {label}
                {skipLabels[why]}
              </li>
            ))}
          </ul>
        </details>
      )}
      {written.length > 0 && (
        <div
          className="max-h-64 overflow-auto border border-line"
          tabIndex={0}
          role="region"
          aria-label="将写入的单元格"
        >
          <table className="w-full text-sm">
            <thead className="sticky top-0 bg-shade">
              <tr>
                {["单元格", "原值", "写入", "变动", `${source}位置`].map((title) => (
                  <th
                    key={title}
                    scope="col"
                    className={clsx(
                      "px-2 py-1 font-medium whitespace-nowrap",
                      title === "原值" || title === "写入" ? "text-right" : "text-left",
                    )}
                  >
                    {title}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {written.slice(0, LISTED).map(({ key, label, from, before, after, state, cells }) => (
                <tr key={key} className="border-t border-line">
                  <th scope="row" className="min-w-24 px-2 py-1 text-left font-normal sm:min-w-40">
                    {label}
                  </th>
                  <td className="figures px-2 text-muted">{typedValueText(key, before, sheets) || "空"}</td>
                  <td className="figures px-2">{typedValueText(key, after, sheets)}</td>
                  <td className="px-2 whitespace-nowrap">{stateLabels[state]}</td>
                  <td className="px-2">
                    {from}
                    {cells.length > 1 && <span className="text-muted">（{cells.length} 行相加）</span>}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
          {written.length > LISTED && (
            <p className="border-t border-line px-2 py-1 text-sm text-muted">
              另有 {written.length - LISTED} 处未列出。
            </p>
          )}
        </div>
      )}
    </>
  );
}

/** Sums are not brought in, since the system adds up itself: one that differs says that a row is wrong or missing. */
function Differing({ differing, source }: { differing: readonly StatedSum[]; source: string }) {
  return (
    <Callout tone="warn" title={`${source}中的合计与明细之和不符 ${differing.length} 处，请核对`}>
      <ul className="max-h-32 overflow-auto" tabIndex={0} aria-label="不符的合计">
        {differing.slice(0, LISTED).map(({ from, label, stated, sum }) => (
          <li key={from} className="break-words">
            {from} {label}：写明 {formatYuan(stated)} 元，明细之和 {formatYuan(sum)} 元，相差 {formatYuan(stated - sum)}{" "}
            元。
          </li>
        ))}
      </ul>
      {differing.length > LISTED && <p>另有 {differing.length - LISTED} 处未列出。</p>}
    </Callout>
  );
}

function Refused({ refused, source }: { refused: readonly LedgerRefusal[]; source: string }) {
  const rows = [
    [`${source}位置`, "单元格", "内容", "未导入的原因"],
    ...refused.map(({ from, label, text, reason }) => [from, label, text, reason]),
  ];
  return (
    <section aria-label="不能导入的内容" className="bg-danger-shade px-3 py-2 text-sm">
      <h3 className="font-medium">不能导入的内容</h3>
      <ul className="max-h-40 overflow-auto" tabIndex={0} aria-label="不能导入的内容">
        {refused.slice(0, LISTED).map(({ from, label, text, reason }) => (
          <li key={from} className="break-words">
            {from} {label}“{text.slice(0, 60)}”：{reason}
          </li>
        ))}
      </ul>
      <p className="flex flex-wrap items-center gap-2">
        {refused.length > LISTED && `另有 ${refused.length - LISTED} 处见清单。`}
        <Button onPress={() => downloadRows(rows, "未导入的内容")}>下载全部 {refused.length} 处的清单</Button>
      </p>
    </section>
  );
}
