/** Totals that each rule of a sum objects to, with what a reader is told of them; the clean one passes them all. */
import { programForFacts } from "../../engine/figures";
import { answeredBy, partsIn, questionsAboutTotal } from "../../consolidation/total-questions";
import type { TotalSubject } from "../../consolidation/total-rules";
import { factKeyOfRow, namedFactKey } from "../../formats/names";
import { factKey, type FactKey } from "../../words/fact-address";
import { adjustmentKey } from "../../words/opening-adjustments";
import { transferColumn } from "../../words/counterparts";
import { thresholdsOf } from "../../words/thresholds";
import { exampleTableSet } from "./correct-accounts";
import { exampleSubjects } from "./example-subjects";

export interface TotalExample {
  /** What is computed, in words. */
  formula: string;
  /** What a reader is told of the total that fails, and of the one that passes. */
  says: { failing: string; passing: string };
  failing: Partial<TotalSubject>;
  /** Where it is not the clean one. */
  passing?: Partial<TotalSubject>;
}

const names: Readonly<Record<string, string>> = { a: "甲小学", b: "乙小学", office: "区教育局本级", other: "区民政局" };
const yuan = (amount: number) => amount * 100;

const noElimination: TotalSubject["elimination"] = {
  amounts: new Map(),
  pairs: [],
  left: [],
  outside: [],
  beyond: [],
  otherYears: [],
  withItself: [],
  unnamed: [],
  misnamed: [],
};

/** A total of two units with which nothing is wrong. */
export const cleanTotal: TotalSubject = {
  members: ["a", "b"].map((unitId) => ({ unitId, blocking: 0, unreadable: 0 })),
  missing: [],
  elimination: noElimination,
  amounts: new Map(),
  notAdded: [],
  withoutPriorYear: [],
  moves: [],
  questions: [],
  composition: {
    unitsLastYear: 2,
    come: [],
    gone: [],
    kinds: [{ label: "事业单位", units: 2 }],
    exempt: [],
    ended: [],
  },
  openAdjustments: 0,
  isSettled: () => false,
  nameOf: (unitId) => names[unitId] ?? unitId,
  labelOf: () => "收入决算表“小学教育”上级补助收入",
};

const elimination = (part: Partial<TotalSubject["elimination"]>) => ({ elimination: { ...noElimination, ...part } });
const composition = (part: Partial<TotalSubject["composition"]>) => ({
  composition: { ...cleanTotal.composition, ...part },
});

const pair = { payer: "office", receiver: "a", kind: "subsidy", paid: yuan(300_000), received: yuan(280_000) } as const;
const received = transferColumn("superiorSubsidy")!;
const payment = (party: string, part: { name?: string; year?: string } = {}) => ({
  unitId: "a",
  counterpart: {
    column: received.column,
    item: "2050202",
    party,
    kind: received.kind,
    direction: received.direction,
    amount: yuan(300_000),
    name: "",
    year: "",
    ...part,
  },
});
const transfer = (named: number | null) => ({
  unitId: "a",
  key: factKey("income", "2050202", "", received.column),
  column: received,
  item: "2050202",
  amount: yuan(300_000),
  named,
});

type Amounts = readonly (readonly [FactKey, number])[];
const figuresOf = (amounts: Amounts) =>
  programForFacts({
    tableSet: exampleTableSet,
    ...exampleSubjects,
    facts: { amounts: new Map(amounts), texts: new Map() },
  });

/** What is asked of two years of a sum of which one unit has all. */
function questions(now: Amounts, before: Amounts): Partial<TotalSubject> {
  const [is, was] = [figuresOf(now), figuresOf(before)];
  const unit = {
    unitId: "a",
    now: (cell: Parameters<typeof is.value>[0]) => is.value(cell),
    before: (cell: Parameters<typeof is.value>[0]) => was.value(cell) ?? 0,
  };
  const questions = questionsAboutTotal(is, unit.before, thresholdsOf());
  return { questions: answeredBy(questions, [{ unitId: unit.unitId, parts: partsIn(questions, unit) }]) };
}

const income = factKeyOfRow("income", "2050202", "", "otherIncome");
const closing = namedFactKey("balance", "nonAppropriation", "nonAppropriation", "opening");
const meals = (column: "actual" | "budget") => namedFactKey("threePublic", "officialReception", "", column);

