/** The district as a whole: what it spent, for what, out of what, through whom. */
import { appropriations, fundLabels, funds, ownIncomes, type Fund } from "../../words/funds";
import { figureIds, figureOf, functionFigure, threePublicFigures, type FigureId } from "../figures";
import { addressOf, ask } from "../question";
import type { LinkGroup, View, ViewColumn, ViewLink, ViewRow } from "../view";
import {
  changeOf,
  code,
  count,
  coverageText,
  money,
  orderText,
  pagingOf,
  percent,
  percentOf,
  plainSums,
  comparisonRule,
  isCompared,
  text,
  bothUnits,
  type Asked,
  type Coverage,
} from "./parts";

/** What units of a year have under one figure, added up; fen or counts. */
export interface SummedFigure {
  figure: string;
  amount: number;
  units: number;
  /** Of the units that have published the year before, too: this year, and then; `null` where there are none. */
  same: number | null;
  prior: number | null;
}

export interface YearData {
  coverage: Coverage;
  sums: readonly SummedFigure[];
  notes: readonly string[];
}

const yearOfQuestion = ({ question }: Asked) => question.year!;

/** Questions about the same year. */
export function yearLinks(year: number): LinkGroup {
  const of = (label: string, view: Parameters<typeof ask>[0], figure: FigureId | null = null): ViewLink => ({
    label,
    href: addressOf(ask(view, { year, figure })),
  });
  const links = [
    of("收支总体", "year"),
    of("花在哪些方面", "functions"),
    of("钱从哪里来", "funds"),
    of("各部门", "departments"),
    of("“三公”经费", "threePublic"),
    of("预算与决算", "budget"),
    of("支出排名", "rank", "expenditure"),
    of("公开情况", "status"),
    of("更正", "corrections"),
    { label: "历年", href: addressOf(ask("years")) },
    { label: "比较单位", href: addressOf(ask("compare", { years: [year] })) },
  ];
  return { label: `${year}年度`, links };
}

/** Beside the year before, where anything of it is known. */
const comparedColumns = (sums: readonly { prior: number | null }[]): ViewColumn[] =>
  isCompared(sums) ? [money("same", "本年同口径"), money("prior", "上年同口径"), percent("change", "同口径增减")] : [];

/** A figure of the year before leads to its units. */
const priorLink = ({ prior }: { prior: number | null }, href: string): Record<string, string> =>
  prior === null ? {} : { prior: href };

function comparedValues({ amount, units, same, prior }: SummedFigure): ViewRow["values"] {
  return { amount, units, same, prior, change: changeOf(same, prior) };
}

/** Amounts of the same kind with their shares, and what is compared with the year before. */
export function viewOfYear(asked: Asked, { coverage, sums, notes }: YearData): View {
  const year = yearOfQuestion(asked);
  const byId = new Map(sums.map((sum) => [sum.figure, sum]));
  const rows = figureIds
    .filter((id) => figureOf(id).isOfYear && byId.has(id))
    .map(
      (id): ViewRow => ({
        values: { figure: figureOf(id).label, ...comparedValues(byId.get(id)!), meaning: figureOf(id).meaning },
        links: {
          figure: addressOf(ask("rank", { year, figure: id })),
          ...priorLink(byId.get(id)!, addressOf(ask("rank", { year: year - 1, figure: id }))),
        },
      }),
    );
  const isBeside = isCompared(sums);
  const spent = byId.get("expenditure");
  const got = byId.get("income");
  return {
    ...asked,
    title: `${year}年度收支总体`,
    sentence: `${coverageText(asked, coverage)}的收入、支出和主要开支${isBeside ? "，与上年同口径比较" : ""}。`,
    answer: spent
      ? `${asked.district.name}已公开的单位本年共支出${bothUnits(spent.amount)}${got ? `，收入${bothUnits(got.amount)}` : ""}。`
      : null,
    columns: [
      text("figure", "项目"),
      money("amount", "决算数"),
      count("units", "单位数"),
      ...comparedColumns(sums),
      text("meaning", "口径"),
    ],
    rows,
    total: null,
    chart: isBeside
      ? {
          caption: `两年都公开的单位${year}年度主要收支（本年同口径），竖线为上年同口径数`,
          label: "figure",
          bar: "same",
          mark: { column: "prior", label: "上年同口径" },
        }
      : { caption: `已公开的单位${year}年度主要收支`, label: "figure", bar: "amount" },
    rule: `${plainSums}${comparisonRule(sums)}`,
    notes,
    empty: `${year}年度还没有公开的决算。`,
    paging: pagingOf(asked.question, rows.length),
    related: [yearLinks(year)],
  };
}

