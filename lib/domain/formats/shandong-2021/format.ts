import type { TableSet } from "../define";
import { incomeExpenditureSummary } from "./tables/01-income-expenditure-summary";
import { income } from "./tables/02-income";
import { expenditure } from "./tables/03-expenditure";
import { appropriationSummary } from "./tables/04-appropriation-summary";
import { generalPublicExpenditure } from "./tables/05-general-public-expenditure";
import { generalPublicBasicExpenditure } from "./tables/06-general-public-basic-expenditure";
import { threePublic } from "./tables/07-three-public";
import { governmentFund } from "./tables/08-government-fund";
import { stateCapital } from "./tables/09-state-capital";

/** FY2021 format, 财决公开01–09表 (domain-rules §2.1). */
export const fy2021: TableSet = {
  id: "fy2021",
  label: "2021年度决算公开表（公开01–09表）",
  region: "山东省",
  years: { from: 2019, to: 2021 },
  comparesThreePublic: false,
  comparesWith: "originalBudget",
  tables: [
    incomeExpenditureSummary,
    income,
    expenditure,
    appropriationSummary,
    generalPublicExpenditure,
    generalPublicBasicExpenditure,
    threePublic,
    governmentFund,
    stateCapital,
  ],
};
