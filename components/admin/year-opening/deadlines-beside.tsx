import Link from "next/link";
import { Callout } from "@/components/ui/callout";
import type { DeadlinesView } from "@/lib/features/year-opening/data";

/** What the clocks of the year run on: the deadline of the year before, and the holidays that are known or not. */
export function DeadlinesBeside({ view: { holidays, knownUntil, ownDays, before } }: { view: DeadlinesView }) {
  const missing = holidays.filter(({ isKnown }) => !isKnown);
  return (
    <div className="flex max-w-3xl flex-col gap-2 text-sm">
      {before && (
        <p className="text-muted">
          {before.year}年度的上报截止日期是 {before.deadline}。
        </p>
      )}
      {missing.length === 0 ? (
        <Callout tone="done" title="节假日安排已知">
          {holidays.map(({ year }) => year).join("、")}年的节假日和调休已在系统中，期限按工作日顺延。
        </Callout>
      ) : (
        <Callout tone="warn" title={`缺${missing.map(({ year }) => `${year}年`).join("、")}的节假日安排`}>
          <p>
            系统附带的节假日到{knownUntil}年为止。缺的年份只按周末顺延，春节、国庆等不顺延；安排公布后请在
            <Link href="/review/deadlines">批复期限</Link>登记，期限随即重新计算。
          </p>
        </Callout>
      )}
      {ownDays.length > 0 && <p className="text-muted">本区另行登记的日期 {ownDays.length} 天。</p>}
      <p className="text-muted">
        期限从登记的日期起算：人大批准之日、主管部门签收批复之日、批复之日；当日不计。没有登记的，期限不计算。
      </p>
    </div>
  );
}
