/**
 * What can be asked, and how it is asked in an address: `/d/2021/rank/officialReception?kind=institution`. An address is
 * strict: what it does not know, it names with what there is.
 */
import { unitKinds, unitKindLabels, type UnitKind } from "../words/funds";
import { budgetedFigures, figureOf, rankedFigures, type FigureId } from "./figures";

/** The views, with the parts of their address after `/d`; a part in braces stands for a value. */
export const viewPaths = {
  year: ["{year}"],
  functions: ["{year}", "functions"],
  funds: ["{year}", "funds"],
  departments: ["{year}", "departments"],
  threePublic: ["{year}", "three-public"],
  budget: ["{year}", "budget"],
  status: ["{year}", "status"],
  corrections: ["{year}", "corrections"],
  rank: ["{year}", "rank", "{figure}"],
  overBudget: ["{year}", "over-budget", "{budgeted}"],
  subject: ["{year}", "subjects", "{functional}"],
  economic: ["{year}", "economic", "{economic}"],
  years: ["years"],
  unit: ["units", "{unit}"],
  compare: ["compare"],
} as const satisfies Record<string, readonly string[]>;
export type ViewId = keyof typeof viewPaths;

/** How a list is ordered. */
export const orders = { high: "由高到低", low: "由低到高" } as const;
export type Order = keyof typeof orders;

/**
 * The states that a unit's publication can be in, and what each is called. Whether the congress has decided is not known
 * where nobody has recorded the day: that is what is said then, and no more.
 */
export const publicStates = {
  late: "已逾期未公开",
  due: "待公开",
  unapproved: "待批复",
  congress: "人大批准日期未登记",
  exempt: "不予公开",
  published: "已公开",
} as const;
export type PublicState = keyof typeof publicStates;

/** Most units, and most years, that are put side by side. */
export const MOST_COMPARED = 20;
export const MOST_YEARS = 5;

/** What narrows a view, behind `?`. Absent ones narrow nothing. */
export interface Narrowing {
  /** Units of one kind. */
  kind?: UnitKind;
  /** Code of a department. */
  department?: string;
  /** Divided by what the figure declares. */
  per?: "total" | "each";
  order?: Order;
  state?: PublicState;
  /** Part of a name, or the beginning of a code. */
  q?: string;
  /** Codes of the units that are compared, as chosen. */
  units?: readonly string[];
  years?: readonly number[];
  /** From 1; `all`: every row, in data only. */
  page?: number | "all";
}

/** A question as it is asked. What its view does not have is `null`. */
export interface Question extends Narrowing {
  view: ViewId;
  year: number | null;
  figure: FigureId | null;
  /** Of a subject or a unit. */
  code: string | null;
}

interface Parameter {
  label: string;
  /** The values there are, with their labels; `null`: as the pattern says. */
  values: Readonly<Record<string, string>> | null;
  pattern: RegExp;
  /** What may be given, in words. */
  hint: string;
  /** What a value is read as; the text where nothing is said. */
  read?: (value: string) => unknown;
  /** Of a list: how many at most, and what they are. */
  list?: { most: number; of: string };
}

/** Values between commas, of either width. */
function list(label: string, item: string, hint: string, most: number, read: (each: string) => unknown): Parameter {
  return {
    label,
    values: null,
    pattern: new RegExp(`^(?:${item}(?:[,，]${item})*)?$`),
    hint: `${hint}，用逗号分开，最多 ${most} 个`,
    read: (value) => value.split(/[,，]/).map(read),
    list: { most, of: label },
  };
}

const choice = (label: string, values: Readonly<Record<string, string>>): Parameter => ({
  label,
  values,
  pattern: new RegExp(`^(?:${Object.keys(values).join("|")})$`),
  hint: Object.entries(values)
    .map(([value, text]) => `${value}（${text}）`)
    .join("、"),
});

