import { describe, expect, it } from "vitest";
import { factorsBehind, programForFacts } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { cellId } from "../formats/names";
import type { UnitPeriod } from "../register/register";
import { cataloguesOf } from "../testing/catalogues";
import { counterpartKey, counterpartSlot, outsideParty, transferAmountKey } from "../words/counterparts";
import { factKey, priorYearKey, type FactKey } from "../words/fact-address";
import { noDataSlot } from "../words/facts";
import { changeOfTotal, contributionsTo } from "./contributions";
import { circlesOf, eliminationOf, type MemberTransfers } from "./elimination";
import { nameOfPart, outdatedBy, type TotalPart } from "./frozen";
import { priorOfTotal } from "./prior-year";
import { countedStatuses, movesWithin, unitsInScope, type YearUnit } from "./scope";
import { linesOf, statedByAll, sumOfFacts } from "./sum-of-facts";
import { rowsOfTotal, totalAmounts, totalFigures } from "./total";
import { balancesOfTotal, checkTotal, totalRules, type Composition, type TotalSubject } from "./total-rules";
import type { AnsweredQuestion } from "./total-questions";

const catalogues = cataloguesOf(2021);
const format = formatOf("fy2021");
const { sheets } = format;
const [a, b, c] = [1, 2, 3].map((number) => `00000000-0000-4000-8000-00000000000${number}`) as [string, string, string];
const income = factKey("income", "2050202", "", "otherIncome");
const opening = factKey("balance", "nonAppropriation", "nonAppropriation", "opening");
const sum = (...units: [FactKey, number][][]) =>
  sumOfFacts(
    units.map((facts) => ({ sheets, lines: linesOf(new Map(facts)) })),
    sheets,
  );

describe("the sum of facts", () => {
  it("adds what is there: blank stays blank, a typed 0 stays 0, what cancels wholly is no row", () => {
    const { amounts, units } = sum(
      [
        [income, 5],
        [opening, 0],
      ],
      [[income, -5]],
      [],
    );
    expect([...amounts]).toEqual([[opening, 0]]);
    expect(units.get(income)).toBe(2);
  });

  it("is the same of sums that a database made of several units", () => {
    const lines = [{ key: income, amount: 0, units: 2, isMoved: true }];
    expect(sumOfFacts([{ sheets, lines }], sheets).amounts.size).toBe(0);
  });

  it("adds numbers of staff and vehicles, and no control totals, prior years and counterparts", () => {
    const staff = factKey("staff", "inService", "", "count");
    const counterpart = counterpartKey({ column: "superiorSubsidy", item: "2050202", party: a });
    const control = "control:income.total.total::amount" as FactKey;
    const own: [FactKey, number][] = [
      [staff, 3],
      [control, 9],
      [counterpart, 7],
      [priorYearKey(cellId("income", "total", "total")), 8],
    ];
    expect([...sum(own, own).amounts]).toEqual([[staff, 6]]);
  });

  it("says in every format of every fact what becomes of it", () => {
    for (const { sheets: own } of formats)
      for (const sheet of own.all)
        for (const row of sheet.rows.kind === "fixed" ? sheet.rows.rows : [{ id: "2050202", measure: "money" }]) {
          const behaviour = own.inSumOf({ sheet: sheet.id, row: row.id });
          expect([sheet.id, row.id, row.measure === "score" ? behaviour : "left"]).toEqual([sheet.id, row.id, "left"]);
          expect(["added", "byParticipant", "stock", "left"]).toContain(behaviour);
        }
    expect(sheets.inSumOf({ sheet: "threePublic", row: "overseasGroups" })).toBe("byParticipant");
    expect(sheets.inSumOf({ sheet: "threePublic", row: "vehiclesHeld" })).toBe("stock");
    expect(sheets.inSumOf({ sheet: "performanceManagement", row: "goalProjects" })).toBe("left");
  });

  it("adds units of another format where their facts mean the same, and lists what does not", () => {
    const shanghai = formats.find(({ region }) => region.code === "31")!;
    const guests = factKey("threePublic", "foreignGuestReception", "", "actual");
    const { amounts, notAdded } = sumOfFacts(
      [
        { sheets, lines: linesOf(new Map([[income, 5]])) },
        {
          sheets: shanghai.sheets,
          lines: linesOf(
            new Map([
              [income, 7],
              [guests, 9],
            ]),
          ),
        },
      ],
      sheets,
    );
    expect([...amounts]).toEqual([[income, 12]]);
    expect(notAdded).toEqual([{ key: guests, amount: 9, units: 1 }]);
  });

  it("has no data of a sheet only where every unit states it", () => {
    const none = (...parts: string[]) => new Map(parts.map((part) => [noDataSlot(part), "none"]));
    expect([...statedByAll([none("staff", "balance"), none("balance")]).keys()]).toEqual([noDataSlot("balance")]);
    expect(statedByAll([none("staff"), new Map()]).size).toBe(0);
    expect(statedByAll([]).size).toBe(0);
  });
});

