/** Units that somebody has chosen, side by side: for one year or several. */
import { reportPath } from "../../words/report-path";
import { dayText } from "../../register/days";
import { unitKindLabels } from "../../words/funds";
import { figureOf } from "../figures";
import { addressOf, ask, MOST_COMPARED, type Question } from "../question";
import type { LinkGroup, View, ViewRow } from "../view";
import { bothUnits, code, correctedOf, count, money, pagingOf, text, type Asked } from "./parts";
import { addressOfYear, unitFigures, type UnitYear } from "./units";

/** A unit by its newest code and name. */
export interface NamedUnit {
  code: string;
  name: string;
}

export interface Comparison {
  /** As they were chosen. */
  units: readonly NamedUnit[];
  /** Published accounts of the units in the years, by unit as chosen, then by year. */
  accounts: readonly (UnitYear & { unit: NamedUnit })[];
  /** Oldest first. */
  years: readonly number[];
  /** Years of which any of the units has published. */
  published: readonly number[];
  /** Codes that no unit with published accounts has or had. */
  unknown: readonly string[];
  /** Codes of a unit that had been chosen before. */
  repeated: readonly string[];
  /** Units that answer to the words that were typed; `null` where none were. */
  found: readonly NamedUnit[] | null;
  /** What parts the years of a unit from each other. */
  notes: readonly string[];
}

/** The comparison of chosen units, by their own names. @param question with the units that there are */
export function viewOfComparison(asked: Asked, data: Comparison): View {
  const { question } = asked;
  const { units, accounts, years } = data;
  const isOverYears = years.length > 1;
  const yearsText = `${years.join("、")}年度`;
  // What is looked for is no part of what is compared: it is neither cited nor handed out.
  const { q, ...chosen } = question;
  return {
    ...asked,
    ...correctedOf(accounts),
    question: chosen,
    title: units.length === 0 ? "比较单位" : `${namesOf(units)}：${yearsText}收支比较`,
    sentence:
      units.length === 0
        ? `截至${dayText(asked.day)}，从已公开决算的单位里任选几个，把同一年度或几个年度的收支排在一起。`
        : `截至${dayText(asked.day)}，所选${units.length}个单位已公开的${yearsText}决算的主要收支，按选择的次序${isOverYears ? "和年度" : ""}。`,
    answer: answerOf(data),
    columns: [
      text("name", "单位"),
      text("year", "年度"),
      ...unitFigures.map((id) => money(id, figureOf(id).label)),
      code("code", "单位代码"),
      text("department", "主管部门"),
      text("kind", "单位类型"),
      text("format", "报表格式"),
      count("number", "版次"),
    ],
    rows: accounts.map((each): ViewRow => {
      const there = unitFigures.filter((id) => each.figures[id] !== undefined);
      return {
        values: {
          name: each.unit.name,
          year: `${each.year}年度`,
          code: each.code,
          department: each.departmentName,
          kind: unitKindLabels[each.kind],
          format: each.format,
          number: each.number,
          // What the chart writes at a bar.
          which: isOverYears ? `${each.year} ${each.unit.name}` : each.unit.name,
          ...Object.fromEntries(there.map((id) => [id, each.figures[id]!.amount])),
        },
        links: {
          name: addressOf(ask("unit", { code: each.unit.code })),
          year: reportPath(addressOfYear(each)),
          ...Object.fromEntries(there.map((id) => [id, reportPath(addressOfYear(each), each.figures[id]!.place)])),
        },
      };
    }),
    total: null,
    chart: { caption: `所选单位${yearsText}的本年支出`, label: "which", bar: "expenditure" },
    rule:
      "各单位取所列年度最新公开的版本，用各自决算中名称相同的数，每个数可以点到当年决算的单元格。" +
      "同一类型、职责相近的单位才有可比性；单位之间规模、职责和经费来源不同，金额大小不说明花钱多少是否合理。单位人数不在公开的决算之内，不作人均比较。",
    notes: notesOf(data),
    empty:
      units.length === 0
        ? `${data.unknown.length === 0 ? "还没有选单位" : `没有代码为${data.unknown.map((each) => `“${each}”`).join("、")}的单位公开过决算`}。请在上面输入单位的名称或代码，从查到的单位里选。`
        : `所选单位没有公开${yearsText}的决算，请换一个年度。`,
    finder: {
      parameter: "q",
      value: q,
      submit: "查找单位",
      found: data.found && additions(chosen, data.found, units),
    },
    paging: pagingOf(question, accounts.length),
    related: relatedOf(chosen, data),
  };
}

