import { quoted } from "../../words/quoted";
import type { Figures } from "../../engine/contract";
import { glossaryOf } from "../../text/glossary/glossary";
import { plainText } from "../../text/clause-reader";
import { headingsOf } from "../../text/expected-statements";
import type { CheckContext, Observation, Rule } from "../rule/rule";
import { arithmeticDeviations } from "./supplied-arithmetic";
import { suppliedTextOf, modelOf, type SuppliedText } from "./supplied-text";
import { statementDeviations, type Deviation } from "./statement-deviations";

const found = new WeakMap<CheckContext, readonly Deviation[]>();

/** Every deviation of the given text: all rules read it together once. */
function deviationsOf(figures: Figures, context: CheckContext): readonly Deviation[] {
  if (!context.given?.narrative) return [];
  const known = found.get(context) ?? [
    ...statementDeviations(figures, context),
    ...arithmeticDeviations(figures, context),
  ];
  found.set(context, known);
  return known;
}

/** L-57: the sections and their subheadings, once each, in order, under their own titles. */
export function headingDeviations(figures: Figures, context: CheckContext): Observation[] {
  const given = suppliedTextOf(figures, context);
  if (!given) return [];
  const { sections, read } = given;
  const order = sections.map(({ id }) => id);
  let last = -1;
  const standing = read.headings.flatMap(({ id, text }, at): Observation[] => {
    const section = sections.find((each) => each.id === id);
    if (!section) return [];
    const ordinal = order.indexOf(section.id);
    const isOutOfOrder = ordinal < last;
    last = Math.max(last, ordinal);
    if (read.headings.findIndex((each) => each.id === id) < at)
      return [{ place: `${id}.again`, message: `标题${quoted(text)}重复出现。请删去重复的部分。` }];
    if (isOutOfOrder) return [{ place: `${id}.order`, message: `${quoted(text)}的次序不对。请按规定次序排列。` }];
    return plainText(section.heading) === text
      ? []
      : [{ place: `${id}.title`, message: `标题${quoted(text)}应为${quoted(section.heading)}。请改正标题。` }];
  });
  const missing = sections
    .filter(({ id }) => !read.headings.some((each) => each.id === id))
    .map(
      ({ id, heading }): Observation => ({
        place: `${id}.missing`,
        message: `情况说明缺少${quoted(heading)}。请补充；没有数据的也要说明。`,
      }),
    );
  return [...standing, ...missing, ...subheadingDeviations(given)];
}

/** Headings within sections: each that the text due has, once, in its order. */
function subheadingDeviations({ sections, read }: SuppliedText): Observation[] {
  const due = headingsOf(sections).inner.map(plainText);
  const isInOrder = (heading: string, at: number) =>
    read.inner.slice(0, at).every((before) => due.indexOf(before) <= due.indexOf(heading));
  return [
    // The headings of a section that is missing as a whole are not asked for again.
    ...sections
      .filter(({ id }) => read.headings.some((each) => each.id === id))
      .flatMap((section) => headingsOf([section]).inner.map(plainText))
      .filter((heading) => !read.inner.includes(heading))
      .map(
        (heading): Observation => ({
          place: `${heading}.missing`,
          message: `情况说明缺少小标题${quoted(heading)}。请补充；没有数据的也要说明。`,
        }),
      ),
    ...read.inner.flatMap((heading, at): Observation[] => {
      if (read.inner.indexOf(heading) < at)
        return [{ place: `${heading}.again`, message: `小标题${quoted(heading)}重复出现。请删去重复的部分。` }];
      return isInOrder(heading, at)
        ? []
        : [{ place: `${heading}.order`, message: `小标题${quoted(heading)}的次序不对。请按规定次序排列。` }];
    }),
  ];
}

/** The term of a line of the glossary, without its number. */
function termOf(line: string): string {
  return plainText(line)
    .replace(/^(?:[一二三四五六七八九十]+|\d+)、/, "")
    .split("：")[0]!;
}