/** By what it is spent on (类). @param nameOf names of functional subjects */
export function viewOfFunctions(
  asked: Asked,
  { coverage, sums, notes }: YearData,
  nameOf: (code: string) => string | undefined,
): View {
  const year = yearOfQuestion(asked);
  const total = sums.find(({ figure }) => figure === "expenditure");
  const byFunction = sums
    .filter(({ figure }) => figure.startsWith(functionFigure("")))
    .toSorted((one, other) => other.amount - one.amount || (one.figure < other.figure ? -1 : 1));
  const rows = byFunction.map((sum): ViewRow => {
    const subject = sum.figure.slice(functionFigure("").length);
    return {
      values: {
        code: subject,
        name: nameOf(subject) ?? subject,
        share: percentOf(sum.amount, total?.amount ?? null),
        ...comparedValues(sum),
      },
      links: {
        name: addressOf(ask("subject", { year, code: subject })),
        ...priorLink(sum, addressOf(ask("subject", { year: year - 1, code: subject }))),
      },
    };
  });
  const first = rows[0]?.values;
  return {
    ...asked,
    title: `${year}年度支出按功能分类`,
    sentence: `${coverageText(asked, coverage)}的本年支出，按支出功能分类科目的“类”，由高到低。`,
    answer:
      first && typeof first.amount === "number" && total
        ? `最多的是${first.name}，${bothUnits(first.amount)}；全部支出${bothUnits(total.amount)}。`
        : null,
    columns: [
      code("code", "科目编码"),
      text("name", "功能分类"),
      money("amount", "决算数"),
      percent("share", "占全部支出"),
      count("units", "单位数"),
      ...comparedColumns(sums),
    ],
    rows,
    total: total ? { values: { name: "合计", ...comparedValues(total), share: 100_00 } } : null,
    chart: {
      caption: `${year}年度支出按功能分类`,
      label: "name",
      bar: "amount",
    },
    rule: `金额取自各单位公开03表。${plainSums}${comparisonRule(sums)}`,
    notes,
    empty: `${year}年度还没有公开的决算。`,
    paging: pagingOf(asked.question, rows.length),
    related: [yearLinks(year)],
  };
}

/** A fact's sum over all units of the district. */
export interface SummedLine {
  sheet: string;
  subject: string;
  fund: string;
  column: string;
  amount: number;
}

