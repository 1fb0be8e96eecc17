import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import { naturesByFund, type Appropriation, type Fund } from "@/lib/domain/words/funds";
import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { functionalLines } from "@/lib/domain/formats/functional-lines";
import type { Random } from "./random";

export interface Shape {
  name: string;
  /** Functional subjects of the general public budget. */
  subjects: readonly [from: number, to: number];
  governmentFund: boolean;
  stateCapital: boolean;
  ownMoney: boolean;
  /** Unspent money at the beginning and at the end of the year. */
  carryOver: boolean;
}

export const shapes: readonly Shape[] = [
  {
    name: "small office, one fund",
    subjects: [3, 8],
    governmentFund: false,
    stateCapital: false,
    ownMoney: false,
    carryOver: false,
  },
  {
    name: "office that carries over",
    subjects: [6, 16],
    governmentFund: false,
    stateCapital: false,
    ownMoney: false,
    carryOver: true,
  },
  {
    name: "office with a government fund",
    subjects: [8, 20],
    governmentFund: true,
    stateCapital: false,
    ownMoney: false,
    carryOver: true,
  },
  {
    name: "institution with own money",
    subjects: [6, 16],
    governmentFund: false,
    stateCapital: false,
    ownMoney: true,
    carryOver: true,
  },
  {
    name: "institution, every fund",
    subjects: [10, 24],
    governmentFund: true,
    stateCapital: true,
    ownMoney: true,
    carryOver: true,
  },
  {
    name: "large office, sixty subjects",
    subjects: [55, 60],
    governmentFund: false,
    stateCapital: false,
    ownMoney: false,
    carryOver: true,
  },
];

export interface Accounts {
  shape: Shape;
  identity: ReportIdentity;
  facts: Facts;
  /** Last year's facts; its closing balances are this year's opening ones. */
  lastYear: Facts;
  /** Whether the system has last year's accounts; a unit's first year here has none. */
  knowsLastYear: boolean;
}

