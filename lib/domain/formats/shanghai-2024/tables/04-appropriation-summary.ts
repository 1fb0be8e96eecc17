import { cell, columnsOfRow, difference, facts, rowsOfColumn, sum, type Expression } from "../../expressions";
import { appropriations, type Appropriation } from "../../../words/funds";
import type { TableDefinition } from "../../define";
import type { FunctionalCategory } from "../../functional-lines";
import { emptyLines } from "../../paired-rows";
import { functionalLineRows } from "../functional-rows";

/** The detailed table that holds the 类 rows of each fund. */
const detailTable = {
  generalPublicBudget: "generalPublicExpenditure",
  governmentFund: "governmentFund",
  stateCapital: "stateCapital",
} as const satisfies Record<Appropriation, string>;

const openingRow = {
  generalPublicBudget: "openingGeneralPublicBudget",
  governmentFund: "openingGovernmentFund",
  stateCapital: "openingStateCapital",
} as const satisfies Record<Appropriation, string>;

/** One source per fund column, and the total of the three. */
function byFund<Name extends string>(source: (fund: Appropriation) => Expression<Name>) {
  return {
    total: sum(...columnsOfRow(...appropriations)),
    generalPublicBudget: source("generalPublicBudget"),
    governmentFund: source("governmentFund"),
    stateCapital: source("stateCapital"),
  };
}

const spending = (row: FunctionalCategory | "total") =>
  byFund((fund) => sum(cell(`${detailTable[fund]}.${row}.total`)));

/** 财政拨款收入支出决算总表 (上海市). */
export const appropriationSummary = {
  id: "appropriationSummary",
  title: "财政拨款收入支出决算总表",
  code: "",
  number: 4,
  notes: ["本表反映部门本年度财政拨款总收支和结转结余情况。"],
  body: {
    kind: "paired",
    left: {
      title: "收入",
      columns: [{ id: "amount", label: "决算数" }],
      rows: [
        {
          id: "generalPublicBudget",
          label: "一、一般公共预算财政拨款",
          sources: { amount: sum(cell("incomeExpenditureSummary.generalPublicBudget.amount")) },
        },
        {
          id: "governmentFund",
          label: "二、政府性基金预算财政拨款",
          sources: { amount: sum(cell("incomeExpenditureSummary.governmentFund.amount")) },
        },
        {
          id: "stateCapital",
          label: "三、国有资本经营预算财政拨款",
          sources: { amount: sum(cell("incomeExpenditureSummary.stateCapital.amount")) },
        },
        ...emptyLines(4, 24),
        {
          id: "currentYearIncome",
          label: "本年收入合计",
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn(...appropriations)) },
        },
        {
          id: "openingBalance",
          label: "年初财政拨款结转和结余",
          sources: { amount: sum(...rowsOfColumn(...appropriations.map((fund) => openingRow[fund]))) },
        },
        ...appropriations.map((fund, index) => ({
          id: openingRow[fund],
          label: ["一、一般公共预算财政拨款", "二、政府性基金预算财政拨款", "三、国有资本经营预算财政拨款"][index]!,
          sources: { amount: sum(facts("balance", ["opening"], { funds: [fund] })) },
        })),
        {
          id: "totalIncome",
          label: "总计",
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearIncome", "openingBalance")) },
        },
      ],
    },
    right: {
      title: "支出",
      columns: [
        { id: "total", label: "合计" },
        { id: "generalPublicBudget", label: "一般公共预算财政拨款" },
        { id: "governmentFund", label: "政府性基金预算财政拨款" },
        { id: "stateCapital", label: "国有资本经营预算财政拨款" },
      ],
      rows: [
        ...functionalLineRows(spending),
        {
          id: "currentYearExpenditure",
          label: "本年支出合计",
          emphasis: "total",
          sources: spending("total"),
        },
        {
          id: "closingBalance",
          label: "年末财政拨款结转和结余",
          sources: byFund((fund) =>
            difference(
              [cell(`appropriationSummary.${fund}.amount`), cell(`appropriationSummary.${openingRow[fund]}.amount`)],
              rowsOfColumn("currentYearExpenditure"),
            ),
          ),
        },
        ...emptyLines(25, 27),
        {
          id: "totalExpenditure",
          label: "总计",
          emphasis: "total",
          sources: byFund(() => sum(...rowsOfColumn("currentYearExpenditure", "closingBalance"))),
        },
      ],
    },
  },
} as const satisfies TableDefinition;