/** What a unit pays (negative) or receives as a subsidy, with the other unit. */
function member(
  unitId: string,
  payments: [party: string, amount: number][],
  more: [string, string][] = [],
): MemberTransfers {
  const amounts = new Map<FactKey, number>();
  for (const [party, amount] of payments) {
    const place = { column: amount < 0 ? "subsidyToAffiliates" : "superiorSubsidy", item: "2050202", party };
    const whole = transferAmountKey(place);
    amounts.set(whole, (amounts.get(whole) ?? 0) + Math.abs(amount));
    amounts.set(counterpartKey(place), Math.abs(amount));
  }
  return { unitId, facts: { amounts, texts: new Map(more) } };
}
const alike: Composition = { unitsLastYear: null, come: [], gone: [], kinds: [], exempt: [], ended: [] };
const question = (ruleId: AnsweredQuestion["ruleId"]): AnsweredQuestion => ({
  ruleId,
  cell: cellId("income", "total", "total"),
  sentence: "本年收入合计 3.00 元，上年 1.00 元",
  cells: [],
  partOf: () => null,
  main: [
    { unitId: b, amount: 150 },
    { unitId: a, amount: 20 },
  ],
});
const subjectOf = (part: Partial<TotalSubject> & Pick<TotalSubject, "elimination">): TotalSubject => ({
  members: [],
  missing: [],
  amounts: new Map(),
  notAdded: [],
  withoutPriorYear: [],
  moves: [],
  questions: [],
  composition: alike,
  openAdjustments: 0,
  isSettled: () => false,
  nameOf: (id) => ({ [a]: "甲", [b]: "乙", [c]: "丙" })[id] ?? id,
  labelOf: (key) => key,
  ...part,
});
const rulesOf = (part: Parameters<typeof subjectOf>[0]) =>
  checkTotal(subjectOf({ members: [{ unitId: a, blocking: 0, unreadable: 0 }], ...part })).map(({ ruleId }) => ruleId);
const nothing = eliminationOf([], 2021);

describe("an elimination", () => {
  it("takes an agreed payment out on both sides, each at its own address", () => {
    const { amounts, pairs, left } = eliminationOf([member(a, [[b, -500]]), member(b, [[a, 500]])], 2021);
    expect([...amounts]).toEqual([
      ["expenditure:2050202:nonAppropriation:subsidyToAffiliates", -500],
      ["income:2050202::superiorSubsidy", -500],
    ]);
    expect([pairs.length, left.length]).toEqual([1, 0]);
  });

  it("leaves in the sum what is unequal, one-sided, or more than the column has", () => {
    const unequal = eliminationOf([member(a, [[b, -500]]), member(b, [[a, 400]])], 2021);
    expect([unequal.amounts.size, rulesOf({ elimination: unequal })]).toEqual([0, ["S-03"]]);
    const oneSided = eliminationOf([member(a, [[b, -500]]), member(b, [])], 2021);
    expect([oneSided.amounts.size, rulesOf({ elimination: oneSided })]).toEqual([0, ["S-04"]]);
    const unbacked = member(b, [[a, 500]]);
    (unbacked.facts.amounts as Map<FactKey, number>).set("income:2050202::superiorSubsidy" as FactKey, 300);
    const elimination = eliminationOf([member(a, [[b, -500]]), unbacked], 2021);
    expect([elimination.amounts.size, elimination.left[0]!.reason, rulesOf({ elimination })]).toEqual([
      0,
      "unbacked",
      ["S-09"],
    ]);
  });

  it("goes by the scope: a payment beyond it stays, and is no finding", () => {
    const elimination = eliminationOf([member(a, [[b, -500]])], 2021);
    expect([elimination.beyond.length, elimination.amounts.size, rulesOf({ elimination })]).toEqual([1, 0, []]);
  });

  it("says of a unit that pays itself, a circle, another year, and a counterpart outside what it is", () => {
    expect(rulesOf({ elimination: eliminationOf([member(a, [[a, -5]])], 2021) })).toEqual(["S-05"]);
    const circle = eliminationOf(
      [
        member(a, [
          [b, -5],
          [c, 5],
        ]),
        member(b, [
          [a, 5],
          [c, -5],
        ]),
        member(c, [
          [b, 5],
          [a, -5],
        ]),
      ],
      2021,
    );
    expect(circlesOf(circle.pairs)).toEqual([[a, b, c]]);
    expect(
      checkTotal(subjectOf({ elimination: circle, members: [{ unitId: a, blocking: 0, unreadable: 0 }] })),
    ).toMatchObject([{ ruleId: "S-06", message: expect.stringContaining("“甲”→“乙”→“丙”→“甲”") }]);
    const place = { column: "subsidyToAffiliates", item: "2050202", party: b };
    const later = eliminationOf(
      [member(a, [[b, -5]], [[counterpartSlot(place, "year"), "2022"]]), member(b, [])],
      2021,
    );
    expect(rulesOf({ elimination: later })).toEqual(["S-07"]);
    expect(rulesOf({ elimination: eliminationOf([member(a, [[outsideParty, -5]])], 2021) })).toEqual(["S-08"]);
  });

  it("asks about an amount without counterpart, and no more about a difference that is settled", () => {
    const unnamed = {
      unitId: a,
      facts: { amounts: new Map([[factKey("income", "2050202", "", "superiorSubsidy"), 5]]), texts: new Map() },
    };
    expect(rulesOf({ elimination: eliminationOf([unnamed], 2021) })).toEqual(["S-10"]);
    const unequal = eliminationOf([member(a, [[b, -500]]), member(b, [[a, 400]])], 2021);
    expect(rulesOf({ elimination: unequal, isSettled: () => true })).toEqual(["S-18"]);
  });
});

