import { fromDecimalYuan } from "../words/amounts";
import { factKey, type FactKey, priorYearKey } from "../words/fact-address";
import { itemPurposeSlot, memberUnitsSlot, someFormatsSlots, textSlots, type Facts } from "../words/facts";
import type { Fund } from "../words/funds";
import type { ReportIdentity } from "../words/report-identity";
import source from "./putuo-2024-facts.json" with { type: "json" };

/** The published 2024 accounts of one real department of Shanghai as facts: the yardstick of its format. */
export const putuoIdentity: ReportIdentity = {
  unitName: source.unit.name,
  unitKind: "administrative",
  year: source.fiscalYear,
  tableSetId: "shanghai-2024",
};

/** Last year's figures follow from the printed differences; the cells they belong to. */
const priorYearCells = {
  total: ["incomeExpenditureSummary.totalIncome.amount", "incomeExpenditureSummary.totalExpenditure.amount"],
  appropriationTotal: ["appropriationSummary.totalIncome.amount", "appropriationSummary.totalExpenditure.total"],
  generalPublicExpenditure: ["generalPublicExpenditure.total.total"],
  projectExpenditure: ["expenditure.total.project"],
} as const;

/** The cells of last year's “三公” table that an amount of the facts file belongs to: it has nothing but reception. */
const priorThreePublicCells = {
  overseasTravel: ["threePublic.figures.actualOverseasTravel"],
  vehiclePurchase: ["threePublic.figures.actualVehiclePurchase"],
  vehicleOperation: ["threePublic.figures.actualVehicleOperation", "threePublic.figures.actualVehicles"],
  officialReception: ["threePublic.figures.actualOfficialReception", "threePublic.figures.actualTotal"],
} as const;

const procurementRows = [
  "goods",
  "works",
  "services",
  "reservedForSmallAndMedium",
  "reservedForSmallAndMicro",
  "reservedAwardedToSmallAndMedium",
  "reservedAwardedToSmallAndMicro",
  "otherAwardedToSmallAndMedium",
] as const;

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
  money(factKey("agencyOperatingCost", "total", "", "actual"), source.agencyOperatingCost.actual);
  money(factKey("agencyOperatingCost", "total", "", "lastYear"), source.priorYear.agencyOperatingCost);
  for (const row of procurementRows) money(factKey("procurement", row, "", "amount"), source.procurement[row]);
  money(factKey("threePublic", "foreignGuestReception", "", "actual"), "0.00");
  const { total, leaders, ...classes } = source.stateAssets.vehicles;
  for (const [row, count] of Object.entries({
    vehicles: total,
    mainLeaders: leaders,
    ...classes,
    equipmentOver1m: source.stateAssets.equipmentOver1mExceptVehicles,
  }))
    amounts.set(factKey("stateAssets", row, "", "count"), count);
  const { goals, tracked, selfEvaluated } = source.performance;
  const managed = (row: string) => factKey("performanceManagement", row, "", "value");
  for (const [name, { projects, amount }] of Object.entries({ goal: goals, tracked, selfEvaluated })) {
    amounts.set(managed(`${name}Projects`), projects);
    money(managed(`${name}Amount`), amount);
  }
  money(managed("averageScore"), selfEvaluated.averageScore);
  const { 优: excellent, 良: good, 合格: pass, 不合格: fail } = selfEvaluated.grades;
  for (const [row, count] of Object.entries({
    excellent,
    good,
    pass,
    fail,
    problemsFound: selfEvaluated.problemsFound,
  }))
    amounts.set(managed(row), count);
  for (const [item, cells] of Object.entries(priorYearCells))
    for (const cell of cells) money(priorYearKey(cell), source.priorYear[item as keyof typeof priorYearCells]);
  for (const [item, cells] of Object.entries(priorThreePublicCells))
    for (const cell of cells)
      money(priorYearKey(cell), source.priorYear.threePublic[item as keyof typeof priorThreePublicCells]);
  return amounts;
}

/** Reasons and purposes as the unit published them, by slot. */
function readTexts(): [string, string][] {
  const { items, officialReception, agencyOperatingCost, ...reasons } = source.reasons;
  return [
    ["reason.total.rise", reasons.total],
    ["reason.appropriationTotal.rise", reasons.appropriationTotal],
    ["reason.generalPublicExpenditure.rise", reasons.generalPublicExpenditure],
    ["reason.generalPublicBudgetCompletion.fall", reasons.generalPublicBudgetCompletion],
    ["reason.threePublicTotal.fall", reasons.threePublicTotal],
    ["reason.officialReception.lastYear.fall", officialReception],
    ["reason.agencyOperatingCost.fall", agencyOperatingCost],
    ...Object.entries(items).map(([code, text]): [string, string] => [`reason.item.${code}.fall`, text]),
    ...Object.entries(source.purposes).map(([code, text]): [string, string] => [itemPurposeSlot(code), text]),
    [textSlots.officialReceptionPurpose, source.threePublic.receptionPurpose],
    [
      someFormatsSlots.performanceRules,
      "严格贯彻落实《上海市预算绩效管理实施办法》和本区“预算绩效管理实施办法”，" +
        "完善内控制度，对项目预算经费进行绩效管理",
    ],
    [someFormatsSlots.performanceMechanism, "主要领导负总责，分管领导负具体责任，各职能科室分工明确、统筹协调"],
  ];
}

/** `某中心（下属事业单位）` as it is typed: `某中心|下属事业单位`; （本级） is part of a name. */
function memberUnitLine(unit: string): string {
  return unit.replace(/（(下属.*)）$/, "|$1");
}

export const putuoFacts: Facts = {
  amounts: readAmounts(),
  texts: new Map([
    [textSlots.duties, source.unit.duties.join("\n")],
    ...readTexts(),
    [memberUnitsSlot, source.unit.memberUnits.map(memberUnitLine).join("\n")],
  ]),
};
