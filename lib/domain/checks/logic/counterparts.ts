import { quoted } from "../../words/quoted";
import { formatYuan } from "../../words/amounts";
import {
  counterpartKey,
  counterpartsOf,
  outsideParty,
  transferAmounts,
  transferColumn,
  type TransferAmount,
} from "../../words/counterparts";
import { quotedSubject } from "../../words/subjects/catalogue";
import { transferFacts } from "../rule/named-counterparts";
import type { CheckContext, FunctionRule, Observation, Rule } from "../rule/rule";

const common = {
  needs: "counterparts",
  ruleClass: "logic",
  scope: "form",
  basis: "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销",
} as const;

/** A rule that asks of every amount in the four columns. */
function ofAmounts(observe: (amount: TransferAmount, context: CheckContext) => Observation[]): FunctionRule["prepare"] {
  return (figures, context) => {
    const read = transferFacts(figures, context);
    return () => transferAmounts(read().amounts).flatMap((amount) => observe(amount, context));
  };
}

const placed = ({ column, item }: TransferAmount) => `${column.column}.${item}`;
const named = ({ column, item }: TransferAmount, { functional }: CheckContext) =>
  `${quotedSubject(functional, item)}${column.label}`;

/** L-66 to L-68: to whom the amounts between units went, and from whom they came. */
export const counterpartRules: readonly Rule[] = [
  {
    id: "L-66",
    ...common,
    severity: "blocking",
    title: "上级补助收入、附属单位上缴收入、对附属单位补助支出、上缴上级支出的各往来单位金额之和等于该项金额",
    advice: "请核对往来单位的金额。",
    prepare: ofAmounts((transfer, context) => {
      const { key, amount, named: sum } = transfer;
      if (sum === null || sum === (amount ?? 0)) return [];
      return [
        {
          place: placed(transfer),
          message:
            `${named(transfer, context)}${amount === null ? "未填" : ` ${formatYuan(amount)} 元`}，` +
            `各往来单位合计 ${formatYuan(sum)} 元，两者应相等，相差 ${formatYuan(Math.abs((amount ?? 0) - sum))} 元。请核对往来单位的金额。`,
          left: amount ?? 0,
          right: sum,
          facts: [key],
        },
      ];
    }),
  },
  {
    id: "L-67",
    ...common,
    severity: "explain",
    title: "上级补助收入、附属单位上缴收入、对附属单位补助支出、上缴上级支出写明往来单位",
    advice: "请在往来单位中写明对方和金额；对方不是本区单位的，选“区外单位”并写明名称。",
    prepare: ofAmounts((transfer, context) => {
      const { key, amount, named: sum } = transfer;
      if (sum !== null || amount === null || amount === 0) return [];
      return [
        {
          place: placed(transfer),
          message:
            `${named(transfer, context)} ${formatYuan(amount)} 元没有写明往来单位。` +
            "请在往来单位中写明对方和金额；对方不是本区单位的，选“区外单位”并写明名称。",
          left: amount,
          facts: [key],
        },
      ];
    }),
  },
  {
    id: "L-68",
    ...common,
    severity: "blocking",
    title: "往来单位是本年度有决算的其他单位，区外单位写明名称",
    advice: "请更正往来单位。",
    prepare: (figures, context) => {
      const read = transferFacts(figures, context);
      return () => {
        const { unitId, units } = context.counterparts!;
        return counterpartsOf(read()).flatMap((counterpart): Observation[] => {
          const { column, item, party, amount, name } = counterpart;
          const key = counterpartKey(counterpart);
          const problem = problemOf();
          if (problem === null) return [];
          const what = `${quotedSubject(context.functional, item)}${transferColumn(column)!.label} ${formatYuan(amount)} 元`;
          return [{ place: key, message: `${what}${problem}请更正往来单位。`, facts: [key] }];

          function problemOf(): string | null {
            if (party === unitId) return "的往来单位是本单位自己，单位不能与自己往来。";
            if (party === outsideParty) return name === "" ? "的往来单位是区外单位，没有写明名称。" : null;
            const unit = units.find(({ id }) => id === party);
            if (!unit || unit.isOfYear) return null;
            const called = unit.name || name;
            return `的往来单位${called === "" ? "" : quoted(called)}在 ${context.identity.year} 年度没有决算（已并入、撤销或不是本区单位）。`;
          }
        });
      };
    },
  },
];
