/** Units as such: one over the years, who has published what when, and what was corrected. */
import { noticePath, reportPath } from "../../words/report-path";
import { dayText, type Day } from "../../register/days";
import { unitKindLabels, type UnitKind } from "../../words/funds";
import { figureOf, type FigureId } from "../figures";
import { addressOf, ask, publicStates, type PublicState } from "../question";
import type { View, ViewRow } from "../view";
import { bothUnits, code, correctedOf, day, money, narrowedText, pagingOf, text, count, type Asked } from "./parts";
import { yearLinks } from "./district";

/** One published year of a unit. */
export interface UnitYear {
  year: number;
  code: string;
  name: string;
  departmentName: string | null;
  kind: UnitKind;
  format: string;
  number: number;
  figures: Readonly<Record<string, { amount: number; place: string | null }>>;
}

/** Where the published accounts of a year of a unit are. */
export const addressOfYear = ({ code: unitCode, year }: Pick<UnitYear, "code" | "year">) => ({ unitCode, year });

/** What is shown of a unit over the years. */
export const unitFigures = [
  "income",
  "expenditure",
  "basic",
  "project",
  "personnel",
  "running",
  "threePublic",
  "officialReception",
] as const satisfies readonly FigureId[];

/** One unit over the years, oldest first. */
export function viewOfUnit(
  asked: Asked,
  { name, years, notes }: { name: string; years: readonly UnitYear[]; notes: readonly string[] },
): View {
  const { question } = asked;
  const spent = years.flatMap(({ year, figures }) => (figures.expenditure ? [{ year, ...figures.expenditure }] : []));
  const [first, last] = [spent[0], spent.at(-1)];
  return {
    ...asked,
    ...correctedOf(years),
    title: `${name}：历年收支`,
    sentence: `截至${dayText(asked.day)}，${name}（${question.code}）已公开的${years.length}个年度的决算，按年度。`,
    answer:
      first && last && first !== last
        ? `本年支出从${first.year}年度的${bothUnits(first.amount)}到${last.year}年度的${bothUnits(last.amount)}。`
        : last
          ? `${last.year}年度本年支出${bothUnits(last.amount)}。`
          : null,
    columns: [
      text("year", "年度"),
      ...unitFigures.map((id) => money(id, figureOf(id).label)),
      code("code", "当年代码"),
      text("name", "当年名称"),
      text("department", "当年主管部门"),
      text("kind", "单位类型"),
      text("format", "报表格式"),
      count("number", "版次"),
    ],
    rows: years.map((each): ViewRow => {
      const there = unitFigures.filter((id) => each.figures[id] !== undefined);
      return {
        values: {
          year: `${each.year}年度`,
          code: each.code,
          name: each.name,
          department: each.departmentName,
          kind: unitKindLabels[each.kind],
          format: each.format,
          number: each.number,
          ...Object.fromEntries(there.map((id) => [id, each.figures[id]!.amount])),
        },
        links: {
          year: reportPath(addressOfYear(each)),
          ...Object.fromEntries(there.map((id) => [id, reportPath(addressOfYear(each), each.figures[id]!.place)])),
        },
      };
    }),
    total: null,
    chart: { caption: `${name}各年度的本年支出`, label: "year", bar: "expenditure" },
    rule: "各年度取最新公开的版本，每个数可以点到当年决算的单元格。单位有变动、报表格式不同的年度之间，增减包含由此带来的部分，见下方说明。",
    notes,
    empty: "这个单位还没有公开的决算。",
    paging: pagingOf(question, years.length),
    related: [
      {
        label: "决算全文",
        links: years.toReversed().map(({ year, code: unitCode }) => ({
          label: `${year}年度决算全文`,
          href: reportPath({ unitCode, year }),
        })),
      },
      {
        label: "比较",
        links: [{ label: "与别的单位比较", href: addressOf(ask("compare", { units: [question.code!] })) }],
      },
    ],
  };
}

/** How a unit's publication of a year stands. */
export interface UnitStatus {
  code: string;
  name: string;
  departmentName: string | null;
  state: PublicState;
  /** First published. */
  publishedOn: Day | null;
  /** Until when it has to publish, or what it waits for has to be done; `null` while unknown. */
  due: Day | null;
  /** How the day is reckoned, or the basis of the exemption. */
  basis: string;
}

/** What is shown of a year's publication at once. */
export interface StatusPage {
  /** Of the page. */
  units: readonly UnitStatus[];
  /** Of all that are meant, whichever state is asked for; in the order of the list. */
  counts: readonly { state: PublicState; n: number }[];
  congress: string;
  /** Of the department that is asked for. */
  departmentName: string | null;
}

