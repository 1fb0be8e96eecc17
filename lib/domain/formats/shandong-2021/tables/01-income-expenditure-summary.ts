import { cell, difference, facts, rowsOfColumn, sum } from "../../expressions";
import type { TableDefinition } from "../../define";
import { functionalLines } from "../../functional-lines";
import { emptyLines, functionalLineRows } from "../../paired-rows";

/** 收入支出决算总表 (公开01表): the year's whole income and expenditure, lines 1–62 (domain-rules §3.1). */
export const incomeExpenditureSummary = {
  id: "incomeExpenditureSummary",
  title: "收入支出决算总表",
  code: "公开01表",
  number: 1,
  notes: ["1.本表反映单位本年度的总收支和年末结转结余情况。2.本套报表金额单位转换时可能存在尾数误差。"],
  body: {
    kind: "paired",
    left: {
      title: "收入",
      columns: [{ id: "amount", label: "金额", number: 1 }],
      rows: [
        {
          id: "generalPublicBudget",
          label: "一、一般公共预算财政拨款收入",
          line: 1,
          sources: { amount: sum(facts("income", ["generalPublicBudget"])) },
        },
        {
          id: "governmentFund",
          label: "二、政府性基金预算财政拨款收入",
          line: 2,
          sources: { amount: sum(facts("income", ["governmentFund"])) },
        },
        {
          id: "stateCapital",
          label: "三、国有资本经营预算财政拨款收入",
          line: 3,
          sources: { amount: sum(facts("income", ["stateCapital"])) },
        },
        {
          id: "superiorSubsidy",
          label: "四、上级补助收入",
          line: 4,
          sources: { amount: sum(cell("income.total.superiorSubsidy")) },
        },
        {
          id: "serviceIncome",
          label: "五、事业收入",
          line: 5,
          sources: { amount: sum(cell("income.total.serviceIncome")) },
        },
        {
          id: "operatingIncome",
          label: "六、经营收入",
          line: 6,
          sources: { amount: sum(cell("income.total.operatingIncome")) },
        },
        {
          id: "affiliateRemittance",
          label: "七、附属单位上缴收入",
          line: 7,
          sources: { amount: sum(cell("income.total.affiliateRemittance")) },
        },
        {
          id: "otherIncome",
          label: "八、其他收入",
          line: 8,
          sources: { amount: sum(cell("income.total.otherIncome")) },
        },
        ...emptyLines(9, 26),
        {
          id: "currentYearIncome",
          label: "本年收入合计",
          line: 27,
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
          line: 28,
          sources: { amount: sum(facts("balance", ["surplusUsed"])) },
        },
        {
          id: "openingBalance",
          label: "年初结转和结余",
          line: 29,
          sources: { amount: sum(facts("balance", ["opening"])) },
        },
        ...emptyLines(30, 30),
        {
          id: "totalIncome",
          label: "总计",
          line: 31,
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearIncome", "surplusUsed", "openingBalance")) },
        },
      ],
    },
    right: {
      title: "支出",
      columns: [{ id: "amount", label: "金额", number: 2 }],
      rows: [
        ...functionalLineRows(functionalLines, (code) => ({ amount: sum(cell(`expenditure.${code}.total`)) }), 32),
        {
          id: "currentYearExpenditure",
          label: "本年支出合计",
          line: 58,
          emphasis: "total",
          // From table 03, not from the 26 lines: a 类 without a line (233) must not vanish from the total (B-11 reports
          // it).
          sources: { amount: sum(cell("expenditure.total.total")) },
        },
        {
          id: "surplusDistribution",
          label: "结余分配",
          line: 59,
          sources: { amount: sum(facts("balance", ["surplusDistribution"])) },
        },
        {
          id: "closingBalance",
          label: "年末结转和结余",
          line: 60,
          sources: {
            amount: difference(
              rowsOfColumn("totalIncome"),
              rowsOfColumn("currentYearExpenditure", "surplusDistribution"),
            ),
          },
        },
        ...emptyLines(61, 61),
        {
          id: "totalExpenditure",
          label: "总计",
          line: 62,
          emphasis: "total",
          sources: { amount: sum(...rowsOfColumn("currentYearExpenditure", "surplusDistribution", "closingBalance")) },
        },
      ],
    },
  },
} as const satisfies TableDefinition;
