import type { FactColumn, RowNumber } from "../../engine/contract";
import { isEntered } from "../../engine/figures";
import { quotedSubject } from "../../words/subjects/catalogue";
import { cellId, type ColumnOf, factKeyOfRow } from "../../formats/names";
import { budgetColumns, type BudgetColumn } from "../../formats/define";
import {
  askAll,
  askRows,
  exceedsShare,
  FEN_PER_YUAN,
  limitsOf,
  money,
  moneyIn,
  percent,
  verification,
  type Ask,
  type RowAsk,
} from "../rule/ask";
import { cellFigure, columnFigure, factColumn, type Asked, type RowFigure } from "../rule/asked-figures";
import { together } from "../performance/performance-rule";
import { onEntries } from "../rule/on-entries";
import type { FunctionRule, Rule } from "../rule/rule";

const table = "generalPublicExpenditure";

/** The budget that a table set compares with: its column, and its amounts by row. */
const budgets = Object.fromEntries(
  budgetColumns.map((column) => {
    const of = { sheet: "budget", fund: "generalPublicBudget", column } as const;
    return [column, { of, amount: factColumn(of) }];
  }),
) as Record<BudgetColumn, { of: FactColumn; amount: RowFigure }>;
const budgetFor = ({ figures }: Asked) => budgets[figures.tableSet.comparesWith];
const budgetOf: RowFigure = (asked, row) => budgetFor(asked).amount(asked, row);
const budgetLabel = ({ figures }: Asked) =>
  figures.tableSet.sheets.find("budget")!.columns.find(({ id }) => id === figures.tableSet.comparesWith)!.label;

/** Every 项 that has a general-budget appropriation in the accounts or in the budget, in code order. */
function budgetedItems(asked: Asked): readonly RowNumber[] {
  const { figures } = asked;
  const items = figures.subjectRows(table, "item");
  const others = figures
    .enteredRows(budgetFor(asked).of)
    .filter((row) => !figures.hasRow(table, row) || figures.levelOf(row) !== "item");
  return others.length === 0 ? items : [...items, ...others].sort((one, other) => one - other);
}

/** Whether the budget of a row was given: a blank one is unknown, not nothing. */
function isBudgetGiven(asked: Asked, row: RowNumber): boolean {
  return isEntered(asked.figures, budgetFor(asked).of, row);
}

/** An item's figure against its budget. */
function budgetAsk(
  isOdd: RowAsk["isOdd"],
  message: (label: string, actual: number, budget: number, asked: Asked) => string,
): RowAsk {
  return {
    rows: budgetedItems,
    rowsFollowEntries: true,
    left: columnFigure(table, "total"),
    right: budgetOf,
    isOdd,
    describe: (row, actual, budget, asked) => {
      const code = asked.figures.idOfRow(row);
      return {
        place: code,
        message: message(quotedSubject(asked.context.functional, code), actual, budget, asked),
        cells: [cellId(table, code, "total")],
        facts: [factKeyOfRow("budget", code, "generalPublicBudget", asked.figures.tableSet.comparesWith)],
      };
    },
  };
}

function deviates(actual: number, budget: number, { context }: Asked): boolean {
  if (actual === 0 || budget === 0) return false;
  const { budgetDeviationPercent, budgetDeviationYuan } = limitsOf(context);
  return (
    exceedsShare(Math.abs(actual - budget), Math.abs(budget), budgetDeviationPercent) ||
    Math.abs(actual - budget) > budgetDeviationYuan * FEN_PER_YUAN
  );
}

function deviation(label: string, actual: number, budget: number, asked: Asked): string {
  return `${label}支出决算数 ${money(actual, asked)}，${budgetLabel(asked)} ${money(budget, asked)}，完成${budgetLabel(asked).replace(/数$/, "")}的 ${percent(actual, budget)}，差额 ${money(Math.abs(actual - budget), asked)}，超过规定幅度。请说明原因和预算调整的依据。`;
}

function deviationOfTotal(items: readonly RowNumber[]): Ask {
  return {
    place: "total",
    left: cellFigure(cellId(table, "total", "total")),
    right: (asked) => items.reduce((total, row) => total + budgetOf(asked, row), 0),
    // A total of budgets of which one is blank is not known.
    isOdd: (actual, budget, asked) =>
      deviates(actual, budget, asked) && items.every((row) => isBudgetGiven(asked, row)),
    message: (actual, budget, asked) => deviation("一般公共预算财政拨款", actual, budget, asked),
    cells: [cellId(table, "total", "total")],
  };
}

