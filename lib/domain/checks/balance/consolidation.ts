import { formatYuan } from "../../words/amounts";
import type { CellPlace } from "../../engine/contract";
import { labelOfCell } from "../../engine/figures";
import { isFunctionalLine } from "../../formats/paired-rows";
import { cellInWords } from "../rule/figures-in-words";
import type { Consolidation, Rule } from "../rule/rule";

type Transfer = (internal: Consolidation["internal"]) => number;
const subsidies: Transfer = (internal) => internal.subsidies;
const remittances: Transfer = (internal) => internal.remittances;
const both: Transfer = (internal) => internal.subsidies + internal.remittances;

/** Columns of tables 02 and 03 through which units of one department pay each other, and what they pass on. */
const transfersByColumn: Readonly<Record<string, Partial<Record<string, Transfer>>>> = {
  income: { superiorSubsidy: subsidies, affiliateRemittance: remittances, total: both },
  expenditure: { subsidyToAffiliates: subsidies, remittanceToSuperior: remittances, total: both },
};

/** Lines of table 01 with the same payments. */
const transfersByLine: Partial<Record<string, Transfer>> = {
  superiorSubsidy: subsidies,
  affiliateRemittance: remittances,
  currentYearIncome: both,
  totalIncome: both,
  currentYearExpenditure: both,
  totalExpenditure: both,
};

/** What the department leaves out in a cell; `undefined` where transfers are known in total only, not by subject. */
function internalIn({ table, row, column }: CellPlace, internal: Consolidation["internal"]): number | undefined {
  const isSummary = table === "incomeExpenditureSummary";
  // A 类 of table 01 holds what its units paid each other for it.
  const transfer = isSummary
    ? (transfersByLine[row] ?? (isFunctionalLine(row) ? both : undefined))
    : transfersByColumn[table]?.[column];
  if (!transfer) return 0;
  const amount = transfer(internal);
  const isKnown = row === "total" || (isSummary && row in transfersByLine);
  return isKnown || amount === 0 ? amount : undefined;
}

/** B-64: the department's accounts are those of its units without what they pay each other. */
export const consolidationRules: readonly Rule[] = [
  {
    id: "B-64",
    needs: "consolidation",
    ruleClass: "balance",
    severity: "blocking",
    scope: "crossTable",
    title: "部门汇总数等于所属单位之和减内部往来（上级补助收入与对附属单位补助支出，附属单位上缴收入与上缴上级支出）",
    basis: "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销",
    advice: "请核对单位报表和内部往来。",
    prepare: (figures, context) => () => {
      const { consolidation } = context;
      if (!consolidation) return [];
      return figures.cells.flatMap((info) => {
        if (!figures.tableSet.tables.some(({ id }) => id === info.table)) return [];
        const internal = internalIn(info, consolidation.internal);
        if (internal === undefined) return [];
        const department = figures.value(info.id) ?? 0;
        const expected = consolidation.units.reduce((total, unit) => total + (unit.cell(info.id) ?? 0), 0) - internal;
        if (department === expected) return [];
        const message =
          `${labelOfCell(figures, info.id)}：部门数 ${cellInWords(figures, context, info.id, "fen")}，` +
          `所属单位之和减内部往来 ${formatYuan(expected)} 元，两者应相等，` +
          `相差 ${formatYuan(Math.abs(department - expected))} 元。请核对单位报表和内部往来。`;
        return [{ place: info.id, message, left: department, right: expected, cells: [info.id] }];
      });
    },
  },
];
