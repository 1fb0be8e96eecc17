import Link from "next/link";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { FilterButtons } from "@/components/ui/filter-buttons";
import type { ItemState, JobItemLine } from "@/lib/features/background-jobs/schema";
import { itemStateText } from "./job-words";

const filters = {
  all: { label: "全部", has: () => true },
  undone: { label: "未办", has: (state: ItemState) => ["leftOut", "failed", "cancelled"].includes(state) },
  done: { label: "已办", has: (state: ItemState) => state === "done" },
  waiting: { label: "等待", has: (state: ItemState) => state === "waiting" },
} as const;
type FilterName = keyof typeof filters;

/** What became of each part: what was not done comes first, with its reasons, what waits comes last. */
const order: ItemState[] = ["failed", "leftOut", "cancelled", "done", "waiting"];

export function JobResults({ items, done }: { items: readonly JobItemLine[]; done: string }) {
  const [filter, setFilter] = useState<FilterName>("all");
  const shown = items
    .filter(({ state }) => filters[filter].has(state))
    .sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state) || a.position - b.position);
  return (
    <section aria-label="办理结果" className="flex flex-col gap-2">
      <FilterButtons
        label="按结果筛选"
        filters={(Object.keys(filters) as FilterName[]).map((name) => ({
          name,
          label: filters[name].label,
          count: items.filter(({ state }) => filters[name].has(state)).length,
        }))}
        current={filter}
        onChange={setFilter}
      />
      <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="每项的结果">
        <table className="w-full border-collapse text-sm">
          <thead className="border-b border-rule text-left">
            <tr>
              {["单位", "结果", "原因"].map((label) => (
                <th key={label} scope="col" className="px-2 py-1 whitespace-nowrap">
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map(({ position, label, code, href, state, reasons }) => {
              const { tone, text } = itemStateText(state, done);
              return (
                <tr key={position} className="border-b border-line align-top">
                  <th scope="row" className="px-2 py-1 text-left font-normal">
                    {href ? <Link href={href}>{label}</Link> : label}
                    <span className="block text-xs text-muted tabular-nums">{code}</span>
                  </th>
                  <td className="px-2 py-1 whitespace-nowrap">
                    <Badge tone={tone}>{text}</Badge>
                  </td>
                  <td className="px-2 py-1">{reasons.join("")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
      {shown.length === 0 && <p className="text-sm text-muted">没有这样的。</p>}
    </section>
  );
}
