import Link from "next/link";
import { queueMarkLabels, queueStateLabels } from "@/lib/domain/report/review-queue";
import type { Neighbour, PlaceInQueue as Place } from "@/lib/features/queue/data";
import { queueHref, reportHref, type QueueQuery } from "@/lib/features/queue/schema";

interface Props {
  year: number;
  /** Of the queue that the report was opened from; `null` where it was opened from somewhere else. */
  query: QueueQuery | null;
  place: Place | null;
}

/** The way back to the queue as it was, and on to the reports beside this one in it. */
export function PlaceInQueue({ year, query, place }: Props) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 gap-y-1 text-sm">
      <nav aria-label="位置">
        <Link href={queueHref(year, query ?? {})} prefetch={false}>
          {year}年度决算审核
        </Link>
        {query && <span className="text-muted">{narrowedTo(query)}</span>}
      </nav>
      {query && place && (
        <nav aria-label="队列中的前后" className="flex flex-wrap items-baseline gap-x-4">
          <Beside year={year} query={query} to={place.previous} label="上一份" />
          <span className="tabular-nums text-muted">
            {place.position === null ? `已不在所选的 ${place.count} 份中` : `第 ${place.position} / ${place.count} 份`}
          </span>
          <Beside year={year} query={query} to={place.next} label="下一份" />
        </nav>
      )}
    </div>
  );
}

function Beside({ year, query, to, label }: { year: number; query: QueueQuery; to: Neighbour | null; label: string }) {
  if (to === null) return <span className="text-muted">没有{label}</span>;
  return (
    <Link href={reportHref(to.unitCode, year, query)} prefetch={false}>
      {label}：{to.unitName}
    </Link>
  );
}

function narrowedTo({ state, mark, reviewer, department, q }: QueueQuery): string {
  const parts = [
    ...(state ? [queueStateLabels[state]] : []),
    ...(mark ? [queueMarkLabels[mark]] : []),
    ...(reviewer === "mine" ? ["我的"] : reviewer === "none" ? ["未分配"] : reviewer ? ["一名审核人"] : []),
    ...(department ? [`部门 ${department}`] : []),
    ...(q ? [`“${q}”`] : []),
  ];
  return parts.length === 0 ? "" : `（${parts.join("，")}）`;
}