describe("the rules of a sum", () => {
  it.each<[string, Partial<TotalSubject>]>([
    ["S-01", { members: [{ unitId: a, blocking: 2, unreadable: 0 }] }],
    ["S-01", { members: [{ unitId: a, blocking: null, unreadable: 0 }] }],
    ["S-02", { missing: [{ unitId: b, state: "未开始" }] }],
    ["S-11", { members: [{ unitId: a, blocking: 0, unreadable: 1 }] }],
    ["S-12", { notAdded: [{ key: income, amount: 5, units: 1 }] }],
    ["S-13", { members: [] }],
    ["S-14", { moves: [{ unitId: a, fromDepartmentId: b, on: "2021-07-01" }] }],
    ["S-15", { withoutPriorYear: [a] }],
    ["S-16", { openAdjustments: 1 }],
    ["S-19", { questions: [question("S-19")] }],
    ["S-20", { questions: [question("S-20")] }],
    ["S-21", { questions: [question("S-21")] }],
    ["S-22", { questions: [question("S-22")] }],
    ["S-23", { composition: { ...alike, unitsLastYear: 2, gone: [{ unitId: b, because: [] }] } }],
    ["S-24", { composition: { ...alike, exempt: [a] } }],
    [
      "S-17",
      { amounts: new Map([[factKey("openingAdjustments", "nonAppropriation", "nonAppropriation", "transferIn"), 5]]) },
    ],
  ])("%s speaks of %o", (id, part) => expect(rulesOf({ elimination: nothing, ...part })).toEqual([id]));

  it("lead from a figure to the units that make it up, the largest first", () => {
    const [finding] = checkTotal(
      subjectOf({
        elimination: nothing,
        members: [{ unitId: a, blocking: 0, unreadable: 0 }],
        questions: [question("S-19")],
      }),
    );
    expect(finding).toMatchObject({
      message: "本年收入合计 3.00 元，上年 1.00 元。主要是“乙”增加 1.50 元、“甲”增加 0.20 元。请说明原因。",
      units: [b, a],
    });
  });

  it("say of what a sum is composed: who came and went, and why, who need not publish, who ended", () => {
    const composition: Composition = {
      unitsLastYear: 3,
      come: [{ unitId: a, because: ["2021年起由“乙”、“丙”合并设立"] }],
      gone: [
        { unitId: b, because: ["2021年与“丙”合并为“甲”"] },
        { unitId: c, because: [] },
      ],
      kinds: [{ label: "行政单位", units: 1 }],
      exempt: [a],
      ended: [],
    };
    const messages = checkTotal(
      subjectOf({ elimination: nothing, members: [{ unitId: a, blocking: 0, unreadable: 0 }], composition }),
    ).map(({ message }) => message);
    expect(messages).toEqual([
      "汇总 1 个单位，上年 3 个，增加 1 个：“甲”（2021年起由“乙”、“丙”合并设立）；减少 2 个：“乙”（2021年与“丙”合并为“甲”）、“丙”。与上年比较时请注意口径。",
      "汇总 1 个单位（行政单位 1 个），其中不予公开 1 个：“甲”。",
    ]);
  });

  it("have codes of their own, once each, and words for a person", () => {
    expect(totalRules.map(({ id }) => id)).toEqual(totalRules.map((_, at) => `S-${String(at + 1).padStart(2, "0")}`));
    for (const { title, basis } of totalRules) expect([title, basis]).not.toContain("");
  });

  it("take the balances of a unit, B-64 among them, and neither composition nor thresholds nor what a pair breaks", () => {
    const ids = balancesOfTotal(format, 2021, { knowsLastYear: false }).map(({ id }) => id);
    expect(ids).toContain("B-64");
    expect(ids.filter((id) => !id.startsWith("B-") || id === "B-16" || id === "B-59")).toEqual([]);
    expect(balancesOfTotal(format, 2021, { knowsLastYear: true }).map(({ id }) => id)).toContain("B-59");
  });
});