/** 甲、乙、丙等5个单位 */
function namesOf(units: readonly NamedUnit[]): string {
  const names = units.slice(0, 3).map(({ name }) => name);
  return `${names.join("、")}${units.length > names.length ? `等${units.length}个单位` : ""}`;
}

function answerOf({ units, accounts, years }: Comparison): string | null {
  if (units.length === 1) return "只选了一个单位，再加一个才能比较。";
  const year = years.at(-1);
  const spent = accounts
    .flatMap(({ unit, year: of, figures }) =>
      of === year && figures.expenditure ? [{ unit, ...figures.expenditure }] : [],
    )
    .toSorted((one, other) => other.amount - one.amount);
  const [most, least] = [spent[0], spent.at(-1)];
  if (!most || !least || spent.length < 2) return null;
  return most.amount === least.amount
    ? `${year}年度的本年支出都是${bothUnits(most.amount)}。`
    : `${year}年度本年支出最多的是${most.unit.name}，${bothUnits(most.amount)}；最少的是${least.unit.name}，${bothUnits(least.amount)}。`;
}

function notesOf({ units, accounts, years, unknown, repeated, found, notes }: Comparison): string[] {
  const said = <Value>(values: readonly Value[]) => [...new Set(values)];
  const kinds = said(accounts.map(({ kind }) => kind)).map((kind) => {
    const of = accounts.filter((each) => each.kind === kind);
    return `${said(of.map(({ unit }) => unit.name)).join("、")}是${unitKindLabels[kind]}`;
  });
  const formats = said(accounts.map(({ format }) => format)).map((format) => {
    const of = accounts.filter((each) => each.format === format);
    return `${said(of.map(({ year }) => year)).join("、")}年度用${format}`;
  });
  const missing = units.flatMap(({ code: unitCode, name }) => {
    const none = years.filter((year) => !accounts.some((each) => each.unit.code === unitCode && each.year === year));
    return none.length === 0 ? [] : [`${name}没有公开${none.join("、")}年度的决算，未列。`];
  });
  return [
    ...unknown.map((each) => `没有代码为“${each}”的单位公开过决算，未列。`),
    ...repeated.map((each) => `“${each}”与前面所选是同一个单位，只列一次。`),
    ...(found?.length === 0 ? ["没有符合所输入名称或代码的已公开单位。"] : []),
    ...(kinds.length > 1 ? [`所选单位类型不同，不是同类比较：${kinds.join("；")}。`] : []),
    ...(formats.length > 1 ? [`报表格式不同：${formats.join("；")}。名称相同的项目口径可能有调整。`] : []),
    ...missing,
    ...notes,
  ];
}

/** Each unit that was found, as the comparison with it. */
function additions(chosen: Question, found: readonly NamedUnit[], units: readonly NamedUnit[]): LinkGroup {
  const codes = units.map(({ code: each }) => each);
  if (units.length >= MOST_COMPARED) return { label: `已选满${MOST_COMPARED}个单位，请先去掉一些`, links: [] };
  return {
    label: found.length === 0 ? "没有查到" : "加入比较",
    links: found
      .filter(({ code: each }) => !codes.includes(each))
      .map(({ code: each, name }) => ({
        label: `${each} ${name}`,
        href: addressOf({ ...chosen, units: [...codes, each] }),
      })),
  };
}

function relatedOf(chosen: Question, { units, years, published }: Comparison): LinkGroup[] {
  const codes = units.map(({ code: each }) => each);
  const withYears = (of: readonly number[]) => addressOf({ ...chosen, years: of.toSorted() });
  return [
    {
      label: "去掉一个单位",
      links: units.map(({ code: each, name }) => ({
        label: name,
        href: addressOf({ ...chosen, units: codes.filter((other) => other !== each) }),
      })),
    },
    {
      label: "年度",
      links: published.flatMap((year) => {
        if (!years.includes(year)) return [{ label: `加上${year}年度`, href: withYears([...years, year]) }];
        const others = years.filter((each) => each !== year);
        return others.length === 0 ? [] : [{ label: `去掉${year}年度`, href: withYears(others) }];
      }),
    },
    {
      label: "单位历年",
      links: units.map(({ code: each, name }) => ({ label: name, href: addressOf(ask("unit", { code: each })) })),
    },
  ];
}
