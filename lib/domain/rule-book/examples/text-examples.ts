import { quoted } from "../../words/quoted";
import { glossaryOf } from "../../text/glossary/glossary";
import type { FactKey } from "../../words/fact-address";
import { createReportModel, type ReportModel } from "../../report/open-report";
import { headingsOf } from "../../text/expected-statements";
import { narrativeOf } from "../../text/narrative";
import { isPrinted, askedTextsOf } from "../../text/writing/reasons";
import { sentenceText } from "../../text/writing/sentence";
import { correctAccounts, exampleIdentity } from "./correct-accounts";
import { exampleSubjects } from "./example-subjects";
import type { ExampleAccounts, RuleExamples } from "./example";
import { fullUnitFacts } from "./full-unit";

const model = modelOf({});
const headings = narrativeOf({ model, texts: new Map() }).flatMap((section) => [
  section.heading,
  ...headingsOf([section]).inner,
]);
const terms = glossaryOf(model, exampleSubjects.functional, "").map(({ term, definition }) => `${term}：${definition}`);

type Amounts = Readonly<Record<string, number>>;

function modelOf(facts: Amounts): ReportModel {
  const amounts = new Map([...fullUnitFacts.amounts, ...(Object.entries(facts) as [FactKey, number][])]);
  return createReportModel({
    identity: { ...exampleIdentity, tableSetId: correctAccounts.tableSet.id },
    ...exampleSubjects,
    facts: { amounts, texts: new Map() },
  });
}

/** The whole text as the figures write it, every reason typed. */
function written(facts: Amounts): string[] {
  const of = facts === noChange ? model : modelOf(facts);
  const blank = narrativeOf({ model: of, texts: new Map() });
  const reasons = new Map(askedTextsOf(blank).map(({ slot }) => [slot, "按工作需要调整"]));
  return narrativeOf({ model: of, texts: reasons }).flatMap(({ heading, blocks }) => [
    heading,
    ...blocks.flatMap((block) =>
      block.kind === "heading"
        ? [block.text]
        : block.kind === "paragraph"
          ? [block.sentences.filter(isPrinted).map(sentenceText).join("")]
          : [],
    ),
  ]);
}

const noChange: Amounts = {};

/** The text that the figures write; shown is the clause with these words. */
function right(words: string, facts: Amounts = noChange): ExampleAccounts {
  return shownWith(words, written(facts), facts);
}

/** The same text with one slip in it. */
function wrong(words: string, instead: string, facts: Amounts = noChange): ExampleAccounts {
  return shownWith(
    instead,
    written(facts).map((paragraph) => paragraph.replace(words, instead)),
    facts,
  );
}

function shownWith(words: string, narrative: readonly string[], facts: Amounts): ExampleAccounts {
  const clause = narrative.flatMap((paragraph) => paragraph.split(/(?<=[。；])/)).find((each) => each.includes(words));
  if (!clause) throw new RangeError(`not in the text of the correct accounts: ${words}`);
  return { says: `情况说明写${quoted(clause)}`, narrative, ...(facts !== noChange && { facts }) };
}

const sections = { total: "一、收入支出决算总体情况说明", income: "二、收入决算情况说明" } as const;

/** A section of the text as given: its heading, and what stands under it. */
const given = (section: keyof typeof sections, ...paragraphs: string[]): ExampleAccounts => ({
  narrative: [sections[section], ...paragraphs],
});
const typed = (slot: string, text: string, context?: ExampleAccounts["context"]): ExampleAccounts => ({
  texts: { [slot]: text },
  ...(context && { context }),
});

/** What a reason explains, and the texts that a unit adds of its own. */
const [fall, rise, free] = ["reason.total.fall", "reason.income.rise", "free.total"] as const;

const reception = { "threePublic:officialReception::budget": 120_000 };
const bought = { "procurement:goods::amount": 1_000_000, "procurement:services::amount": 1_000_000 };

