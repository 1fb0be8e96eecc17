/** What all views are put together from: who asks, columns, sentences about which units are in it. */
import type { Day } from "../../register/days";
import { dayText } from "../../register/days";
import { formatPercent, formatWan, formatYuan } from "../../words/amounts";
import { unitKindLabels } from "../../words/funds";
import { orders, type Question } from "../question";
import { PAGE_ROWS, type View, type ViewColumn, type ViewValue } from "../view";

/** What every view is made for. */
export interface Asked {
  question: Question;
  district: { code: string; name: string };
  /** The district's day. */
  day: Day;
}

/** Of a year: how many units have published, and how many have to. */
export interface Coverage {
  published: number;
  expected: number;
}

export const text = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "text" });
export const code = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "code" });
export const day = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "day" });
export const money = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "money" });
export const count = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "count" });
export const percent = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "percent" });
export const rank = (id: string, heading: string): ViewColumn => ({ id, heading, kind: "rank" });

/** Per cent of a base in hundredths; `null` where there is none. */
export function percentOf(part: ViewValue | undefined, base: ViewValue | undefined): number | null {
  if (typeof part !== "number" || typeof base !== "number") return null;
  const written = formatPercent(part, base, { trailingZeros: true });
  return written === null ? null : Math.round(Number(written) * 100);
}

/** By how much a figure has changed, in hundredths of a per cent of the earlier one. */
export function changeOf(now: ViewValue | undefined, before: ViewValue | undefined): number | null {
  return typeof now === "number" && typeof before === "number" ? percentOf(now - before, before) : null;
}

/** 13.86 万元（138,600.00 元） */
export function bothUnits(fen: number): string {
  return `${formatWan(fen)} 万元（${formatYuan(fen)} 元）`;
}

/** 截至2026年11月29日，2021年度已公开决算的25个单位（应公开26个） */
export function coverageText({ question, day }: Asked, { published, expected }: Coverage): string {
  const all = published >= expected ? `全部${published}个单位` : `${published}个单位（应公开${expected}个）`;
  return `截至${dayText(day)}，${question.year}年度已公开决算的${all}`;
}

/** 事业单位、主管部门 101: what a list is narrowed to, or empty. */
export function narrowedText({ kind, department }: Question, departmentName: string | null): string {
  const parts = [
    ...(kind ? [unitKindLabels[kind]] : []),
    ...(department ? [`${departmentName ?? `代码为${department}的主管部门`}所属单位`] : []),
  ];
  return parts.length === 0 ? "" : `，只列${parts.join("、")}`;
}

export function orderText({ order = "high" }: Question): string {
  return orders[order];
}

/** What the first of a list is: the one with the most, or the least. */
export function superlativeText({ order }: Question): string {
  return order === "low" ? "最少" : "最多";
}

/** Which page of how many rows. */
export function pagingOf({ page = 1 }: Question, total: number): View["paging"] {
  return { total, page, pageSize: PAGE_ROWS };
}

/** The address of a unit's report, at the place that says a figure. */
export function reportAddress(unitCode: string, year: number, place: string | null): string {
  return `/r/${unitCode}/${year}${place ? `#${place}` : ""}`;
}

export const plainSums =
  "合计是各单位公开数直接相加，没有抵销单位之间的往来，也不含没有公开的单位，与本区汇总的部门决算、财政总决算可能不同。";

/** Whether anything of the year before is known. */
export function isCompared(sums: readonly { prior: number | null }[]): boolean {
  return sums.some(({ prior }) => prior !== null);
}

/** How is compared with the year before, or that it cannot be. */
export function comparisonRule(sums: readonly { prior: number | null }[]): string {
  return isCompared(sums) ? sameUnits : "没有单位同时公开了上一年度的决算，不与上年比较。";
}

const sameUnits =
  "“上年同口径”只含两个年度都公开了决算的单位，与“本年同口径”相比得出增减；单位新设、撤销、合并、拆分或划转的年度，增减包含由此带来的部分。";
