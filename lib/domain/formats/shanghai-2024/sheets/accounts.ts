import { funds } from "../../../words/funds";
import { openingAdjustmentKindIds } from "../../../words/opening-adjustments";
import { incomeColumns, natureColumns } from "../../sheet-parts";
import type { SheetDefinition } from "../../sheet-definition";
import { income } from "../tables/02-income";

export const incomeSheet = {
  id: "income",
  title: "收入",
  hint: "按功能分类项级科目填列本年取得的各项收入。",
  rows: { kind: "functional", hasTotal: true },
  columns: incomeColumns(income.body.columns),
  feeds: ["incomeExpenditureSummary", "income", "appropriationSummary", "governmentFund", "stateCapital"],
  required: true,
  allowNegative: true,
  blank: "nothing",
  inSum: "added",
} as const satisfies SheetDefinition;

export const expenditureSheet = {
  id: "expenditure",
  title: "支出",
  hint: "按资金性质和功能分类项级科目填列本年实际支出。",
  rows: { kind: "functional", hasTotal: true },
  funds,
  columns: natureColumns(),
  feeds: [
    "incomeExpenditureSummary",
    "expenditure",
    "appropriationSummary",
    "generalPublicExpenditure",
    "governmentFund",
    "stateCapital",
  ],
  required: true,
  allowNegative: true,
  blank: "nothing",
  inSum: "added",
} as const satisfies SheetDefinition;

export const budgetSheet = {
  id: "budget",
  title: "预算",
  hint: "按资金性质和项级科目填列用于比较的预算数；没有预算的科目请填0。",
  rows: { kind: "functional", hasTotal: false },
  funds,
  columns: [
    { id: "originalBudget", label: "年初预算数" },
    { id: "adjustedBudget", label: "全年（调整）预算数" },
  ],
  feeds: [],
  required: true,
  allowNegative: false,
  blank: "unknown",
  inSum: "added",
} as const satisfies SheetDefinition;

export const basicExpenditureSheet = {
  id: "basicExpenditure",
  title: "基本支出经济分类",
  hint: "按经济分类款级科目填列一般公共预算财政拨款基本支出。",
  rows: { kind: "economic" },
  columns: [{ id: "amount", label: "金额" }],
  feeds: ["generalPublicBasicExpenditure"],
  required: true,
  allowNegative: true,
  blank: "nothing",
  inSum: "added",
} as const satisfies SheetDefinition;

export const balanceSheet = {
  id: "balance",
  title: "结转结余",
  hint: "填列年初结转和结余；年末数由系统按资金性质推算。政府性基金和国有资本经营预算按项级科目填列。",
  rows: {
    kind: "balance",
    bySubject: ["governmentFund", "stateCapital"],
    rows: [
      { id: "generalPublicBudget", label: "一般公共预算财政拨款", columns: ["opening"] },
      { id: "nonAppropriation", label: "非财政拨款资金", columns: ["opening", "surplusUsed", "surplusDistribution"] },
    ],
  },
  funds,
  columns: [
    { id: "opening", label: "年初结转和结余" },
    { id: "surplusUsed", label: "使用非财政拨款结余", funds: ["nonAppropriation"], unitKinds: ["institution"] },
    { id: "surplusDistribution", label: "结余分配", funds: ["nonAppropriation"], unitKinds: ["institution"] },
  ],
  adjustments: openingAdjustmentKindIds,
  feeds: ["incomeExpenditureSummary", "appropriationSummary", "governmentFund", "stateCapital"],
  required: true,
  allowNegative: true,
  blank: "nothing",
  inSum: "added",
} as const satisfies SheetDefinition;
