import { natureIds, ownIncomeIds } from "../words/funds";
import { fromDecimalYuan } from "../words/amounts";
import { factKey, type FactKey, priorYearKey } from "../words/fact-address";
import { textSlots, type Facts } from "../words/facts";
import type { Fund } from "../words/funds";
import type { ReportIdentity } from "../words/report-identity";
import source from "./luozhuang-2021.json" with { type: "json" };

/** The published 2021 accounts of one real unit as facts: the yardstick of tables, narrative and checks. */
export const luozhuangIdentity: ReportIdentity = {
  unitName: source.unit.name,
  unitKind: "administrative",
  year: source.fiscalYear,
  tableSetId: "fy2021",
};

/** Last year's figures follow from the printed differences; the cells they belong to. */
const priorYearCells = {
  total: ["incomeExpenditureSummary.totalIncome.amount", "incomeExpenditureSummary.totalExpenditure.amount"],
  incomeTotal: ["income.total.total"],
  appropriationIncome: ["income.total.appropriation"],
  basicExpenditure: ["expenditure.total.basic"],
  projectExpenditure: ["expenditure.total.project"],
  appropriationTotal: ["appropriationSummary.totalIncome.amount", "appropriationSummary.totalExpenditure.total"],
  generalPublicExpenditure: ["generalPublicExpenditure.total.total"],
} as const;

/** What the published text says to be the same as last year at 0 (与2020年决算数相同). */
const nothingLastYear = [
  ...ownIncomeIds.map((column) => `income.total.${column}`),
  ...natureIds.slice(2).map((column) => `expenditure.total.${column}`),
];

function readAmounts(): Map<FactKey, number> {
  const amounts = new Map<FactKey, number>();
  const money = (key: FactKey, yuan: string) => amounts.set(key, fromDecimalYuan(yuan));
  for (const { functionalSubject, source: column, amount } of source.income)
    money(factKey("income", functionalSubject, "", column), amount);
  for (const { functionalSubject, fund, nature, amount } of source.expenditure)
    money(factKey("expenditure", functionalSubject, fund as Fund, nature), amount);
  for (const { functionalSubject, fund, amount } of source.originalBudget)
    money(factKey("budget", functionalSubject, fund as Fund, "originalBudget"), amount);
  for (const { economicSubject, amount } of source.basicByEconomicSubject)
    money(factKey("basicExpenditure", economicSubject, "", "amount"), amount);
  for (const { fund, amount } of source.openingBalance)
    money(factKey("balance", fund, fund as Fund, "opening"), amount);
  for (const column of ["budget", "actual"] as const)
    for (const [row, amount] of Object.entries(source.threePublic[column]))
      money(factKey("threePublic", row, "", column), amount);
  for (const [row, count] of Object.entries(source.threePublic.counts))
    amounts.set(factKey("threePublic", row, "", "actual"), count);
  money(factKey("agencyOperatingCost", "total", "", "budget"), source.agencyOperatingCost.budget);
  // The published 机关运行经费 equals 公用经费 of table 06.
  const runningCost = source.basicByEconomicSubject.filter(({ economicSubject }) => economicSubject.startsWith("302"));
  amounts.set(
    factKey("agencyOperatingCost", "total", "", "actual"),
    runningCost.reduce((total, { amount }) => total + fromDecimalYuan(amount), 0),
  );
  const { procurement } = source;
  for (const row of ["goods", "works", "services"] as const)
    money(factKey("procurement", row, "", "amount"), procurement[row]);
  money(factKey("procurement", "goods", "", "toSmallAndMedium"), procurement.goodsToSmallAndMedium);
  money(factKey("procurement", "services", "", "toSmallAndMedium"), procurement.servicesToSmallAndMedium);
  for (const row of ["goods", "services"] as const)
    money(factKey("procurement", row, "", "toSmallAndMicro"), procurement.toSmallAndMicro);
  const { vehicles, generalEquipmentOver500k, specialEquipmentOver1m } = source.stateAssets;
  for (const [row, count] of Object.entries({ ...vehicles, generalEquipmentOver500k, specialEquipmentOver1m }))
    amounts.set(factKey("stateAssets", row === "total" ? "vehicles" : row, "", "count"), count);
  for (const [item, cells] of Object.entries(priorYearCells))
    for (const cell of cells) money(priorYearKey(cell), source.priorYear[item as keyof typeof priorYearCells]);
  for (const cell of nothingLastYear) money(priorYearKey(cell), "0.00");
  return amounts;
}

function readTexts(): Map<string, string> {
  // Spending beyond the budget is explained item by item; everything else fell.
  const { items, generalPublicBudgetCompletion, ...falls } = source.reasons;
  return new Map([
    ...Object.entries(falls).map(([id, text]) => [`reason.${id}.fall`, text] as const),
    ["reason.generalPublicBudgetCompletion.rise", generalPublicBudgetCompletion],
    ...Object.entries(items).map(([code, text]) => [`reason.item.${code}.rise`, text] as const),
    [textSlots.otherVehiclesNote, source.stateAssets.otherVehiclesNote],
    [textSlots.vehicleOperationPurpose, "公务用车的燃油、修理、审车、保险等支出"],
    [textSlots.officialReceptionPurpose, "办公室进行的公务接待"],
  ]);
}

export const luozhuangFacts: Facts = { amounts: readAmounts(), texts: readTexts() };
