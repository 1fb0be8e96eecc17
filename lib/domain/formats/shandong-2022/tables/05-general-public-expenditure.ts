import { columnsOfRow, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofFund = { row: { is: "self" }, funds: ["generalPublicBudget"] } as const;

/** 一般公共预算财政拨款支出决算表 (公开05表). */
export const generalPublicExpenditure = {
  id: "generalPublicExpenditure",
  title: "一般公共预算财政拨款支出决算表",
  code: "公开05表",
  number: 5,
  notes: ["本表反映单位本年度一般公共预算财政拨款支出情况。"],
  body: {
    kind: "functional",
    appropriation: "generalPublicBudget",
    columnsHead: "本年支出",
    columns: [
      { id: "total", label: "小计", number: 1, source: sum(...columnsOfRow("basic", "project")) },
      { id: "basic", label: "基本支出", number: 2, source: sum(facts("expenditure", ["basic"], ofFund)) },
      { id: "project", label: "项目支出", number: 3, source: sum(facts("expenditure", ["project"], ofFund)) },
    ],
  },
} as const satisfies TableDefinition;
