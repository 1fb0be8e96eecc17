import type { CellId } from "../words/cell-id";
import { cellId } from "./names";

/** Cells of two tables that state the same figure, in every format that has both. */
export const equalCells: readonly (readonly [CellId, CellId])[] = [
  [cellId("incomeExpenditureSummary", "currentYearIncome", "amount"), cellId("income", "total", "total")],
  [cellId("incomeExpenditureSummary", "currentYearExpenditure", "amount"), cellId("expenditure", "total", "total")],
  [cellId("appropriationSummary", "currentYearIncome", "amount"), cellId("income", "total", "appropriation")],
  [
    cellId("appropriationSummary", "currentYearExpenditure", "generalPublicBudget"),
    cellId("generalPublicExpenditure", "total", "total"),
  ],
  [
    cellId("appropriationSummary", "currentYearExpenditure", "governmentFund"),
    cellId("governmentFund", "total", "total"),
  ],
  [cellId("appropriationSummary", "currentYearExpenditure", "stateCapital"), cellId("stateCapital", "total", "total")],
];