export const parameters = {
  kind: choice("单位类型", Object.fromEntries(unitKinds.map((kind) => [kind, unitKindLabels[kind]]))),
  department: { label: "主管部门", values: null, pattern: /^[A-Za-z0-9-]{1,30}$/, hint: "主管部门代码，如 101" },
  per: choice("比较口径", { total: "按总额", each: "按每人次、每辆" }),
  order: choice("次序", orders),
  state: choice("状态", publicStates),
  q: {
    label: "单位名称或代码",
    values: null,
    // Blank: a form that was sent without it.
    pattern: /^[^\p{C}]{0,40}$/u,
    hint: "单位名称的一部分，或代码的开头，最多 40 个字",
  },
  units: list("单位", "[A-Za-z0-9-]{1,30}", "单位代码，如 101001", MOST_COMPARED, (each) => each),
  years: list("年度", "(?:19|20)\\d\\d", "四位年份", MOST_YEARS, Number),
  page: {
    label: "页",
    values: null,
    pattern: /^(?:[1-9]\d{0,4}|all)$/,
    hint: "从 1 起的页码；取数据时也可以是 all（全部）",
    read: (value) => (value === "all" ? "all" : Number(value)),
  },
} as const satisfies Record<keyof Narrowing, Parameter>;
export type ParameterName = keyof typeof parameters;

const parameterOf = (name: ParameterName): Parameter => parameters[name];

/** What each view can be narrowed by. */
export const parametersOf: Readonly<Record<ViewId, readonly ParameterName[]>> = {
  year: [],
  functions: [],
  funds: [],
  departments: ["order", "page"],
  threePublic: [],
  budget: [],
  status: ["state", "department", "q", "page"],
  corrections: ["page"],
  rank: ["kind", "department", "per", "order", "page"],
  overBudget: ["kind", "department", "page"],
  subject: ["kind", "department", "order", "page"],
  economic: ["kind", "department", "order", "page"],
  years: [],
  unit: [],
  compare: ["units", "years", "q"],
};

/** The forms of a view at its address: `/d/2021/status.csv`. */
export const dataForms = {
  csv: "CSV",
  json: "JSON",
  xlsx: "Excel",
  svg: "图（SVG）",
  "csv-metadata.json": "CSV 说明",
} as const;
export type DataForm = keyof typeof dataForms;

/** Why an address asks for nothing there is: 404 its path, 400 what stands behind it. */
export interface AddressProblem {
  status: 400 | 404;
  /** In words, with what there is. */
  detail: string;
}

export type ReadAddress = { ok: true; question: Question } | { ok: false; problem: AddressProblem };

const values: Readonly<Record<string, { pattern: RegExp; hint: string }>> = {
  year: { pattern: /^(?:19|20)\d\d$/, hint: "四位年份" },
  figure: { pattern: new RegExp(`^(?:${rankedFigures.join("|")})$`), hint: figureHint(rankedFigures) },
  budgeted: { pattern: new RegExp(`^(?:${budgetedFigures.join("|")})$`), hint: figureHint(budgetedFigures) },
  functional: { pattern: /^\d{3}(?:\d\d){0,2}$/, hint: "功能分类科目编码，3、5 或 7 位" },
  economic: { pattern: /^\d{3}(?:\d\d)?$/, hint: "经济分类科目编码，3 或 5 位" },
  unit: { pattern: /^[A-Za-z0-9-]{1,30}$/, hint: "单位代码" },
};

function figureHint(ids: readonly FigureId[]): string {
  return ids.map((id) => `${id}（${figureOf(id).label}）`).join("、");
}

/**
 * Reads an address.
 *
 * @param path what stands after `/d/`, part by part
 * @param query every name and value behind `?`, in order
 */
export function readAddress(path: readonly string[], query: Iterable<readonly [string, string]>): ReadAddress {
  const known = (Object.keys(viewPaths) as ViewId[]).filter((view) => {
    const parts: readonly string[] = viewPaths[view];
    return parts.length === path.length && parts.every((part, at) => part.startsWith("{") || part === path[at]);
  });
  // A fixed part goes before one that stands for a value: `years` is no year.
  const view = known.find((each) => (viewPaths[each] as readonly string[])[0] === path[0]) ?? known[0];
  if (!view) return problem(404, `没有这个地址。可以查询的有：${everyPath()}。`);
  const question: Question = { view, year: null, figure: null, code: null };
  const parts: readonly string[] = viewPaths[view];
  for (const [at, part] of parts.entries()) {
    if (!part.startsWith("{")) continue;
    const name = part.slice(1, -1);
    const { pattern, hint } = values[name]!;
    const given = path[at]!;
    if (!pattern.test(given)) return problem(404, `地址中的“${shortened(given)}”有误，这里可以是：${hint}。`);
    if (name === "year") question.year = Number(given);
    else if (name === "figure" || name === "budgeted") question.figure = given as FigureId;
    else question.code = given;
  }
  return readNarrowing(question, query);
}