/** Out of what money: income by source, and expenditure by fund. */
export function viewOfFunds(
  asked: Asked,
  { coverage, lines, notes }: { coverage: Coverage; lines: readonly SummedLine[]; notes: readonly string[] },
): View {
  const year = yearOfQuestion(asked);
  const add = (isMeant: (line: SummedLine) => boolean) => {
    const meant = lines.filter(isMeant);
    return meant.length === 0 ? null : meant.reduce((sum, { amount }) => sum + amount, 0);
  };
  const income = (column: string) => add((line) => line.sheet === "income" && line.column === column);
  const spent = (fund: Fund) => add((line) => line.sheet === "expenditure" && line.fund === fund);
  const whole = { income: add(({ sheet }) => sheet === "income"), spent: add(({ sheet }) => sheet === "expenditure") };
  const ownIncome = ownIncomes.reduce<number | null>((sum, { id }) => {
    const amount = income(id);
    return amount === null ? sum : (sum ?? 0) + amount;
  }, null);
  const row = (name: string, got: number | null, used: number | null): ViewRow => ({
    values: {
      name,
      income: got,
      incomeShare: percentOf(got, whole.income),
      spent: used,
      spentShare: percentOf(used, whole.spent),
    },
  });
  const rows = [
    ...funds.map((fund) => row(fundLabels[fund], fund === "nonAppropriation" ? ownIncome : income(fund), spent(fund))),
    ...ownIncomes.map(({ id, label }) => row(`其中：${label}`, income(id), null)),
  ].filter(({ values }) => values.income !== null || values.spent !== null);
  return {
    ...asked,
    title: `${year}年度资金来源`,
    sentence: `${coverageText(asked, coverage)}的本年收入和本年支出，按资金性质。`,
    answer:
      whole.income === null ? null : `收入合计${bothUnits(whole.income)}，支出合计${bothUnits(whole.spent ?? 0)}。`,
    columns: [
      text("name", "资金性质"),
      money("income", "本年收入"),
      percent("incomeShare", "占收入"),
      money("spent", "本年支出"),
      percent("spentShare", "占支出"),
    ],
    rows,
    total:
      rows.length === 0
        ? null
        : {
            values: { name: "合计", income: whole.income, spent: whole.spent, incomeShare: 100_00, spentShare: 100_00 },
          },
    chart: {
      caption: `${year}年度收入按资金性质，竖线为用同一资金的支出`,
      label: "name",
      bar: "income",
      mark: { column: "spent", label: "支出" },
    },
    rule: `收入取自各单位公开02表，支出取自公开03表至05表、08表、09表的填报数。“其中”各行已经包含在“非财政拨款资金”内，不重复计入合计。${plainSums}`,
    notes,
    empty: `${year}年度还没有公开的决算。`,
    paging: pagingOf(asked.question, rows.length),
    related: [yearLinks(year)],
  };
}

/** One department's units together. */
export interface DepartmentSums {
  code: string | null;
  name: string | null;
  units: number;
  income: number | null;
  expenditure: number | null;
  threePublic: number | null;
  /** Of the units that have published both years. */
  same: number | null;
  prior: number | null;
}

/** Through whom: departments by what their units spent. */
export function viewOfDepartments(
  asked: Asked,
  data: { coverage: Coverage; departments: readonly DepartmentSums[]; notes: readonly string[] },
): View {
  const year = yearOfQuestion(asked);
  const { coverage, notes } = data;
  const sign = asked.question.order === "low" ? -1 : 1;
  const all = data.departments.toSorted(
    (one, other) =>
      sign * ((other.expenditure ?? 0) - (one.expenditure ?? 0)) || ((one.code ?? "") < (other.code ?? "") ? -1 : 1),
  );
  const paging = pagingOf(asked.question, all.length);
  const first = paging.page === "all" ? 0 : (paging.page - 1) * paging.pageSize;
  const shown = paging.page === "all" ? all : all.slice(first, first + paging.pageSize);
  const total = (id: "income" | "expenditure" | "threePublic" | "units" | "same" | "prior") =>
    all.reduce((sum, each) => sum + (each[id] ?? 0), 0);
  const whole = total("expenditure");
  const most = all.toSorted((one, other) => (other.expenditure ?? 0) - (one.expenditure ?? 0))[0];
  const valuesOf = ({ same, prior, ...each }: Omit<DepartmentSums, "code" | "name">) => ({
    ...each,
    share: percentOf(each.expenditure, whole),
    change: changeOf(same, prior),
  });
  return {
    ...asked,
    title: `${year}年度各部门收支`,
    sentence: `${coverageText(asked, coverage)}的收支，按当年的主管部门归总，按本年支出${orderText(asked.question)}。`,
    answer: most?.expenditure
      ? `支出最多的是${most.name ?? "没有主管部门的单位"}，${bothUnits(most.expenditure)}。`
      : null,
    columns: [
      code("code", "部门代码"),
      text("name", "主管部门"),
      count("units", "已公开单位"),
      money("income", "本年收入"),
      money("expenditure", "本年支出"),
      percent("share", "占全部支出"),
      ...(isCompared(all) ? [percent("change", "支出同口径增减")] : []),
      money("threePublic", "“三公”经费"),
    ],
    rows: shown.map((each) => ({
      values: { code: each.code, name: each.name ?? "没有主管部门的单位", ...valuesOf(each) },
      ...(each.code !== null && {
        links: { name: addressOf(ask("rank", { year, figure: "expenditure", department: each.code })) },
      }),
    })),
    total:
      all.length === 0
        ? null
        : {
            values: {
              name: "合计",
              ...valuesOf({
                units: total("units"),
                income: total("income"),
                expenditure: whole,
                threePublic: total("threePublic"),
                same: total("same"),
                prior: total("prior"),
              }),
            },
          },
    chart: { caption: `${year}年度各部门所属单位的本年支出`, label: "name", bar: "expenditure" },
    rule: `部门是单位当年的主管部门，名称以公开时为准。${plainSums}${comparisonRule(all)}`,
    notes,
    empty: `${year}年度还没有公开的决算。`,
    paging,
    related: [yearLinks(year)],
  };
}

