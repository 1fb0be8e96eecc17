import { natureIds, ownIncomeIds } from "../../words/funds";
import { isSubjectCode } from "../../words/subjects/catalogue";
import { parseFactKey } from "../../words/fact-address";
import type { Figures } from "../../engine/contract";
import { labelOfCell } from "../../engine/figures";
import { quotedSubject } from "../../words/subjects/catalogue";
import { cellId, type ColumnOf, type RowOf, type TableName } from "../../formats/names";
import type { CellId } from "../../words/cell-id";
import { cellFigure, knowsLastYear, lastYearFigure, type Asked, type Figure } from "../rule/asked-figures";
import type { CheckContext, FunctionRule, Rule } from "../rule/rule";
import { askAll, exceedsShare, limitsOf, money, moneyIn, percent, verification, type Ask } from "../rule/ask";

const cells = <const T extends TableName, const R extends RowOf<T>>(
  table: T,
  row: R,
  columns: readonly ColumnOf<T, R>[],
) => columns.map((column) => cellId(table, row, column));

/** What the text compares with last year, the leading table of each quantity first. */
export function comparedCells(figures: Figures): CellId[] {
  return [
    ...cells("incomeExpenditureSummary", "totalIncome", ["amount"]),
    ...cells("income", "total", ["total", "appropriation", ...ownIncomeIds]),
    ...cells("expenditure", "total", ["total", ...natureIds]),
    ...figures
      .subjectRows("expenditure", "category")
      .map((row) => cellId("expenditure", figures.idOfRow(row), "total")),
    ...cells("appropriationSummary", "totalIncome", ["amount"]),
    ...cells("generalPublicExpenditure", "total", ["total", "basic", "project"]),
    ...threePublicCells,
  ];
}

/** “三公” as spent: the total, then its items. */
export const threePublicCells = cells("threePublic", "figures", [
  "actualTotal",
  "actualOverseasTravel",
  "actualVehiclePurchase",
  "actualVehicleOperation",
  "actualOfficialReception",
]);

/** Cells with their figures of both years. */
function bothYears(context: CheckContext, ids: readonly CellId[]): { id: CellId; now: Figure; last: () => number }[] {
  return ids.map((id) => ({ id, now: cellFigure(id), last: lastYearFigure(context, id) }));
}

function changes({ figures, context }: Asked): Ask[] {
  const all = bothYears(context, comparedCells(figures));
  return all.map(({ id, now, last }, at) => {
    const isThreePublic = threePublicCells.includes(id);
    return {
      place: id,
      left: now,
      right: last,
      isOdd: (value, before, asked) => {
        // Of 三公, V-15 asks about every rise.
        if (
          !exceedsShare(Math.abs(value - before), Math.abs(before), limitsOf(asked.context).yearOnYearPercent) ||
          (isThreePublic && value > before)
        )
          return false;
        // One quantity in several tables is asked about once.
        for (let earlier = 0; earlier < at; earlier++)
          if (all[earlier]!.now(asked) === value && all[earlier]!.last() === before) return false;
        return true;
      },
      message: (value, before, asked) =>
        `${labelOfCell(asked.figures, id)} ${moneyIn(id, asked)}，上年 ${money(before, asked)}，` +
        `${value > before ? "增加" : "减少"} ${money(Math.abs(value - before), asked)}，` +
        `${value > before ? "增长" : "下降"} ${percent(Math.abs(value - before), Math.abs(before))}，` +
        "超过规定幅度。请说明原因。",
      cells: [id],
    };
  });
}

function risesOfThreePublic({ context }: Asked): Ask[] {
  const [total, ...items] = bothYears(context, threePublicCells);
  return [total!, ...items].map(({ id, now, last }) => ({
    place: id,
    left: now,
    right: last,
    isOdd: (value, before, asked) =>
      value > before &&
      !(id === total!.id && items.some((item) => item.now(asked) === value && item.last() === before)),
    message: (value, before, asked) =>
      `${labelOfCell(asked.figures, id)} ${money(value, asked)}，上年 ${money(before, asked)}，增加 ${money(value - before, asked)}。请说明增加的原因。`,
    cells: [id],
  }));
}

/** Asks nothing while nothing is known of last year. */
function whereLastYearIsKnown(asks: (asked: Asked) => readonly Ask[]): FunctionRule["prepare"] {
  return (figures, context) =>
    knowsLastYear({ figures, context }) ? askAll(asks({ figures, context }))(figures, context) : () => [];
}

