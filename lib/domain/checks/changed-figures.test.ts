import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { controlKey, type FactKey, parseFactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";
import type { UnitKind } from "../words/funds";
import type { Program, ResolvedSum } from "../engine/contract";
import { printedCells, programForFacts, programForSuppliedTables } from "../engine/figures";
import type { Finding } from "../words/finding";
import type { CellId } from "../words/cell-id";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { cataloguesOf } from "../testing/catalogues";
import { fullUnitFacts, fullUnitFactsOf } from "../rule-book/examples/full-unit";
import { luozhuangFacts } from "../testing/luozhuang-2021";
import { compileChecks } from "./check-engine";
import { allRules } from "./registry";
import { rulesInForce } from "./rules-in-force";
import type { Comparison, Operator } from "../engine/contract";
import type { CheckContext, ComparisonRule } from "./rule/rule";

// What must fail is worked out here a second time, claim by claim from the declarations, without the engine's arrays.

const catalogues = cataloguesOf(2021);
const units: readonly { name: string; facts: Facts; unitKind: UnitKind }[] = [
  { name: "the real accounts", facts: luozhuangFacts, unitKind: "administrative" },
  { name: "a unit that fills every column", facts: fullUnitFacts, unitKind: "institution" },
];
const cases = formats.flatMap((format) =>
  units.map((unit) => ({
    tableSetId: format.id,
    ...unit,
    facts: unit.facts === fullUnitFacts ? fullUnitFactsOf(format) : unit.facts,
  })),
);

interface Claim {
  ruleId: string;
  operator: Operator;
  /** left − right: net weight of every slot with a say in it. */
  weights: ReadonlyMap<number, number>;
  sides: readonly ResolvedSum[];
  guard: ResolvedSum | null;
  skipBlank: boolean;
}

function claimsOf(program: Program): Claim[] {
  const inForce = rulesInForce(formatOf(program.tableSet.id), 2021);
  const comparisonRules = inForce.filter((rule): rule is ComparisonRule => "comparisons" in rule);
  return comparisonRules.flatMap((rule) =>
    rule.comparisons.flatMap((comparison) =>
      placesOf(program, comparison).flatMap((place) => {
        const sides = [program.resolve(comparison.left, place), program.resolve(comparison.right, place)] as const;
        if (sides.every(({ indexes }) => indexes.length === 0)) return [];
        const weights = new Map<number, number>();
        sides.forEach(({ indexes, signs }, side) =>
          indexes.forEach((slot, at) =>
            weights.set(slot, (weights.get(slot) ?? 0) + (side === 0 ? 1 : -1) * signs[at]!),
          ),
        );
        const guard = comparison.whileZero ? program.resolve(comparison.whileZero, place) : null;
        return [
          {
            ruleId: rule.id,
            operator: comparison.operator,
            weights,
            sides,
            guard,
            skipBlank: comparison.missing === "skip",
          },
        ];
      }),
    ),
  );
}

function placesOf(program: Program, { forEach }: Comparison): { table?: string; row?: string; column?: string }[] {
  if (!forEach) return [{}];
  const rows = program.rows(forEach.table).filter(({ kind }) => !forEach.kinds || forEach.kinds.includes(kind));
  const columns =
    forEach.columns === "all" ? program.columns(forEach.table).map(({ id }) => id) : (forEach.columns ?? [undefined]);
  return rows.flatMap(({ id: row }) => columns.map((column) => ({ table: forEach.table, row, column })));
}

function isBroken(program: Program, claim: Claim): boolean {
  const figure = (slot: number) => (program.present[slot] === 1 ? program.values[slot]! : 0);
  if (claim.skipBlank && claim.sides.some(({ indexes }) => indexes.every((slot) => program.present[slot] === 0)))
    return false;
  if (
    claim.guard &&
    claim.guard.indexes.reduce((total, slot, at) => total + claim.guard!.signs[at]! * figure(slot), 0) !== 0
  )
    return false;
  const difference = [...claim.weights].reduce((total, [slot, weight]) => total + weight * figure(slot), 0);
  return claim.operator === "=" ? difference !== 0 : claim.operator === "<=" ? difference > 0 : difference < 0;
}

const comparisonRuleIds = new Set(allRules.flatMap((rule) => ("comparisons" in rule ? [rule.id] : [])));
const ofComparisons = (findings: readonly Finding[]) =>
  [...new Set(findings.map(({ ruleId }) => ruleId).filter((id) => comparisonRuleIds.has(id)))].sort();
const brokenRules = (program: Program, claims: readonly Claim[]) =>
  [...new Set(claims.filter((claim) => isBroken(program, claim)).map(({ ruleId }) => ruleId))].sort();

function context(unitKind: UnitKind, facts?: Facts): CheckContext {
  return { identity: { unitName: "某单位", unitKind, year: 2021 }, ...catalogues, facts, precision: "fen" };
}

describe.each(cases)("$name, printed in table set $tableSetId", ({ tableSetId, facts, unitKind }) => {
  const derived = programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts });
  const cells = printedCells(derived);
  const program = programForSuppliedTables({ tableSet: derived.tableSet, ...catalogues, cells, rows: derived.shape });
  const checks = compileChecks(program, context(unitKind));
  const claims = claimsOf(program);
  const before = checks.run();
  const known = new Set(before.map(({ key, fingerprint }) => key + fingerprint));
  const brokenBefore = new Set(claims.filter((claim) => isBroken(program, claim)));
  const claimsByCell = new Map(
    [...cells.keys()].map((id) => [
      id,
      claims.filter(
        ({ weights, guard }) => weights.get(program.slotOfCell(id)) || guard?.indexes.includes(program.slotOfCell(id)),
      ),
    ]),
  );

  /** Changes one printed cell and compares what fails with what must. */
  function expectOnlyItsRules(id: CellId, change: number): void {
    const slot = program.slotOfCell(id);
    const [value, present] = [program.values[slot]!, program.present[slot]!];
    program.values[slot] = value + change;
    program.present[slot] = 1;
    const findings = checks.run();
    const broken = new Set(claimsByCell.get(id)!.filter((claim) => isBroken(program, claim)));
    program.values[slot] = value;
    program.present[slot] = present;
    const expected = new Set(
      [...brokenBefore].filter((claim) => !claimsByCell.get(id)!.includes(claim)).map(({ ruleId }) => ruleId),
    );
    for (const claim of claimsByCell.get(id)!) {
      if (broken.has(claim)) expected.add(claim.ruleId);
      // An equality without conditions cannot survive a change of one of its figures.
      if (claim.operator === "=" && !claim.guard && !claim.skipBlank && claim.weights.get(slot))
        expect(broken.has(claim), `${claim.ruleId} on ${id}`).toBe(true);
    }
    expect(ofComparisons(findings), id).toEqual([...expected].sort());
    for (const finding of findings) {
      // 核实性 rules ask about a quantity in one of the tables it stands in, so a change there may move the question to
      // another.
      if (known.has(finding.key + finding.fingerprint) || finding.ruleClass === "verification") continue;
      const speaks =
        finding.cells.includes(id) ||
        claimsByCell.get(id)!.some(({ ruleId, guard }) => ruleId === finding.ruleId && guard !== null);
      expect(speaks, `${finding.ruleId} on ${id}: ${finding.message}`).toBe(true);
    }
    expect(new Set(findings.map(({ key }) => key)).size, `keys on ${id}`).toBe(findings.length);
  }

  it("breaks no comparison but those of the known findings", () => {
    expect(ofComparisons(before)).toEqual(brokenRules(program, claims));
    expect(before.filter(({ severity }) => severity === "blocking")).toEqual([]);
  });

  it("every printed cell is spoken of by a rule", () => {
    const unspoken = [...cells.keys()].filter((id) => claimsByCell.get(id)!.length === 0);
    expect(unspoken).toEqual([]);
  });

  it("any cell one fen higher or lower fails every rule that speaks of it, and no other", () => {
    for (const id of cells.keys()) for (const change of [1, -1]) expectOnlyItsRules(id, change);
  }, 120_000);

  it("any cell changed by any amount fails every rule that speaks of it, and no other", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...cells.keys()),
        fc.integer({ min: -100_000_000_000, max: 100_000_000_000 }).filter((change) => change !== 0),
        expectOnlyItsRules,
      ),
      { numRuns: 300 },
    );
  }, 60_000);
});

