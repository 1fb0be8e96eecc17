import type { TableDefinition, TableSet } from "../define";
import { incomeExpenditureSummary as summary2021 } from "../shandong-2021/tables/01-income-expenditure-summary";
import { income } from "../shandong-2021/tables/02-income";
import { expenditure } from "../shandong-2021/tables/03-expenditure";
import { appropriationSummary } from "../shandong-2021/tables/04-appropriation-summary";
import { generalPublicExpenditure } from "../shandong-2021/tables/05-general-public-expenditure";
import { generalPublicBasicExpenditure as basic2021 } from "../shandong-2021/tables/06-general-public-basic-expenditure";
import { threePublic as threePublic2021 } from "../shandong-2021/tables/07-three-public";
import { governmentFund as governmentFund2021 } from "../shandong-2021/tables/08-government-fund";
import { stateCapital as stateCapital2021 } from "../shandong-2021/tables/09-state-capital";

const incomeExpenditureSummary: TableDefinition = {
  ...summary2021,
  body: {
    ...summary2021.body,
    left: {
      ...summary2021.body.left,
      rows: summary2021.body.left.rows.map((row) =>
        row.id === "surplusUsed" ? { ...row, label: "使用非财政拨款结余（含专用结余）" } : row,
      ),
    },
  },
};

const generalPublicBasicExpenditure: TableDefinition = {
  ...basic2021,
  title: "一般公共预算财政拨款基本支出决算明细表",
};

const governmentFund: TableDefinition = { ...governmentFund2021, code: "公开07表", number: 7 };

const stateCapital: TableDefinition = { ...stateCapital2021, code: "公开08表", number: 8 };

// From 2022 the “三公” figures cover all appropriations, and the title says so (domain-rules §1).
const threePublic: TableDefinition = {
  ...threePublic2021,
  title: "财政拨款“三公”经费支出决算表",
  code: "公开09表",
  number: 9,
  notes: [
    "本表反映单位本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费年初预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。",
  ],
};

/** FY2022 and later: other order, codes and titles (domain-rules §2.2). */
export const fy2022: TableSet = {
  id: "fy2022",
  label: "2022年度起决算公开表（公开01–09表）",
  region: "山东省",
  years: { from: 2022 },
  comparesThreePublic: true,
  comparesWith: "originalBudget",
  tables: [
    incomeExpenditureSummary,
    income,
    expenditure,
    appropriationSummary,
    generalPublicExpenditure,
    generalPublicBasicExpenditure,
    governmentFund,
    stateCapital,
    threePublic,
  ],
};
