import type { TableSet } from "../../formats/define";
import { formatOf } from "../../formats/format-of";
import { hasSubjectRows } from "../../formats/sheet-definition";
import { factKeyOfRow, namedFactKey } from "../../formats/names";
import type { FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import { appropriations, naturesByFund, type Fund, type OwnIncome } from "../../words/funds";

/** Written out: examples quote the totals, and a kind of income that is new one day leaves them as they are. */
const ownIncomes: readonly OwnIncome[] = [
  "superiorSubsidy",
  "serviceIncome",
  "operatingIncome",
  "affiliateRemittance",
  "otherIncome",
];

/**
 * A synthetic 事业单位 that fills every column of every table: all funds, all kinds of income, remittances,
 * operating expenditure, subsidies, distributions. All identities hold. Balances stand by subject where the sheets have
 * them so.
 */
function amountsOfFullUnit({ sheets }: Pick<TableSet, "sheets">): Map<FactKey, number> {
  const amounts = new Map<FactKey, number>();
  const put = (key: FactKey, value: number) => amounts.set(key, value);
  const subjects: Record<Fund, readonly string[]> = {
    generalPublicBudget: ["2050101", "2050202", "2080505", "2080506", "2101102", "2210201"],
    governmentFund: ["2120801", "2120802", "2296002"],
    stateCapital: ["2230105"],
    nonAppropriation: ["2050202", "2050299"],
  };
  let serial = 0;
  const next = () => 1_000_003 * ++serial + serial * 7_919;
  for (const fund of appropriations)
    for (const subject of subjects[fund]) {
      const spent = naturesByFund[fund].map((nature) => {
        const value = next();
        put(factKeyOfRow("expenditure", subject, fund, nature), value);
        return value;
      });
      put(factKeyOfRow("income", subject, "", fund), spent.reduce((total, value) => total + value, 0) + 11_111);
    }
  for (const subject of subjects.nonAppropriation) {
    for (const nature of naturesByFund.nonAppropriation)
      put(factKeyOfRow("expenditure", subject, "nonAppropriation", nature), next());
    for (const column of ownIncomes) put(factKeyOfRow("income", subject, "", column), next() * 3);
  }
  const balances = sheets.find("balance")!;
  for (const [fund, value] of [
    ["generalPublicBudget", 5_300_000],
    ["stateCapital", 1_200_000],
  ] as const)
    put(factKeyOfRow("balance", hasSubjectRows(balances, fund) ? subjects[fund][0]! : fund, fund, "opening"), value);
  put(namedFactKey("balance", "nonAppropriation", "nonAppropriation", "opening"), 9_900_000);
  put(namedFactKey("balance", "nonAppropriation", "nonAppropriation", "surplusUsed"), 700_000);
  put(namedFactKey("balance", "nonAppropriation", "nonAppropriation", "surplusDistribution"), 400_000);
  for (const subject of subjects.governmentFund)
    put(factKeyOfRow("balance", subject, "governmentFund", "opening"), next());

  const basic = (subject: string) => amounts.get(factKeyOfRow("expenditure", subject, "generalPublicBudget", "basic"))!;
  const economic: Record<string, number> = {
    "30108": basic("2080505"),
    "30109": basic("2080506"),
    "30110": basic("2101102"),
    "30113": basic("2210201"),
    "30217": 120_000,
    "30231": 230_000,
    "30212": 340_000,
    "30701": 10_000,
    "31013": 560_000,
    "31201": 20_000,
    "39999": 30_000,
  };
  const listed = ["30108", "30109", "30110", "30113"].reduce((total, code) => total + economic[code]!, 0);
  const all = subjects.generalPublicBudget.reduce((total, subject) => total + basic(subject), 0);
  const rest = Object.entries(economic).reduce(
    (total, [code, value]) => (code.startsWith("301") ? total : total + value),
    0,
  );
  economic["30305"] = 40_000;
  economic["30101"] = all - listed - rest - 40_000;
  for (const [code, value] of Object.entries(economic))
    put(factKeyOfRow("basicExpenditure", code, "", "amount"), value);

  const threePublic = {
    overseasTravel: 340_000,
    vehiclePurchase: 560_000,
    vehicleOperation: 230_000,
    officialReception: 120_000,
  };
  for (const [row, value] of Object.entries(threePublic)) {
    put(factKeyOfRow("threePublic", row, "", "budget"), value + 50_000);
    put(factKeyOfRow("threePublic", row, "", "actual"), value);
  }
  put(namedFactKey("threePublic", "domesticReception", "", "actual"), 100_000);
  put(namedFactKey("threePublic", "foreignReception", "", "actual"), 20_000);
  const counts = {
    overseasGroups: 2,
    overseasPersonTimes: 5,
    vehiclesPurchased: 1,
    vehiclesHeld: 6,
    domesticReceptionGroups: 30,
    domesticForeignAffairsGroups: 3,
    domesticReceptionPersonTimes: 220,
    domesticForeignAffairsPersonTimes: 12,
    foreignReceptionGroups: 1,
    foreignReceptionPersonTimes: 8,
  };
  for (const [row, value] of Object.entries(counts)) put(factKeyOfRow("threePublic", row, "", "actual"), value);
  put(namedFactKey("stateAssets", "vehicles", "", "count"), 7);
  put(namedFactKey("stateAssets", "emergency", "", "count"), 3);
  put(namedFactKey("stateAssets", "other", "", "count"), 4);
  for (const row of ["generalEquipmentOver500k", "specialEquipmentOver1m"])
    put(factKeyOfRow("stateAssets", row, "", "count"), 0);
  // Nothing was budgeted, and nothing is missing: what the unit has not is typed as 0.
  for (const fund of appropriations)
    for (const subject of subjects[fund]) put(factKeyOfRow("budget", subject, fund, "originalBudget"), 0);
  for (const column of ["budget", "actual"] as const) put(namedFactKey("agencyOperatingCost", "total", "", column), 0);
  for (const row of ["goods", "works", "services"]) put(factKeyOfRow("procurement", row, "", "amount"), 0);
  return amounts;
}

/** The unit as the sheets of a format take it. */
export function fullUnitFactsOf(format: Pick<TableSet, "sheets">): Facts {
  return { amounts: amountsOfFullUnit(format), texts: new Map() };
}

export const fullUnitFacts: Facts = fullUnitFactsOf(formatOf("fy2021"));
