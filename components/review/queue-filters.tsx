import { clsx } from "clsx";
import Form from "next/form";
import Link from "next/link";
import type { ReactNode } from "react";
import {
  queueMarkLabels,
  queueMarks,
  queueOrderLabels,
  queueOrders,
  queueStateLabels,
  queueStates,
} from "@/lib/domain/report/review-queue";
import type { QueuePage } from "@/lib/features/queue/data";
import { queueHref, type QueuePath, type QueueQuery } from "@/lib/features/queue/schema";
import type { Reviewer } from "@/lib/features/review-assignments/data";

interface Props {
  year: number;
  query: QueueQuery;
  page: QueuePage;
  reviewers: readonly Reviewer[];
  userId: string;
  path?: QueuePath;
}

/** What the queue is narrowed to and put in order by: links with the number of reports behind them, and a form. */
export function QueueFilters({ year, query, page, reviewers, userId, path = "/review" }: Props) {
  const hrefOf = (narrowed: QueueQuery) => queueHref(year, narrowed, path);
  const { page: _page, ...kept } = query;
  const { state: _state, ...otherStates } = kept;
  const { mark: _mark, ...otherMarks } = kept;
  const { reviewer: _reviewer, ...otherReviewers } = kept;
  const inStates = Object.values(page.states).reduce((sum, count) => sum + count, 0);
  const { units, departments } = page.all;
  const assigned = Object.values(page.loads).reduce((sum, count) => sum + count, 0);
  const loads = { mine: page.loads[userId] ?? 0, none: units + departments - assigned };
  return (
    <div className="flex flex-col gap-2 text-sm">
      <nav aria-label="按状态筛选" className="flex flex-wrap gap-x-4 gap-y-1">
        <FilterLink href={hrefOf(otherStates)} isCurrent={query.state === undefined} label="全部" count={inStates} />
        {queueStates.map((state) => (
          <FilterLink
            key={state}
            href={hrefOf({ ...kept, state })}
            isCurrent={query.state === state}
            label={queueStateLabels[state]}
            count={page.states[state] ?? 0}
          />
        ))}
      </nav>
      <nav aria-label="按情况筛选" className="flex flex-wrap gap-x-4 gap-y-1">
        {(["mine", "none"] as const).map((reviewer) => (
          <FilterLink
            key={reviewer}
            href={hrefOf(query.reviewer === reviewer ? otherReviewers : { ...kept, reviewer })}
            isCurrent={query.reviewer === reviewer}
            label={reviewer === "mine" ? "我的" : "未分配"}
            count={loads[reviewer]}
          />
        ))}
        {queueMarks.map((mark) => (
          <FilterLink
            key={mark}
            href={hrefOf(query.mark === mark ? otherMarks : { ...kept, mark })}
            isCurrent={query.mark === mark}
            label={queueMarkLabels[mark]}
            count={page.marks[mark]}
          />
        ))}
      </nav>
      {/* Made anew for another query, so that its fields say what the address says. */}
      <Form
        key={hrefOf(query)}
        action={path}
        role="search"
        className="flex flex-wrap items-end gap-x-3 gap-y-2 max-sm:grid max-sm:grid-cols-2"
      >
        <input type="hidden" name="year" value={year} />
        {query.state && <input type="hidden" name="state" value={query.state} />}
        {query.mark && <input type="hidden" name="mark" value={query.mark} />}
        <label className="flex min-w-0 flex-col">
          查找单位
          <input
            type="search"
            name="q"
            defaultValue={query.q}
            maxLength={40}
            placeholder="代码、名称或主管部门"
            className="min-h-8 border border-line bg-surface px-2"
          />
        </label>
        <Choice name="department" label="主管部门" value={query.department}>
          {page.departments.map(
            ({ code, name, total }) =>
              code !== null && (
                <option key={code} value={code}>
                  {code} {name}（{total}）
                </option>
              ),
          )}
        </Choice>
        <Choice name="reviewer" label="审核人" value={query.reviewer}>
          <option value="mine">我的（{loads.mine}）</option>
          <option value="none">未分配（{loads.none}）</option>
          {reviewers.map(({ id, name, mayReview }) => (
            <option key={id} value={id}>
              {name}
              {!mayReview && "（不再审核）"}（{page.loads[id] ?? 0}）
            </option>
          ))}
        </Choice>
        <label className="flex min-w-0 flex-col">
          排序
          <select
            name="order"
            defaultValue={query.order ?? "department"}
            className="min-h-8 border border-line bg-surface px-2"
          >
            {queueOrders.map((order) => (
              <option key={order} value={order}>
                {queueOrderLabels[order]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" className="min-h-8 cursor-pointer border border-line bg-surface px-3 hover:border-ink">
          查找
        </button>
        {Object.keys(kept).length > 0 && (
          <Link href={hrefOf({})} prefetch={false} className="py-1">
            清除全部条件
          </Link>
        )}
      </Form>
    </div>
  );
}

function Choice({
  name,
  label,
  value,
  children,
}: {
  name: string;
  label: string;
  value: string | undefined;
  children: ReactNode;
}) {
  return (
    <label className="flex min-w-0 max-w-full flex-col">
      {label}
      <select name={name} defaultValue={value ?? ""} className="min-h-8 max-w-60 border border-line bg-surface px-2">
        <option value="">全部</option>
        {children}
      </select>
    </label>
  );
}

/** On a phone, what there is nothing of has no place. */
function FilterLink({
  href,
  isCurrent,
  label,
  count,
}: {
  href: string;
  isCurrent: boolean;
  label: string;
  count: number;
}) {
  return (
    <Link
      href={href}
      prefetch={false}
      aria-current={isCurrent ? "true" : undefined}
      className={clsx(
        "tabular-nums aria-[current=true]:font-bold aria-[current=true]:text-ink aria-[current=true]:no-underline",
        count === 0 && !isCurrent && "text-muted max-sm:hidden",
      )}
    >
      {label} {count}
    </Link>
  );
}
