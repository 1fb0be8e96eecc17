import { columnsOfRow, difference, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofRow = { is: "self" } as const;
const ofFund = { row: ofRow, funds: ["governmentFund"] } as const;

/** 政府性基金预算财政拨款收入支出决算表 (上海市). */
export const governmentFund = {
  id: "governmentFund",
  title: "政府性基金预算财政拨款收入支出决算表",
  code: "",
  number: 8,
  notes: ["本表反映部门本年度政府性基金预算财政拨款收入支出及结转和结余情况。"],
  emptyStatement: "说明：{unit}本年度没有政府性基金预算财政拨款收入和支出，故本表无数据。",
  body: {
    kind: "functional",
    appropriation: "governmentFund",
    columns: [
      { id: "openingBalance", label: "年初结转和结余", source: sum(facts("balance", ["opening"], ofFund)) },
      { id: "income", label: "本年收入", source: sum(facts("income", ["governmentFund"], { row: ofRow })) },
      { id: "total", label: "合计", heads: ["本年支出"], source: sum(...columnsOfRow("basic", "project")) },
      {
        id: "basic",
        label: "基本支出",
        heads: ["本年支出"],
        source: sum(facts("expenditure", ["basic"], ofFund)),
      },
      {
        id: "project",
        label: "项目支出",
        heads: ["本年支出"],
        source: sum(facts("expenditure", ["project"], ofFund)),
      },
      {
        id: "closingBalance",
        label: "年末结转和结余",
        source: difference(columnsOfRow("openingBalance", "income"), columnsOfRow("total")),
      },
    ],
  },
} as const satisfies TableDefinition;
