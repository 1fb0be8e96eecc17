// Accounts of the invented units. They are consistent by construction: what is spent on a subject was received for it
// or was there at the beginning, and both classifications of basic expenditure agree.
import { toPackage } from "@/lib/documents/report-package/write-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import type { FactAddress, SheetId } from "@/lib/domain/words/fact-address";
import {
  counterpartKey,
  counterpartSlot,
  outsideParty,
  transferAmountKey,
  transferKind,
  type CounterpartPlace,
} from "@/lib/domain/words/counterparts";
import { parseFactKey } from "@/lib/domain/words/fact-address";
import { noDataSlot, textSlots } from "@/lib/domain/words/facts";
import { appropriations, type Fund } from "@/lib/domain/words/funds";
import { demoTransfers, type DemoSpending, type DemoUnit } from "./demo-units";

const FIRST_YEAR = 2020;
const FEN_PER_THOUSAND_YUAN = 100_000;

/** Income columns that are 非财政拨款. */
const appropriationColumns: readonly string[] = appropriations;

/** What was spent in a year, in fen: the ordinary year's amount, moved by up to ±4 % and growing by 1.5 % a year. */
function spent({ subject, thousands }: DemoSpending, year: number): number {
  const sway = ((Number(subject) * 7 + year * 53) % 81) - 40;
  return thousands * (1000 + (year - FIRST_YEAR) * 15 + sway) * (FEN_PER_THOUSAND_YUAN / 1000);
}

function sum(values: Iterable<number>): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** Where a balance is kept: government funds by subject, everything else by fund. */
function balanceRow(fund: Fund, subject: string): string {
  return fund === "governmentFund" ? subject : fund;
}

function fundOfColumn(column: string): Fund {
  return appropriationColumns.includes(column) ? (column as Fund) : "nonAppropriation";
}

/** Opening balance in fen of a year: what was there in the first year and what every year since has kept. */
function opening(unit: DemoUnit, row: string, year: number): number {
  const kept = (unit.kept ?? []).filter(({ subject, column }) => balanceRow(fundOfColumn(column), subject) === row);
  return (
    FEN_PER_THOUSAND_YUAN *
    ((unit.openings?.[row] ?? 0) + (year - FIRST_YEAR) * sum(kept.map(({ thousands }) => thousands)))
  );
}

/** A side of a payment between units, with its counterpart. */
interface TransferSide {
  place: CounterpartPlace;
  amount: number;
  /** Where the other side is no unit of the district. */
  outside: string;
}

/** What a unit pays to others in a year, and receives from them. */
function transfersOf(unit: DemoUnit, year: number, idOf: (code: string) => string): TransferSide[] {
  return demoTransfers
    .filter(({ from }) => year >= from)
    .flatMap(({ payer, receiver, outside = "", kind, paidUnder, receivedUnder, thousands }): TransferSide[] => {
      const { paid, received } = transferKind(kind);
      const amount = thousands * FEN_PER_THOUSAND_YUAN;
      const party = receiver === null ? outsideParty : idOf(receiver);
      if (payer === unit.code) return [{ place: { column: paid.column, item: paidUnder, party }, amount, outside }];
      if (receiver === unit.code)
        return [{ place: { column: received.column, item: receivedUnder, party: idOf(payer) }, amount, outside: "" }];
      return [];
    });
}

