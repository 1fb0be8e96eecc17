"use client";

import Link from "next/link";
import { Fragment, useState, type ReactNode } from "react";
import { Badge } from "@/components/ui/badge";
import type { ChosenInput } from "@/lib/features/queue/schema";
import type { DepartmentProgress } from "@/lib/features/queue/data";
import { BulkBar } from "./bulk-bar";
import type { OfferedReviewer } from "./chosen-reports";
import { countText, type QueueLine } from "./queue-line";

export interface ShownReports {
  units: number;
  departments: number;
  /** By the status of the newest version. */
  statuses: Partial<Record<QueueLine["status"], number>>;
}

interface Props {
  year: number;
  /** What is shown, as the server is told of it. */
  query: string;
  shown: ShownReports;
  /** Of the page. */
  lines: readonly QueueLine[];
  /** In the order of the lines; `null` where these are not grouped by department. */
  groups: readonly (DepartmentProgress & { href: string | null })[] | null;
  mayRemind: boolean;
  mayStepMany: boolean;
  mayAssign: boolean;
  reviewers: readonly OfferedReviewer[];
  userId: string;
  /** Stands in the place of the table where there is nothing on the page. */
  empty: ReactNode;
  paging: ReactNode;
}

/** A page of the queue: its table, and what can be done to the units that are ticked, on this page or on others. */
export function QueueBoard({ lines, groups, empty, paging, ...props }: Props) {
  const { year, query, shown, mayStepMany, mayAssign, mayRemind } = props;
  // Kept while one goes from page to page and from filter to filter.
  const [ticked, setTicked] = useState<ReadonlyMap<string, QueueLine["status"]>>(new Map());
  const mayChoose = mayStepMany || mayAssign || mayRemind;
  const tick = (some: readonly QueueLine[], isTicked: boolean) => {
    const next = new Map(ticked);
    for (const { unitId, status } of some) {
      if (isTicked) next.set(unitId, status);
      else next.delete(unitId);
    }
    setTicked(next);
  };
  const isAllTicked = lines.length > 0 && lines.every(({ unitId }) => ticked.has(unitId));
  // What the page says of a ticked unit is newer than what was said when it was ticked.
  const onPage = new Map(lines.map(({ unitId, status }) => [unitId, status]));
  const statuses: ShownReports["statuses"] = {};
  for (const [unitId, before] of ticked) {
    const status = onPage.get(unitId) ?? before;
    statuses[status] = (statuses[status] ?? 0) + 1;
  }
  const of: ChosenInput["of"] =
    ticked.size === 0 ? { kind: "shown", query } : { kind: "ticked", unitIds: [...ticked.keys()] };
  const heads: { label: string; isFigure?: boolean }[] = [
    { label: "单位" },
    { label: "状态" },
    { label: "审核人" },
    { label: "轮次", isFigure: true },
    { label: "截止" },
    { label: "未过审核" },
    { label: "未决意见", isFigure: true },
    { label: "上报时间" },
  ];
  const columns = heads.length + (mayChoose ? 1 : 0);
  return (
    <div className="flex flex-col gap-3">
      {lines.length === 0 ? (
        empty
      ) : (
        <div className="record-cards">
          <div role="region" aria-label="审核队列" tabIndex={0}>
            <table className="w-full border-collapse text-sm">
              <caption className="sr-only">{year}年度各单位决算的状态</caption>
              <thead className="sticky top-0 z-10 bg-paper text-left shadow-[inset_0_-1px_0_var(--color-rule)]">
                <tr>
                  {mayChoose && (
                    <td className="w-8 px-2 py-1">
                      <input
                        type="checkbox"
                        aria-label={`勾选本页 ${lines.length} 项`}
                        checked={isAllTicked}
                        onChange={({ target }) => tick(lines, target.checked)}
                      />
                    </td>
                  )}
                  {heads.map(({ label, isFigure }) => (
                    <th
                      key={label}
                      scope="col"
                      className={isFigure ? "whitespace-nowrap px-2 py-1 text-right" : "whitespace-nowrap px-2 py-1"}
                    >
                      {label}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {lines.map((line, at) => (
                  <Fragment key={line.unitId}>
                    {groups !== null && (at === 0 || lines[at - 1]!.departmentId !== line.departmentId) && (
                      <DepartmentHead
                        progress={groups.find(({ departmentId }) => departmentId === line.departmentId)!}
                        columns={columns}
                      />
                    )}
                    <Row
                      line={line}
                      isGrouped={groups !== null}
                      mayChoose={mayChoose}
                      isTicked={ticked.has(line.unitId)}
                      onTick={(isTicked) => tick([line], isTicked)}
                    />
                  </Fragment>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      {paging}
      {mayChoose && (shown.units + shown.departments > 0 || ticked.size > 0) && (
        <BulkBar
          {...props}
          chosen={{ year, of }}
          statuses={ticked.size === 0 ? shown.statuses : statuses}
          scope={
            ticked.size === 0
              ? { isTicked: false, count: shown.units + shown.departments, text: countText(shown) }
              : { isTicked: true, count: ticked.size, text: `${ticked.size} 项` }
          }
          onUntick={() => setTicked(new Map())}
        />
      )}
    </div>
  );
}

/** Columns of the table beside the unit's name and its tick. */
const ownColumns = 7;

function DepartmentHead({
  progress,
  columns,
}: {
  progress: DepartmentProgress & { href: string | null };
  columns: number;
}) {
  const { code, name, total, reported, decided, published, late, href } = progress;
  const label = name === null ? "没有主管部门的单位" : `${code} ${name}`;
  return (
    <tr className="border-b border-line bg-shade">
      <th scope="rowgroup" colSpan={columns - ownColumns} className="px-2 py-1.5 text-left font-semibold">
        {href === null ? (
          label
        ) : (
          <Link href={href} prefetch={false}>
            {label}
          </Link>
        )}
      </th>
      <td colSpan={ownColumns} className="px-2 py-1.5">
        <span className="flex flex-wrap items-center gap-x-4 gap-y-1 tabular-nums text-muted">
          <progress aria-label={`${label}已上报`} className="h-1.5 w-24 accent-accent" value={reported} max={total} />
          <span>
            已上报 {reported}/{total} · 已批复 {decided} · 已公开 {published}
          </span>
          {late > 0 && <span className="text-danger">逾期 {late}</span>}
        </span>
      </td>
    </tr>
  );
}

function Row({
  line,
  isGrouped,
  mayChoose,
  isTicked,
  onTick,
}: {
  line: QueueLine;
  isGrouped: boolean;
  mayChoose: boolean;
  isTicked: boolean;
  onTick: (isTicked: boolean) => void;
}) {
  return (
    <tr className="relative border-b border-line hover:bg-shade">
      {mayChoose && (
        <td className="px-2 py-1 align-top @max-[44rem]:absolute @max-[44rem]:top-1 @max-[44rem]:right-2">
          <input
            type="checkbox"
            aria-label={`勾选${line.unitName}`}
            checked={isTicked}
            onChange={({ target }) => onTick(target.checked)}
          />
        </td>
      )}
      <th scope="row" className="px-2 py-1 text-left font-normal @max-[44rem]:pr-8">
        {line.href === null ? (
          line.unitName
        ) : (
          <Link href={line.href} prefetch={false}>
            {line.unitName}
          </Link>
        )}
        <span className="ml-2 text-xs text-muted">
          {line.unitCode} {!isGrouped && line.departmentName}
        </span>
        {line.news.length > 0 && (
          <span className="block text-xs text-accent">
            <span aria-hidden>● </span>有变化：{line.news.join("，")}
          </span>
        )}
      </th>
      <td data-head="状态" className="px-2 py-1">
        <Badge tone={line.tone}>{line.statusLabel}</Badge>
      </td>
      <td data-head="审核人" className="whitespace-nowrap px-2 py-1">
        {line.reviewer}
      </td>
      <td data-head="轮次" className="figures px-2 py-1">
        {line.round > 0 ? line.round : ""}
      </td>
      <td data-head="截止" className="whitespace-nowrap px-2 py-1">
        {line.isLate || line.isSoonLate ? <Badge tone={line.isLate ? "danger" : "warn"}>{line.due}</Badge> : line.due}
      </td>
      <td data-head="未过审核" className="px-2 py-1">
        {line.checks}
      </td>
      <td data-head="未决意见" className="figures px-2 py-1">
        {line.openComments > 0 ? line.openComments : ""}
      </td>
      <td data-head="上报时间" className="whitespace-nowrap px-2 py-1">
        {line.submittedOn}
      </td>
    </tr>
  );
}
