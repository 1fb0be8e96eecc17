import { facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

/** 一般公共预算财政拨款基本支出决算明细表 (公开06表): all economic subjects of basic expenditure in three column groups. */
export const generalPublicBasicExpenditure = {
  id: "generalPublicBasicExpenditure",
  title: "一般公共预算财政拨款基本支出决算明细表",
  code: "公开06表",
  number: 6,
  notes: ["本表反映单位本年度一般公共预算财政拨款基本支出明细情况。"],
  body: {
    kind: "economic",
    column: {
      id: "amount",
      label: "金额",
      source: sum(facts("basicExpenditure", ["amount"], { row: { is: "self" } })),
    },
    groups: [
      { head: "人员经费", categories: ["301", "303"] },
      { head: "公用经费", categories: ["302"] },
      { head: "公用经费", categories: ["307", "310", "312", "399"] },
    ],
    totals: [
      { id: "personnelCost", label: "人员经费合计", categories: ["301", "303"] },
      { id: "runningCost", label: "公用经费合计", categories: ["302", "307", "310", "312", "399"] },
    ],
  },
} as const satisfies TableDefinition;
