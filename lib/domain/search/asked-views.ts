/** The public views that answer what somebody typed: who looks for 机关运行经费 means a figure before any report. */
import { figureOf, rankedFigures, threePublicFigures, type FigureId } from "../questions/figures";
import { addressOf, ask, type ViewId } from "../questions/question";
import type { LinkGroup, ViewLink } from "../questions/view";
import { seriesFigures } from "../questions/views/district";
import { folded } from "./folded";

/** A subject that has the name that was typed. */
export interface NamedSubject {
  code: string;
  name: string;
  classification: "functional" | "economic";
  /** The newest year of which it is published. */
  year: number;
}

/** Views of a year that are about no one figure, by what people type who want them. */
const viewsByName: readonly { view: ViewId; label: string; names: readonly string[] }[] = [
  { view: "functions", label: "花在哪些方面", names: ["功能分类", "花在哪些方面", "支出结构"] },
  { view: "funds", label: "钱从哪里来", names: ["资金来源", "钱从哪里来", "资金性质"] },
  { view: "departments", label: "各部门", names: ["各部门", "主管部门"] },
  { view: "threePublic", label: "“三公”经费", names: ["三公经费", "三公消费"] },
  { view: "budget", label: "预算与决算", names: ["预算与决算", "年初预算", "预算执行", "超预算"] },
  { view: "status", label: "公开情况", names: ["公开情况", "逾期未公开", "不予公开"] },
  { view: "corrections", label: "更正", names: ["更正"] },
];

/** Most groups that are offered. */
const MOST_GROUPS = 6;

/** Without the signs that are typed or not: “三公”经费, 三公经费. */
const compared = (text: string) => folded(text).replaceAll(/[^\p{L}\p{N}]/gu, "");

/** Whether a name is meant by a term: it has the term in it, or stands in it. */
function isMeant(names: readonly string[], terms: readonly string[]): boolean {
  return names.map(compared).some((name) => terms.some((term) => name.includes(term) || term.includes(name)));
}

/** Whether a name is the term itself: such come first. */
const isExact = (names: readonly string[], terms: readonly string[]) =>
  names.map(compared).some((name) => terms.includes(name));

/** The names under which a subject is looked for by a term: 教育 is 教育支出, 会议 is 会议费. */
export function subjectNamesOf(term: string): string[] {
  return [term, `${term}支出`, `${term}费`].map(folded);
}

/**
 * The views that answer terms, each with its links, best first.
 *
 * @param yearsOf the years that have something of a figure, or of any at all, newest first; where there is none, nothing is
 *   offered
 * @param subjects that are called as the terms say (`subjectNamesOf`)
 */
export function askedViews(
  words: readonly string[],
  yearsOf: (figure: FigureId | null) => readonly number[],
  subjects: readonly NamedSubject[],
): LinkGroup[] {
  const terms = words.map(compared).filter((term) => [...term].length > 1);
  const named = [
    ...rankedFigures.map((id) => {
      const { label, alsoCalled = [] } = figureOf(id);
      return { names: [label, ...alsoCalled], group: { label, links: linksOfFigure(id, yearsOf(id)) } };
    }),
    ...viewsByName.map(({ view, label, names }) => ({
      names,
      group: {
        label: `全区${label}`,
        links: yearsOf(null).map((year) => ({ label: `${year}年度`, href: addressOf(ask(view, { year })) })),
      },
    })),
  ].filter(({ names, group }) => group.links.length > 0 && isMeant(names, terms));
  const exact = named.filter(({ names }) => isExact(names, terms));
  const others = named.filter((each) => !exact.includes(each));
  return [
    ...exact.map(({ group }) => group),
    ...subjects.map(groupOfSubject),
    ...others.map(({ group }) => group),
  ].slice(0, MOST_GROUPS);
}

/** What is asked of a figure: who spent most, who more than planned, all of a table together, the years. */
function linksOfFigure(figure: FigureId, years: readonly number[]): ViewLink[] {
  const [newest] = years;
  if (newest === undefined) return [];
  const links = years.map((year) => ({
    label: `${year}年度各单位由高到低`,
    href: addressOf(ask("rank", { year, figure })),
  }));
  if (figureOf(figure).budget)
    links.push({ label: `${newest}年度超过预算的单位`, href: addressOf(ask("overBudget", { year: newest, figure })) });
  if ((threePublicFigures as readonly FigureId[]).includes(figure))
    links.push({ label: `${newest}年度全区“三公”经费`, href: addressOf(ask("threePublic", { year: newest })) });
  if ((seriesFigures as readonly FigureId[]).includes(figure))
    links.push({ label: "全区历年", href: addressOf(ask("years")) });
  return links;
}

function groupOfSubject({ code, name, classification, year }: NamedSubject): LinkGroup {
  const view = classification === "economic" ? "economic" : "subject";
  return {
    label: `${code} ${name}`,
    links: [{ label: `${year}年度各单位由高到低`, href: addressOf(ask(view, { year, code })) }],
  };
}
