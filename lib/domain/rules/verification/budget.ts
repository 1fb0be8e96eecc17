import { factKey } from "../../facts/address";
import { rowsOfTable } from "../../model/account-layout";
import type { Program } from "../../model/program";
import { positionOf } from "../../model/row-slots";
import { cellId } from "../../tables/definition";
import { askAll, askRows, cellFigure, columnFigure, exceedsShare, FEN_PER_YUAN, limitsOf, moneyIn, percent, verification, type Ask, type RowAsk } from "../ask";
import { enteredRows, factColumn } from "../fact-slots";
import type { CheckContext, Observation, Rule } from "../rule";

const table = "generalPublicExpenditure";
const budgetKey = (code: string) => factKey("budget", code, "generalPublicBudget", "originalBudget");

const originalBudget = { sheet: "budget", fund: "generalPublicBudget", column: "originalBudget" } as const;

/** Every 项 that has a general-budget appropriation in the accounts or in the opening budget, in code order. */
function budgetedItems(program: Program): readonly number[] {
  const { layout } = program;
  const rows = rowsOfTable(layout, table);
  const { item: items } = rows.byLevel;
  const others = enteredRows(program, originalBudget).filter((row) => positionOf(rows, row) < 0 || layout.levels[row] !== "item");
  return others.length === 0 ? items : [...items, ...others].sort((one, other) => one - other);
}

/** An item's figure against its budget. */
function budgetAsk(program: Program, { functional }: CheckContext, isOdd: Ask["isOdd"], message: (label: string, actual: number, budget: number) => string): RowAsk {
  return {
    rows: budgetedItems(program),
    left: columnFigure(program, table, "total"),
    right: factColumn(program, originalBudget),
    isOdd,
    describe: (row, actual, budget) => {
      const code = program.layout.ids[row]!;
      return { place: code, message: message(`“${code} ${functional.get(code)?.name ?? ""}”`, actual, budget), cells: [cellId(table, code, "total")], facts: [budgetKey(code)] };
    },
  };
}

function deviations(program: Program, context: CheckContext): () => Observation[] {
  const { budgetDeviationPercent, budgetDeviationYuan } = limitsOf(context);
  const money = moneyIn(context);
  const isOdd = (actual: number, budget: number) =>
    actual !== 0 && budget !== 0 && (exceedsShare(Math.abs(actual - budget), Math.abs(budget), budgetDeviationPercent) || Math.abs(actual - budget) > budgetDeviationYuan * FEN_PER_YUAN);
  const message = (label: string, actual: number, budget: number) =>
    `${label}支出决算数 ${money(actual)}，年初预算数 ${money(budget)}，完成年初预算的 ${percent(actual, budget)}，差额 ${money(Math.abs(actual - budget))}，超过规定幅度。请说明原因和预算调整的依据。`;
  const ofItems = budgetAsk(program, context, isOdd, message);
  const ofTotal: Ask = {
    place: "total",
    left: cellFigure(program, cellId(table, "total", "total")),
    right: () => ofItems.rows.reduce((total, row) => total + ofItems.right(row), 0),
    isOdd,
    message: (actual, budget) => message("一般公共预算财政拨款", actual, budget),
    cells: [cellId(table, "total", "total")],
  };
  // With one 项 the total would only say it again.
  const [askTotal, askItems] = [askAll(ofItems.rows.length > 1 ? [ofTotal] : []), askRows(ofItems)];
  return () => [...askTotal(), ...askItems()];
}

function oneSided(program: Program, context: CheckContext): () => Observation[] {
  const money = moneyIn(context);
  const ask = budgetAsk(
    program,
    context,
    // While no budget is entered at all, nothing is known about any item.
    (actual, budget) => (actual === 0) !== (budget === 0) && ask.rows.some((row) => ask.right(row) !== 0),
    (label, actual, budget) => (budget === 0 ? `${label}支出决算数 ${money(actual)}，年初无预算。请说明资金来源和批准依据。` : `${label}年初预算数 ${money(budget)}，没有支出。请说明未执行的原因。`),
  );
  return askRows(ask);
}

const figures = (column: string) => cellId("threePublic", "figures", column);
const threePublicItems = [
  { item: "OverseasTravel", label: "因公出国（境）费" },
  { item: "VehiclePurchase", label: "公务用车购置费" },
  { item: "VehicleOperation", label: "公务用车运行维护费" },
  { item: "OfficialReception", label: "公务接待费" },
] as const;

/** 07: a “三公” figure against its budget. */
function againstBudget(program: Program, context: CheckContext, items: readonly { item: string; label: string }[], isOdd: Ask["isOdd"], words: string): Ask[] {
  const money = moneyIn(context);
  return items.map(({ item, label }) => ({
    place: item,
    left: cellFigure(program, figures(`actual${item}`)),
    right: cellFigure(program, figures(`budget${item}`)),
    isOdd,
    message: (actual, budget) => `${label}决算数 ${money(actual)}，年初预算数 ${money(budget)}，${words}`,
    cells: [figures(`actual${item}`), figures(`budget${item}`)],
  }));
}

/** V-10, V-14, V-26, V-27: the year's figures against its opening budget. */
export const budgetRules: readonly Rule[] = [
  {
    id: "V-10",
    ...verification,
    scope: "crossTable",
    title: "一般公共预算支出决算数与年初预算数的差异在规定幅度以内",
    advice: "请说明原因和预算调整的依据。",
    prepare: deviations,
  },
  {
    id: "V-14",
    ...verification,
    scope: "withinTable",
    title: "“三公”经费合计和各项决算数不大于年初预算数",
    advice: "请说明超预算的原因。",
    prepare: (program, context) =>
      askAll(againstBudget(program, context, [{ item: "Total", label: "“三公”经费合计" }, ...threePublicItems], (actual, budget) => actual > budget, "超出预算。请说明超预算的原因。")),
  },
  {
    id: "V-26",
    ...verification,
    scope: "crossTable",
    title: "项级科目有预算即有支出，有支出即有预算",
    advice: "请说明年初无预算或预算未执行的原因。",
    prepare: oneSided,
  },
  {
    id: "V-27",
    ...verification,
    severity: "hint",
    scope: "withinTable",
    title: "“三公”经费各项决算数不与年初预算数完全相同",
    advice: "请核对是否为实际发生数。",
    prepare: (program, context) =>
      askAll(againstBudget(program, context, threePublicItems, (actual, budget) => actual === budget && actual !== 0, "两者完全相同。请核对是否为实际发生数。")),
  },
];
