/** Units side by side: who spent most of what, who more than planned, who spends on a subject. */
import { reportPath } from "../../words/report-path";
import { formatWan } from "../../words/amounts";
import { unitKindLabels, unitKinds, type UnitKind } from "../../words/funds";
import { figureOf, rankedFigures, threePublicFigures, type FigureId } from "../figures";
import { addressOf, ask, type Question } from "../question";
import type { LinkGroup, View, ViewColumn, ViewRow } from "../view";
import {
  bothUnits,
  changeOf,
  isCompared,
  code,
  count,
  coverageText,
  money,
  narrowedText,
  orderText,
  pagingOf,
  percent,
  percentOf,
  rank,
  text,
  type Asked,
  type Coverage,
  superlativeText,
} from "./parts";
import { yearLinks } from "./district";

/** A unit in a list. Amounts in fen; `null`: its report says nothing of it. */
export interface RankedUnit {
  rank: number;
  code: string;
  name: string;
  departmentName: string | null;
  kind: UnitKind;
  amount: number;
  prior: number | null;
  /** Where its report of the year before says that. */
  priorPlace: string | null;
  /** What it is divided by, or what was planned. */
  base: number | null;
  /** Anchor in its report. */
  place: string | null;
}

export interface Ranking {
  coverage: Coverage;
  departmentName: string | null;
  /** Of the page. */
  units: readonly RankedUnit[];
  /** Of all that are meant. */
  total: { units: number; amount: number; base: number | null; median: number | null };
  /** The first of all, whichever page is shown. */
  first: RankedUnit | null;
  /** Published units that are meant and whose report has no such figure. */
  without: number;
  notes: readonly string[];
}

/** Whose row it is; the figures follow, then what else is known of the unit. */
const unitColumns: readonly ViewColumn[] = [code("code", "单位代码"), text("name", "单位")];
const furtherColumns: readonly ViewColumn[] = [text("department", "主管部门"), text("kind", "单位类型")];

/** What an amount in a list of units is beside the others and beside last year; then what else is known of the unit. */
const comparedColumns = ({ units }: Ranking): ViewColumn[] => [
  percent("share", "占合计"),
  ...(isCompared(units) ? [money("prior", "上年"), percent("change", "增减")] : []),
  ...furtherColumns,
];

/** The mark of the year before in a chart, where anything of it is known, and the words about it. */
const priorMark = ({ units }: Ranking) =>
  isCompared(units)
    ? { told: "，竖线为上年数", mark: { mark: { column: "prior", label: "上年" } } }
    : { told: "", mark: {} };

function unitValues({ code: unitCode, name, departmentName, kind }: RankedUnit): ViewRow["values"] {
  return { code: unitCode, name, department: departmentName, kind: unitKindLabels[kind] };
}

/** A unit with its amount in a list of a year, and `more` values where the list has further columns. */
function rankedRow(unit: RankedUnit, { total }: Ranking, year: number, more: ViewRow["values"] = {}): ViewRow {
  return {
    values: {
      rank: unit.rank,
      ...unitValues(unit),
      amount: unit.amount,
      share: percentOf(unit.amount, total.amount),
      prior: unit.prior,
      change: changeOf(unit.amount, unit.prior),
      ...more,
    },
    links: linksOf(unit, year),
  };
}

/** All units of a list together; `null` where there is none. */
function sumRow({ total: { units, amount } }: Ranking, more: ViewRow["values"]): ViewRow | null {
  return units === 0 ? null : { values: { name: `合计（${units}个单位）`, amount, ...more } };
}

const linksOf = ({ code: unitCode, place, prior, priorPlace }: RankedUnit, year: number) => ({
  name: unitLink(unitCode),
  amount: reportPath({ unitCode, year }, place),
  // What is known of the year before is out of its published report; a former code leads on.
  ...(prior !== null && { prior: reportPath({ unitCode, year: year - 1 }, priorPlace) }),
});

const unitLink = (unitCode: string) => addressOf(ask("unit", { code: unitCode }));

/** The same list of every kind of unit, and without narrowing. */
function kindLinks(question: Question): LinkGroup {
  const { kind: _kind, page: _page, ...whole } = question;
  const links = [
    { label: "所有类型", href: addressOf(whole) },
    ...unitKinds.map((kind) => ({ label: unitKindLabels[kind], href: addressOf({ ...whole, kind }) })),
  ];
  return { label: "只看一类单位", links };
}

/** The same list by another reckoning, and the other way round. */
function orderLinks({ page: _page, ...question }: Question, perLabel: string | null): LinkGroup {
  const links = [
    ...(perLabel === null
      ? []
      : [
          { label: "按总额", href: addressOf({ ...question, per: "total" }) },
          { label: `按${perLabel}`, href: addressOf({ ...question, per: "each" }) },
        ]),
    { label: "由高到低", href: addressOf({ ...question, order: "high" }) },
    { label: "由低到高", href: addressOf({ ...question, order: "low" }) },
  ];
  return { label: "比较与次序", links };
}

