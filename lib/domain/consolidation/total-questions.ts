/**
 * What is asked about the figures of a sum, with thresholds of its own: what V-11, V-14, V-15 and V-18 ask of a unit. A
 * sum moves less than its units and its amounts are larger, so a rate alone says nothing: both have to be exceeded.
 */
import type { Figures } from "../engine/contract";
import { labelOfCell } from "../engine/figures";
import { comparedCells, threePublicCells } from "../checks/verification/last-year";
import { exceedsShare, FEN_PER_YUAN, percent, yuan } from "../checks/rule/ask";
import { cellId } from "../formats/names";
import type { CellId } from "../words/cell-id";
import type { Thresholds } from "../words/thresholds";
import { changeOfTotal } from "./contributions";

/** What a cell is in a year: of a sum, or of one of its units. `null`: unknown. */
export type CellOfYear = (cell: CellId) => number | null;
export interface BothYears {
  now: CellOfYear;
  before: CellOfYear;
}

/** A figure of a sum that has to be explained. */
export interface TotalQuestion {
  ruleId: "S-19" | "S-20" | "S-21" | "S-22";
  cell: CellId;
  /** Without what the units have to do with it. */
  sentence: string;
  /** The cells that units are asked for. */
  cells: readonly CellId[];
  /** What a unit has to do with it, in fen; `null`: unknown. */
  partOf: (unit: BothYears) => number | null;
}

/** With the units that make up four fifths of it, the largest first. */
export interface AnsweredQuestion extends TotalQuestion {
  main: readonly { unitId: string; amount: number }[];
}

const difference = (one: number | null, other: number | null) => (one === null || other === null ? null : one - other);

const closing = cellId("incomeExpenditureSummary", "closingBalance", "amount");
const income = cellId("incomeExpenditureSummary", "currentYearIncome", "amount");

const threePublicPairs = [
  ["actualTotal", "budgetTotal"],
  ["actualOverseasTravel", "budgetOverseasTravel"],
  ["actualVehiclePurchase", "budgetVehiclePurchase"],
  ["actualVehicleOperation", "budgetVehicleOperation"],
  ["actualOfficialReception", "budgetOfficialReception"],
] as const;

/**
 * Everything that is to be asked about a sum.
 *
 * @param figures of the sum itself, all five columns together
 * @param before last year's figures of the same units
 */
export function questionsAboutTotal(figures: Figures, before: CellOfYear, limits: Thresholds): TotalQuestion[] {
  const now: CellOfYear = (cell) => figures.value(cell);
  return [
    ...changes(figures, { now, before }, limits),
    ...threePublicRises(figures, { now, before }, limits),
    ...threePublicOverBudget(figures, now),
    ...largeBalance(figures, now, limits),
  ];
}

/** Cells with both years known, one quantity in several tables once. */
function compared(cells: readonly CellId[], { now, before }: BothYears): { cell: CellId; is: number; was: number }[] {
  const seen = new Set<string>();
  return cells.flatMap((cell) => {
    const was = before(cell);
    if (was === null) return [];
    const is = now(cell) ?? 0;
    const pair = `${is}:${was}`;
    if (seen.has(pair)) return [];
    seen.add(pair);
    return [{ cell, is, was }];
  });
}

const changeOfUnit =
  (cell: CellId): TotalQuestion["partOf"] =>
  ({ now, before }) =>
    difference(now(cell), before(cell));

function changeWords(figures: Figures, cell: CellId, is: number, was: number): string {
  const by = Math.abs(is - was);
  const figure = `${labelOfCell(figures, cell)} ${yuan(is)}`;
  if (was === 0) return `${figure}，上年没有`;
  const [more, rise] = is > was ? ["增加", "增长"] : ["减少", "下降"];
  return `${figure}，上年 ${yuan(was)}，${more} ${yuan(by)}，${rise} ${percent(by, Math.abs(was))}`;
}

function changes(figures: Figures, years: BothYears, limits: Thresholds): TotalQuestion[] {
  const isThreePublic = new Set<CellId>(threePublicCells);
  return compared(comparedCells(figures), years).flatMap(({ cell, is, was }) => {
    const by = Math.abs(is - was);
    const isOdd =
      by > limits.totalChangeYuan * FEN_PER_YUAN &&
      (was === 0 || exceedsShare(by, Math.abs(was), limits.totalChangePercent));
    // Of 三公, S-20 asks about every rise.
    if (!isOdd || (isThreePublic.has(cell) && is > was)) return [];
    const sentence = `${changeWords(figures, cell, is, was)}，超过规定幅度`;
    return [{ ruleId: "S-19", cell, sentence, cells: [cell], partOf: changeOfUnit(cell) }];
  });
}

function threePublicRises(figures: Figures, years: BothYears, limits: Thresholds): TotalQuestion[] {
  return compared(threePublicCells, years).flatMap(({ cell, is, was }) => {
    if (is <= was || is - was <= limits.totalThreePublicRiseYuan * FEN_PER_YUAN) return [];
    const sentence = changeWords(figures, cell, is, was);
    return [{ ruleId: "S-20", cell, sentence, cells: [cell], partOf: changeOfUnit(cell) }];
  });
}

function threePublicOverBudget(figures: Figures, now: CellOfYear): TotalQuestion[] {
  const seen = new Set<string>();
  return threePublicPairs.flatMap(([actualColumn, budgetColumn]) => {
    const actual = cellId("threePublic", "figures", actualColumn);
    const budget = cellId("threePublic", "figures", budgetColumn);
    const [spent, planned] = [now(actual), now(budget)];
    if (spent === null || planned === null || spent <= planned || seen.has(`${spent}:${planned}`)) return [];
    seen.add(`${spent}:${planned}`);
    const sentence = `${labelOfCell(figures, actual)} ${yuan(spent)}，超过预算数 ${yuan(planned)}，超 ${yuan(spent - planned)}`;
    const partOf: TotalQuestion["partOf"] = (unit) => difference(unit.now(actual), unit.now(budget) ?? 0);
    return [{ ruleId: "S-21", cell: actual, sentence, cells: [actual, budget], partOf }];
  });
}

function largeBalance(figures: Figures, now: CellOfYear, limits: Thresholds): TotalQuestion[] {
  const balance = now(closing) ?? 0;
  const earned = now(income) ?? 0;
  if (balance <= 0 || (earned > 0 && !exceedsShare(balance, earned, limits.totalClosingBalancePercent))) return [];
  const share = earned > 0 ? `占 ${percent(balance, earned)}，超过规定比重` : "没有本年收入";
  const sentence = `${labelOfCell(figures, closing)} ${yuan(balance)}，本年收入 ${yuan(earned)}，${share}`;
  return [{ ruleId: "S-22", cell: closing, sentence, cells: [closing], partOf: (unit) => unit.now(closing) }];
}

/** What a unit has to do with each question; `null`: unknown. */
export function partsIn(questions: readonly TotalQuestion[], unit: BothYears): (number | null)[] {
  return questions.map(({ partOf }) => partOf(unit));
}

/**
 * Names to each question the units that make it up.
 *
 * @param units each with its part in every question (`partsIn`)
 */
export function answeredBy(
  questions: readonly TotalQuestion[],
  units: readonly { unitId: string; parts: readonly (number | null)[] }[],
): AnsweredQuestion[] {
  return questions.map((question, at) => {
    const parts = units.map(({ unitId, parts: own }) => ({ unitId, now: own[at]!, before: 0 }));
    const whole = changeOfTotal(parts.filter(({ now }) => now !== null));
    return { ...question, main: whole.main.map(({ unitId, change }) => ({ unitId, amount: change })) };
  });
}
