"use client";

import Link from "next/link";
import { useMemo, useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { ExportLinks } from "@/components/lists/export-links";
import { EmptyState } from "@/components/ui/empty-state";
import { waitingForCongressLabel } from "@/lib/domain/decision/waiting";
import { FilterButtons } from "@/components/ui/filter-buttons";
import { formatDate } from "@/lib/domain/words/moments";
import { BulkBar } from "./bulk-bar";
import { countOf, type QueueLine } from "./queue-line";

const tones: Record<QueueLine["status"], Tone> = {
  notOpened: "neutral",
  drafting: "neutral",
  submitted: "active",
  underReview: "active",
  sentBack: "warn",
  approved: "done",
  published: "done",
};

const filters = {
  all: { label: "全部", has: () => true },
  waiting: { label: "待审核", has: ({ status }: QueueLine) => status === "submitted" || status === "underReview" },
  forCongress: { label: waitingForCongressLabel, has: ({ waitsForCongress }: QueueLine) => waitsForCongress },
  resubmitted: { label: "退回后重报", has: ({ status, round }: QueueLine) => status === "submitted" && round > 1 },
  late: { label: "逾期未报", has: ({ isLate }: QueueLine) => isLate },
  sentBack: { label: "已退回", has: ({ status }: QueueLine) => status === "sentBack" },
  approved: { label: "已批复", has: ({ status }: QueueLine) => status === "approved" },
  published: { label: "已公开", has: ({ isPublished }: QueueLine) => isPublished },
} as const;
type FilterName = keyof typeof filters;

const order: QueueLine["status"][] = [
  "submitted",
  "underReview",
  "approved",
  "sentBack",
  "drafting",
  "notOpened",
  "published",
];
const sorts = {
  state: {
    label: "状态",
    compare: (a: QueueLine, b: QueueLine) => order.indexOf(a.status) - order.indexOf(b.status) || b.round - a.round,
  },
  unit: { label: "单位", compare: (a: QueueLine, b: QueueLine) => a.unitCode.localeCompare(b.unitCode) },
  late: { label: "逾期", compare: (a: QueueLine, b: QueueLine) => b.daysLate - a.daysLate },
  checks: {
    label: "未过审核",
    compare: (a: QueueLine, b: QueueLine) =>
      (b.blocking ?? 0) - (a.blocking ?? 0) || (b.explain ?? 0) - (a.explain ?? 0),
  },
  submitted: {
    label: "上报时间",
    compare: (a: QueueLine, b: QueueLine) => (b.submittedAt ?? "").localeCompare(a.submittedAt ?? ""),
  },
} as const;
type SortName = keyof typeof sorts;

interface Props {
  year: number;
  deadline: string;
  lines: QueueLine[];
  /** Whether the person may take steps of many. */
  mayStepMany: boolean;
}

/** The queue of one year: every unit with its state; filtered, searched, sorted and ticked in the browser. */
export function ReviewQueue({ year, deadline, lines, mayStepMany }: Props) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [filter, setFilter] = useState<FilterName>("all");
  const [sort, setSort] = useState<SortName>("state");
  const [query, setQuery] = useState("");
  const shown = useMemo(() => {
    const wanted = query.trim().toLowerCase();
    return lines
      .filter(filters[filter].has)
      .filter(
        (line) =>
          wanted === "" || `${line.unitCode} ${line.unitName} ${line.departmentName}`.toLowerCase().includes(wanted),
      )
      .sort((a, b) => sorts[sort].compare(a, b) || a.unitCode.localeCompare(b.unitCode));
  }, [lines, filter, query, sort]);

  const tick = (unitCodes: readonly string[], isTicked: boolean) => {
    const next = new Set(ticked);
    for (const unitCode of unitCodes) {
      if (isTicked) next.add(unitCode);
      else next.delete(unitCode);
    }
    setTicked(next);
  };
  const shownCodes = shown.map(({ unitCode }) => unitCode);
  // Of all units, the year says it; of some, their codes.
  const exported = {
    year: String(year),
    ...(shown.length === lines.length ? {} : { units: shownCodes.join(",") }),
  };
  const isAllTicked = shownCodes.length > 0 && shownCodes.every((unitCode) => ticked.has(unitCode));

  const heads: { id: SortName | null; label: string; isFigure?: boolean }[] = [
    { id: "unit", label: "单位" },
    { id: "state", label: "状态" },
    { id: null, label: "轮次", isFigure: true },
    { id: "late", label: "截止" },
    { id: "checks", label: "未过审核" },
    { id: null, label: "未决意见", isFigure: true },
    { id: "submitted", label: "上报时间" },
  ];
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3">
        <FilterButtons
          label="按状态筛选"
          filters={(Object.keys(filters) as FilterName[]).map((name) => ({
            name,
            label: filters[name].label,
            count: lines.filter(filters[name].has).length,
          }))}
          current={filter}
          onChange={setFilter}
        />
        <label className="flex flex-col text-sm">
          查找单位
          <input
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
            placeholder="代码、名称或主管部门"
            className="min-h-8 border border-line bg-surface px-2"
          />
        </label>
      </div>
      {shown.length > 0 && (
        <div className="flex flex-wrap gap-x-6 gap-y-1 text-sm">
          {(["findings", "comments"] as const).map((list) => (
            <span key={list} className="flex gap-2">
              {list === "findings" ? "审核结果" : "意见"}
              <ExportLinks list={list} filter={exported} />
            </span>
          ))}
        </div>
      )}
      {mayStepMany && lines.length > 0 && (
        <BulkBar year={year} lines={lines} ticked={ticked} onUntick={() => setTicked(new Set())} />
      )}
      {shown.length === 0 ? (
        <EmptyState title={lines.length === 0 ? "还没有单位" : "没有符合条件的单位"}>
          {lines.length === 0 ? "管理员建立单位之后，单位列在这里。" : "请换一个筛选条件，或清空查找内容。"}
        </EmptyState>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="审核队列">
          <table className="w-full min-w-[56rem] border-collapse text-sm">
            <caption className="sr-only">{year}年度各单位决算的状态</caption>
            <thead className="border-b border-rule text-left">
              <tr>
                {mayStepMany && (
                  <td className="w-8 px-2 py-1">
                    <input
                      type="checkbox"
                      aria-label={`勾选列出的 ${countOf(shown)}`}
                      checked={isAllTicked}
                      onChange={({ target }) => tick(shownCodes, target.checked)}
                    />
                  </td>
                )}
                {heads.map(({ id, label, isFigure }) => (
                  <th
                    key={label}
                    scope="col"
                    aria-sort={id === sort ? "other" : undefined}
                    className={isFigure ? "px-2 py-1 text-right" : "px-2 py-1"}
                  >
                    {id ? (
                      <button
                        type="button"
                        onClick={() => setSort(id)}
                        className="cursor-pointer font-semibold underline-offset-4 hover:underline"
                      >
                        {label}
                        {id === sort && <span className="font-normal text-muted">（按此排序）</span>}
                      </button>
                    ) : (
                      label
                    )}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((line) => (
                <tr key={line.unitCode} className="border-b border-line hover:bg-shade">
                  {mayStepMany && (
                    <td className="px-2 py-1 align-top">
                      <input
                        type="checkbox"
                        aria-label={`勾选${line.unitName}`}
                        checked={ticked.has(line.unitCode)}
                        onChange={({ target }) => tick([line.unitCode], target.checked)}
                      />
                    </td>
                  )}
                  <th scope="row" className="px-2 py-1 text-left font-normal">
                    {line.status === "notOpened" ? (
                      line.unitName
                    ) : (
                      <Link href={`/review/${line.unitCode}/${year}`}>{line.unitName}</Link>
                    )}
                    <span className="block text-xs text-muted">
                      {line.unitCode} {line.departmentName}
                    </span>
                  </th>
                  <td className="px-2 py-1">
                    <Badge tone={tones[line.status]}>{line.statusLabel}</Badge>
                  </td>
                  <td className="figures px-2 py-1">{line.status === "notOpened" ? "" : line.round}</td>
                  <td className="px-2 py-1">
                    {line.isLate ? <Badge tone="danger">逾期 {line.daysLate} 天</Badge> : deadline}
                  </td>
                  <td className="px-2 py-1">{checksText(line)}</td>
                  <td className="figures px-2 py-1">{line.openComments > 0 ? line.openComments : ""}</td>
                  <td className="px-2 py-1">{line.submittedAt ? formatDate(new Date(line.submittedAt)) : ""}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}

function checksText({ status, blocking, explain }: QueueLine): string {
  if (status === "notOpened") return "";
  if (blocking === null) return "尚未审核";
  const parts = [blocking > 0 ? `必须改正 ${blocking}` : "", explain ? `需要说明 ${explain}` : ""].filter(Boolean);
  return parts.length === 0 ? "全部通过" : parts.join("，");
}
