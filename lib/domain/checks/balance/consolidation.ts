import { formatYuan } from "../../words/amounts";
import { labelOfCell } from "../../engine/figures";
import { cellInWords } from "../rule/figures-in-words";
import type { Rule } from "../rule/rule";

/**
 * B-64: the accounts of a department or district are those of its units without what they pay each other, in every cell.
 * What is taken out is a summand of its own with negative facts, so that nothing has to be guessed by subject.
 */
export const consolidationRules: readonly Rule[] = [
  {
    id: "B-64",
    needs: "consolidation",
    ruleClass: "balance",
    severity: "blocking",
    scope: "crossTable",
    title: "汇总数等于所属单位之和加代编，减内部往来抵销，加减调整，逐格相等",
    basis: "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销",
    advice: "请核对单位报表、内部往来和调整。",
    prepare: (figures, context) => () => {
      const { consolidation } = context;
      if (!consolidation) return [];
      const printed = new Set(figures.tableSet.tables.map(({ id }) => id));
      return figures.cells.flatMap(({ id, table }) => {
        if (!printed.has(table)) return [];
        const total = figures.value(id) ?? 0;
        const expected = consolidation.summands.reduce((sum, { cell }) => sum + (cell(id) ?? 0), 0);
        if (total === expected) return [];
        const message =
          `${labelOfCell(figures, id)}：汇总数 ${cellInWords(figures, context, id, "fen")}，` +
          `各部分之和 ${formatYuan(expected)} 元，两者应相等，` +
          `相差 ${formatYuan(Math.abs(total - expected))} 元。请核对单位报表、内部往来和调整。`;
        return [{ place: id, message, left: total, right: expected, cells: [id] }];
      });
    },
  },
];