/** Of a page of units, how many are offered to be compared. */
const COMPARED_FIRST = 5;

/** The first units of the page side by side. */
function compareLinks(year: number, units: readonly RankedUnit[]): LinkGroup {
  const codes = units.slice(0, COMPARED_FIRST).map((unit) => unit.code);
  const href = addressOf(ask("compare", { units: codes, years: [year] }));
  return { label: "并排比较", links: codes.length < 2 ? [] : [{ label: `本页前${codes.length}个单位`, href }] };
}

/** Amount by what it is divided by, in whole fen. */
export function perBase(amount: number, base: number | null): number | null {
  return base === null || base === 0 ? null : Math.round(amount / base);
}

/** Units by one figure. */
export function viewOfRank(asked: Asked, data: Ranking): View {
  const { question } = asked;
  const { year, figure } = question as Question & { year: number };
  const { label, meaning, per } = figureOf(figure!);
  const isPer = question.per === "each" && per !== undefined;
  const { first, total } = data;
  const title = `${year}年度${label}${isPer ? `（${per.label}）` : ""}：各单位${orderText(question)}`;
  const firstAmount = first && (isPer ? perBase(first.amount, first.base) : first.amount);
  const what = `${label}${isPer ? `，${per.label}平均` : ""}`;
  const order = `${orderText(question)}${narrowedText(question, data.departmentName)}`;
  return {
    ...asked,
    title,
    sentence: `${coverageText(asked, data.coverage)}中有这一项数的${total.units}个单位的${what}，${order}。`,
    answer:
      first && firstAmount !== null
        ? `${superlativeText(question)}的是${first.code} ${first.name}，${isPer ? per.label : ""}${bothUnits(firstAmount)}。`
        : null,
    columns: [
      rank("rank", "名次"),
      ...unitColumns,
      ...(isPer ? [money("each", `${per.label}平均`)] : []),
      money("amount", label),
      ...(isPer ? [count("base", figureOf(per.figure as FigureId).label)] : []),
      ...comparedColumns(data),
    ],
    rows: data.units.map((unit) =>
      rankedRow(unit, data, year, isPer ? { each: perBase(unit.amount, unit.base), base: unit.base } : {}),
    ),
    total: sumRow(data, { share: 100_00, ...(isPer && { each: perBase(total.amount, total.base), base: total.base }) }),
    chart: {
      caption: `${title}${isPer ? "" : priorMark(data).told}`,
      label: "name",
      bar: isPer ? "each" : "amount",
      ...(!isPer && priorMark(data).mark),
    },
    rule: [
      meaning,
      isCompared(data.units) ? "同一单位与自己的上年相比；" : "",
      "单位之间规模和职责不同，名次只说明金额大小。",
      isPer
        ? `${per.label}平均是该项金额除以同一份决算公开的数量，没有公开数量或数量为 0 的单位不列。`
        : per
          ? `可按“${per.label}”比较。`
          : "",
      "单位人数不在公开的决算之内，不作人均比较；请选同一类型的单位相比。",
      total.median === null ? "" : `中位数${bothUnits(total.median)}。`,
    ].join(""),
    notes: [
      ...(data.without > 0
        ? [`另有${data.without}个已公开的单位，决算中${isPer ? "没有可以相除的数" : "这一项为空"}，不在名次内。`]
        : []),
      ...data.notes,
    ],
    empty: `没有单位的公开决算有“${label}”数${narrowedText(question, data.departmentName)}。`,
    paging: pagingOf(question, total.units),
    related: [
      kindLinks(question),
      orderLinks(question, per?.label ?? null),
      compareLinks(year, data.units),
      {
        label: "其他项目",
        links: rankedFigures.map((id) => ({
          label: figureOf(id).label,
          href: addressOf(ask("rank", { year, figure: id })),
        })),
      },
      yearLinks(year),
    ],
  };
}

