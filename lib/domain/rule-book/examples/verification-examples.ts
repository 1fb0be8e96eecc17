import { counterpartsOfFullUnit, namedInFull } from "./named-counterparts";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { isSubjectCode, type SubjectCode } from "../../words/subjects/catalogue";
import type { Facts } from "../../words/facts";
import { programForFacts } from "../../engine/figures";
import { formsOf } from "../../performance/self-evaluation";
import { cellId, factKeyOfRow, namedFactKey } from "../../formats/names";
import type { CheckContext } from "../../checks/rule/rule";
import { thresholdsOf, type Thresholds } from "../../words/thresholds";
import { exampleTableSet, valueInCorrectAccounts } from "./correct-accounts";
import { exampleSubjects } from "./example-subjects";
import { compareGrants, type GrantLine } from "../../words/grants";
import type { RuleExamples } from "./example";
import { fullUnitFacts } from "./full-unit";
import { afterSchool } from "./performance-accounts";

const generalItems = [...fullUnitFacts.amounts.keys()]
  .map(parseFactKey)
  .filter(({ sheet, fund, column }) => sheet === "expenditure" && fund === "generalPublicBudget" && column === "basic")
  .flatMap(({ row }) => (isSubjectCode(row) ? [row] : []));
const spentOn = (code: SubjectCode) => valueInCorrectAccounts(cellId("generalPublicExpenditure", code, "total")) ?? 0;

/** An opening budget of the general budget as it was spent, times so much. */
function budgeted(times: number): Record<FactKey, number> {
  return Object.fromEntries(
    generalItems.map((code) => [
      factKeyOfRow("budget", code, "generalPublicBudget", "originalBudget"),
      Math.round(spentOn(code) * times),
    ]),
  );
}

/** A last year whose cells are this year's, changed; with facts of its own besides. */
function lastYear(
  change: (value: number) => number,
  more: Readonly<Record<string, number>> = {},
): Partial<CheckContext> {
  const facts: Facts = {
    amounts: new Map([...fullUnitFacts.amounts, ...(Object.entries(more) as [FactKey, number][])]),
    texts: new Map(),
  };
  const before = programForFacts({ tableSet: exampleTableSet, ...exampleSubjects, facts });
  return {
    priorYear: {
      facts,
      cell(id) {
        const slot = before.slotOfCell(id);
        return Math.round(change(slot >= 0 && before.present[slot] === 1 ? before.values[slot]! : 0));
      },
    },
  };
}

const limits = (changed: Partial<Thresholds>): Partial<CheckContext> => ({ thresholds: thresholdsOf(changed) });
const project = (name: string): Partial<CheckContext> => ({
  performance: formsOf({ projects: [{ ...afterSchool, name }], keyEvaluations: [] }),
});
const projectOf2050103 = "expenditure:2050103:generalPublicBudget:project";

