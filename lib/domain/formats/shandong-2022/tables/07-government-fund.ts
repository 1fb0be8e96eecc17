import { columnsOfRow, difference, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofRow = { is: "self" } as const;
const ofFund = { row: ofRow, funds: ["governmentFund"] } as const;

/** 政府性基金预算财政拨款收入支出决算表 (公开07表). */
export const governmentFund = {
  id: "governmentFund",
  title: "政府性基金预算财政拨款收入支出决算表",
  code: "公开07表",
  number: 7,
  notes: ["本表反映单位本年度政府性基金预算财政拨款收入、支出及结转和结余情况。"],
  emptyStatement: "本单位没有政府性基金收入，也没有使用政府性基金安排的支出，故本表无数据。",
  body: {
    kind: "functional",
    appropriation: "governmentFund",
    columns: [
      { id: "openingBalance", label: "年初结转和结余", number: 1, source: sum(facts("balance", ["opening"], ofFund)) },
      { id: "income", label: "本年收入", number: 2, source: sum(facts("income", ["governmentFund"], { row: ofRow })) },
      { id: "total", label: "小计", number: 3, heads: ["本年支出"], source: sum(...columnsOfRow("basic", "project")) },
      {
        id: "basic",
        label: "基本支出",
        number: 4,
        heads: ["本年支出"],
        source: sum(facts("expenditure", ["basic"], ofFund)),
      },
      {
        id: "project",
        label: "项目支出",
        number: 5,
        heads: ["本年支出"],
        source: sum(facts("expenditure", ["project"], ofFund)),
      },
      {
        id: "closingBalance",
        label: "年末结转和结余",
        number: 6,
        source: difference(columnsOfRow("openingBalance", "income"), columnsOfRow("total")),
      },
    ],
  },
} as const satisfies TableDefinition;
