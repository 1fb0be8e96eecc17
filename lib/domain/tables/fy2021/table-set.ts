import type { TableSet } from "../definition";
import { incomeExpenditureSummary } from "./01-income-expenditure-summary";
import { income } from "./02-income";
import { expenditure } from "./03-expenditure";
import { appropriationSummary } from "./04-appropriation-summary";
import { generalPublicExpenditure } from "./05-general-public-expenditure";
import { generalPublicBasicExpenditure } from "./06-general-public-basic-expenditure";
import { threePublic } from "./07-three-public";
import { governmentFund } from "./08-government-fund";
import { stateCapital } from "./09-state-capital";

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
