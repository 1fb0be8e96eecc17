import { namedCellId, type CellName } from "../../formats/names";
import { correctCells } from "./correct-accounts";
import type { RuleExample, RuleExamples } from "./example";

/**
 * Slips that only tables given with their own figures can have: one cell is too large, and an identity no longer holds.
 */
const slips = {
  "B-01": "incomeExpenditureSummary.serviceIncome.amount",
  "B-02": "incomeExpenditureSummary.totalIncome.amount",
  "B-03": "incomeExpenditureSummary.c205.amount",
  "B-04": "incomeExpenditureSummary.surplusDistribution.amount",
  "B-05": "incomeExpenditureSummary.totalExpenditure.amount",
  "B-06": "income.total.total",
  "B-07": "income.total.appropriation",
  "B-08": "income.total.operatingIncome",
  "B-09": "expenditure.total.total",
  "B-10": "expenditure.208.total",
  "B-12": "income.2050202.otherIncome",
  "B-13": "expenditure.20502.basic",
  "B-15": "expenditure.2050202.operating",
  "B-16": "expenditure.2120801.total",
  "B-21": "appropriationSummary.currentYearIncome.amount",
  "B-22": "appropriationSummary.openingGovernmentFund.amount",
  "B-23": "appropriationSummary.c212.governmentFund",
  "B-24": "appropriationSummary.c212.total",
  "B-25": "appropriationSummary.openingBalance.amount",
  "B-26": "appropriationSummary.totalExpenditure.stateCapital",
  "B-27": "appropriationSummary.totalIncome.amount",
  "B-28": "appropriationSummary.closingBalance.stateCapital",
  "B-29": "appropriationSummary.generalPublicBudget.amount",
  "B-30": "appropriationSummary.currentYearIncome.amount",
  "B-31": "generalPublicExpenditure.205.total",
  "B-32": "generalPublicExpenditure.2050101.project",
  "B-33": "generalPublicBasicExpenditure.personnelCost.amount",
  "B-34": "generalPublicBasicExpenditure.30217.amount",
  "B-35": "generalPublicBasicExpenditure.301.amount",
  "B-36": "generalPublicBasicExpenditure.399.amount",
  "B-40": "threePublic.figures.budgetTotal",
  "B-41": "threePublic.figures.actualVehiclePurchase",
  "B-50": "governmentFund.2120801.closingBalance",
  "B-51": "governmentFund.2120801.basic",
  "B-52": "governmentFund.total.income",
  "B-53": "governmentFund.212.total",
  "B-54": "stateCapital.2230105.basic",
  "B-55": "stateCapital.223.total",
  "B-56": "generalPublicExpenditure.2080505.basic",
  "L-12": "generalPublicBasicExpenditure.30108.amount",
  "L-13": "generalPublicBasicExpenditure.30110.amount",
  "L-14": "generalPublicBasicExpenditure.30113.amount",
  "L-16": "generalPublicBasicExpenditure.30231.amount",
} as const;

/** 120 yuan too many. */
const SLIP = 12_000;

function tooLarge(cell: CellName): RuleExample {
  const id = namedCellId(cell);
  return { failing: { cells: { [id]: (correctCells.get(id) ?? 0) + SLIP } } };
}

export const suppliedTableExamples: RuleExamples = Object.fromEntries(
  Object.entries(slips).map(([rule, path]) => [rule, tooLarge(path)]),
);
