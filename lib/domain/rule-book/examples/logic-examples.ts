import { noDataSlot } from "../../words/facts";
import { cellId, factKeyOfRow } from "../../formats/names";
import { correctCells } from "./correct-accounts";
import { counterpartsOfFullUnit, namedInFull, otherUnit } from "./named-counterparts";
import type { RuleExamples } from "./example";

const spent = correctCells.get(cellId("expenditure", "total", "total")) ?? 0;
const WRONG_UNIT = 10_000;

/** L rules on figures, subjects and what a document says about itself. */
export const logicExamples: RuleExamples = {
  "L-01": {
    formula: "每个科目代码 ∈ 当年科目表，级次与代码位数相符（3 位类、5 位款、7 位项）",
    failing: {
      says: "收入列在 2050298，当年科目表没有这个科目。",
      facts: { "income:2050298::generalPublicBudget": 10_000 },
    },
    passing: { says: "收入只列在“2050202 小学教育”等当年科目表中的项级科目。" },
  },
  "L-02": {
    formula: "印出的科目名称 = 当年科目表的名称",
    failing: {
      says: "收入决算表的 20805 印成旧名“行政事业单位离退休”。",
      context: { given: { names: new Map([["income", new Map([["20805", "行政事业单位离退休"]])]]) } },
    },
    passing: {
      says: "收入决算表的 20805 印作“行政事业单位养老支出”。",
      context: { given: { names: new Map([["income", new Map([["20805", "行政事业单位养老支出"]])]]) } },
    },
  },
  "L-03": {
    formula: "各处印出的单位名称 = 单位全称",
    failing: {
      says: "封面写“某小”，单位全称是“某小学”。",
      context: { given: { unitNames: new Map([["封面", "某小"]]) } },
    },
    passing: { says: "封面写全称“某小学”。", context: { given: { unitNames: new Map([["封面", "某小学"]]) } } },
  },
  "L-04": {
    formula: "各处年度 = 报告年度；比较年度 = 报告年度 − 1",
    failing: { says: "2021年度的报告，文字写“与2021年度相比”。", context: { given: { comparisonYear: 2021 } } },
    passing: {
      says: "2021年度的报告，封面写2021年度，文字写“与2020年度相比”。",
      context: { given: { comparisonYear: 2020, years: new Map([["封面", 2021]]) } },
    },
  },
  "L-05": {
    formula:
      "收入、预算各财政拨款中的科目属于该资金；05表科目 ∈ 一般公共预算科目；08表科目 ∈ 政府性基金科目；09表科目 ∈ 国有资本经营预算科目",
    failing: { facts: { "expenditure:2120801:generalPublicBudget:project": 10_000 } },
    passing: { says: "“2120801 征地和拆迁补偿支出”只列在政府性基金预算财政拨款中。" },
  },
  "L-06": {
    formula: "各项金额 ≥ 0；年末结转和结余 ≥ 0",
    failing: { facts: { "income:2050202::otherIncome": -10_000 } },
  },
  "L-07": {
    formula: "各表金额单位 = 万元；同一金额在两表中相差不到 1,000 倍",
    failing: { cells: { "expenditure.total.total": spent * WRONG_UNIT } },
  },
  "L-08": {
    formula: "行政单位、参公单位：上级补助收入、事业收入、经营收入、附属单位上缴收入 = 0",
    failing: {
      says: "单位性质为行政单位，填有上级补助收入、事业收入、经营收入和附属单位上缴收入。",
      unitKind: "administrative",
    },
    passing: { says: "单位性质为事业单位，填有同样的收入。" },
  },
  "L-09": { failing: { facts: { "expenditure:2050202:nonAppropriation:operating": 500_000_000 } } },
  "L-10": {
    formula: "行政单位、参公单位：使用非财政拨款结余 = 0、结余分配 = 0；事业单位：两者不同时超过本年收入的 5%",
    failing: {
      says: "单位性质为行政单位，填有使用非财政拨款结余 7,000.00 元、结余分配 4,000.00 元。",
      unitKind: "administrative",
    },
    passing: { says: "单位性质为事业单位，填有同样的金额，都不到本年收入的 5%。" },
  },
  "L-11": {
    formula: "行政运行、事业运行的项目支出 = 0；一般行政管理事务的基本支出 = 0",
    failing: { facts: { "expenditure:2050101:generalPublicBudget:project": 10_000 } },
    passing: { facts: { "expenditure:2050101:generalPublicBudget:project": 0 } },
  },
  "L-15": {
    failing: {
      facts: { "basicExpenditure:30302::amount": 500_000, "expenditure:2080501:generalPublicBudget:basic": 700_000 },
    },
    passing: {
      facts: { "basicExpenditure:30302::amount": 700_000, "expenditure:2080501:generalPublicBudget:basic": 700_000 },
    },
  },
  "L-17": {
    formula:
      "购置费 > 0 ⇔ 购置数 > 0；运行维护费 > 0 ⇒ 保有量 > 0；接待费 > 0 ⇔ 批次 > 0 且人次 ≥ 批次；出国（境）费 > 0 ⇔ 团组 > 0 且人次 ≥ 团组",
    failing: { facts: { "threePublic:vehiclesPurchased::actual": 0 } },
  },
  "L-18": { failing: { facts: { "threePublic:vehiclesHeld::actual": 70 } } },
  "L-19": {
    formula: "注明“本表无数据” ⇔ 表中没有金额",
    failing: { says: "收入表声明本表无数据，表中却填有金额。", texts: { [noDataSlot("income")]: "none" } },
    passing: { says: "收入表填有金额，没有声明本表无数据。" },
  },
  "L-63": {
    formula: "声明没有国有资产占用数据的，“三公”经费公务用车保有量 = 0",
    failing: {
      says: "声明没有“国有资产占用”数据，“三公”经费公务用车保有量 6 辆。",
      without: ["vehicles", "emergency", "other", "generalEquipmentOver500k", "specialEquipmentOver1m"].map((row) =>
        factKeyOfRow("stateAssets", row, "", "count"),
      ),
      texts: { [noDataSlot("stateAssets")]: "none" },
    },
    passing: { says: "国有资产占用填有车辆 7 辆。" },
  },
  "L-64": {
    formula: "声明没有数据的表：上年和其他表没有相应的数",
    failing: { says: "声明没有“项目绩效”数据，但有项目支出。", texts: { [noDataSlot("performance")]: "none" } },
    passing: { says: "没有声明“项目绩效”无数据。" },
  },
  "L-65": {
    formula:
      "收回以前年度支出、归集调入 > 0；归集调出、归集上缴和缴回资金 < 0；Σ 单位内部调剂 = 0；文件日期是有效日期，不晚于决算年度的下一年",
    failing: { facts: { "openingAdjustments:nonAppropriation:nonAppropriation:transferOut": 10_000 } },
    passing: { facts: { "openingAdjustments:nonAppropriation:nonAppropriation:transferOut": -10_000 } },
  },
  "L-66": {
    formula: "上级补助收入、附属单位上缴收入、对附属单位补助支出、上缴上级支出的每个科目：Σ 各往来单位金额 = 该项金额",
    failing: {
      says: "“2050202 小学教育”的上级补助收入只写明从区教育局收到 100.00 元，不是全部。",
      facts: { [`counterparts:2050202.${otherUnit.id}::superiorSubsidy`]: 10_000 },
      context: counterpartsOfFullUnit(),
    },
    passing: {
      says: "各项上级补助、附属单位上缴的金额，与写明的往来单位金额相等。",
      facts: namedInFull,
      context: counterpartsOfFullUnit(),
    },
  },
  "L-67": {
    formula: "上级补助收入、附属单位上缴收入、对附属单位补助支出、上缴上级支出 ≠ 0 ⇒ 写明往来单位",
    failing: { says: "各项上级补助、附属单位上缴都没有写明往来单位。", context: counterpartsOfFullUnit() },
    passing: {
      says: "各项上级补助、附属单位上缴都写明了往来单位。",
      facts: namedInFull,
      context: counterpartsOfFullUnit(),
    },
  },
  "L-68": {
    formula: "往来单位 ≠ 本单位；往来单位 ∈ 本年度有决算的单位，或是写明名称的区外单位",
    failing: {
      says: "往来单位填的是本单位自己。",
      facts: namedInFull,
      context: counterpartsOfFullUnit({ unitId: otherUnit.id }),
    },
    passing: { says: "往来单位是区教育局。", facts: namedInFull, context: counterpartsOfFullUnit() },
  },
};