const balances = [
  {
    opening: cellId("incomeExpenditureSummary", "openingBalance", "amount"),
    closing: cellId("incomeExpenditureSummary", "closingBalance", "amount"),
    income: cellId("incomeExpenditureSummary", "currentYearIncome", "amount"),
  },
  {
    opening: cellId("appropriationSummary", "openingBalance", "amount"),
    closing: cellId("appropriationSummary", "closingBalance", "total"),
    income: cellId("appropriationSummary", "currentYearIncome", "amount"),
  },
] as const;

const wholeBalance = cellFigure(balances[0].closing);

function growingBalance({ opening, closing, income }: (typeof balances)[number], at: number): Ask[] {
  const now = cellFigure(closing);
  // The appropriations' balance is asked about only where it is not the unit's whole balance.
  const isEcho = (asked: Asked) => at > 0 && now(asked) === wholeBalance(asked);
  const roseLastYear = ({ context }: Asked) => lastYearFigure(context, closing)() > lastYearFigure(context, opening)();
  return [
    {
      place: closing,
      left: now,
      right: cellFigure(income),
      isOdd: (balance, earned, asked) =>
        balance > 0 &&
        (earned <= 0 || exceedsShare(balance, earned, limitsOf(asked.context).closingBalancePercent)) &&
        !isEcho(asked),
      message: (balance, earned, asked) =>
        `${labelOfCell(asked.figures, closing)} ${money(balance, asked)}，本年收入 ${money(earned, asked)}，` +
        `${earned > 0 ? `占 ${percent(balance, earned)}，超过规定比重` : "没有本年收入"}。` +
        "请说明结转原因和使用计划。",
      cells: [closing, income],
    },
    {
      place: `${closing}.rising`,
      left: now,
      right: cellFigure(opening),
      isOdd: (balance, opened, asked) => balance > opened && !isEcho(asked) && roseLastYear(asked),
      message: (balance, opened, asked) =>
        `${labelOfCell(asked.figures, closing)} ${money(balance, asked)}，年初 ${money(opened, asked)}，已连续两年增加。请说明结转原因和使用计划。`,
      cells: [closing, opening],
    },
  ];
}

/** 项 with spending this year or last. Stated prior-year figures name no 项, so they cannot tell. */
function itemsOfBothYears({ figures, context }: Asked): Ask[] {
  const codes = new Set(figures.subjectRows("expenditure", "item").map((row) => figures.idOfRow(row)));
  for (const key of context.priorYear?.facts.amounts.keys() ?? []) {
    const { sheet, row } = parseFactKey(key);
    if (sheet === "expenditure" && isSubjectCode(row)) codes.add(row);
  }
  const ordered = [...codes].sort();
  return bothYears(
    context,
    ordered.map((code) => cellId("expenditure", code, "total")),
  ).map(({ id, now, last }, at) => {
    const code = ordered[at]!;
    const label = quotedSubject(context.functional, code);
    return {
      place: code,
      left: now,
      right: last,
      isOdd: (value, before) => (value === 0) !== (before === 0),
      message: (value, before, asked) =>
        before === 0
          ? `${label}本年支出 ${money(value, asked)}，上年没有。请核对科目是否变动。`
          : `${label}上年支出 ${money(before, asked)}，本年没有。请核对科目是否变动。`,
      cells: [id],
    };
  });
}

/** V-11, V-15, V-18, V-25: the year's figures against last year's. */
export const lastYearRules: readonly Rule[] = [
  {
    id: "V-11",
    ...verification,
    scope: "crossYear",
    title: "收支总额、各类支出、基本支出和项目支出、“三公”经费与上年相比的增减在规定幅度以内",
    advice: "请说明原因。",
    prepare: whereLastYearIsKnown(changes),
  },
  {
    id: "V-15",
    ...verification,
    scope: "crossYear",
    title: "“三公”经费不比上年增加",
    advice: "请说明增加的原因。",
    prepare: whereLastYearIsKnown(risesOfThreePublic),
  },
  {
    id: "V-18",
    ...verification,
    scope: "crossYear",
    title: "年末结转和结余不超过本年收入的规定比重，且不连续两年增加",
    advice: "请说明结转原因和使用计划。",
    prepare: askAll(balances.flatMap(growingBalance)),
  },
  {
    id: "V-25",
    ...verification,
    needs: "priorYear",
    severity: "hint",
    scope: "crossYear",
    title: "支出的项级科目与上年相同",
    advice: "请核对科目是否变动。",
    prepare: (figures, context) => askAll(itemsOfBothYears({ figures, context }))(figures, context),
  },
];
