import { EntrySheets } from "../entry-sheets";
import { balanceSheet, basicExpenditureSheet, budgetSheet, expenditureSheet, incomeSheet } from "./sheets/accounts";
import { agencyOperatingCostSheet, procurementSheet, staffSheet, stateAssetsSheet } from "./sheets/other-information";
import { threePublicSheet } from "./sheets/three-public";

/** In the order of the desk. */
export const sheets2021 = new EntrySheets([
  incomeSheet,
  expenditureSheet,
  budgetSheet,
  basicExpenditureSheet,
  balanceSheet,
  threePublicSheet,
  agencyOperatingCostSheet,
  procurementSheet,
  stateAssetsSheet,
  staffSheet,
]);