/** Units that spent more than was planned. */
export function viewOfOverBudget(asked: Asked, data: Ranking & { compared: number }): View {
  const { question } = asked;
  const year = question.year!;
  const { label } = figureOf(question.figure!);
  const { total, compared } = data;
  return {
    ...asked,
    title: `${year}年度${label}超过预算的单位`,
    sentence:
      `${coverageText(asked, data.coverage)}中，同时公开了年初预算数和决算数的${compared}个单位里，` +
      `${label}决算数大于年初预算数的单位，按超出金额由高到低${narrowedText(question, data.departmentName)}。`,
    answer:
      compared === 0
        ? null
        : total.units === 0
          ? `没有：${compared}个单位的${label}决算数都不超过年初预算数。`
          : `有${total.units}个单位超过预算，共超出${bothUnits(total.amount - (total.base ?? 0))}。`,
    columns: [
      ...unitColumns,
      money("base", "年初预算数"),
      money("amount", "决算数"),
      money("over", "超出"),
      percent("rate", "决算占预算"),
      ...furtherColumns,
    ],
    rows: data.units.map(
      (unit): ViewRow => ({
        values: {
          ...unitValues(unit),
          base: unit.base,
          amount: unit.amount,
          over: unit.amount - (unit.base ?? 0),
          rate: percentOf(unit.amount, unit.base),
        },
        links: linksOf(unit, year),
      }),
    ),
    total: sumRow(data, {
      base: total.base,
      over: total.amount - (total.base ?? 0),
      rate: percentOf(total.amount, total.base),
    }),
    chart: {
      caption: `${year}年度${label}超过预算的单位，竖线为年初预算数`,
      label: "name",
      bar: "amount",
      mark: { column: "base", label: "年初预算" },
    },
    rule: "比较同一份决算公开的年初预算数和决算数。决算数等于预算数的不算超过；预算数为 0 而有支出的算超过；没有公开预算数或决算数的单位不比较。",
    notes: [
      ...(data.without > 0 ? [`另有${data.without}个已公开的单位，预算数或决算数为空，没有比较。`] : []),
      ...data.notes,
    ],
    empty:
      compared === 0
        ? `没有单位同时公开了${label}的年初预算数和决算数。`
        : `没有单位超过预算：比较了${compared}个单位，${label}决算数都不大于年初预算数。`,
    paging: pagingOf(question, total.units),
    related: [
      {
        label: "其他项目是否超预算",
        links: threePublicFigures.map((id) => ({
          label: figureOf(id).label,
          href: addressOf(ask("overBudget", { year, figure: id })),
        })),
      },
      kindLinks(question),
      compareLinks(year, data.units),
      yearLinks(year),
    ],
  };
}

/** A subject with the levels above and below it, where units spend on it. */
export interface SubjectRanking extends Ranking {
  name: string;
  /** Below it, with what the district spent. */
  children: readonly { code: string; name: string; amount: number }[];
  parent: { code: string; name: string } | null;
}

/** Who spends on a functional subject, or under an economic one. */
export function viewOfSubject(asked: Asked, data: SubjectRanking): View {
  const { question } = asked;
  const year = question.year!;
  const { total, first, name } = data;
  const isEconomic = question.view === "economic";
  const subject = `${question.code} ${name}`;
  const of = (each: string) => addressOf(ask(question.view, { year, code: each }));
  const what = isEconomic ? `一般公共预算财政拨款基本支出中的“${subject}”` : `“${subject}”支出`;
  return {
    ...asked,
    title: `${year}年度${subject}：各单位支出`,
    sentence: `${coverageText(asked, data.coverage)}中，有这一科目支出的${total.units}个单位的${what}，${orderText(question)}${narrowedText(question, data.departmentName)}。`,
    answer:
      total.units === 0
        ? null
        : `共${bothUnits(total.amount)}${first ? `；${superlativeText(question)}的是${first.code} ${first.name}，${bothUnits(first.amount)}` : ""}。`,
    columns: [rank("rank", "名次"), ...unitColumns, money("amount", "决算数"), ...comparedColumns(data)],
    rows: data.units.map((unit) => rankedRow(unit, data, year)),
    total: sumRow(data, { share: 100_00 }),
    chart: {
      caption: `${year}年度${subject}各单位支出${priorMark(data).told}`,
      label: "name",
      bar: "amount",
      ...priorMark(data).mark,
    },
    rule: [
      isEconomic
        ? "各单位只公开一般公共预算财政拨款基本支出的经济分类，项目支出和其他资金的支出不在其中。"
        : "金额是各种资金的支出合计，取自各单位公开03表。",
      "科目编码和名称以当年的政府收支分类科目为准，年度之间科目有调整的不能直接相比。",
      "合计是各单位公开数直接相加。",
    ].join(""),
    notes: data.notes,
    empty: `${year}年度没有单位公开了${what}${narrowedText(question, data.departmentName)}。`,
    paging: pagingOf(question, total.units),
    related: [
      {
        label: "上下级科目",
        links: [
          ...(data.parent
            ? [{ label: `上一级：${data.parent.code} ${data.parent.name}`, href: of(data.parent.code) }]
            : []),
          ...data.children.map((child) => ({
            label: `${child.code} ${child.name} ${formatWan(child.amount)}万元`,
            href: of(child.code),
          })),
        ],
      },
      kindLinks(question),
      orderLinks(question, null),
      compareLinks(year, data.units),
      yearLinks(year),
    ],
  };
}