/** “三公”: what was planned and what was spent, item by item. */
export function viewOfThreePublic(asked: Asked, { coverage, sums, notes }: YearData): View {
  const year = yearOfQuestion(asked);
  const byId = new Map(sums.map((sum) => [sum.figure, sum]));
  const rowOf = (id: FigureId): ViewRow => {
    const { label, budget } = figureOf(id);
    const sum = byId.get(id);
    const planned = byId.get(budget!)?.amount ?? null;
    const amount = sum?.amount ?? null;
    return {
      values: {
        item: id === "threePublic" ? "合计" : label,
        budget: planned,
        ...(sum && comparedValues(sum)),
        rate: percentOf(amount, planned),
        over: "看超预算的单位",
      },
      links: {
        item: addressOf(ask("rank", { year, figure: id })),
        ...(sum && priorLink(sum, addressOf(ask("rank", { year: year - 1, figure: id })))),
        over: addressOf(ask("overBudget", { year, figure: id })),
      },
    };
  };
  const there = threePublicFigures.filter((id) => byId.has(id) || byId.has(figureOf(id).budget!));
  const whole = byId.get("threePublic");
  return {
    ...asked,
    title: `${year}年度“三公”经费`,
    sentence: `${coverageText(asked, coverage)}的“三公”经费，年初预算与决算${isCompared(sums) ? "，并与上年同口径比较" : ""}。`,
    answer: whole ? `“三公”经费决算合计${bothUnits(whole.amount)}。` : null,
    columns: [
      text("item", "项目"),
      money("budget", "年初预算数"),
      money("amount", "决算数"),
      percent("rate", "决算占预算"),
      count("units", "单位数"),
      ...comparedColumns(sums),
      text("over", "超预算"),
    ],
    rows: there.filter((id) => id !== "threePublic").map(rowOf),
    total: there.includes("threePublic") ? rowOf("threePublic") : null,
    chart: {
      caption: `${year}年度“三公”经费各项决算数，竖线为年初预算数`,
      label: "item",
      bar: "amount",
      mark: { column: "budget", label: "年初预算" },
    },
    rule: `金额取自各单位“三公”经费支出决算表，只含一般公共预算财政拨款。单位数是这一项有数（含填0）的单位。${plainSums}${comparisonRule(sums)}`,
    notes,
    empty: `${year}年度已公开的决算没有“三公”经费数。`,
    paging: pagingOf(asked.question, there.length),
    related: [yearLinks(year)],
  };
}