/** V rules on figures: they ask, with limits that the fiscal year sets. */
export const verificationExamples: RuleExamples = {
  "V-10": {
    formula: "|决算数 − 年初预算数| ÷ 年初预算数 ≤ 规定幅度，且差额 ≤ 规定金额（各项级科目及合计）",
    failing: { says: "各科目的年初预算都只有决算数的一半。", facts: budgeted(0.5) },
    passing: { says: "各科目的年初预算都是决算数的九成。", facts: budgeted(0.9) },
  },
  "V-11": {
    formula: "|本年数 − 上年数| ÷ 上年数 ≤ 规定幅度",
    failing: { says: "上年各项金额都比本年多三成。", context: lastYear((value) => value * 1.3) },
    passing: { says: "上年各项金额都比本年多一成。", context: lastYear((value) => value * 1.1) },
  },
  "V-12": {
    formula: "国内接待费 ÷ 人次 ≤ 人均上限；国内接待费 ÷ 批次 ≤ 每批次上限",
    failing: { facts: { "threePublic:domesticReceptionPersonTimes::actual": 5 } },
  },
  "V-13": {
    formula: "公务用车运行维护费 ÷ 保有量 ≤ 每辆上限",
    failing: {
      says: "6 辆车的运行维护费共 200,000.00 元，每辆上限 30,000 元。",
      facts: { "threePublic:vehicleOperation::actual": 20_000_000 },
    },
    passing: { says: "6 辆车的运行维护费共 2,300.00 元，每辆上限 30,000 元。" },
  },
  "V-14": {
    formula: "“三公”经费合计及各项：决算数 ≤ 年初预算数",
    failing: { facts: { "threePublic:officialReception::actual": 300_000 } },
  },
  "V-15": {
    formula: "“三公”经费合计及各项：本年决算数 ≤ 上年决算数",
    failing: { says: "上年“三公”经费各项都比本年少 100.00 元。", context: lastYear((value) => value - 10_000) },
    passing: { says: "上年“三公”经费各项都比本年多 100.00 元。", context: lastYear((value) => value + 10_000) },
  },
  "V-16": {
    formula: "公用经费 ÷ 基本支出 ≤ 规定比重；30199、30299、31099、39999 ÷ 所在类 ≤ 规定比重",
    failing: { facts: { "basicExpenditure:30299::amount": 10_000_000 } },
    passing: { facts: { "basicExpenditure:39999::amount": 0 } },
  },
  "V-17": {
    formula: "下限 ≤ 人员经费 ÷ 年末在职人员 ≤ 上限；公用经费 ÷ 年末在职人员 ≤ 上限",
    failing: { facts: { "staff:inService::count": 20 } },
    passing: { facts: { "staff:inService::count": 3 } },
  },
  "V-18": {
    formula: "年末结转和结余 ÷ 本年收入 ≤ 规定比重；不连续两年增加",
    failing: { says: "年末结转和结余 859.43 万元，本年收入 1,209.62 万元。" },
    passing: { says: "同一账目，财政局把本年度的比重上限定为 100%。", context: limits({ closingBalancePercent: 100 }) },
  },
  "V-19": {
    formula: "年初结转和结余 ≠ 年末结转和结余（不为零的）",
    failing: {
      says: "国有资本经营预算财政拨款年初结转和结余 12,000.00 元，全年收入、支出相等，年末仍是 12,000.00 元。",
      facts: {
        "expenditure:2230105:stateCapital:basic": 700_000,
        "expenditure:2230105:stateCapital:project": 0,
        "income:2230105::stateCapital": 700_000,
      },
    },
    passing: { says: "国有资本经营预算财政拨款年初与年末结转和结余不同。" },
  },
  "V-20": {
    formula: "30309 与 2089999 基本支出相等，或相差超过规定幅度",
    failing: {
      facts: {
        "basicExpenditure:30309::amount": 10_000_000,
        "expenditure:2089999:generalPublicBudget:basic": 10_050_000,
      },
    },
    passing: {
      facts: {
        "basicExpenditure:30309::amount": 10_000_000,
        "expenditure:2089999:generalPublicBudget:basic": 10_000_000,
      },
    },
  },
  "V-21": {
    formula: "其他收入 ÷ 本年收入合计 ≤ 规定比重",
    failing: { says: "其他收入 211.66 万元，本年收入合计 1,209.62 万元。" },
    passing: { says: "同一账目，财政局把本年度的比重上限定为 20%。", context: limits({ otherIncomePercent: 20 }) },
  },
  "V-22": {
    formula: "其他用车 < 车辆数合计",
    failing: { facts: { "stateAssets:other::count": 7, "stateAssets:emergency::count": 0 } },
  },
  "V-23": {
    formula: "项目名称不含基本支出中有数的款的名称（如工会、办公设备、会议）",
    failing: {
      says: "项目叫“工会活动补助经费”，基本支出又列有“30228 工会经费”。",
      facts: { "basicExpenditure:30228::amount": 10_000 },
      context: project("工会活动补助经费"),
    },
    passing: {
      says: "项目叫“课后服务”，基本支出列有“30228 工会经费”。",
      facts: { "basicExpenditure:30228::amount": 10_000 },
      context: project("课后服务"),
    },
  },
  "V-24": {
    formula: "“其他”项级科目 ÷ 所在款 ≤ 规定比重",
    failing: { says: "“2050299 其他普通教育支出”166.31 万元，所在款“20502 普通教育”289.27 万元。" },
    passing: { says: "同一账目，财政局把本年度的比重上限定为 60%。", context: limits({ otherItemPercent: 60 }) },
  },
  "V-25": {
    formula: "本年有支出的项级科目 = 上年有支出的项级科目",
    failing: {
      says: "“2050103 机关服务”上年支出 100.00 元，本年没有。",
      context: lastYear((value) => value, { [projectOf2050103]: 10_000 }),
    },
    passing: { says: "上年与本年有支出的科目相同。", context: lastYear((value) => value) },
  },
  "V-26": {
    formula: "项级科目年初预算 > 0 ⇔ 支出决算 > 0",
    failing: {
      says: "“2050202 小学教育”有支出，年初没有预算；其他科目都有。",
      facts: { ...budgeted(1), [namedFactKey("budget", "2050202", "generalPublicBudget", "originalBudget")]: 0 },
    },
    passing: { says: "每个有支出的科目年初都有预算。", facts: budgeted(1) },
  },
  "V-27": {
    formula: "“三公”经费各项：决算数 ≠ 年初预算数（不为零的）",
    failing: { facts: { "threePublic:officialReception::budget": 120_000 } },
  },
  "V-28": {
    formula: "政府性基金项级科目支出 > 0 ⇒ 本年收入 + 年初结转 > 0",
    failing: { facts: { "income:2120801::governmentFund": 0, "balance:2120801:governmentFund:opening": 0 } },
  },
  "V-35": {
    formula: "|机关运行经费决算数 − 年初预算数| ÷ 年初预算数 ≤ 规定幅度",
    failing: {
      facts: { "agencyOperatingCost:total::budget": 10_000_000, "agencyOperatingCost:total::actual": 12_500_000 },
    },
    passing: {
      facts: { "agencyOperatingCost:total::budget": 10_000_000, "agencyOperatingCost:total::actual": 11_000_000 },
    },
  },
  "V-36": {
    formula: "政府采购支出 ÷（302 + 310 + 项目支出）≤ 规定比重；31002 + 31003 > 规定金额 ⇒ 政府采购支出 > 0",
    failing: { facts: { "procurement:goods::amount": 200_000_000 } },
    passing: { facts: { "procurement:goods::amount": 10_000_000 } },
  },
  "V-42": {
    formula: "不参加比较的预算数 = 空",
    failing: {
      says: "“2050202 小学教育”填了全年（调整）预算数，本年度按年初预算数比较。",
      facts: { "budget:2050202:generalPublicBudget:adjustedBudget": 10_000 },
    },
    passing: { says: "只填年初预算数。" },
  },
  "V-43": {
    formula: "各项财政拨款收入（按资金性质和项级科目） = 财政局拨款对账单",
    failing: {
      says: "财政局拨款对账单比“2050202 小学教育”的一般公共预算财政拨款收入多 100.00 元。",
      context: { grants: grantedAs(fullUnitFacts, 10_000) },
    },
    passing: {
      says: "各项财政拨款收入与财政局拨款对账单逐项相等。",
      context: { grants: grantedAs(fullUnitFacts, 0) },
    },
  },
  "V-44": {
    formula: "本单位对某单位的往来金额 = 该单位对本单位的往来金额（上级补助、附属单位上缴分别比较）",
    failing: {
      says: "本单位列有对附属单位补助支出，往来单位是区教育局；区教育局没有列从本单位取得的上级补助收入。",
      facts: namedInFull,
      context: counterpartsOfFullUnit(),
    },
    passing: {
      says: "区教育局列的往来金额与本单位逐项相等。",
      facts: namedInFull,
      context: counterpartsOfFullUnit({ isAgreed: true }),
    },
  },
};

/** A statement that says what the accounts have, of the general budget's 小学教育 so much more. */
function grantedAs({ amounts }: Facts, more: number): GrantLine[] {
  return compareGrants([], amounts).map(({ fund, item, own }) => ({
    fund,
    item,
    amount: (own ?? 0) + (fund === "generalPublicBudget" && item === "2050202" ? more : 0),
  }));
}
