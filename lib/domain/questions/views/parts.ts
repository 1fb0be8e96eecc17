/** What all views are put together from: who asks, columns, sentences about which units are in it. */
import { noticePath } from "../../words/report-path";
import type { Day } from "../../register/days";
import { dayText } from "../../register/days";
import { formatPercent, formatWan, formatYuan } from "../../words/amounts";
import { unitKindLabels } from "../../words/funds";
import { addressOf, ask, orders, type Question } from "../question";
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

/** Of a year: accounts that were corrected after they had been published. */
export interface CorrectedAccounts {
  year: number;
  reports: number;
  /** One of them. */
  code: string;
  number: number;
}

/** That the figures are those of corrected accounts: to the notice of a single one, otherwise to all corrections of the year. */
export function correctedLinks(years: readonly CorrectedAccounts[]): Pick<View, "corrected"> {
  if (years.length === 0) return {};
  return {
    corrected: years.map(({ year, reports, code: unitCode, number }) => ({
      label: `${year}年度的数用了${reports}份更正后的决算`,
      href: reports === 1 ? noticePath({ unitCode, year, number }) : addressOf(ask("corrections", { year })),
    })),
  };
}

/** The same of accounts that are shown one by one. */
export function correctedOf(
  accounts: readonly { year: number; code: string; number: number }[],
): Pick<View, "corrected"> {
  const corrected = accounts.filter(({ number }) => number > 1);
  const years = [...new Set(corrected.map(({ year }) => year))].toSorted((one, other) => other - one);
  return correctedLinks(
    years.map((year) => {
      const ofYear = corrected.filter((each) => each.year === year);
      return { year, reports: ofYear.length, code: ofYear[0]!.code, number: ofYear[0]!.number };
    }),
  );
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