/** What was planned and what was spent out of appropriations, by 类. */
export function viewOfBudget(
  asked: Asked,
  data: {
    coverage: Coverage;
    lines: readonly SummedLine[];
    notes: readonly string[];
  },
  nameOf: (code: string) => string | undefined,
): View {
  const year = yearOfQuestion(asked);
  const isAppropriated = ({ fund }: SummedLine) => (appropriations as readonly string[]).includes(fund);
  const of = (isMeant: (line: SummedLine) => boolean) => {
    const sums = new Map<string, number>();
    for (const line of data.lines.filter((each) => isAppropriated(each) && isMeant(each)))
      sums.set(line.subject.slice(0, 3), (sums.get(line.subject.slice(0, 3)) ?? 0) + line.amount);
    return sums;
  };
  const planned = of(({ sheet, column }) => sheet === "budget" && column === "originalBudget");
  const spent = of(({ sheet }) => sheet === "expenditure");
  const codes = [...new Set([...planned.keys(), ...spent.keys()])];
  const valuesOf = (budget: number | null, amount: number | null) => ({
    budget,
    amount,
    difference: (amount ?? 0) - (budget ?? 0),
    rate: percentOf(amount, budget),
  });
  const rows = codes
    .map(
      (each): ViewRow => ({
        values: {
          code: each,
          name: nameOf(each) ?? each,
          ...valuesOf(planned.get(each) ?? null, spent.get(each) ?? null),
        },
        links: { name: addressOf(ask("subject", { year, code: each })) },
      }),
    )
    .toSorted((one, other) => Number(other.values.amount ?? 0) - Number(one.values.amount ?? 0));
  const sum = (sums: ReadonlyMap<string, number>) => [...sums.values()].reduce((all, each) => all + each, 0);
  const whole = valuesOf(sum(planned), sum(spent));
  return {
    ...asked,
    title: `${year}年度财政拨款支出：预算与决算`,
    sentence: `${coverageText(asked, data.coverage)}的财政拨款支出，年初预算与决算，按支出功能分类科目的“类”，按决算数由高到低。`,
    answer: rows.length === 0 ? null : `年初预算${bothUnits(whole.budget ?? 0)}，决算${bothUnits(whole.amount ?? 0)}。`,
    columns: [
      code("code", "科目编码"),
      text("name", "功能分类"),
      money("budget", "年初预算数"),
      money("amount", "决算数"),
      money("difference", "决算减预算"),
      percent("rate", "决算占预算"),
    ],
    rows,
    total: rows.length === 0 ? null : { values: { name: "合计", ...whole } },
    chart: {
      caption: `${year}年度财政拨款支出决算数，竖线为年初预算数`,
      label: "name",
      bar: "amount",
      mark: { column: "budget", label: "年初预算" },
    },
    rule: `只比较财政拨款（一般公共预算、政府性基金、国有资本经营预算）；预算是年初预算数，年中追加、调整和上年结转使决算可以大于预算，不等于超支。${plainSums}`,
    notes: data.notes,
    empty: `${year}年度已公开的决算没有年初预算数。`,
    paging: pagingOf(asked.question, rows.length),
    related: [yearLinks(year)],
  };
}

/** One year of the district's series. */
export interface YearSums {
  year: number;
  coverage: Coverage;
  formats: readonly string[];
  figures: Readonly<Partial<Record<FigureId, number>>>;
}

/** Figures that the series over the years shows. */
export const seriesFigures = [
  "income",
  "expenditure",
  "basic",
  "project",
  "threePublic",
] as const satisfies readonly FigureId[];

/** Several years beside each other, oldest first. */
export function viewOfYears(asked: Asked, years: readonly YearSums[], notes: readonly string[]): View {
  const rows = years.map(
    ({ year, coverage, formats, figures }): ViewRow => ({
      values: {
        year: `${year}年度`,
        published: coverage.published,
        expected: coverage.expected,
        ...figures,
        format: formats.join("、"),
      },
      links: {
        year: addressOf(ask("year", { year })),
        published: addressOf(ask("status", { year })),
      },
    }),
  );
  return {
    ...asked,
    title: "历年收支",
    sentence: `${asked.district.name}各年度已公开决算的单位的收支，按年度；各年度公开的单位数不同，见“已公开单位”一栏。`,
    answer: null,
    columns: [
      text("year", "年度"),
      count("published", "已公开单位"),
      count("expected", "应公开单位"),
      ...seriesFigures.map((id) => money(id, figureOf(id).label)),
      text("format", "报表格式"),
    ],
    rows,
    total: null,
    chart: { caption: "各年度已公开单位的本年支出", label: "year", bar: "expenditure" },
    rule: `各年度的合计只含当年已经公开的单位，单位数不同的年度不能直接相比；同口径的比较见各年度的“收支总体”。${plainSums}`,
    notes,
    empty: "还没有公开的决算。",
    paging: pagingOf(asked.question, rows.length),
    related: [
      {
        label: "各年度",
        links: years.toReversed().map(({ year }) => ({ label: `${year}年度`, href: addressOf(ask("year", { year })) })),
      },
    ],
  };
}

/** Figures that a view of a year needs added up. */
export const figuresOfView = {
  year: figureIds.filter((id) => figureOf(id).isOfYear),
  threePublic: threePublicFigures.flatMap((id) => [id, figureOf(id).budget as FigureId]),
} as const;
