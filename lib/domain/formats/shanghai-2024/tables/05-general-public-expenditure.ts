import { columnsOfRow, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofFund = { row: { is: "self" }, funds: ["generalPublicBudget"] } as const;

/** 一般公共预算财政拨款支出决算表 (上海市). */
export const generalPublicExpenditure = {
  id: "generalPublicExpenditure",
  title: "一般公共预算财政拨款支出决算表",
  code: "",
  number: 5,
  notes: ["本表反映部门本年度一般公共预算财政拨款支出情况。"],
  body: {
    kind: "functional",
    appropriation: "generalPublicBudget",
    total: "last",
    columns: [
      { id: "total", label: "合计", source: sum(...columnsOfRow("basic", "project")) },
      { id: "basic", label: "基本支出", zero: "all", source: sum(facts("expenditure", ["basic"], ofFund)) },
      { id: "project", label: "项目支出", zero: "all", source: sum(facts("expenditure", ["project"], ofFund)) },
    ],
  },
} as const satisfies TableDefinition;