const unit = (id: string, parentId: string | null, name: string, part: Partial<YearUnit> = {}): YearUnit => ({
  id,
  parentId,
  level: "unit",
  code: id,
  name,
  isOwing: true,
  isDepartmentsOwn: false,
  ...part,
});

describe("the scopes", () => {
  const units = [
    unit("d", null, "区教育局", { level: "department", isOwing: false }),
    unit(a, "d", "区教育局本级", { isDepartmentsOwn: true }),
    unit(b, "d", "某小学"),
    unit(c, "e", "某中学"),
    unit("f", "d", "撤销的学校", { isOwing: false }),
    unit("g", "e", "区卫健局机关", { isOwing: false, isDepartmentsOwn: true }),
  ];
  const idsOf = (scope: Parameters<typeof unitsInScope>[1]) => unitsInScope(units, scope).map(({ id }) => id);

  it("are the department itself, the department, the district; whoever owes nothing is in none", () => {
    expect(idsOf({ kind: "own", departmentId: "d" })).toEqual([a]);
    expect(idsOf({ kind: "department", departmentId: "d" })).toEqual([a, b]);
    expect(idsOf({ kind: "district" })).toEqual([a, b, c]);
    expect(idsOf({ kind: "department", departmentId: "nobody" })).toEqual([]);
  });

  it("name a unit that came from another department within the year, with the day", () => {
    const period = (parentId: string, validFrom: string | null, validTo: string | null): UnitPeriod => ({
      unitId: a,
      code: "1",
      name: "某小学",
      shortName: null,
      parentId,
      level: "unit",
      kind: "institution",
      isObliged: true,
      isDepartmentsOwn: false,
      validFrom,
      validTo,
    });
    const register = { periods: [period("d", null, "2021-07-01"), period("e", "2021-07-01", null)], events: [] };
    expect(movesWithin(register, [a], 2021)).toEqual([{ unitId: a, fromDepartmentId: "d", on: "2021-07-01" }]);
    expect([movesWithin(register, [a], 2020), movesWithin(register, [a], 2022)]).toEqual([[], []]);
  });

  it("count the versions of their basis", () => {
    expect(countedStatuses.published).toEqual(["published"]);
    expect(countedStatuses.submitted).not.toContain("sentBack");
  });
});

