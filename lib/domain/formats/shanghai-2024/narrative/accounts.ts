import { columnsInWords } from "../../narrative/columns-in-words";
import type {
  BasicExpenditurePart,
  CompositionPart,
  FundPart,
  GeneralPublicExpenditurePart,
  GrandTotalPart,
  OpeningAdjustmentsPart,
} from "../../narrative/parts";
import { income as incomeTable } from "../tables/02-income";
import { expenditure as expenditureTable } from "../tables/03-expenditure";
import { budget, item, share, versusLastYear } from "./phrases";

export const total: GrandTotalPart = {
  kind: "grandTotal",
  id: "total",
  table: "incomeExpenditureSummary",
  spent: "amount",
  changed: "收入支出总计",
  words: { totals: { opening: "{unit}{year}年度收入支出总计{amount}万元。" }, versusLastYear },
};

/** Only where there are adjustments: the official texts have no such sentence. */
export const openingAdjustments: OpeningAdjustmentsPart = {
  kind: "openingAdjustments",
  id: "openingAdjustments",
  words: {
    adjustments: {
      rise: "年初结转和结余比上年年末结转和结余调整增加{amount}万元。",
      fall: "年初结转和结余比上年年末结转和结余调整减少{amount}万元。",
      equal: "年初结转和结余的调整合计为{amount}万元。",
      raised: "因{kind}，{fund}年初结转和结余调增{amount}万元（{document}，{date}）：{reason}。",
      lowered: "因{kind}，{fund}年初结转和结余调减{amount}万元（{document}，{date}）：{reason}。",
    },
  },
};

export const appropriationTotal: GrandTotalPart = {
  kind: "grandTotal",
  id: "appropriationTotal",
  table: "appropriationSummary",
  spent: "total",
  changed: "财政拨款收入支出总计",
  words: { totals: { opening: "{unit}{year}年度财政拨款收入支出总计{amount}万元。" }, versusLastYear },
};

const totals = { composition: "本年{noun}合计{amount}万元，其中：", nothing: "本年{noun}合计{amount}万元。" };

export const income: CompositionPart = {
  kind: "composition",
  id: "income",
  table: "income",
  noun: "收入",
  columns: columnsInWords(incomeTable.body.columns, { appropriation: "appropriationIncome" }),
  omitsZero: true,
  words: { totals, share },
};

export const expenditure: CompositionPart = {
  kind: "composition",
  id: "expenditure",
  table: "expenditure",
  noun: "支出",
  columns: columnsInWords(expenditureTable.body.columns, {
    basic: "basicExpenditure",
    project: "projectExpenditure",
    operating: "operatingExpenditure",
  }),
  omitsZero: true,
  words: { totals, share },
};

export const generalPublicExpenditure: GeneralPublicExpenditurePart = {
  kind: "generalPublicExpenditure",
  id: "generalPublicExpenditure",
  headings: {
    overall: "（一）一般公共预算财政拨款支出决算总体情况",
    structure: "（二）一般公共预算财政拨款支出决算结构情况",
    details: "（三）一般公共预算财政拨款支出决算具体情况",
  },
  changed: "一般公共预算财政拨款支出",
  words: {
    generalPublic: {
      share: "一般公共预算财政拨款支出{amount}万元，占本年支出合计的{share}%。",
      unrated: "一般公共预算财政拨款支出{amount}万元。",
      none: "{unit}{year}年度无一般公共预算财政拨款支出。",
      structure: "一般公共预算财政拨款支出{amount}万元，主要用于以下方面：",
      category: "{label}（类）",
      total: "一般公共预算财政拨款支出",
      itemsFollow: "其中：",
      ...item,
    },
    share,
    versusLastYear,
    budget,
  },
};

export const basicExpenditure: BasicExpenditurePart = {
  kind: "basicExpenditure",
  id: "generalPublicBasicExpenditure",
  inOneParagraph: true,
  words: {
    basic: {
      total: "一般公共预算财政拨款基本支出{amount}万元。",
      none: "{unit}{year}年度无一般公共预算财政拨款基本支出。",
      personnel: "其中：人员经费{amount}万元，主要包括：{items}；",
      running: "公用经费{amount}万元，主要包括：{items}。",
      personnelNone: "其中：人员经费{amount}万元；",
      runningNone: "公用经费{amount}万元。",
    },
  },
};

export const governmentFund: FundPart = {
  kind: "fund",
  id: "governmentFund",
  table: "governmentFund",
  fund: "governmentFund",
  hasIncome: true,
  words: {
    funds: {
      none: "{unit}{year}年度无政府性基金预算财政拨款收入和支出。",
      opening: "政府性基金预算财政拨款收入{income}万元，支出{spent}万元，支出具体情况如下：",
      openingWithoutItems: "政府性基金预算财政拨款收入{income}万元，支出{spent}万元。",
    },
    generalPublic: item,
    budget,
  },
};

export const stateCapital: FundPart = {
  kind: "fund",
  id: "stateCapital",
  table: "stateCapital",
  fund: "stateCapital",
  hasIncome: true,
  words: {
    funds: {
      none: "{unit}{year}年度无国有资本经营预算财政拨款收入和支出。",
      opening: "国有资本经营预算财政拨款收入{income}万元，支出{spent}万元，支出具体情况如下：",
      openingWithoutItems: "国有资本经营预算财政拨款收入{income}万元，支出{spent}万元。",
    },
    generalPublic: item,
    budget,
  },
};
