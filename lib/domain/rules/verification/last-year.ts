import { parseFactKey } from "../../facts/address";
import { labelOfCell } from "../../model/printed-table";
import type { Program } from "../../model/program";
import { cellId, type CellId } from "../../tables/definition";
import type { CheckContext, Rule } from "../rule";
import { askAll, cellFigure, exceedsShare, knowsLastYear, lastYearFigure, limitsOf, moneyIn, percent, verification, type Ask } from "../ask";

const cells = (table: string, row: string, columns: readonly string[]) => columns.map((column) => cellId(table, row, column));

/** What the text compares with last year, the leading table of each quantity first. */
function comparedCells(program: Program): CellId[] {
  const categories = program.rows("expenditure").filter(({ kind }) => kind === "category");
  return [
    ...cells("incomeExpenditureSummary", "totalIncome", ["amount"]),
    ...cells("income", "total", ["total", "appropriation", "superiorSubsidy", "serviceIncome", "operatingIncome", "affiliateRemittance", "otherIncome"]),
    ...cells("expenditure", "total", ["total", "basic", "project", "remittanceToSuperior", "operating", "subsidyToAffiliates"]),
    ...categories.map(({ id }) => cellId("expenditure", id, "total")),
    ...cells("appropriationSummary", "totalIncome", ["amount"]),
    ...cells("generalPublicExpenditure", "total", ["total", "basic", "project"]),
    ...threePublicCells,
  ];
}

const threePublicCells = cells("threePublic", "figures", ["actualTotal", "actualOverseasTravel", "actualVehiclePurchase", "actualVehicleOperation", "actualOfficialReception"]);

function changes(program: Program, context: CheckContext): Ask[] {
  const { yearOnYearPercent } = limitsOf(context);
  const money = moneyIn(context);
  if (!knowsLastYear(program, context)) return [];
  const asked = comparedCells(program).map((id) => ({ id, now: cellFigure(program, id), last: lastYearFigure(context, id) }));
  return asked.map(({ id, now, last }, at) => {
    const isThreePublic = threePublicCells.includes(id);
    return {
      place: id,
      left: now,
      right: last,
      isOdd: (value, before) => {
        // Of 三公, V-15 asks about every rise.
        if (!exceedsShare(Math.abs(value - before), Math.abs(before), yearOnYearPercent) || (isThreePublic && value > before)) return false;
        // One quantity in several tables is asked about once.
        for (let earlier = 0; earlier < at; earlier++) if (asked[earlier]!.now() === value && asked[earlier]!.last() === before) return false;
        return true;
      },
      message: (value, before) =>
        `${labelOfCell(program, id)} ${money(value)}，上年 ${money(before)}，${value > before ? "增加" : "减少"} ${money(Math.abs(value - before))}，${value > before ? "增长" : "下降"} ${percent(Math.abs(value - before), Math.abs(before))}，超过规定幅度。请说明原因。`,
      cells: [id],
    };
  });
}

function risesOfThreePublic(program: Program, context: CheckContext): Ask[] {
  const money = moneyIn(context);
  if (!knowsLastYear(program, context)) return [];
  const asked = threePublicCells.map((id) => ({ id, now: cellFigure(program, id), last: lastYearFigure(context, id) }));
  const [total, ...items] = asked;
  return asked.map(({ id, now, last }) => ({
    place: id,
    left: now,
    right: last,
    isOdd: (value, before) => value > before && !(id === total!.id && items.some((item) => item.now() === value && item.last() === before)),
    message: (value, before) => `${labelOfCell(program, id)} ${money(value)}，上年 ${money(before)}，增加 ${money(value - before)}。请说明增加的原因。`,
    cells: [id],
  }));
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

function growingBalances(program: Program, context: CheckContext): Ask[] {
  const { closingBalancePercent } = limitsOf(context);
  const money = moneyIn(context);
  const whole = cellFigure(program, balances[0].closing);
  return balances.flatMap(({ opening, closing, income }, at): Ask[] => {
    const now = cellFigure(program, closing);
    const label = labelOfCell(program, closing);
    // The appropriations' balance is asked about only where it is not the unit's whole balance.
    const isEcho = () => at > 0 && now() === whole();
    const [openedWith, closedLastYear, openedLastYear] = [cellFigure(program, opening), lastYearFigure(context, closing), lastYearFigure(context, opening)];
    return [
      {
        place: closing,
        left: now,
        right: cellFigure(program, income),
        isOdd: (balance, earned) => !isEcho() && balance > 0 && (earned <= 0 || exceedsShare(balance, earned, closingBalancePercent)),
        message: (balance, earned) => `${label} ${money(balance)}，本年收入 ${money(earned)}，${earned > 0 ? `占 ${percent(balance, earned)}，超过规定比重` : "没有本年收入"}。请说明结转原因和使用计划。`,
        cells: [closing, income],
      },
      {
        place: `${closing}.rising`,
        left: now,
        right: openedWith,
        isOdd: (balance, opened) => !isEcho() && balance > opened && closedLastYear() > openedLastYear(),
        message: (balance, opened) => `${label} ${money(balance)}，年初 ${money(opened)}，已连续两年增加。请说明结转原因和使用计划。`,
        cells: [closing, opening],
      },
    ];
  });
}

/** 项 with spending this year or last. Stated prior-year figures name no 项, so they cannot tell. */
function itemsOfBothYears(program: Program, context: CheckContext): Ask[] {
  if (!context.priorYear) return [];
  const codes = new Set(program.rows("expenditure").flatMap(({ id, kind }) => (kind === "item" ? [id] : [])));
  for (const key of context.priorYear.facts.amounts.keys()) {
    const { sheet, row } = parseFactKey(key);
    if (sheet === "expenditure") codes.add(row);
  }
  const money = moneyIn(context);
  return [...codes].sort().map((code) => {
    const id = cellId("expenditure", code, "total");
    const label = `“${code} ${context.functional.get(code)?.name ?? ""}”`;
    return {
      place: code,
      left: cellFigure(program, id),
      right: lastYearFigure(context, id),
      isOdd: (value, before) => (value === 0) !== (before === 0),
      message: (value, before) =>
        before === 0 ? `${label}本年支出 ${money(value)}，上年没有。请核对科目是否变动。` : `${label}上年支出 ${money(before)}，本年没有。请核对科目是否变动。`,
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
    prepare: (program, context) => askAll(changes(program, context)),
  },
  {
    id: "V-15",
    ...verification,
    scope: "crossYear",
    title: "“三公”经费不比上年增加",
    advice: "请说明增加的原因。",
    prepare: (program, context) => askAll(risesOfThreePublic(program, context)),
  },
  {
    id: "V-18",
    ...verification,
    scope: "crossYear",
    title: "年末结转和结余不超过本年收入的规定比重，且不连续两年增加",
    advice: "请说明结转原因和使用计划。",
    prepare: (program, context) => askAll(growingBalances(program, context)),
  },
  {
    id: "V-25",
    ...verification,
    severity: "hint",
    scope: "crossYear",
    title: "支出的项级科目与上年相同",
    advice: "请核对科目是否变动。",
    prepare: (program, context) => askAll(itemsOfBothYears(program, context)),
  },
];