/** Who has published a year and when, who is due, late, exempt or waiting, and on what basis. */
export function viewOfStatus(asked: Asked, { units, counts, congress, departmentName }: StatusPage): View {
  const { question } = asked;
  const year = question.year!;
  const sumOf = (some: StatusPage["counts"]) => some.reduce((sum, { n }) => sum + n, 0);
  const { page: _page, state: _state, ...whole } = question;
  const numbers = counts.map(({ state, n }) => `${publicStates[state]}${n}个`).join("、");
  return {
    ...asked,
    title: `${year}年度决算公开情况`,
    sentence:
      `截至${dayText(asked.day)}，应报送${year}年度决算${question.q ? `、名称或代码符合“${question.q}”` : ""}的${sumOf(counts)}个单位各自是否公开、何时公开或何时到期、依据什么，` +
      `先列没有公开的${narrowedText(question, departmentName)}` +
      `${question.state ? `，只列${publicStates[question.state]}的` : ""}。`,
    answer: counts.length === 0 ? null : `${numbers}。`,
    columns: [
      text("name", "单位"),
      text("state", "状态"),
      day("due", "期限"),
      day("published", "公开日期"),
      text("basis", "依据"),
      text("department", "主管部门"),
      code("code", "单位代码"),
    ],
    rows: units.map(
      (unit): ViewRow => ({
        values: {
          code: unit.code,
          name: unit.name,
          department: unit.departmentName,
          state: publicStates[unit.state],
          due: unit.due,
          published: unit.publishedOn,
          basis: unit.basis,
        },
        ...(unit.state === "published" && { links: { name: reportPath({ unitCode: unit.code, year }) } }),
      }),
    ),
    total: null,
    chart: null,
    rule: `${congress}期限按登记的日期推算，登记有更正的随之变动；“待批复”的期限是财政部门批复的期限，“待公开”的期限是该单位公开的期限。`,
    notes: [],
    empty: question.q
      ? `没有名称或代码符合“${question.q}”的${question.state ? publicStates[question.state] : "应报送"}单位。`
      : question.state
        ? `没有${publicStates[question.state]}的单位。`
        : `没有单位应报送${year}年度决算。`,
    paging: pagingOf(question, sumOf(counts.filter(({ state }) => !question.state || state === question.state))),
    finder: { parameter: "q", value: question.q, submit: "查找" },
    related: [
      {
        label: "按状态",
        links: [
          { label: "全部", href: addressOf(whole) },
          ...counts.map(({ state, n }) => ({
            label: `${publicStates[state]}（${n}）`,
            href: addressOf({ ...whole, state }),
          })),
        ],
      },
      yearLinks(year),
    ],
  };
}

/** A published correction: what it changed, each thing old and new. */
export interface Correction {
  code: string;
  name: string;
  number: number;
  publishedOn: Day;
  reason: string;
  /** Facts that differ; `null`: blank. */
  changes: readonly { what: string; before: string | null; after: string | null }[];
}

/** Corrections of a page; one takes as many rows as it changed things, and one row where it changed words alone. */
export const PAGE_CORRECTIONS = 20;

/** What was corrected in a year's reports after they were published, newest first. */
export function viewOfCorrections(
  asked: Asked,
  { corrections, total }: { corrections: readonly Correction[]; total: number },
): View {
  const { question } = asked;
  const year = question.year!;
  const rows = corrections.flatMap(({ code: unitCode, name, number, publishedOn, reason, changes }) => {
    const head = { code: unitCode, name, version: `第${number}版`, published: publishedOn, reason };
    const version = { unitCode, year, number };
    const links = {
      name: addressOf(ask("unit", { code: unitCode })),
      version: reportPath(version),
      what: noticePath(version),
    };
    const told =
      changes.length === 0
        ? [{ what: "没有改动填报数，只改了文字", before: "", after: "" }]
        : changes.map(({ what, before, after }) => ({ what, before: before ?? "空", after: after ?? "空" }));
    return told.map((change): ViewRow => ({ values: { ...head, ...change }, links }));
  });
  return {
    ...asked,
    title: `${year}年度决算公开后的更正`,
    sentence: `截至${dayText(asked.day)}，${year}年度决算公开以后的${total}次更正，每次改了哪些数、由多少改为多少，最近的在前。`,
    answer: total === 0 ? "没有更正。" : null,
    columns: [
      code("code", "单位代码"),
      text("name", "单位"),
      text("version", "更正后版本"),
      day("published", "更正日期"),
      text("reason", "更正原因"),
      text("what", "改动的数"),
      text("before", "更正前"),
      text("after", "更正后"),
    ],
    rows,
    total: null,
    chart: null,
    rule: "比较的是更正前后两个公开版本的填报数；合计、占比等由填报数算出，随之变动，不重复列出；点选改动的数，可逐格、逐句对照两个版本。更正前的版本永久保留，可以查看。",
    notes: [],
    empty: `${year}年度的决算公开以后没有更正。`,
    paging: { total, page: question.page ?? 1, pageSize: PAGE_CORRECTIONS },
    related: [yearLinks(year)],
  };
}