/** L-39: one entry for each 项 and each term that is used, under its name. */
export function glossaryDeviations(figures: Figures, context: CheckContext): Observation[] {
  const lines = context.given?.glossary;
  if (!lines) return [];
  const due = glossaryOf(modelOf(figures, context), context.functional, (context.given?.narrative ?? []).join("")).map(
    ({ term }) => plainText(term),
  );
  const standing = lines.filter((line) => line.trim() !== "").map(termOf);
  return [
    ...due
      .filter((term) => !standing.includes(term))
      .map((term) => ({ place: term, message: `名词解释缺少${quoted(term)}。请补充，名称与科目表一致。` })),
    // General terms beyond the needful do no harm; a 项 without a figure is a leftover.
    ...standing
      .filter((term) => term.endsWith("（项）") && !due.includes(term))
      .map((term) => ({ place: term, message: `名词解释中的${quoted(term)}在本报告中没有数据。请删去或改正名称。` })),
    ...standing
      .filter((term, at) => standing.indexOf(term) < at)
      .map((term) => ({ place: `${term}.again`, message: `名词解释中${quoted(term)}重复。请删去一处。` })),
  ];
}

const form = { needs: "given", ruleClass: "logic", scope: "form", basis: "部门决算公开要求（情况说明）" } as const;

function ofText(id: string, title: string, severity: Rule["severity"] = "blocking"): Rule {
  return {
    id,
    ...form,
    severity,
    title,
    advice: "请核对文字和数据。",
    prepare: (figures, context) => () => deviationsOf(figures, context).filter(({ rule }) => rule === id),
  };
}

/** L-20 … L-39, L-57: a given text, read back by the wording that writes it, against the figures. */
export const suppliedNarrativeRules: readonly Rule[] = [
  ofText("L-20", "情况说明一的收、支总计与总表一致"),
  ofText("L-21", "情况说明一至五的增减额和增减率由本年和上年数计算得出"),
  ofText("L-22", "情况说明二的各项收入和比重与收入决算表一致"),
  ofText("L-23", "情况说明三的各项支出和比重与支出决算表一致"),
  ofText("L-24", "情况说明四的财政拨款收、支总计与财政拨款总表一致"),
  ofText("L-25", "情况说明五（一）的金额和比重与决算表一致"),
  ofText("L-26", "情况说明五（二）列出每一类支出，金额和比重与决算表一致"),
  ofText("L-27", "情况说明五（三）逐项列出每一项支出，名称和金额与决算表一致"),
  ofText("L-28", "情况说明五（三）各项年初预算之和等于合计，完成率由决算数和年初预算数计算得出"),
  ofText("L-29", "情况说明六的基本支出、人员经费和公用经费与决算表一致，列出的科目恰为有数的科目"),
  ofText("L-30", "情况说明七的“三公”经费预算数、决算数和数量与决算表一致"),
  ofText("L-32", "有增减的写明原因，相同的不写原因", "explain"),
  ofText("L-33", "两数相等写“相同”，相差很小才写“基本持平”", "hint"),
  ofText("L-34", "年初无预算、上年无此项的，不写比率"),
  ofText("L-36", "机关运行经费与公用经费一致，事业单位没有机关运行经费", "explain"),
  ofText("L-37", "政府采购总额等于货物、工程和服务之和，授予中小企业的金额和比重相符"),
  ofText("L-38", "情况说明八、九的金额和逐项支出与决算表一致"),
  {
    id: "L-39",
    ...form,
    severity: "explain",
    title: "名词解释包括每一项支出科目和用到的术语，名称一致",
    advice: "请补充或删去。",
    prepare: (figures, context) => () => glossaryDeviations(figures, context),
  },
  {
    id: "L-57",
    ...form,
    severity: "blocking",
    title: "情况说明的各部分齐全、依次、不重复，标题与规定一致",
    advice: "请按规定的标题和次序编写。",
    prepare: (figures, context) => () => headingDeviations(figures, context),
  },
];

/** Deviations of a given text that a rule elsewhere makes: direction words (L-31), figures named twice (L-35). */
export function suppliedTextDeviations(rule: string): (figures: Figures, context: CheckContext) => Observation[] {
  return (figures, context) => deviationsOf(figures, context).filter((each) => each.rule === rule);
}
