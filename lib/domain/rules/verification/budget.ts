import { factKey, parseFactKey } from "../../facts/address";
import type { Program } from "../../model/program";
import { cellId } from "../../tables/definition";
import type { CheckContext, Rule } from "../rule";
import { askAll, cellFigure, exceedsShare, factFigure, FEN_PER_YUAN, limitsOf, moneyIn, percent, sumOf, verification, type Ask } from "../ask";

const table = "generalPublicExpenditure";
const budgetKey = (code: string) => factKey("budget", code, "generalPublicBudget", "originalBudget");

/** Every 项 that has a general-budget appropriation in the accounts or in the opening budget. */
function budgetedItems(program: Program, { facts, functional }: CheckContext): { code: string; name: string }[] {
  const codes = new Set(program.rows(table).flatMap(({ id, kind }) => (kind === "item" ? [id] : [])));
  for (const key of facts?.amounts.keys() ?? []) {
    const { sheet, row, fund, column } = parseFactKey(key);
    if (sheet === "budget" && fund === "generalPublicBudget" && column === "originalBudget") codes.add(row);
  }
  return [...codes].sort().map((code) => ({ code, name: functional.get(code)?.name ?? "" }));
}

function deviations(program: Program, context: CheckContext): Ask[] {
  const { budgetDeviationPercent, budgetDeviationYuan } = limitsOf(context);
  const money = moneyIn(context);
  const isOdd = (actual: number, budget: number) =>
    actual !== 0 && budget !== 0 && (exceedsShare(Math.abs(actual - budget), Math.abs(budget), budgetDeviationPercent) || Math.abs(actual - budget) > budgetDeviationYuan * FEN_PER_YUAN);
  const message = (label: string) => (actual: number, budget: number) =>
    `${label}支出决算数 ${money(actual)}，年初预算数 ${money(budget)}，完成年初预算的 ${percent(actual, budget)}，差额 ${money(Math.abs(actual - budget))}，超过规定幅度。请说明原因和预算调整的依据。`;
  const items = budgetedItems(program, context);
  const budgets = items.map(({ code }) => factFigure(program, budgetKey(code)));
  return [
    // With one 项 the total would only say it again.
    ...(items.length > 1
      ? [
          {
            place: "total",
            left: cellFigure(program, cellId(table, "total", "total")),
            right: sumOf(budgets),
            isOdd,
            message: message("一般公共预算财政拨款"),
            cells: [cellId(table, "total", "total")],
          },
        ]
      : []),
    ...items.map(({ code, name }, at) => ({
      place: code,
      left: cellFigure(program, cellId(table, code, "total")),
      right: budgets[at]!,
      isOdd,
      message: message(`“${code} ${name}”`),
      cells: [cellId(table, code, "total")],
      facts: [budgetKey(code)],
    })),
  ];
}

function oneSided(program: Program, context: CheckContext): Ask[] {
  const money = moneyIn(context);
  const items = budgetedItems(program, context);
  const budgets = items.map(({ code }) => factFigure(program, budgetKey(code)));
  // While no budget is entered at all, nothing is known about any item.
  const isBudgetKnown = () => budgets.some((budget) => budget() !== 0);
  return items.map(({ code, name }, at) => ({
    place: code,
    left: cellFigure(program, cellId(table, code, "total")),
    right: budgets[at]!,
    isOdd: (actual, budget) => (actual === 0) !== (budget === 0) && isBudgetKnown(),
    message: (actual, budget) =>
      budget === 0
        ? `“${code} ${name}”支出决算数 ${money(actual)}，年初无预算。请说明资金来源和批准依据。`
        : `“${code} ${name}”年初预算数 ${money(budget)}，没有支出。请说明未执行的原因。`,
    cells: [cellId(table, code, "total")],
    facts: [budgetKey(code)],
  }));
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
    prepare: (program, context) => askAll(deviations(program, context)),
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
    prepare: (program, context) => askAll(oneSided(program, context)),
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
