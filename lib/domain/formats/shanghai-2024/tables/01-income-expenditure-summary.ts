import { cell, difference, facts, rowsOfColumn, sum } from "../../expressions";
import type { TableDefinition } from "../../define";
import { emptyLines } from "../../paired-rows";
import { functionalLineRows } from "../functional-rows";

/** 收入支出决算总表 (上海市): the year's whole income and expenditure. The form has no line for 231 and 232. */
export const incomeExpenditureSummary = {
  id: "incomeExpenditureSummary",
  title: "收入支出决算总表",
  code: "",
  number: 1,
  notes: ["本表反映部门本年度的总收支和年末结转结余情况。"],
  body: {
    kind: "paired",
    left: {
      title: "收入",
      columns: [{ id: "amount", label: "决算数" }],
      rows: [
        {
          id: "generalPublicBudget",
          label: "一、一般公共预算财政拨款收入",
          sources: { amount: sum(facts("income", ["generalPublicBudget"])) },
        },
        {
          id: "governmentFund",
          label: "二、政府性基金预算财政拨款收入",
          sources: { amount: sum(facts("income", ["governmentFund"])) },
        },
        {
          id: "stateCapital",
          label: "三、国有资本经营预算财政拨款收入",
          sources: { amount: sum(facts("income", ["stateCapital"])) },
        },
        {
          id: "superiorSubsidy",
          label: "四、上级补助收入",
          sources: { amount: sum(cell("income.total.superiorSubsidy")) },
        },
        {
          id: "serviceIncome",
          label: "五、事业收入",
          sources: { amount: sum(cell("income.total.serviceIncome")) },
        },
        {
          id: "operatingIncome",
          label: "六、经营收入",
          sources: { amount: sum(cell("income.total.operatingIncome")) },
        },
        {
          id: "affiliateRemittance",
          label: "七、附属单位上缴收入",
          sources: { amount: sum(cell("income.total.affiliateRemittance")) },
        },
        {
          id: "otherIncome",
          label: "八、其他收入",
          sources: { amount: sum(cell("income.total.otherIncome")) },
        },
        ...emptyLines(9, 24),
        {
          id: "currentYearIncome",
          label: "本年收入合计",
          emphasis: "total",
          sources: {
            amount: sum(
              ...rowsOfColumn(
                "generalPublicBudget",
                "governmentFund",
                "stateCapital",
                "superiorSubsidy",
                "serviceIncome",
                "operatingIncome",
                "affiliateRemittance",
                "otherIncome",
              ),
            ),
          },
        },
        {
          id: "surplusUsed",
          label: "使用非财政拨款结余",
          sources: { amount: sum(facts("balance", ["surplusUsed"])) },
        },
        {
          id: "openingBalance",
          label: "年初结转和结余",
          sources: { amount: sum(facts("balance", ["opening"])) },
        },
        {
          id: "totalIncome",
          label: "总计",
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearIncome", "surplusUsed", "openingBalance")) },
        },
      ],
    },
    right: {
      title: "支出",
      columns: [{ id: "amount", label: "决算数" }],
      rows: [
        ...functionalLineRows((code) => ({ amount: sum(cell(`expenditure.${code}.total`)) })),
        {
          id: "currentYearExpenditure",
          label: "本年支出合计",
          emphasis: "total",
          // From table 03, not from the 26 lines: a 类 without a line (233) must not vanish from the total (B-11 reports
          // it).
          sources: { amount: sum(cell("expenditure.total.total")) },
        },
        {
          id: "surplusDistribution",
          label: "结余分配",
          sources: { amount: sum(facts("balance", ["surplusDistribution"])) },
        },
        {
          id: "closingBalance",
          label: "年末结转和结余",
          sources: {
            amount: difference(
              rowsOfColumn("totalIncome"),
              rowsOfColumn("currentYearExpenditure", "surplusDistribution"),
            ),
          },
        },
        {
          id: "totalExpenditure",
          label: "总计",
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearExpenditure", "surplusDistribution", "closingBalance")) },
        },
      ],
    },
  },
} as const satisfies TableDefinition;
