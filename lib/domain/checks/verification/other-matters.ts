import { cellId, namedFactKey, type FactColumnOf } from "../../formats/names";
import { cellFigure, factFigure, sumOf } from "../rule/asked-figures";
import type { Rule } from "../rule/rule";
import { askAll, exceedsShare, FEN_PER_YUAN, limitsOf, money, percent, verification, type Ask } from "../rule/ask";

const agencyCost = (column: FactColumnOf<"agencyOperatingCost">) =>
  namedFactKey("agencyOperatingCost", "total", "", column);
const purchases = (["goods", "works", "services"] as const).map((row) =>
  namedFactKey("procurement", row, "", "amount"),
);
const purchasable = [
  cellId("generalPublicBasicExpenditure", "302", "amount"),
  cellId("generalPublicBasicExpenditure", "310", "amount"),
  cellId("expenditure", "total", "project"),
];

const bought = sumOf(purchases.map(factFigure));

const agencyCostChange: Ask = {
  place: "agencyOperatingCost",
  left: factFigure(agencyCost("actual")),
  right: factFigure(agencyCost("budget")),
  isOdd: (actual, budget, { context }) =>
    actual !== 0 && exceedsShare(Math.abs(actual - budget), budget, limitsOf(context).yearOnYearPercent),
  message: (actual, budget, asked) =>
    `机关运行经费决算数 ${money(actual, asked)}，年初预算数 ${money(budget, asked)}，相差 ${percent(Math.abs(actual - budget), budget)}，超过 ${limitsOf(asked.context).yearOnYearPercent}%。请核对金额，或说明原因。`,
  facts: [agencyCost("actual"), agencyCost("budget")],
};

const procurementShare: Ask = {
  place: "procurement",
  left: bought,
  right: sumOf(purchasable.map(cellFigure)),
  isOdd: (total, base, { context }) => exceedsShare(total, base, limitsOf(context).procurementPercent),
  message: (total, base, asked) =>
    `政府采购支出 ${money(total, asked)}，占商品和服务支出、资本性支出及项目支出合计 ${money(base, asked)}的 ${percent(total, base)}，超过 ${limitsOf(asked.context).procurementPercent}%。请核对采购金额，或说明原因。`,
  cells: purchasable,
  facts: purchases,
};

/** 办公设备购置, 专用设备购置: what is bought through 政府采购 as a rule. */
const equipment = [
  cellId("generalPublicBasicExpenditure", "31002", "amount"),
  cellId("generalPublicBasicExpenditure", "31003", "amount"),
];

const equipmentWithoutProcurement: Ask = {
  place: "procurement.none",
  left: bought,
  right: sumOf(equipment.map(cellFigure)),
  isOdd: (total, spent, { context }) => total === 0 && spent > limitsOf(context).equipmentYuan * FEN_PER_YUAN,
  message: (_, spent, asked) =>
    `购置办公设备、专用设备 ${money(spent, asked)}，没有填列政府采购支出。请补填政府采购支出，或说明未实行政府采购的原因。`,
  cells: equipment,
  facts: purchases,
};

/** V-35, V-36: 机关运行经费 against its budget, 政府采购 against what can be bought from. */
export const otherMatterRules: readonly Rule[] = [
  {
    id: "V-35",
    ...verification,
    scope: "form",
    title: "机关运行经费与年初预算相差不超过规定幅度",
    advice: "请核对金额，或说明原因。",
    prepare: askAll([agencyCostChange]),
  },
  {
    id: "V-36",
    ...verification,
    scope: "crossTable",
    title: "政府采购支出占可采购支出的比重不超过规定幅度，购置设备的有政府采购支出",
    advice: "请核对采购金额，或说明原因。",
    prepare: askAll([procurementShare, equipmentWithoutProcurement]),
  },
];