export const totalExamples: Readonly<Record<string, TotalExample>> = {
  "S-01": {
    formula: "所汇总的每份决算：必须改正的审核结果 = 0，且改动之后审核过。",
    says: { failing: "甲小学的决算有 2 处必须改正。", passing: "甲小学、乙小学的决算都没有必须改正的问题。" },
    failing: { members: [{ unitId: "a", blocking: 2, unreadable: 0 }] },
  },
  "S-02": {
    formula: "汇总的单位 = 汇总范围内本年度应报决算的单位。",
    says: { failing: "乙小学还在填报，按“已批复”口径汇总。", passing: "两所小学的决算都已批复。" },
    failing: { missing: [{ unitId: "b", state: "填报中" }] },
  },
  "S-03": {
    formula: "每对往来：付出单位填列的金额 = 收入单位填列的金额。",
    says: {
      failing: "区教育局本级填补助甲小学 300,000.00 元，甲小学填收到 280,000.00 元。",
      passing: "双方都填 300,000.00 元，在汇总中抵销。",
    },
    failing: elimination({ left: [{ ...pair, reason: "unequal" }] }),
  },
  "S-04": {
    formula: "每对往来由付出单位和收入单位都写明。",
    says: {
      failing: "区教育局本级填补助甲小学 300,000.00 元，甲小学没有写明。",
      passing: "双方都写明 300,000.00 元，在汇总中抵销。",
    },
    failing: elimination({ left: [{ ...pair, received: null, reason: "oneSided" }] }),
  },
  "S-05": {
    formula: "往来单位不是填报单位自己。",
    says: { failing: "甲小学把上级补助收入的往来单位写成甲小学。", passing: "往来单位是区教育局本级。" },
    failing: elimination({ withItself: [payment("a")] }),
  },
  "S-06": {
    formula: "顺着付出单位到收入单位走，不回到出发的单位。",
    says: {
      failing: "区教育局本级补助甲小学，甲小学又补助区教育局本级。",
      passing: "区教育局本级补助甲小学，甲小学不再补助别的单位。",
    },
    failing: elimination({
      left: [
        { ...pair, reason: "unequal" },
        { ...pair, payer: "a", receiver: "office", reason: "unequal" },
      ],
    }),
  },
  "S-07": {
    formula: "往来双方入账的年度 = 本年度。",
    says: {
      failing: "甲小学的上级补助收入，区教育局本级在 2020 年度入账。",
      passing: "双方都在本年度入账。",
    },
    failing: elimination({ otherYears: [payment("office", { year: "2020" })] }),
  },
  "S-08": {
    formula: "往来单位在本区以外的，列明而不抵销。",
    says: { failing: "甲小学收到区外单位的补助。", passing: "往来单位都是本区的单位。" },
    failing: elimination({ outside: [payment("outside", { name: "市教育发展中心" })] }),
  },
  "S-09": {
    formula: "每项上级补助、附属单位上缴：写明的各往来单位金额之和 = 该项金额。",
    says: {
      failing: "上级补助收入 300,000.00 元，写明的往来单位合计 200,000.00 元。",
      passing: "写明的往来单位合计也是 300,000.00 元。",
    },
    failing: elimination({ misnamed: [transfer(yuan(200_000))] }),
  },
  "S-10": {
    formula: "每项上级补助、附属单位上缴都写明往来单位。",
    says: { failing: "上级补助收入 300,000.00 元没有写明往来单位。", passing: "写明由区教育局本级补助。" },
    failing: elimination({ unnamed: [transfer(null)] }),
  },
  "S-11": {
    formula: "所汇总的决算：不是金额的内容 = 0 处。",
    says: { failing: "甲小学有一处填的是“约三十万”。", passing: "各单位填的都是金额。" },
    failing: { members: [{ unitId: "a", blocking: 0, unreadable: 1 }] },
  },
  "S-12": {
    formula: "单位决算中的每个数在汇总的格式中有同样的位置。",
    says: { failing: "一所学校按另一种格式填报，有一栏汇总的格式中没有。", passing: "各单位按同一种格式填报。" },
    failing: {
      notAdded: [{ key: factKey("income", "2050202", "", received.column), amount: yuan(300_000), units: 1 }],
    },
  },
  "S-13": {
    formula: "汇总范围内本年度应报决算的单位 > 0 个。",
    says: { failing: "部门在本年度没有应报决算的单位。", passing: "部门有两所小学。" },
    failing: { members: [], missing: [] },
  },
  "S-14": {
    formula: "年度内由别的部门划入的单位逐个列明划入日期。",
    says: { failing: "甲小学 2021 年 7 月 1 日由区民政局划入。", passing: "年度内没有单位划入。" },
    failing: { moves: [{ unitId: "a", fromDepartmentId: "other", on: "2021-07-01" }] },
  },
  "S-15": {
    formula: "每个单位都有上年决算，或者填列上年数。",
    says: { failing: "乙小学没有上年决算，也没有填列上年数。", passing: "两所小学都有上年决算。" },
    failing: { withoutPriorYear: ["b"] },
  },
  "S-16": {
    formula: "待批准的代编和调整 = 0 笔。",
    says: { failing: "有一笔代编还没有批准。", passing: "代编和调整都已批准或者撤销。" },
    failing: { openAdjustments: 1 },
  },
  "S-17": {
    formula: "年初结转和结余调整：归集调入与归集调出的汇总数相抵，差额 = 0。",
    says: {
      failing: "甲小学归集调入 50,000.00 元，没有单位归集调出。",
      passing: "甲小学归集调入 50,000.00 元，乙小学归集调出 50,000.00 元。",
    },
    failing: {
      amounts: new Map([
        [adjustmentKey({ fund: "generalPublicBudget", row: "2050202", kind: "transferIn" }), yuan(50_000)],
      ]),
    },
  },
  "S-18": {
    formula: "财政局已认定差异、没有抵销的往来在汇总数中列明。",
    says: {
      failing: "区教育局本级与甲小学相差 20,000.00 元的往来，财政局以文件认定。",
      passing: "往来全部抵销。",
    },
    failing: { ...elimination({ left: [{ ...pair, reason: "unequal" }] }), isSettled: () => true },
  },
  "S-19": {
    formula: "本年汇总数与同样单位上年的数相比：增减额和增减率不同时超过限度（上年没有的，只看增减额）。",
    says: {
      failing: "本年收入 3,000,000.00 元，上年 1,500,000.00 元。",
      passing: "本年收入 3,000,000.00 元，上年 2,900,000.00 元。",
    },
    failing: questions([[income, yuan(3_000_000)]], [[income, yuan(1_500_000)]]),
    passing: questions([[income, yuan(3_000_000)]], [[income, yuan(2_900_000)]]),
  },
  "S-20": {
    formula: "“三公”经费各项汇总数 - 同样单位上年的数 ≤ 限度。",
    says: {
      failing: "公务接待费本年 500.00 元，上年 300.00 元。",
      passing: "公务接待费本年和上年都是 300.00 元。",
    },
    failing: questions([[meals("actual"), yuan(500)]], [[meals("actual"), yuan(300)]]),
    passing: questions([[meals("actual"), yuan(300)]], [[meals("actual"), yuan(300)]]),
  },
  "S-21": {
    formula: "“三公”经费各项：汇总决算数 ≤ 汇总预算数。",
    says: {
      failing: "公务接待费决算数 500.00 元，预算数 400.00 元。",
      passing: "公务接待费决算数 300.00 元，预算数 400.00 元。",
    },
    failing: questions(
      [
        [meals("actual"), yuan(500)],
        [meals("budget"), yuan(400)],
      ],
      [[meals("actual"), yuan(500)]],
    ),
    passing: questions(
      [
        [meals("actual"), yuan(300)],
        [meals("budget"), yuan(400)],
      ],
      [[meals("actual"), yuan(300)]],
    ),
  },
  "S-22": {
    formula: "年末结转和结余的汇总数 ≤ 本年收入的汇总数 × 限度。",
    says: {
      failing: "本年收入 100.00 元，年末结转和结余 130.00 元。",
      passing: "本年收入 100.00 元，全部支出，没有年末结转和结余。",
    },
    failing: questions(
      [
        [income, yuan(100)],
        [closing, yuan(30)],
      ],
      [[income, yuan(100)]],
    ),
    passing: questions(
      [
        [income, yuan(100)],
        [factKeyOfRow("expenditure", "2050202", "nonAppropriation", "basic"), yuan(100)],
      ],
      [[income, yuan(100)]],
    ),
  },
  "S-23": {
    formula: "汇总的单位与上年汇总的单位比较，增减的单位逐个列明。",
    says: { failing: "乙小学本年新设立，上年只有甲小学。", passing: "两年都是甲小学和乙小学。" },
    failing: composition({
      unitsLastYear: 1,
      come: [{ unitId: "b", because: ["2021年1月15日设立"] }],
    }),
  },
  "S-24": {
    formula: "汇总的单位中不予公开的、年度内终止的逐个列明。",
    says: { failing: "乙小学的决算不予公开。", passing: "两所小学的决算都应公开，年度内没有终止。" },
    failing: composition({ exempt: ["b"] }),
  },
};
