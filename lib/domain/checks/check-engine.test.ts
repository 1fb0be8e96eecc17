import { describe, expect, it } from "vitest";
import { factKey, type FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import type { UnitKind } from "../words/funds";
import type { Finding } from "../words/finding";
import type { Program } from "../engine/contract";
import { printedCells, programForFacts, programForSuppliedTables } from "../engine/figures";
import type { CellId } from "../words/cell-id";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFactsOf } from "../rule-book/examples/full-unit";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { compileChecks } from "./check-engine";
import { allRules } from "./registry";
import type { CheckContext, Rule } from "./rule/rule";

const catalogues = cataloguesOf(2021);

function context(
  facts: Facts | undefined,
  unitKind: UnitKind = "institution",
  extra: Partial<CheckContext> = {},
): CheckContext {
  return { identity: { unitName: "某单位", unitKind, year: 2021 }, ...catalogues, facts, precision: "fen", ...extra };
}

function check(facts: Facts, unitKind: UnitKind = "institution", tableSetId = "fy2021"): Finding[] {
  return compileChecks(
    programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts }),
    context(facts, unitKind),
  ).run();
}

function withAmounts(facts: Facts, changes: Record<string, number | null>): Facts {
  const amounts = new Map(facts.amounts);
  for (const [key, value] of Object.entries(changes)) {
    if (value === null) amounts.delete(key as FactKey);
    else amounts.set(key as FactKey, value);
  }
  return { amounts, texts: facts.texts };
}

/** The printed tables of some facts as a set of tables with figures of their own. */
function given(
  facts: Facts,
  tableSetId: string,
): { cells: Map<CellId, number | null>; open: (cells: ReadonlyMap<CellId, number | null>) => Program } {
  const derived = programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts });
  return {
    cells: printedCells(derived),
    open: (figures) =>
      programForSuppliedTables({ tableSet: derived.tableSet, ...catalogues, cells: figures, rows: derived.shape }),
  };
}

const blocking = (findings: readonly Finding[]) => findings.filter(({ severity }) => severity === "blocking");

describe.each(formats.map(({ id }) => id))("in table set %s", (tableSetId) => {
  it("the real accounts pass every balance and blocking logic rule", () => {
    expect(blocking(check(luozhuangFacts, "administrative", tableSetId)).map(({ message }) => message)).toEqual([]);
  });

  it("a unit that fills every column passes every balance and blocking logic rule", () => {
    expect(
      blocking(check(fullUnitFactsOf(formatOf(tableSetId)), "institution", tableSetId)).map(({ message }) => message),
    ).toEqual([]);
  });

  it("the full unit leaves no column of any table empty", () => {
    const program = programForFacts({
      tableSet: formatOf(tableSetId),
      ...catalogues,
      facts: fullUnitFactsOf(formatOf(tableSetId)),
    });
    for (const { id, body } of program.tableSet.tables) {
      if (body.kind !== "functional" && body.kind !== "single") continue;
      const row = body.kind === "single" ? body.row : "total";
      for (const column of body.columns)
        expect(program.values[program.slotOfCell(`${id}.${row}.${column.id}`)], `${id}.${column.id}`).toBeGreaterThan(
          0,
        );
    }
  });
});

