import { quoted } from "../../words/quoted";
import { formatYuan } from "../../words/amounts";
import { adjustmentLabel, adjustmentSlot, fitsKind } from "../../words/opening-adjustments";
import { printedDate } from "../../words/read-day";
import { quotedSubject } from "../../words/subjects/catalogue";
import { fundLabels } from "../../words/funds";
import { declaredAdjustments, type DeclaredAdjustment } from "../rule/declared-adjustments";
import type { CheckContext, Observation, Rule } from "../rule/rule";

const advice = "请核对类别、金额和文件。";

/** L-65: what the kinds of the official table demand of each adjustment of the opening balances. */
export const openingAdjustmentRules: readonly Rule[] = [
  {
    id: "L-65",
    needs: "facts",
    ruleClass: "logic",
    severity: "explain",
    scope: "form",
    title: "年初余额调整的各笔金额符合其类别，文件日期有效，单位内部调剂合计为零",
    basis: "部门决算报表附表（年初结转和结余调整情况）",
    advice,
    prepare: (figures, context) => {
      const declared = declaredAdjustments(figures, context);
      return () => {
        const adjustments = declared().filter(({ amount }) => amount !== 0);
        return [...adjustments.flatMap((each) => ofOne(each, context)), ...ofTransfers(adjustments)];
      };
    },
  },
];

function ofOne(adjustment: DeclaredAdjustment, { facts, functional, identity }: CheckContext): Observation[] {
  const { key, fund, row, kind, entry, amount } = adjustment;
  const label = adjustmentLabel(adjustment);
  const place = `${fundLabels[fund]}${row === fund ? "" : quotedSubject(functional, row)}的${quoted(label)}`;
  const observations: Observation[] = [];
  if (!fitsKind(adjustment))
    observations.push({
      place: [fund, row, kind, entry].filter((part) => part !== undefined).join("."),
      message: `年初余额调整：${place} ${formatYuan(amount)} 元，${amount > 0 ? "调减的金额应填负数" : "调增的金额应填正数"}。${advice}`,
      left: amount,
      facts: [key],
    });
  const slot = adjustmentSlot(adjustment, "date");
  const typed = facts?.texts.get(slot)?.trim() ?? "";
  const date = printedDate(typed);
  if (typed !== "" && (date === null || Number(date.slice(0, 4)) > identity.year + 1))
    observations.push({
      place: slot,
      message: `年初余额调整：${place}的文件日期${quoted(typed)}${date === null ? "不是有效日期" : `晚于 ${identity.year} 年度决算`}。${advice}`,
      facts: [key],
      slots: [slot],
    });
  return observations;
}

/** What is moved within the unit leaves its balances as they were, together. */
function ofTransfers(adjustments: readonly DeclaredAdjustment[]): Observation[] {
  const transfers = adjustments.filter(({ kind }) => kind === "internalTransfer");
  const sum = transfers.reduce((total, { amount }) => total + amount, 0);
  if (sum === 0) return [];
  return [
    {
      place: "internalTransfer",
      message: `年初余额调整：“单位内部调剂”各笔合计 ${formatYuan(sum)} 元，应为零。${advice}`,
      left: sum,
      right: 0,
      facts: transfers.map(({ key }) => key),
    },
  ];
}
