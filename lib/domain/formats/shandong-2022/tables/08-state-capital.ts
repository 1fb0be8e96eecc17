import { columnsOfRow, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofFund = { row: { is: "self" }, funds: ["stateCapital"] } as const;

/** 国有资本经营预算财政拨款支出决算表 (公开08表). */
export const stateCapital = {
  id: "stateCapital",
  title: "国有资本经营预算财政拨款支出决算表",
  code: "公开08表",
  number: 8,
  notes: ["本表反映单位本年度国有资本经营预算财政拨款支出情况。"],
  emptyStatement: "本单位没有使用国有资本经营预算安排的支出，故本表无数据。",
  body: {
    kind: "functional",
    appropriation: "stateCapital",
    columnsHead: "本年支出",
    columns: [
      { id: "total", label: "小计", number: 1, source: sum(...columnsOfRow("basic", "project")) },
      { id: "basic", label: "基本支出", number: 2, source: sum(facts("expenditure", ["basic"], ofFund)) },
      { id: "project", label: "项目支出", number: 3, source: sum(facts("expenditure", ["project"], ofFund)) },
    ],
  },
} as const satisfies TableDefinition;
