import { formatYuan } from "../../words/amounts";
import { parseFactKey } from "../../words/fact-address";
import { labelOfCell, statedKeys } from "../../engine/figures";
import type { CellId } from "../../words/cell-id";
import { cellInWords } from "../rule/figures-in-words";
import type { Rule } from "../rule/rule";

/** C-01: totals typed from the ledger (控制数) against the same totals derived from the entered figures (design §5). */
export const controlRules: readonly Rule[] = [
  {
    id: "C-01",
    needs: "facts",
    ruleClass: "control",
    severity: "blocking",
    scope: "crossTable",
    title: "账簿控制数等于系统汇总数",
    basis: "单位会计账簿",
    advice: "请核对明细金额或控制数。",
    prepare: (figures, context) => {
      const { facts } = context;
      const keys = facts ? statedKeys(figures, facts, "control") : [];
      return () =>
        keys.flatMap((key) => {
          const control = facts!.amounts.get(key);
          const id = parseFactKey(key).row as CellId;
          if (control === undefined) return [];
          const derived = figures.value(id) ?? 0;
          if (derived === control) return [];
          return [
            {
              place: id,
              message:
                `${labelOfCell(figures, id)}：汇总数 ${cellInWords(figures, context, id, "fen")}，` +
                `控制数 ${formatYuan(control)} 元，两者应相等，` +
                `相差 ${formatYuan(Math.abs(derived - control))} 元。请核对明细金额或控制数。`,
              left: derived,
              right: control,
              cells: figures.hasCell(id) ? [id] : [],
              facts: [key],
            },
          ];
        });
    },
  },
];