interface Catalogues {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** Subjects that table 06 repeats (L-12 … L-14). */
const insured = { "2080505": "30108", "2080506": "30109", "2101102": "30110", "2210201": "30113" } as const;
const projectNames = new Set(["一般行政管理事务"]);
const runningNames = new Set(["行政运行", "事业运行"]);

/**
 * Accounts in which every identity holds, of a random size and content. Two years, the second of which is to be
 * checked.
 */
export function randomAccounts(random: Random, catalogues: Catalogues, shape: Shape): Accounts {
  const subjects = pickSubjects(random, catalogues, shape);
  const grain = random.pick([1, 1, 100, 100, 10_000]);
  const lastYear = yearOf(random, catalogues, shape, subjects, { grain, opening: null, model: null });
  const facts = yearOf(random, catalogues, shape, subjects, {
    grain,
    opening: lastYear.closing,
    model: lastYear.amounts,
  });
  return {
    shape,
    identity: {
      unitName: "某单位",
      unitKind: shape.ownMoney ? "institution" : "administrative",
      year: 2021,
      tableSetId: "fy2021",
    },
    facts: { amounts: facts.amounts, texts: new Map() },
    lastYear: { amounts: lastYear.amounts, texts: new Map() },
    knowsLastYear: random.chance(2 / 3),
  };
}

type Subjects = Record<Fund, readonly string[]>;

function pickSubjects(random: Random, { functional }: Catalogues, shape: Shape): Subjects {
  const lines = new Set<string>(functionalLines.map(({ code }) => code));
  const items = functional.subjects.filter(({ level, code }) => level === 3 && lines.has(code.slice(0, 3)));
  const of = (fund: Appropriation) =>
    items.filter(({ code }) => functional.appropriationOf(code) === fund).map(({ code }) => code);
  const home = random.pick(["201", "204", "205", "207", "210", "213"]);
  const general = of("generalPublicBudget").filter((code) => !/^(2080501|2080502|22102|21011|20805)/.test(code));
  const count = random.integer(...shape.subjects);
  // A unit keeps to a few 款 of its own 类, and has a little elsewhere.
  const near = general.filter((code) => code.startsWith(home));
  const running = near.find((code) => runningNames.has(functional.get(code)!.name)) ?? near[0]!;
  const own = random.sample(near, Math.min(near.length, Math.ceil(count / 2)));
  const elsewhere = random.sample(
    general.filter((code) => !code.startsWith(home)),
    count - own.length,
  );
  const social = random.sample(Object.keys(insured), random.integer(2, 4));
  const generalPublicBudget = [...new Set([running, ...own, ...elsewhere, ...social])].sort();
  return {
    generalPublicBudget,
    governmentFund: shape.governmentFund ? random.sample(of("governmentFund"), random.integer(1, 5)) : [],
    stateCapital: shape.stateCapital ? random.sample(of("stateCapital"), random.integer(1, 3)) : [],
    nonAppropriation: shape.ownMoney
      ? random.sample(generalPublicBudget, Math.min(generalPublicBudget.length, random.integer(1, 4)))
      : [],
  };
}

interface Year {
  /** Amounts are multiples of so many fen. */
  grain: number;
  /** Opening balances by `fund` or `governmentFund:subject`; `null`: drawn at random. */
  opening: ReadonlyMap<string, number> | null;
  /** Last year's amounts, near which this year's lie. */
  model: ReadonlyMap<FactKey, number> | null;
}

function yearOf(
  random: Random,
  catalogues: Catalogues,
  shape: Shape,
  subjects: Subjects,
  { grain, opening, model }: Year,
) {
  const amounts = new Map<FactKey, number>();
  const closing = new Map<string, number>();
  const amount = (key: FactKey, low = 1_000_00, high = 5_000_000_00): number => {
    const before = model?.get(key);
    // Logarithmic: a few large figures, many small ones.
    // From year to year most figures move little, one in six a lot.
    const change = random.chance(5 / 6) ? 0.75 + random.next() * 0.5 : Math.exp((random.next() - 0.5) * 4);
    const drawn =
      before === undefined
        ? Math.exp(Math.log(low) + random.next() * (Math.log(high) - Math.log(low)))
        : before * change;
    return Math.max(grain, Math.round(drawn / grain) * grain);
  };
  const put = (key: FactKey, value: number) => {
    if (value !== 0) amounts.set(key, value);
    return value;
  };
  const openingOf = (place: string) =>
    opening?.get(place) ??
    (opening === null && shape.carryOver && random.chance(0.7) ? amount("" as FactKey, 10_000_00, 500_000_00) : 0);

  for (const fund of ["generalPublicBudget", "governmentFund", "stateCapital"] as const) {
    let rest = fund === "governmentFund" || subjects[fund].length === 0 ? 0 : openingOf(fund);
    if (rest > 0) put(factKey("balance", fund, fund, "opening"), rest);
    for (const code of subjects[fund]) {
      if (fund === "governmentFund") {
        rest = openingOf(`governmentFund:${code}`);
        if (rest > 0) put(factKey("balance", code, fund, "opening"), rest);
      }
      let spent = 0;
      for (const nature of spendingNatures(random, catalogues.functional, code, fund, model)) {
        const key = factKey("expenditure", code, fund, nature);
        spent += put(key, amount(key));
      }
      // Mostly what was received is spent; sometimes some is left, or some of what was left is used.
      const left = shape.carryOver && random.chance(0.15) ? amount("" as FactKey, 500_00, 200_000_00) : 0;
      const used =
        shape.carryOver && left === 0 && random.chance(0.2) ? Math.min(rest, Math.floor(spent / 2 / grain) * grain) : 0;
      put(factKey("income", code, "", fund), spent + left - used);
      put(
        factKey("budget", code, fund, "originalBudget"),
        random.chance(0.3) ? spent : amount(factKey("budget", code, fund, "originalBudget")),
      );
      rest += left - used;
      if (fund === "governmentFund") closing.set(`governmentFund:${code}`, rest);
    }
    if (fund !== "governmentFund") closing.set(fund, rest);
  }
  ownMoney(random, catalogues.functional, shape, subjects.nonAppropriation, { amount, put, openingOf, closing });
  economicSide(random, catalogues.economic, subjects.generalPublicBudget, amounts, grain, model);
  return { amounts, closing };
}

/** 行政运行 is basic, 一般行政管理事务 is project (L-11), the rest either, sometimes both. */
function spendingNatures(
  random: Random,
  functional: SubjectCatalogue,
  code: string,
  fund: Appropriation,
  model: Year["model"],
): readonly ("basic" | "project")[] {
  const natures = naturesByFund[fund].filter((nature) => model?.has(factKey("expenditure", code, fund, nature)));
  if (natures.length > 0 && random.chance(0.95)) return natures;
  const name = functional.get(code)!.name;
  if (fund === "generalPublicBudget" && (runningNames.has(name) || code in insured)) return ["basic"];
  if (fund !== "generalPublicBudget" || projectNames.has(name) || random.chance(0.75)) return ["project"];
  return random.chance(0.4) ? ["basic", "project"] : ["basic"];
}

interface Ledger {
  amount: (key: FactKey, low?: number, high?: number) => number;
  put: (key: FactKey, value: number) => number;
  openingOf: (place: string) => number;
  closing: Map<string, number>;
}

/** Money that is not an appropriation: every kind of income and spending that institutions have. */
function ownMoney(
  random: Random,
  functional: SubjectCatalogue,
  shape: Shape,
  codes: readonly string[],
  { amount, put, openingOf, closing }: Ledger,
): void {
  if (codes.length === 0) return;
  const opening = openingOf("nonAppropriation");
  if (opening > 0) put(factKey("balance", "nonAppropriation", "nonAppropriation", "opening"), opening);
  let rest = opening;
  for (const code of codes) {
    const spend = (nature: string, low?: number, high?: number) =>
      put(
        factKey("expenditure", code, "nonAppropriation", nature),
        amount(factKey("expenditure", code, "nonAppropriation", nature), low, high),
      );
    const name = functional.get(code)!.name;
    const basic = !projectNames.has(name) && (runningNames.has(name) || random.chance(0.5)) ? spend("basic") : 0;
    const project = !runningNames.has(name) && (basic === 0 || random.chance(0.5)) ? spend("project") : 0;
    const operating = random.chance(0.3) ? spend("operating") : 0;
    const others = random.chance(0.2) ? spend("remittanceToSuperior") + spend("subsidyToAffiliates") : 0;
    put(factKey("income", code, "", "operatingIncome"), operating);
    const service = basic + project + others;
    const other = random.chance(0.4) ? Math.floor(service / 300) * 100 : 0;
    const left = shape.carryOver && random.chance(0.3) ? amount("" as FactKey, 500_00, 200_000_00) : 0;
    put(factKey("income", code, "", "otherIncome"), other);
    put(factKey("income", code, "", "serviceIncome"), service - other + left);
    rest += left;
  }
  closing.set("nonAppropriation", rest);
}

/** Table 06 and “三公”: what the basic expenditure was spent on, in agreement with the functional side. */
function economicSide(
  random: Random,
  economic: SubjectCatalogue,
  codes: readonly string[],
  amounts: Map<FactKey, number>,
  grain: number,
  model: Year["model"],
): void {
  const basicOf = (code: string) => amounts.get(factKey("expenditure", code, "generalPublicBudget", "basic")) ?? 0;
  let rest = codes.reduce((total, code) => total + basicOf(code), 0);
  const put = (code: string, value: number) => {
    if (value <= 0) return;
    amounts.set(factKey("basicExpenditure", code, "", "amount"), value);
    rest -= value;
  };
  for (const [functionalCode, economicCode] of Object.entries(insured)) put(economicCode, basicOf(functionalCode));
  const free = economic.subjects
    .filter(
      ({ level, code }) =>
        level === 2 &&
        /^(301|302|303|310)/.test(code) &&
        !Object.values<string>(insured).includes(code) &&
        !/^(30111|30301|30302)$/.test(code),
    )
    .map(({ code }) => code);
  const known = free.filter((code) => model?.has(factKey("basicExpenditure", code, "", "amount")));
  const chosen =
    known.length > 0
      ? known
      : [
          "30101",
          ...random.sample(
            free.filter((code) => code !== "30101"),
            random.integer(4, 16),
          ),
        ].sort();
  const shares = chosen.map(() => random.next() ** 3);
  const sum = shares.reduce((total, share) => total + share, 0);
  const all = rest;
  chosen.forEach(
    (code, at) => at > 0 && put(code, Math.min(rest - grain, Math.round((all * shares[at]!) / sum / grain) * grain)),
  );
  put(chosen[0]!, rest);
  const isMixed = [...amounts.keys()].some(
    (key) => key.startsWith("expenditure:") && key.endsWith(":project") && !key.includes(":nonAppropriation:"),
  );
  threePublic(random, amounts, grain, isMixed);
}

const threePublicParts = {
  overseasTravel: "30212",
  vehiclePurchase: "31013",
  vehicleOperation: "30231",
  officialReception: "30217",
} as const;

function threePublic(random: Random, amounts: Map<FactKey, number>, grain: number, hasProjects: boolean): void {
  const set = (row: string, column: string, value: number) =>
    value > 0 && amounts.set(factKey("threePublic", row, "", column), value);
  for (const [row, code] of Object.entries(threePublicParts)) {
    const basic = amounts.get(factKey("basicExpenditure", code, "", "amount")) ?? 0;
    const project =
      hasProjects && basic > 0 && random.chance(0.2)
        ? Math.max(grain, Math.round((basic * random.next()) / grain) * grain)
        : 0;
    const actual = basic + project;
    if (actual === 0) continue;
    set(row, "actual", actual);
    set(
      row,
      "budget",
      random.chance(0.3) ? actual : Math.max(grain, Math.round((actual * (0.8 + random.next() * 0.6)) / grain) * grain),
    );
    if (row === "officialReception") {
      set("domesticReception", "actual", actual);
      set("domesticReceptionGroups", "actual", 4);
      set("domesticReceptionPersonTimes", "actual", 40);
    }
    if (row === "overseasTravel") {
      set("overseasGroups", "actual", 1);
      set("overseasPersonTimes", "actual", 3);
    }
    if (row === "vehiclePurchase") set("vehiclesPurchased", "actual", 1);
    if (row === "vehicleOperation") set("vehiclesHeld", "actual", 2);
  }
}