/** The figures of one unit and year in fen and counts. */
export function demoValues(
  unit: DemoUnit,
  year: number,
  transfers: readonly TransferSide[],
): { address: FactAddress; value: number }[] {
  const amounts = new Map<string, { address: FactAddress; value: number }>();
  const add = (sheet: SheetId, row: string, fund: Fund | "", column: string, value: number) => {
    const key = [sheet, row, fund, column].join(":");
    const known = amounts.get(key);
    if (known) known.value += value;
    else amounts.set(key, { address: { sheet, row, fund, column }, value });
  };

  for (const spending of unit.spending) {
    const amount = spent(spending, year);
    add("expenditure", spending.subject, spending.fund, spending.nature, amount);
    add("income", spending.subject, "", spending.source, amount);
    // Budgets are round: ordinary amounts without the year's sway, projects cut a little short.
    const planned = spending.nature === "project" ? Math.round(spending.thousands * 0.96) : spending.thousands;
    add("budget", spending.subject, spending.fund, "originalBudget", planned * FEN_PER_THOUSAND_YUAN);
  }
  // What is paid comes from other income, what is received is spent.
  for (const { place, amount } of transfers) {
    const { sheet, row, fund, column } = parseFactKey(transferAmountKey(place));
    add(sheet, row, fund, column, amount);
    if (sheet === "expenditure") add("income", row, "", "otherIncome", amount);
    else add("expenditure", row, "nonAppropriation", "basic", amount);
    const counterpart = parseFactKey(counterpartKey(place));
    add("counterparts", counterpart.row, counterpart.fund, counterpart.column, amount);
  }
  for (const { subject, column, thousands } of unit.kept ?? [])
    add("income", subject, "", column, thousands * FEN_PER_THOUSAND_YUAN);

  const funds = new Set(unit.spending.map(({ fund }) => fund));
  for (const fund of funds) {
    const rows =
      fund === "governmentFund"
        ? unit.spending.filter((spending) => spending.fund === fund).map(({ subject }) => subject)
        : [fund];
    for (const row of new Set(rows)) add("balance", row, fund, "opening", opening(unit, row, year));
  }

  const economic = basicByEconomicSubject(unit, year);
  for (const [code, amount] of economic) add("basicExpenditure", code, "", "amount", amount);
  addThreePublic(unit, economic, add);

  if (unit.kind !== "institution") {
    const running = sum(
      [...economic].filter(([code]) => code.startsWith("302") || code.startsWith("310")).map(([, amount]) => amount),
    );
    add("agencyOperatingCost", "total", "", "budget", roundUp(running));
    add("agencyOperatingCost", "total", "", "actual", running);
  }

  const services =
    Math.floor(
      sum(unit.spending.filter(({ nature }) => nature === "project").map((spending) => spent(spending, year))) /
        20 /
        100,
    ) * 100;
  const goods = economic.get("31002") ?? 0;
  add("procurement", "goods", "", "amount", goods);
  add("procurement", "services", "", "amount", services);
  add("procurement", "goods", "", "toSmallAndMedium", goods);
  add("procurement", "services", "", "toSmallAndMedium", Math.floor(services / 200) * 100);
  for (const row of ["goods", "services"]) add("procurement", row, "", "toSmallAndMicro", 0);

  add("stateAssets", "vehicles", "", "count", unit.vehicles);
  const confidential = unit.kind !== "institution" && unit.vehicles > 0 ? 1 : 0;
  add("stateAssets", "confidentialCommunication", "", "count", confidential);
  add("stateAssets", "specialTechnical", "", "count", unit.vehicles - confidential);
  for (const row of ["generalEquipmentOver500k", "specialEquipmentOver1m"]) add("stateAssets", row, "", "count", 0);
  return [...amounts.values()];
}

type Add = (sheet: SheetId, row: string, fund: Fund | "", column: string, value: number) => void;

/** 三公 is what 公开06表 shows of it (nothing is spent from projects), with numbers of groups and guests to match. */
function addThreePublic(unit: DemoUnit, economic: ReadonlyMap<string, number>, add: Add): void {
  const vehicles = economic.get("30231") ?? 0;
  const reception = economic.get("30217") ?? 0;
  for (const row of ["overseasTravel", "vehiclePurchase"])
    for (const column of ["budget", "actual"]) add("threePublic", row, "", column, 0);
  add("threePublic", "vehicleOperation", "", "budget", roundUp(vehicles));
  add("threePublic", "vehicleOperation", "", "actual", vehicles);
  add("threePublic", "officialReception", "", "budget", roundUp(reception));
  add("threePublic", "officialReception", "", "actual", reception);
  add("threePublic", "domesticReception", "", "actual", reception);
  add("threePublic", "foreignReception", "", "actual", 0);
  const groups = Math.ceil(reception / 130_000);
  for (const row of [
    "overseasGroups",
    "overseasPersonTimes",
    "vehiclesPurchased",
    "domesticForeignAffairsGroups",
    "domesticForeignAffairsPersonTimes",
    "foreignReceptionGroups",
    "foreignReceptionPersonTimes",
  ]) {
    add("threePublic", row, "", "actual", 0);
  }
  add("threePublic", "vehiclesHeld", "", "actual", unit.vehicles);
  add("threePublic", "domesticReceptionGroups", "", "actual", groups);
  add("threePublic", "domesticReceptionPersonTimes", "", "actual", groups * 9);
}

