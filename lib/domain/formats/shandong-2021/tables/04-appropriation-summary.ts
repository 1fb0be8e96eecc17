import { cell, columnsOfRow, difference, facts, rowsOfColumn, sum, type Expression } from "../../expressions";
import { appropriations, type Appropriation } from "../../../words/funds";
import type { TableDefinition } from "../../define";
import { functionalLines, type FunctionalCategory } from "../../functional-lines";
import { emptyLines, functionalLineRows } from "../../paired-rows";

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

/** 财政拨款收入支出决算总表 (公开04表), lines 1–64 (domain-rules §3.2: the seed's four wrong 行次 corrected). */
export const appropriationSummary = {
  id: "appropriationSummary",
  title: "财政拨款收入支出决算总表",
  code: "公开04表",
  number: 4,
  notes: [
    "本表反映单位本年度一般公共预算财政拨款、政府性基金预算财政拨款和国有资本经营预算财政拨款的总收支和年末结转结余情况。",
  ],
  body: {
    kind: "paired",
    left: {
      title: "收入",
      columns: [{ id: "amount", label: "金额", number: 1 }],
      rows: [
        {
          id: "generalPublicBudget",
          label: "一、一般公共预算财政拨款",
          line: 1,
          sources: { amount: sum(cell("incomeExpenditureSummary.generalPublicBudget.amount")) },
        },
        {
          id: "governmentFund",
          label: "二、政府性基金预算财政拨款",
          line: 2,
          sources: { amount: sum(cell("incomeExpenditureSummary.governmentFund.amount")) },
        },
        {
          id: "stateCapital",
          label: "三、国有资本经营财政拨款",
          line: 3,
          sources: { amount: sum(cell("incomeExpenditureSummary.stateCapital.amount")) },
        },
        ...emptyLines(4, 26),
        {
          id: "currentYearIncome",
          label: "本年收入合计",
          line: 27,
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn(...appropriations)) },
        },
        {
          id: "openingBalance",
          label: "年初财政拨款结转和结余",
          line: 28,
          sources: { amount: sum(...rowsOfColumn(...appropriations.map((fund) => openingRow[fund]))) },
        },
        ...appropriations.map((fund, index) => ({
          id: openingRow[fund],
          label: ["一般公共预算财政拨款", "政府性基金预算财政拨款", "国有资本经营预算财政拨款"][index]!,
          indent: 1 as const,
          line: 29 + index,
          sources: { amount: sum(facts("balance", ["opening"], { funds: [fund] })) },
        })),
        {
          id: "totalIncome",
          label: "总计",
          line: 32,
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearIncome", "openingBalance")) },
        },
      ],
    },
    right: {
      title: "支出",
      columns: [
        { id: "total", label: "合计", number: 2 },
        { id: "generalPublicBudget", label: "一般公共预算财政拨款", number: 3 },
        { id: "governmentFund", label: "政府性基金预算财政拨款", number: 4 },
        { id: "stateCapital", label: "国有资本经营预算财政拨款", number: 5 },
      ],
      rows: [
        ...functionalLineRows(functionalLines, spending, 33),
        {
          id: "currentYearExpenditure",
          label: "本年支出合计",
          line: 59,
          emphasis: "total",
          sources: spending("total"),
        },
        {
          id: "closingBalance",
          label: "年末财政拨款结转和结余",
          line: 60,
          sources: byFund((fund) =>
            difference(
              [cell(`appropriationSummary.${fund}.amount`), cell(`appropriationSummary.${openingRow[fund]}.amount`)],
              rowsOfColumn("currentYearExpenditure"),
            ),
          ),
        },
        ...emptyLines(61, 63),
        {
          id: "totalExpenditure",
          label: "总计",
          line: 64,
          emphasis: "total",
          sources: byFund(() => sum(...rowsOfColumn("currentYearExpenditure", "closingBalance"))),
        },
      ],
    },
  },
} as const satisfies TableDefinition;
