import { factKey } from "../../facts/address";
import type { Program } from "../../model/program";
import { cellId } from "../../tables/definition";
import type { CheckContext, Rule } from "../rule";
import { askAll, cellFigure, exceedsShare, factFigure, FEN_PER_YUAN, limitsOf, moneyIn, percent, sumOf, verification, type Ask } from "../ask";

const agencyCost = (column: string) => factKey("agencyOperatingCost", "total", "", column);
const purchases = ["goods", "works", "services"].map((row) => factKey("procurement", row, "", "amount"));
const purchasable = [cellId("generalPublicBasicExpenditure", "302", "amount"), cellId("generalPublicBasicExpenditure", "310", "amount"), cellId("expenditure", "total", "project")];

function agencyCostChange(program: Program, context: CheckContext): Ask {
  const { yearOnYearPercent } = limitsOf(context);
  const money = moneyIn(context);
  return {
    place: "agencyOperatingCost",
    left: factFigure(program, agencyCost("actual")),
    right: factFigure(program, agencyCost("budget")),
    isOdd: (actual, budget) => actual !== 0 && exceedsShare(Math.abs(actual - budget), budget, yearOnYearPercent),
    message: (actual, budget) => `机关运行经费决算数 ${money(actual)}，年初预算数 ${money(budget)}，相差 ${percent(Math.abs(actual - budget), budget)}，超过 ${yearOnYearPercent}%。请核对金额，或说明原因。`,
    facts: [agencyCost("actual"), agencyCost("budget")],
  };
}

function procurementShare(program: Program, context: CheckContext): Ask {
  const { procurementPercent } = limitsOf(context);
  const money = moneyIn(context);
  return {
    place: "procurement",
    left: sumOf(purchases.map((key) => factFigure(program, key))),
    right: sumOf(purchasable.map((id) => cellFigure(program, id))),
    isOdd: (total, base) => exceedsShare(total, base, procurementPercent),
    message: (total, base) => `政府采购支出 ${money(total)}，占商品和服务支出、资本性支出及项目支出合计 ${money(base)}的 ${percent(total, base)}，超过 ${procurementPercent}%。请核对采购金额，或说明原因。`,
    cells: purchasable,
    facts: purchases,
  };
}

/** 办公设备购置, 专用设备购置: what is bought through 政府采购 as a rule. */
const equipment = [cellId("generalPublicBasicExpenditure", "31002", "amount"), cellId("generalPublicBasicExpenditure", "31003", "amount")];

function equipmentWithoutProcurement(program: Program, context: CheckContext): Ask {
  const { equipmentYuan } = limitsOf(context);
  const money = moneyIn(context);
  return {
    place: "procurement.none",
    left: sumOf(purchases.map((key) => factFigure(program, key))),
    right: sumOf(equipment.map((id) => cellFigure(program, id))),
    isOdd: (bought, spent) => bought === 0 && spent > equipmentYuan * FEN_PER_YUAN,
    message: (_, spent) => `购置办公设备、专用设备 ${money(spent)}，没有填列政府采购支出。请补填政府采购支出，或说明未实行政府采购的原因。`,
    cells: equipment,
    facts: purchases,
  };
}

/** V-35, V-36: 机关运行经费 against its budget, 政府采购 against what can be bought from. */
export const otherMatterRules: readonly Rule[] = [
  {
    id: "V-35",
    ...verification,
    scope: "form",
    title: "机关运行经费与年初预算相差不超过规定幅度",
    advice: "请核对金额，或说明原因。",
    prepare: (program, context) => askAll([agencyCostChange(program, context)]),
  },
  {
    id: "V-36",
    ...verification,
    scope: "crossTable",
    title: "政府采购支出占可采购支出的比重不超过规定幅度，购置设备的有政府采购支出",
    advice: "请核对采购金额，或说明原因。",
    prepare: (program, context) => askAll([procurementShare(program, context), equipmentWithoutProcurement(program, context)]),
  },
];