/** The next full thousand yuan that is not below the amount. */
function roundUp(amount: number): number {
  return Math.ceil(amount / FEN_PER_THOUSAND_YUAN) * FEN_PER_THOUSAND_YUAN;
}

/** Contributions and pensions have the same amount in both classifications; pay and running cost share the rest. */
function basicByEconomicSubject(unit: DemoUnit, year: number): Map<string, number> {
  const basic = unit.spending.filter(({ fund, nature }) => fund === "generalPublicBudget" && nature === "basic");
  const paidFor = new Map<string, number>();
  let rest = 0;
  const economicOf: Record<string, string> = {
    "2080501": "30302",
    "2080502": "30302",
    "2080505": "30108",
    "2080506": "30109",
    "2089999": "30112",
    "2101101": "30110",
    "2101102": "30110",
    "2101103": "30111",
    "2210201": "30113",
  };
  for (const spending of basic) {
    const code = economicOf[spending.subject];
    if (code === undefined) rest += spent(spending, year);
    else paidFor.set(code, (paidFor.get(code) ?? 0) + spent(spending, year));
  }
  const isInstitution = unit.kind === "institution";
  const perMille: Record<string, number> = {
    "30101": 262,
    ...(isInstitution ? { "30107": 411 } : { "30103": 148, "30239": 46 }),
    "30201": 33,
    "30205": 4,
    "30206": 11,
    "30207": 7,
    "30211": 14,
    "30213": 12,
    "30216": 9,
    ...(isInstitution ? {} : { "30217": 6 }),
    "30226": 18,
    "30228": 21,
    "30229": 13,
    ...(unit.vehicles > 0 ? { "30231": Math.min(unit.vehicles * 5, 40) } : {}),
    "30299": 15,
    "30305": 8,
    "31002": 10,
  };
  let shared = 0;
  for (const [code, share] of Object.entries(perMille)) {
    const amount = Math.floor((rest * share) / 1000 / 100) * 100;
    paidFor.set(code, amount);
    shared += amount;
  }
  // 津贴补贴 takes what the shares leave.
  paidFor.set("30102", rest - shared);
  return new Map([...paidFor].sort(([a], [b]) => (a < b ? -1 : 1)));
}

/**
 * The accounts of an invented unit as a report package.
 *
 * @param idOf identity of a unit that is paid or pays, by its code in the demo
 */
export function demoAccounts(
  unit: DemoUnit,
  year: number,
  { code, tableSetId, idOf }: { code: string; tableSetId: string; idOf: (code: string) => string },
): ReportPackage {
  const transfers = transfersOf(unit, year, idOf);
  return toPackage({
    unit: { code, name: unit.name, kind: unit.kind },
    year,
    tableSetId,
    values: demoValues(unit, year, transfers),
    texts: [
      { slot: textSlots.duties, text: unit.duties },
      { slot: textSlots.structure, text: "本单位无下属预算单位，单独编制决算。" },
      { slot: noDataSlot("performance"), text: "none" },
      ...transfers
        .filter(({ outside }) => outside !== "")
        .map(({ place, outside }) => ({ slot: counterpartSlot(place, "name"), text: outside })),
      ...(unit.kind === "institution" ? [{ slot: noDataSlot("agencyOperatingCost"), text: "none" }] : []),
    ],
    projects: [],
    keyEvaluations: [],
  });
}