describe("a mistake in the facts", () => {
  it.each<[string, string, Record<string, number | null>, UnitKind?]>([
    ["B-33", "an economic subject typed wrong", { "basicExpenditure:30101::amount": 275_096_400 + 100 }],
    ["B-42", "reception that does not split", { "threePublic:domesticReception::actual": 1 }],
    ["L-01", "a subject of another year", { "income:2014001::generalPublicBudget": 100 }],
    ["L-05", "a fund subject under the general budget", { "expenditure:2120801:generalPublicBudget:project": 100 }],
    ["L-06", "a negative amount", { "income:2010301::otherIncome": -100 }],
    ["L-08", "service income of an administrative unit", { "income:2010301::serviceIncome": 100 }, "administrative"],
    [
      "L-09",
      "operating expenditure without operating income",
      { "expenditure:2010301:nonAppropriation:operating": 100 },
    ],
    [
      "L-10",
      "surplus used by an administrative unit",
      { "balance:nonAppropriation:nonAppropriation:surplusUsed": 100 },
      "administrative",
    ],
    ["L-11", "行政运行 as project expenditure", { "expenditure:2010301:generalPublicBudget:project": 100 }],
    ["L-12", "pension contributions that disagree", { "basicExpenditure:30108::amount": 1 }],
    ["L-13", "medical contributions that disagree", { "basicExpenditure:30110::amount": 1 }],
    ["L-14", "housing contributions that disagree", { "basicExpenditure:30113::amount": 1 }],
    ["L-15", "pensions that disagree", { "expenditure:2080501:generalPublicBudget:basic": 100 }],
    ["L-16", "三公 smaller than its basic expenditure", { "threePublic:vehicleOperation::actual": 1 }],
    [
      "L-16",
      "三公 larger than its basic expenditure where there are no projects",
      { "expenditure:2010305:generalPublicBudget:project": null, "threePublic:vehicleOperation::actual": 12_000_000 },
    ],
    [
      "B-56",
      "spending of a subject beyond the appropriations where there is no other money",
      { "expenditure:2010305:nonAppropriation:project": 100 },
    ],
    [
      "B-57",
      "spending in total beyond the appropriations where there is no other money",
      { "expenditure:2010305:nonAppropriation:project": 100 },
    ],
    ["L-17", "reception money without groups", { "threePublic:domesticReceptionGroups::actual": 0 }],
    ["L-18", "vehicle classes that do not add up", { "stateAssets:other::count": 7 }],
    ["B-11", "a 类 without a line in the summary", { "expenditure:2330101:nonAppropriation:project": 100 }],
    ["C-01", "a control total that disagrees", { "control:income.total.total::amount": 1 }],
  ])("%s finds %s", (ruleId, _, changes, unitKind) => {
    expect(check(luozhuangFacts, unitKind ?? "administrative").map((finding) => finding.ruleId)).not.toContain(ruleId);
    expect(
      check(withAmounts(luozhuangFacts, changes), unitKind ?? "administrative").map((finding) => finding.ruleId),
    ).toContain(ruleId);
  });

  it("B-59 finds an opening balance that is not last year's closing balance", () => {
    const program = programForFacts({ tableSet: formatOf("fy2021"), ...catalogues, facts: luozhuangFacts });
    const run = (closing: number) =>
      compileChecks(
        program,
        context(luozhuangFacts, "administrative", { priorYear: { facts: luozhuangFacts, cell: () => closing } }),
      ).run();
    const ids = (findings: Finding[]) =>
      findings.filter(({ ruleId }) => ruleId === "B-59").map(({ cells }) => cells[0]);
    expect(ids(run(4_530_000))).not.toContain("incomeExpenditureSummary.openingBalance.amount");
    expect(ids(run(4_530_001))).toContain("incomeExpenditureSummary.openingBalance.amount");
  });

  it("is told with both figures, the difference and the cells", () => {
    const finding = check(
      withAmounts(luozhuangFacts, { [factKey("basicExpenditure", "30101", "", "amount")]: 275_096_500 }),
      "administrative",
    ).find(({ ruleId }) => ruleId === "B-33")!;
    expect(finding.message).toContain("相差 1.00 元");
    expect(finding.difference).toBe(-100);
    expect(finding.cells).toEqual(
      expect.arrayContaining([
        "generalPublicExpenditure.total.basic",
        "generalPublicBasicExpenditure.personnelCost.amount",
      ]),
    );
  });
});

describe("printed figures in 万元", () => {
  it("are allowed their rounding, and not more", () => {
    const { cells, open } = given(luozhuangFacts, "fy2021");
    const rounded = new Map(
      [...cells].map(([id, value]) => [id, value === null ? null : Math.round(value / 10_000) * 10_000]),
    );
    const run = (figures: ReadonlyMap<CellId, number | null>) =>
      blocking(compileChecks(open(figures), context(undefined, "administrative", { precision: "wan" })).run());
    expect(run(rounded).map(({ message }) => message)).toEqual([]);
    const id = "expenditure.2010305.project" as CellId;
    expect(run(new Map(rounded).set(id, rounded.get(id)! + 200_000)).map(({ ruleId }) => ruleId)).toEqual(
      expect.arrayContaining(["B-13", "B-15"]),
    );
  });

  it("of finding F11, the misprinted 行次, are reported", () => {
    const { cells, open } = given(luozhuangFacts, "fy2021");
    const body = formatOf("fy2021").tables.find(({ id }) => id === "appropriationSummary")!.body;
    if (body.kind !== "paired") throw new Error("table 04 is paired");
    const lines = body.left.rows.flatMap((row, at) => [String(row.line), String(body.right.rows[at]!.line)]);
    const run = (printed: readonly string[]) =>
      compileChecks(
        open(cells),
        context(undefined, "administrative", { givenLineNumbers: new Map([["appropriationSummary", printed]]) }),
      )
        .run()
        .filter(({ ruleId }) => ruleId === "B-20");
    expect(run(lines)).toEqual([]);
    const wrong: Record<string, string> = { "27": "29", "32": "14", "59": "23", "64": "28" };
    expect(run(lines.map((line) => wrong[line] ?? line))).toHaveLength(4);
  });
});

it("every rule has a unique id, a basis, a title and a way out", () => {
  const ids = allRules.map(({ id }: Rule) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const rule of allRules)
    for (const text of [rule.basis, rule.title, rule.advice]) expect(text.length, rule.id).toBeGreaterThan(2);
});