describe.each(cases)(
  "$name, entered for table set $tableSetId with control totals for every printed cell",
  ({ tableSetId, facts, unitKind }) => {
    const uncontrolled = programForFacts({ tableSet: formatOf(tableSetId), ...catalogues, facts });
    const controls = [...printedCells(uncontrolled)].map(([id, value]) => [controlKey(id), value ?? 0] as const);
    const amounts = new Map<FactKey, number>([...facts.amounts, ...controls]);
    const program = programForFacts({
      tableSet: formatOf(tableSetId),
      ...catalogues,
      facts: { amounts, texts: new Map() },
    });
    const checks = compileChecks(program, context(unitKind, { amounts, texts: new Map() }));
    const claims = claimsOf(program);
    const printedBefore = printedCells(program);

    it.each([1, -1, 1_000_003, 99_999_999_999])(
      "any fact changed by %i fails every rule that can see it, and no other",
      (change) => {
        expect(ofComparisons(checks.run())).toEqual(brokenRules(program, claims));
        for (const key of facts.amounts.keys()) {
          const slot = program.slotOfFact(key);
          const value = program.values[slot]!;
          program.values[slot] = value + change;
          amounts.set(key, value + change);
          program.compute();
          const findings = checks.run();
          const moved = [...printedCells(program)]
            .filter(([id, after]) => (after ?? 0) !== (printedBefore.get(id) ?? 0))
            .map(([id]) => id);
          expect(ofComparisons(findings), key).toEqual(brokenRules(program, claims));
          expect(
            findings
              .filter(({ ruleId }) => ruleId === "C-01")
              .map(({ cells }) => cells[0])
              .sort(),
            key,
          ).toEqual(moved.sort());
          expect(new Set(findings.map((finding) => finding.key)).size, `keys on ${key}`).toBe(findings.length);
          program.values[slot] = value;
          amounts.set(key, value);
        }
        program.compute();
      },
      60_000,
    );

    it("every fact that feeds a table moves a printed cell", () => {
      const feeding = new Set(["income", "expenditure", "basicExpenditure", "balance"]);
      for (const key of facts.amounts.keys()) {
        if (!feeding.has(parseFactKey(key).sheet)) continue;
        const slot = program.slotOfFact(key);
        program.values[slot]! += 1;
        program.compute();
        const moved = [...printedCells(program)].filter(([id, after]) => (after ?? 0) !== (printedBefore.get(id) ?? 0));
        program.values[slot]! -= 1;
        expect(moved.length, key).toBeGreaterThan(0);
      }
      program.compute();
    });
  },
);
