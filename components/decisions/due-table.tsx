"use client";

import Link from "next/link";
import { useState } from "react";
import { Badge, type Tone } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterButtons } from "@/components/ui/filter-buttons";
import {
  dueStates,
  dutyLabel,
  dueDayOf,
  type DueItem,
  type DueState,
  type LetterDueItem,
} from "@/lib/domain/decision/due-list";
import { reckoningOf } from "@/lib/domain/decision/due-dates";
import { dayText } from "@/lib/domain/register/days";

const tones: Record<DueState, Tone> = {
  late: "danger",
  soon: "warn",
  open: "active",
  unknown: "neutral",
  doneLate: "warn",
  done: "done",
};

type Item = DueItem | LetterDueItem;

interface Props {
  year: number;
  items: readonly Item[];
  counts: Readonly<Record<DueState, number>>;
}

const states = Object.keys(dueStates) as DueState[];

/** Who has to have done what by when; what is late stands first. */
export function DueTable({ year, items, counts }: Props) {
  const [filter, setFilter] = useState<DueState | "all">("all");
  const shown = filter === "all" ? items : items.filter(({ state }) => state === filter);
  return (
    <>
      <FilterButtons
        label="按期限筛选"
        filters={[
          { name: "all", label: "全部", count: items.length },
          ...states.map((name) => ({ name, label: dueStates[name], count: counts[name] })),
        ]}
        current={filter}
        onChange={setFilter}
      />
      {shown.length === 0 ? (
        <EmptyState title="没有这样的事项">请换一个筛选条件。</EmptyState>
      ) : (
        <div className="overflow-x-auto" tabIndex={0} role="region" aria-label="办理期限">
          <table className="w-full min-w-[56rem] border-collapse text-sm">
            <caption className="sr-only">{year}年度批复和公开的期限</caption>
            <thead className="border-b border-rule text-left">
              <tr>
                {["期限", "状态", "办理人", "事项", "单位", "办结", "期限的由来"].map((label) => (
                  <th key={label} scope="col" className="px-2 py-1 whitespace-nowrap">
                    {label}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {shown.map((item) => (
                <Row key={keyOf(item)} item={item} year={year} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}

function keyOf(item: Item): string {
  if ("duty" in item) return `${item.duty}${item.unitCode}`;
  const { letterId, due } = item.letter;
  return `${letterId}${due.part}${due.position}`;
}

function Row({ item, year }: { item: Item; year: number }) {
  const { who, unitCode, unitName, doneOn, state } = item;
  return (
    <tr className="border-b border-line align-top hover:bg-shade">
      <td className="px-2 py-1 whitespace-nowrap tabular-nums">{dueDayOf(item) ?? "未定"}</td>
      <td className="px-2 py-1">
        <Badge tone={tones[state]}>{dueStates[state]}</Badge>
      </td>
      <td className="px-2 py-1">{who}</td>
      <td className="px-2 py-1 whitespace-nowrap">{dutyLabel(item)}</td>
      <th scope="row" className="px-2 py-1 text-left font-normal">
        {"duty" in item && item.hasAccounts ? <Link href={`/review/${unitCode}/${year}`}>{unitName}</Link> : unitName}
        <span className="block text-xs text-muted">
          {unitCode} {"duty" in item && item.departmentName}
        </span>
      </th>
      <td className="px-2 py-1 whitespace-nowrap tabular-nums">
        {doneOn ?? ""}
        {"duty" in item && doneOn !== null && item.isStandIn && item.duty !== "unitPublication" && (
          <span className="block text-xs text-muted">系统内批复日</span>
        )}
      </td>
      <td className="min-w-56 px-2 py-1 text-xs text-muted">
        {"duty" in item ? reckoningOf(item.date) : <OfLetter {...item.letter} />}
      </td>
    </tr>
  );
}

/** Which letter asks for it, in which words, and how often its day was moved. */
function OfLetter({ letterId, number, due }: LetterDueItem["letter"]) {
  const extensions = due.events.filter(({ kind }) => kind === "extended").length;
  return (
    <>
      <Link href={`/review/letters/${letterId}`}>{number}</Link>：{due.text}
      {extensions > 0 && `（原定${dayText(due.issuedDueOn)}，延期${extensions}次）`}
    </>
  );
}