describe("what stands behind a total", () => {
  const cell = cellId("income", "total", "total");
  const facts = (amount: number) => new Map([[income, amount]]);

  it("is every unit with its share, the largest first", () => {
    const members = [
      { unitId: a, amounts: facts(25) },
      { unitId: b, amounts: facts(75) },
      { unitId: c, amounts: new Map<FactKey, number>() },
    ];
    const all = programForFacts({ tableSet: format, ...catalogues, facts: { amounts: facts(100), texts: new Map() } });
    expect(contributionsTo(factorsBehind(all, cell), members)).toEqual([
      { unitId: b, value: 75, share: "75.00" },
      { unitId: a, value: 25, share: "25.00" },
    ]);
  });

  it("is in a change the same units, who came and went, and those that make up four fifths of it", () => {
    const change = changeOfTotal([
      { unitId: a, now: 190, before: 100 },
      { unitId: b, now: 105, before: 100 },
      { unitId: c, now: 90, before: 100 },
      { unitId: "d", now: 10, before: null },
      { unitId: "e", now: null, before: 20 },
    ]);
    expect(change).toMatchObject({
      now: 395,
      before: 320,
      sameUnits: { now: 385, before: 300, units: 3 },
      come: ["d"],
      gone: ["e"],
      main: [{ unitId: a, change: 90 }],
    });
  });

  it("is of last year each unit's own, derived or stated, and never both", () => {
    const closing = cellId("incomeExpenditureSummary", "closingBalance", "amount");
    const derived = programForFacts({
      tableSet: format,
      ...catalogues,
      facts: { amounts: new Map([[opening, 100]]), texts: new Map() },
    });
    const stated = new Map([[priorYearKey(closing), 36]]);
    const of = (isDerived: boolean) =>
      priorOfTotal(derived, [
        { unitId: a, isDerived: true, stated },
        { unitId: b, isDerived, stated },
      ]);
    expect([of(true).cell(closing), of(false).cell(closing)]).toEqual([100, 136]);
    const unknown = priorOfTotal(derived, [{ unitId: b, isDerived: false, stated: new Map() }]);
    expect([unknown.cell(closing), unknown.unknown, unknown.isComplete]).toEqual([null, [b], false]);
  });
});

describe("a total in its columns", () => {
  it("keeps the rows of what cancels in the summands, and drops them from the sum", () => {
    const summands = {
      units: new Map([[income, 5]]),
      onBehalf: new Map(),
      elimination: new Map([[income, -5]]),
      adjustment: new Map(),
    };
    expect(totalAmounts(summands, format).size).toBe(0);
    const figures = totalFigures(summands, format, catalogues);
    expect(rowsOfTotal(figures, "income").map(({ id }) => id)).toEqual(["total", "205", "20502", "2050202"]);
  });
});

describe("a frozen total", () => {
  const part = (unitId: string, number = 1): TotalPart => ({
    unitId,
    versionId: `v${unitId}${number}`,
    number,
    contentHash: "h",
  });
  const scope = new Set([a, b, c]);
  const of = (...parts: TotalPart[]) => ({ parts, onBehalf: [], adjustment: [], scope });

  it("stands while its parts do, and is outdated by a correction, a withdrawal, and a unit that comes or goes", () => {
    expect(outdatedBy(of(part(a), part(b)), of(part(b), part(a)))).toEqual([]);
    expect(outdatedBy(of(part(a)), of(part(a, 2)))).toEqual([{ unitId: a, kind: "corrected", from: 1, to: 2 }]);
    expect(outdatedBy(of(part(a)), of({ ...part(a), contentHash: "other" }))).toHaveLength(1);
    expect(outdatedBy(of(part(a), part("gone")), of(part(c)))).toEqual([
      { unitId: a, kind: "withdrawn" },
      { unitId: "gone", kind: "gone" },
      { unitId: c, kind: "come" },
    ]);
  });

  it("is outdated by what is entered beside its units since, unless that cancels", () => {
    const entered = [{ unitId: null, kind: "entered", documents: [] }];
    const before = { ...of(part(a)), onBehalf: [[income, 5]] as const };
    expect(outdatedBy(before, before)).toEqual([]);
    expect(outdatedBy(before, of(part(a)))).toEqual(entered);
    expect(outdatedBy(before, { ...before, adjustment: [[income, 5]] })).toEqual(entered);
    expect(outdatedBy(before, { ...before, onBehalf: [[income, 6]] })).toEqual(entered);
    expect(outdatedBy(before, { ...before, adjustment: [[income, 0]] })).toEqual([]);
  });

  it("names the documents that were decided since and move what is different", () => {
    const [earlier, madeAt, later] = ["2022-06-01", "2022-06-02", "2022-06-03"].map((day) => new Date(day));
    const decided = [
      { documentNumber: "财库〔2022〕1号", at: earlier!, keys: [income] },
      { documentNumber: "财库〔2022〕2号", at: later!, keys: [income] },
      { documentNumber: "财库〔2022〕3号", at: later!, keys: ["elsewhere" as FactKey] },
    ];
    const [change] = outdatedBy(of(part(a)), { ...of(part(a)), adjustment: [[income, 5]], decided }, madeAt);
    expect(nameOfPart(change!, () => "")).toBe("代编和调整（财库〔2022〕2号）");
  });
});
