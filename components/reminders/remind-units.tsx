"use client";

import { useMemo, useState } from "react";
import { ExtendDeadline } from "@/components/extensions/extend-deadline";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterButtons } from "@/components/ui/filter-buttons";
import type { ReminderTarget } from "@/lib/features/reminders/schema";
import { RemindDialog } from "./remind-dialog";

/** Days before a deadline that count as near. */
const SOON = 7;

const timings = {
  all: { label: "全部", has: () => true },
  late: { label: "已逾期", has: ({ daysLeft }: ReminderTarget) => daysLeft < 0 },
  soon: { label: "七日内截止", has: ({ daysLeft }: ReminderTarget) => daysLeft >= 0 && daysLeft <= SOON },
} as const;
type Timing = keyof typeof timings;

interface Props {
  fiscalYearId: string;
  year: number;
  targets: readonly ReminderTarget[];
  template: string;
  maySend: boolean;
}

/** Units that owe a year and have not submitted it: narrowed down, ticked and reminded. */
export function RemindUnits({ fiscalYearId, year, targets, template, maySend }: Props) {
  const [timing, setTiming] = useState<Timing>("all");
  const [state, setState] = useState("");
  const [department, setDepartment] = useState("");
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set());
  const [isOpen, setIsOpen] = useState(false);
  const [sent, setSent] = useState<number | null>(null);
  const states = useMemo(() => valuesOf(targets, "stateLabel"), [targets]);
  const departments = useMemo(() => valuesOf(targets, "departmentName"), [targets]);
  const within = targets.filter(
    (target) =>
      (state === "" || target.stateLabel === state) && (department === "" || target.departmentName === department),
  );
  const shown = within.filter(timings[timing].has);
  const chosen = shown.filter(({ unitId }) => ticked.has(unitId));
  const isAllTicked = shown.length > 0 && chosen.length === shown.length;
  const tick = (unitIds: readonly string[], isTicked: boolean) => {
    const next = new Set(ticked);
    for (const unitId of unitIds) {
      if (isTicked) next.add(unitId);
      else next.delete(unitId);
    }
    setTicked(next);
    setSent(null);
  };
  if (targets.length === 0)
    return <EmptyState title="没有需要催报的单位">应报的单位都已上报{year}年度决算。</EmptyState>;
  return (
    <div className="flex flex-col gap-3">
      <div className="flex flex-wrap items-end gap-3 text-sm">
        <FilterButtons
          label="按期限筛选"
          filters={(Object.keys(timings) as Timing[]).map((name) => ({
            name,
            label: timings[name].label,
            count: within.filter(timings[name].has).length,
          }))}
          current={timing}
          onChange={setTiming}
        />
        <Choice label="状态" values={states} value={state} onChange={setState} />
        <Choice label="主管部门" values={departments} value={department} onChange={setDepartment} />
      </div>
      {maySend && (
        <section
          aria-label="催报"
          className="z-10 flex flex-wrap items-center gap-x-4 gap-y-2 border border-line bg-surface px-3 py-2 text-sm sm:sticky sm:top-0"
        >
          <p role="status">
            {sent === null ? `已勾选 ${chosen.length} 个单位` : `已催报 ${sent} 个单位，送达情况见下面的“已发催报”。`}
          </p>
          <Button
            emphasis="primary"
            className="ml-auto"
            isDisabled={chosen.length === 0}
            onPress={() => setIsOpen(true)}
          >
            催报
          </Button>
        </section>
      )}
      {shown.length === 0 ? (
        <EmptyState title="没有符合条件的单位">请换一个筛选条件。</EmptyState>
      ) : (
        <div className="record-cards">
          <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="未上报的单位">
            <table className="w-full border-collapse text-sm">
              <caption className="sr-only">{year}年度未上报的单位</caption>
              <thead className="border-b border-rule text-left">
                <tr>
                  {maySend && (
                    <td className="w-8 px-2 py-1">
                      <input
                        type="checkbox"
                        aria-label={`勾选列出的 ${shown.length} 个单位`}
                        checked={isAllTicked}
                        onChange={({ target }) =>
                          tick(
                            shown.map(({ unitId }) => unitId),
                            target.checked,
                          )
                        }
                      />
                    </td>
                  )}
                  {["单位", "状态", "截止", "上次催报", ...(maySend ? ["办理"] : [])].map((head) => (
                    <th key={head} scope="col" className="whitespace-nowrap px-2 py-1">
                      {head}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {shown.map((target) => (
                  <tr key={target.unitId} className="border-b border-line align-top hover:bg-shade">
                    {maySend && (
                      <td data-head="勾选" className="px-2 py-1">
                        <input
                          type="checkbox"
                          aria-label={`勾选${target.unitName}`}
                          checked={ticked.has(target.unitId)}
                          onChange={({ target: { checked } }) => tick([target.unitId], checked)}
                        />
                      </td>
                    )}
                    <th scope="row" data-head="单位" className="px-2 py-1 text-left font-normal">
                      {target.unitName}
                      <span className="block text-xs text-muted">
                        {target.unitCode} {target.departmentName}
                      </span>
                    </th>
                    <td data-head="状态" className="px-2 py-1">
                      <Badge tone={target.stateLabel === "已退回" ? "warn" : "neutral"}>{target.stateLabel}</Badge>
                    </td>
                    <td data-head="截止" className="px-2 py-1 tabular-nums">
                      {target.daysLeft < 0 ? (
                        <Badge tone="danger">逾期 {-target.daysLeft} 天</Badge>
                      ) : (
                        `还有 ${target.daysLeft} 天`
                      )}
                      <span className="block text-xs text-muted">
                        {target.dueOn}
                        {target.isExtended && "（已延期）"}
                      </span>
                    </td>
                    <td data-head="上次催报" className="px-2 py-1 tabular-nums">
                      {target.lastRemindedAt ?? "没有"}
                    </td>
                    {maySend && (
                      <td data-head="办理" className="px-2 py-1">
                        <ExtendDeadline
                          fiscalYearId={fiscalYearId}
                          year={year}
                          units={[{ id: target.unitId, code: target.unitCode, name: target.unitName }]}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </div>
      )}
      <RemindDialog
        year={year}
        unitIds={chosen.map(({ unitId }) => unitId)}
        template={template}
        isOpen={isOpen}
        onOpenChange={setIsOpen}
        onSent={(units) => {
          setTicked(new Set());
          setSent(units);
        }}
      />
    </div>
  );
}

function valuesOf(targets: readonly ReminderTarget[], field: "stateLabel" | "departmentName"): string[] {
  return [...new Set(targets.map((target) => target[field]))].filter((value) => value !== "");
}

function Choice({
  label,
  values,
  value,
  onChange,
}: {
  label: string;
  values: readonly string[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <label className="flex flex-col">
      {label}
      <select
        value={value}
        onChange={(event) => onChange(event.target.value)}
        className="min-h-8 max-w-full border border-line bg-surface px-2"
      >
        <option value="">全部</option>
        {values.map((each) => (
          <option key={each}>{each}</option>
        ))}
      </select>
    </label>
  );
}
