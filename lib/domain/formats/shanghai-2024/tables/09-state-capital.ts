import { columnsOfRow, difference, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofRow = { is: "self" } as const;
const ofFund = { row: ofRow, funds: ["stateCapital"] } as const;

/** 国有资本经营预算财政拨款收入支出决算表 (上海市). */
export const stateCapital = {
  id: "stateCapital",
  title: "国有资本经营预算财政拨款收入支出决算表",
  code: "",
  number: 9,
  notes: ["本表反映部门本年度国有资本经营预算财政拨款收入支出及结转和结余情况。"],
  emptyStatement: "说明：{unit}本年度没有国有资本经营预算财政拨款收入和支出，故本表无数据。",
  body: {
    kind: "functional",
    appropriation: "stateCapital",
    columns: [
      { id: "openingBalance", label: "年初结转和结余", source: sum(facts("balance", ["opening"], ofFund)) },
      { id: "income", label: "本年收入", source: sum(facts("income", ["stateCapital"], { row: ofRow })) },
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