/** With one 项 the total would only say it again. */
const ofTotal: FunctionRule["prepare"] = (figures, context) => {
  const items = budgetedItems({ figures, context });
  return askAll(items.length > 1 ? [deviationOfTotal(items)] : [])(figures, context);
};

const oneSided = askRows(
  budgetAsk(
    // While no budget is entered at all, nothing is known about any item.
    (actual, budget, asked, row, rows) =>
      (actual === 0) !== (budget === 0) && isBudgetGiven(asked, row) && rows.some((row) => budgetOf(asked, row) !== 0),
    (label, actual, budget, asked) =>
      budget === 0
        ? `${label}支出决算数 ${money(actual, asked)}，${budgetLabel(asked)}为 0。请说明资金来源和批准依据。`
        : `${label}${budgetLabel(asked)} ${money(budget, asked)}，没有支出。请说明未执行的原因。`,
  ),
);

const threePublicCell = (column: ColumnOf<"threePublic">) => cellId("threePublic", "figures", column);
const threePublicItems = [
  { item: "OverseasTravel", label: "因公出国（境）费" },
  { item: "VehiclePurchase", label: "公务用车购置费" },
  { item: "VehicleOperation", label: "公务用车运行维护费" },
  { item: "OfficialReception", label: "公务接待费" },
] as const;

type ThreePublicItem = "Total" | (typeof threePublicItems)[number]["item"];

/**
 * While no “三公” budget is entered, none is known; once one is, a blank is 0 (`together` of the sheet). Given tables are
 * whole.
 */
function isThreePublicBudgetGiven({ figures }: Asked): boolean {
  return !figures.isDerived || figures.value(threePublicCell("budgetTotal")) !== null;
}

/** 07: “三公” figures against their budgets. */
function againstBudget(
  items: readonly { item: ThreePublicItem; label: string }[],
  isOdd: Ask["isOdd"],
  words: string,
): Ask[] {
  return items.map(({ item, label }) => ({
    place: item,
    left: cellFigure(threePublicCell(`actual${item}`)),
    right: cellFigure(threePublicCell(`budget${item}`)),
    isOdd: (actual, budget, asked) => isThreePublicBudgetGiven(asked) && isOdd(actual, budget, asked),
    message: (actual, _, asked) =>
      `${label}决算数 ${money(actual, asked)}，年初预算数 ${moneyIn(threePublicCell(`budget${item}`), asked)}，${words}`,
    cells: [threePublicCell(`actual${item}`), threePublicCell(`budget${item}`)],
  }));
}

/** V-10, V-14, V-26, V-27: the year's figures against the budget. */
export const budgetRules: readonly Rule[] = [
  {
    id: "V-10",
    ...verification,
    scope: "crossTable",
    title: "一般公共预算支出决算数与预算数的差异在规定幅度以内",
    advice: "请说明原因和预算调整的依据。",
    prepare: together(onEntries(ofTotal), askRows(budgetAsk(deviates, deviation))),
  },
  {
    id: "V-14",
    ...verification,
    scope: "withinTable",
    title: "“三公”经费合计和各项决算数不大于年初预算数",
    advice: "请说明超预算的原因。",
    prepare: askAll(
      againstBudget(
        [{ item: "Total", label: "“三公”经费合计" }, ...threePublicItems],
        (actual, budget) => actual > budget,
        "超出预算。请说明超预算的原因。",
      ),
    ),
  },
  {
    id: "V-26",
    ...verification,
    scope: "crossTable",
    title: "项级科目有预算即有支出，有支出即有预算",
    advice: "请说明没有预算或预算未执行的原因。",
    prepare: oneSided,
  },
  {
    id: "V-27",
    ...verification,
    severity: "hint",
    scope: "withinTable",
    title: "“三公”经费各项决算数不与年初预算数完全相同",
    advice: "请核对是否为实际发生数。",
    prepare: askAll(
      againstBudget(
        threePublicItems,
        (actual, budget) => actual === budget && actual !== 0,
        "两者完全相同。请核对是否为实际发生数。",
      ),
    ),
  },
];
