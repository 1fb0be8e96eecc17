import { columnsInWords } from "../../narrative/columns-in-words";
import type {
  BasicExpenditurePart,
  CompositionWithChangesPart,
  FundPart,
  GeneralPublicExpenditurePart,
  GrandTotalPart,
  OpeningAdjustmentsPart,
} from "../../narrative/parts";
import { income as incomeTable } from "../tables/02-income";
import { expenditure as expenditureTable } from "../tables/03-expenditure";
import { budget, item, share, versusLastYear } from "./phrases";

const totals = {
  opening: "{year}年度{subject}{amount}万元。",
  composition: "本年{noun}合计{amount}万元，其中：",
  part: "{name}{amount}万元。",
};

export const total: GrandTotalPart = {
  kind: "grandTotal",
  id: "total",
  table: "incomeExpenditureSummary",
  spent: "amount",
  subject: "收、支总计",
  changed: "收、支总计各",
  words: { totals, versusLastYear },
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
  subject: "财政拨款收、支总计",
  changed: "财政拨款收、支总计各",
  words: { totals, versusLastYear },
};

export const income: CompositionWithChangesPart = {
  kind: "compositionWithChanges",
  id: "income",
  table: "income",
  noun: "收入",
  columns: columnsInWords(incomeTable.body.columns, { appropriation: "appropriationIncome" }),
  headings: { structure: "（一）收入决算结构情况", details: "（二）收入决算具体情况" },
  words: { totals, share, versusLastYear },
};

export const expenditure: CompositionWithChangesPart = {
  kind: "compositionWithChanges",
  id: "expenditure",
  table: "expenditure",
  noun: "支出",
  columns: columnsInWords(expenditureTable.body.columns, {
    basic: "basicExpenditure",
    project: "projectExpenditure",
    operating: "operatingExpenditure",
  }),
  headings: { structure: "（一）支出决算结构情况", details: "（二）支出决算具体情况" },
  words: { totals, share, versusLastYear },
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
      share: "{year}年度一般公共预算财政拨款支出{amount}万元，占本年支出合计的{share}%。",
      unrated: "{year}年度一般公共预算财政拨款支出{amount}万元。",
      none: "本单位{year}年度没有一般公共预算财政拨款支出。",
      structure: "{year}年度一般公共预算财政拨款支出{amount}万元，主要用于以下方面：",
      category: "{name}（类）支出",
      total: "{year}年度一般公共预算财政拨款支出",
      itemsFollow: "其中：",
      item,
    },
    share,
    versusLastYear,
    budget,
  },
};

export const basicExpenditure: BasicExpenditurePart = {
  kind: "basicExpenditure",
  id: "generalPublicBasicExpenditure",
  inOneParagraph: false,
  words: {
    basic: {
      total: "{year}年度一般公共预算财政拨款基本支出决算{amount}万元，包括人员经费和公用经费，支出具体情况如下：",
      none: "本单位{year}年度没有一般公共预算财政拨款基本支出。",
      personnel: "人员经费{amount}万元，主要包括：{items}。",
      running: "公用经费{amount}万元，主要包括：{items}。",
      personnelNone: "人员经费{amount}万元。",
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
      none: "本单位没有政府性基金财政拨款收支。",
      opening: "{year}年度政府性基金预算财政拨款收入{income}万元，支出{spent}万元，支出具体情况如下：",
      openingWithoutItems: "{year}年度政府性基金预算财政拨款收入{income}万元，支出{spent}万元。",
    },
    generalPublic: { item },
    budget,
  },
};

export const stateCapital: FundPart = {
  kind: "fund",
  id: "stateCapital",
  table: "stateCapital",
  fund: "stateCapital",
  hasIncome: false,
  words: {
    funds: {
      none: "本单位没有国有资本经营预算安排的支出。",
      opening: "{year}年度国有资本经营预算财政拨款支出{spent}万元，支出具体情况如下：",
      openingWithoutItems: "{year}年度国有资本经营预算财政拨款支出{spent}万元。",
    },
    generalPublic: { item },
    budget,
  },
};
