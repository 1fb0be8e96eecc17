import { cell, ownCell, ownCellIn, sum, type Expression } from "../../formats/expressions";
import { cellOf, type ColumnOf, type RowOf, type RuleTermName, type TableName } from "../../formats/names";
import { appropriations, type Appropriation, ownIncomeIds } from "../../words/funds";
import { functionalLines } from "../../formats/functional-lines";
import { functionalLineRow } from "../../formats/paired-rows";
import type { Comparison } from "../../engine/contract";
import type { Rule } from "../rule/rule";

const balance = {
  ruleClass: "balance",
  severity: "blocking",
  basis: "部门决算公开表01–09表格式",
  scope: "crossTable",
} as const;
const detailTable = {
  generalPublicBudget: "generalPublicExpenditure",
  governmentFund: "governmentFund",
  stateCapital: "stateCapital",
} as const satisfies Record<Appropriation, TableName>;
const summary = (row: RowOf<"incomeExpenditureSummary">) => cellOf("incomeExpenditureSummary", row, "amount");
const appropriation = <const Row extends RowOf<"appropriationSummary">>(
  row: Row,
  column: ColumnOf<"appropriationSummary", Row>,
) => cellOf("appropriationSummary", row, column);

/** 04's fund column against its detailed table: 本年支出合计, and every 类. */
function fundColumn(fund: Appropriation): Comparison[] {
  return [
    {
      left: sum(appropriation("currentYearExpenditure", fund)),
      operator: "=",
      right: sum(cell(`${detailTable[fund]}.total.total`)),
    },
    ...fundCategories(fund),
  ];
}

function fundCategories(fund: Appropriation): Comparison[] {
  return functionalLines.map(({ code }) => ({
    left: sum(appropriation(functionalLineRow(code), fund)),
    operator: "=",
    right: sum(cell(`${detailTable[fund]}.${code}.total`)),
  }));
}

/**
 * All money that is not an appropriation: income, surplus used, and the opening balances outside the appropriations.
 */
const otherFunds: Expression<RuleTermName> = {
  plus: ([...ownIncomeIds, "surplusUsed", "openingBalance"] as const).map(summary),
  minus: [appropriation("openingBalance", "amount")],
};

/**
 * 03 against the appropriations' own tables, by subject and in total: never less, and no more while there is no other
 * money.
 */
const spentBySubject = {
  forEach: { table: "expenditure", columns: ["basic", "project"] },
  left: sum(ownCell),
  right: sum(...appropriations.map((fund) => ownCellIn(detailTable[fund]))),
} as const;
const spentInTotal = {
  left: sum(cell("expenditure.total.total")),
  right: sum(appropriation("currentYearExpenditure", "total")),
};

/** B-29 … B-31 and B-52 … B-58: the tables of appropriations against each other and against tables 01 to 03. */
export const crossTableRules: readonly Rule[] = [
  {
    id: "B-29",
    ...balance,
    title: "总表三项财政拨款收入等于财政拨款总表对应各项",
    advice: "请核对两表的财政拨款收入。",
    comparisons: appropriations.map((fund) => ({
      left: sum(summary(fund)),
      operator: "=",
      right: sum(appropriation(fund, "amount")),
    })),
  },
  {
    id: "B-30",
    ...balance,
    title: "收入决算表财政拨款收入合计等于财政拨款总表本年收入合计",
    advice: "请核对两表的财政拨款收入。",
    comparisons: [
      {
        left: sum(cell("income.total.appropriation")),
        operator: "=",
        right: sum(appropriation("currentYearIncome", "amount")),
      },
    ],
  },
  {
    id: "B-31",
    ...balance,
    title: "财政拨款总表一般公共预算列等于一般公共预算财政拨款支出决算表",
    advice: "请核对两表该类支出。",
    comparisons: fundColumn("generalPublicBudget"),
  },
  {
    id: "B-52",
    ...balance,
    title: "政府性基金表合计等于财政拨款总表政府性基金各项",
    advice: "请核对政府性基金的收入、支出和结转。",
    comparisons: [
      {
        left: sum(cell("governmentFund.total.openingBalance")),
        operator: "=",
        right: sum(appropriation("openingGovernmentFund", "amount")),
      },
      {
        left: sum(cell("governmentFund.total.income")),
        operator: "=",
        right: sum(appropriation("governmentFund", "amount")),
      },
      {
        left: sum(cell("governmentFund.total.total")),
        operator: "=",
        right: sum(appropriation("currentYearExpenditure", "governmentFund")),
      },
      {
        left: sum(cell("governmentFund.total.closingBalance")),
        operator: "=",
        right: sum(appropriation("closingBalance", "governmentFund")),
      },
    ],
  },
  {
    id: "B-53",
    ...balance,
    title: "财政拨款总表政府性基金列各类等于政府性基金表该类支出",
    advice: "请核对两表该类支出。",
    comparisons: fundCategories("governmentFund"),
  },
  {
    id: "B-55",
    ...balance,
    title: "财政拨款总表国有资本经营预算列等于国有资本经营预算表",
    advice: "请核对两表该类支出。",
    comparisons: fundColumn("stateCapital"),
  },
  {
    id: "B-56",
    ...balance,
    title: "支出决算表每个科目的基本支出、项目支出不小于三项财政拨款之和；没有其他资金的两者相等",
    advice: "请核对该科目各资金的支出。",
    comparisons: [
      { ...spentBySubject, operator: ">=" },
      { ...spentBySubject, operator: "<=", whileZero: otherFunds },
    ],
  },
  {
    id: "B-57",
    ...balance,
    title: "本年支出合计不小于财政拨款支出合计；没有其他资金的两者相等",
    advice: "请核对非财政拨款资金的收支。",
    comparisons: [
      { ...spentInTotal, operator: ">=" },
      { ...spentInTotal, operator: "<=", whileZero: otherFunds },
    ],
  },
  {
    id: "B-58",
    ...balance,
    title: "单位年初、年末结转和结余不小于其中的财政拨款结转和结余",
    advice: "请核对财政拨款与非财政拨款的结转和结余。",
    comparisons: [
      { left: sum(summary("openingBalance")), operator: ">=", right: sum(appropriation("openingBalance", "amount")) },
      { left: sum(summary("closingBalance")), operator: ">=", right: sum(appropriation("closingBalance", "total")) },
    ],
  },
];
