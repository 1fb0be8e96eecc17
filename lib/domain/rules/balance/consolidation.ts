import { formatYuan } from "../../amounts";
import { labelOfCell } from "../../model/printed-table";
import type { CellInfo } from "../../model/program";
import type { Consolidation, Rule } from "../rule";

const detailTables: ReadonlySet<string> = new Set(["income", "expenditure", "generalPublicExpenditure", "governmentFund", "stateCapital"]);

/** Columns of tables 02 and 03 through which units of one department pay each other, and what they pass on. */
const transfersByColumn: Readonly<Record<string, Partial<Record<string, (internal: Consolidation["internal"]) => number>>>> = {
  income: {
    superiorSubsidy: ({ subsidies }) => subsidies,
    affiliateRemittance: ({ remittances }) => remittances,
    total: ({ subsidies, remittances }) => subsidies + remittances,
  },
  expenditure: {
    subsidyToAffiliates: ({ subsidies }) => subsidies,
    remittanceToSuperior: ({ remittances }) => remittances,
    total: ({ subsidies, remittances }) => subsidies + remittances,
  },
};

/** What the department leaves out in a cell; `undefined` where transfers are known in total only, not by subject. */
function internalIn({ table, row, column }: CellInfo, internal: Consolidation["internal"]): number | undefined {
  const transfer = transfersByColumn[table]?.[column];
  if (!transfer) return 0;
  const amount = transfer(internal);
  return row === "total" || amount === 0 ? amount : undefined;
}

/** B-64: the department's accounts are those of its units without what they pay each other. */
export const consolidationRules: readonly Rule[] = [
  {
    id: "B-64",
    ruleClass: "balance",
    severity: "blocking",
    scope: "crossTable",
    title: "部门汇总数等于所属单位之和减内部往来（上级补助收入与对附属单位补助支出，附属单位上缴收入与上缴上级支出）",
    basis: "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销",
    advice: "请核对单位报表和内部往来。",
    prepare: (program, { consolidation }) => () => {
      if (!consolidation) return [];
      return program.cells.flatMap((info) => {
        if (!detailTables.has(info.table)) return [];
        const internal = internalIn(info, consolidation.internal);
        if (internal === undefined) return [];
        const slot = program.slotOfCell(info.id);
        const department = program.present[slot] === 1 ? program.values[slot]! : 0;
        const expected = consolidation.units.reduce((total, unit) => total + (unit.cell(info.id) ?? 0), 0) - internal;
        if (department === expected) return [];
        const message = `${labelOfCell(program, info.id)}：部门数 ${formatYuan(department)} 元，所属单位之和减内部往来 ${formatYuan(expected)} 元，两者应相等，相差 ${formatYuan(Math.abs(department - expected))} 元。请核对单位报表和内部往来。`;
        return [{ place: info.id, message, left: department, right: expected, cells: [info.id] }];
      });
    },
  },
];