function readNarrowing(question: Question, query: Iterable<readonly [string, string]>): ReadAddress {
  const allowed = parametersOf[question.view];
  const asked = new Map<string, string>();
  for (const [name, value] of query) {
    if (!allowed.includes(name as ParameterName)) {
      const there = allowed.map((each) => `${each}（${parameters[each].label}）`).join("、") || "没有";
      return problem(400, `没有参数“${shortened(name)}”。这里可用的参数：${there}。`);
    }
    if (asked.has(name)) return problem(400, `参数“${name}”给了两次，只能给一次。`);
    const { pattern, hint, list: limit } = parameterOf(name as ParameterName);
    const given = limit ? value.split(/[,，]/).length : 0;
    if (limit && given > limit.most)
      return problem(400, `最多同时比较 ${limit.most} 个${limit.of}，给了 ${given} 个。请减到 ${limit.most} 个以内。`);
    if (!pattern.test(value)) return problem(400, `参数“${name}”的值“${shortened(value)}”有误，可以是：${hint}。`);
    asked.set(name, value.trim());
  }
  if (asked.get("per") === "each" && !(question.figure && figureOf(question.figure).per)) {
    const have = rankedFigures.filter((id) => figureOf(id).per).map((id) => figureOf(id).label);
    return problem(400, `这一项没有可以相除的公开数，参数“per”只能用于：${have.join("、")}。`);
  }
  const narrowing = Object.fromEntries(
    [...asked].flatMap(([name, value]) =>
      value === "" ? [] : [[name, parameterOf(name as ParameterName).read?.(value) ?? value]],
    ),
  ) as Narrowing;
  return { ok: true, question: { ...question, ...narrowing } };
}

function problem(status: 400 | 404, detail: string): ReadAddress {
  return { ok: false, problem: { status, detail } };
}

function everyPath(): string {
  return Object.values(viewPaths)
    .map((parts) => `/d/${parts.join("/")}`)
    .join("、");
}

/** What somebody gave, short enough to be shown again. */
function shortened(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

/** What is asked where nothing else is said; such a value is left out of addresses. */
const initial: Narrowing = { per: "total", order: "high", page: 1 };

/** Behind `?` in the one order, without what says nothing; with `?`, or empty. */
export function narrowingText(question: Question): string {
  const given = parametersOf[question.view].flatMap((name) => {
    const value = question[name];
    return value === undefined || value === initial[name] || String(value) === ""
      ? []
      : [[name, String(value)] as const];
  });
  // Commas may stand in a query as they are (RFC 3986, 3.4), and codes between them are read more easily.
  const encoded = (value: string) => encodeURIComponent(value).replaceAll("%2C", ",");
  return given.length === 0 ? "" : `?${given.map(([name, value]) => `${name}=${encoded(value)}`).join("&")}`;
}

/** The path of a question, without what narrows it: `/2021/rank/officialReception`. */
export function pathOf({ view, year, figure, code }: Question): string {
  const given: Record<string, string | number | null> = {
    year,
    figure,
    budgeted: figure,
    functional: code,
    economic: code,
    unit: code,
  };
  return viewPaths[view].map((part) => `/${part.startsWith("{") ? given[part.slice(1, -1)] : part}`).join("");
}

/** The lasting address of a question, as a page or in another form. */
export function addressOf(question: Question, form?: DataForm): string {
  return `/d${pathOf(question)}${form ? `.${form}` : ""}${narrowingText(question)}`;
}

/** A question without the words that a visitor typed: what the house signs or hands to others says none of theirs. */
export function withoutWords({ q: _q, ...question }: Question): Question {
  return question;
}

/** Where the same view stands to be shown inside another page. */
export function embedAddressOf(question: Question): string {
  return `/embed${pathOf(question)}${narrowingText(question)}`;
}

/** A question of a view, by its parts. */
export function ask(view: ViewId, parts: Partial<Omit<Question, "view">> = {}): Question {
  return { year: null, figure: null, code: null, ...parts, view };
}
