import type { BudgetPhrases, ChangePhrases, SharePhrases } from "../../narrative/phrases";

export const versusLastYear: ChangePhrases = {
  rise: "与{lastYear}年度相比，{subject}增加{difference}万元，增长{rate}%。",
  fall: "与{lastYear}年度相比，{subject}减少{difference}万元，下降{rate}%。",
  /** From nothing: no rate on a base of zero. */
  appeared: "与{lastYear}年度相比，{subject}增加{difference}万元，上年无此项。",
  riseWithoutRate: "与{lastYear}年度相比，{subject}增加{difference}万元。",
  fallWithoutRate: "与{lastYear}年度相比，{subject}减少{difference}万元。",
  equal: "与{lastYear}年决算数相同。",
  reason: "主要是{reason}。",
};

export const share: SharePhrases = { rated: "{name}{amount}万元，占{share}%", unrated: "{name}{amount}万元" };

export const budget: BudgetPhrases = {
  completion: "年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%。",
  withoutBudget: "年初预算为{budget}万元，支出决算为{actual}万元，年初无预算。",
  /** Nothing budgeted and nothing spent. */
  nothing: "年初预算为{budget}万元，支出决算为{actual}万元。",
  above: "决算数大于年初预算数的主要原因是{reason}。",
  below: "决算数小于年初预算数的主要原因是{reason}。",
  equal: "决算数与年初预算数相同。",
};

/** A 项 by its names. */
export const item = "{category}（类）{group}（款）{item}（项）。";