/** Rules on the text: given beside the figures, or typed into its slots. */
export const textExamples: RuleExamples = {
  "L-20": {
    formula: "文字“收、支总计” = 总表收入总计 = 总表支出总计",
    failing: wrong("收、支总计1,353.72万元", "收、支总计1,335.72万元"),
    passing: right("收、支总计1,353.72万元"),
  },
  "L-21": {
    formula: "增减额 = |本年数 − 上年数|；增减率 = 增减额 ÷ 上年数",
    failing: given(
      "income",
      "（二）收入决算具体情况",
      "1、财政拨款收入211.77万元。与2020年度相比，减少50万元，下降50%。",
    ),
    passing: given(
      "income",
      "（二）收入决算具体情况",
      "1、财政拨款收入211.77万元。与2020年度相比，减少50万元，下降19.1%。",
    ),
  },
  "L-22": {
    formula: "文字中各项收入 = 收入决算表合计行各列；比重 = 该项 ÷ 本年收入合计",
    failing: wrong("财政拨款收入211.77万元，占", "财政拨款收入217.17万元，占"),
    passing: right("财政拨款收入211.77万元，占"),
  },
  "L-23": {
    formula: "文字中各项支出 = 支出决算表合计行各列；比重 = 该项 ÷ 本年支出合计",
    failing: wrong("1、基本支出153.2万元", "1、基本支出15.32万元"),
    passing: right("1、基本支出153.2万元"),
  },
  "L-24": {
    formula: "文字“财政拨款收、支总计” = 财政拨款总表收入总计 = 支出总计",
    failing: wrong("财政拨款收、支总计345.27万元", "财政拨款收、支总计354.27万元"),
    passing: right("财政拨款收、支总计345.27万元"),
  },
  "L-25": {
    formula: "文字金额 = 05表小计；比重 = 05表小计 ÷ 03表本年支出合计",
    failing: wrong("占本年支出合计的15.92%", "占本年支出合计的19.52%"),
    passing: right("占本年支出合计的15.92%"),
  },
  "L-26": {
    formula: "文字中每一类的金额 = 05表该类小计；有发生额的类都写到",
    failing: wrong("卫生健康（类）支出19.15万元", "卫生健康（类）支出91.15万元"),
    passing: right("卫生健康（类）支出19.15万元"),
  },
  "L-27": {
    formula: "05表每个项级科目恰有一条文字，类、款、项名称、金额和次序一致",
    failing: wrong("普通教育（款）小学教育（项）", "普通教育（款）初中教育（项）"),
    passing: right("普通教育（款）小学教育（项）"),
  },
  "L-28": {
    formula: "各项年初预算之和 = 年初预算合计；完成率 = 决算数 ÷ 年初预算数",
    failing: wrong(
      "支出年初预算为0万元，支出决算为78.62万元，年初无预算",
      "支出年初预算为100万元，支出决算为78.62万元，完成年初预算的87.62%",
    ),
    passing: right("支出年初预算为0万元，支出决算为78.62万元，年初无预算"),
  },
  "L-29": {
    formula: "基本支出 = 05表基本支出；人员经费、公用经费 = 06表合计；列出的科目 = 06表有数的款",
    failing: wrong("人员经费34.98万元", "人员经费39.48万元"),
    passing: right("人员经费34.98万元"),
  },
  "L-30": {
    formula: "文字中“三公”经费的预算数、决算数、差额、完成率和数量 = 07表及统计数",
    failing: wrong("团组2个，累计5人次", "团组5个，累计5人次"),
    passing: right("团组2个，累计5人次"),
  },
  "L-31": {
    formula: "原因中的增加、减少 = 所说明数据的增减方向",
    failing: { says: "收、支总计比上年减少，原因写“人员增加”。", ...typed(fall, "人员增加") },
    passing: { says: "收、支总计比上年减少，原因写“人员减少”。", ...typed(fall, "人员减少") },
  },
  "L-32": {
    formula: "有差额 ⇒ 写明原因；没有差额 ⇒ 不写原因",
    failing: wrong("决算数大于年初预算数的主要原因是按工作需要调整", "决算数大于年初预算数的主要原因是"),
    passing: right("决算数大于年初预算数的主要原因是按工作需要调整"),
  },
  "L-33": {
    formula: "决算数 = 预算数 ⇒ 写“相同”；差额不为零且很小 ⇒ 才写“基本持平”",
    failing: wrong("与2021年预算相同", "与2021年预算基本持平", reception),
    passing: right("与2021年预算相同", reception),
  },
  "L-34": {
    formula: "年初预算数 = 0 ⇒ 写“年初无预算”，不写完成率；上年数 = 0 ⇒ 不写增减率",
    failing: wrong("支出决算为78.62万元，年初无预算", "支出决算为78.62万元，完成年初预算的100%"),
    passing: right("支出决算为78.62万元，年初无预算"),
  },
  "L-35": {
    formula: "补充说明写出的金额、数量 = 填报的某一数据；写出的机构个数 = 列出的名称数",
    failing: typed(free, "另有车辆777辆。"),
    passing: typed(free, "共有车辆7辆。"),
  },
  "L-36": {
    formula: "行政单位、参公单位：机关运行经费 = 06表公用经费；其他事业单位没有机关运行经费",
    failing: wrong("本单位2021年度没有机关运行经费支出。", "2021年度机关运行经费支出5万元，与年初预算数相同。"),
    passing: right("没有机关运行经费支出"),
  },
  "L-37": {
    formula: "政府采购支出总额 = 货物 + 工程 + 服务；小微企业 ≤ 中小企业 ≤ 总额",
    failing: wrong("政府采购支出总额2万元", "政府采购支出总额5万元", bought),
    passing: right("政府采购支出总额2万元", bought),
  },
  "L-38": {
    formula: "文字中的金额和各项支出 = 08、09表；有数的不写“没有”",
    failing: wrong("政府性基金预算财政拨款收入93.77万元", "政府性基金预算财政拨款收入97.73万元"),
    passing: right("政府性基金预算财政拨款收入93.77万元"),
  },
  "L-39": {
    formula: "05、08、09表每个项级科目和用到的术语各有一条名词解释",
    failing: { says: "名词解释漏掉了第一条。", context: { given: { glossary: terms.slice(1) } } },
    passing: {
      says: `名词解释共 ${terms.length} 条，与用到的术语和科目一一对应。`,
      context: { given: { glossary: terms } },
    },
  },
  "L-50": {
    formula: "文字不出现名册中其他单位的名称、其他项目的名称、前后两年以外的年度",
    failing: typed(free, "区统计局人员稳定。", { register: { units: ["区统计局"], projects: [] } }),
    passing: typed(free, "本单位人员稳定。", { register: { units: ["区统计局"], projects: [] } }),
  },
  "L-55": {
    formula: "单位决算的文字不出现“本部门”“等单位”等措辞",
    failing: typed(free, "本部门人员稳定。"),
    passing: typed(free, "本单位人员稳定。"),
  },
  "L-57": {
    formula: "情况说明的标题和小标题 = 规定的标题和小标题，次序相同，各出现一次",
    failing: given("total", ...headings.slice(2)),
    passing: { narrative: headings },
  },
  "L-58": {
    formula: "文字不出现 XX、××、“增加（减少）”、空括号等模板文字",
    failing: typed(fall, "XX项目减少"),
    passing: typed(fall, "校舍加固项目减少"),
  },
  "V-30": {
    formula: "原因不少于 5 个字；同一原因一字不差的不超过 4 处",
    failing: typed(fall, "减少"),
    passing: typed(fall, "校舍加固项目完工"),
  },
  "V-31": {
    formula: "同一活动在各处原因中的增减方向相同",
    failing: { texts: { [fall]: "社团活动减少", [rise]: "社团活动增加" } },
    passing: { texts: { [fall]: "社团活动减少", [rise]: "家长捐赠增加" } },
  },
  "V-40": {
    formula: "万元数保留两位小数，千分位逗号全篇一致",
    failing: typed(free, "共1.5万元。"),
    passing: typed(free, "共1.50万元。"),
  },
  "V-41": {
    formula: "括号、引号成对，词语不重复，标点不连用，不用半角标点",
    failing: typed(free, "厉行节约（含会议费。"),
    passing: typed(free, "厉行节约（含会议费）。"),
  },
};
