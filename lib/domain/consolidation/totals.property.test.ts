// Random districts: departments of institutions that pay each other, inside a department and across, some of them not alike.
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomAccounts, shapes } from "@/bench/measuring/accounts";
import { randomFrom, type Random } from "@/bench/measuring/random";
import { compileChecks } from "../checks/check-engine";
import { programForFacts } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { cataloguesOf } from "../testing/catalogues";
import { counterpartKey, transferAmountKey, transferColumns, type TransferKindId } from "../words/counterparts";
import { factKey, type FactKey } from "../words/fact-address";
import { thresholdsOf } from "../words/thresholds";
import { eliminationOf } from "./elimination";
import { unitsInScope, type TotalScope, type YearUnit } from "./scope";
import { linesOf, sumOfFacts } from "./sum-of-facts";
import { fiveColumnsOf, totalAmounts, totalFigures, type Summands } from "./total";
import { balancesOfTotal, checkTotal, type TotalSubject } from "./total-rules";

const catalogues = cataloguesOf(2021);
const format = formatOf("fy2021");
const year = 2021;
const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, "0")}`;

interface Unit extends YearUnit {
  amounts: Map<FactKey, number>;
}
interface Injected {
  payer: string;
  receiver: string;
  isOneSided: boolean;
}

function add(unit: Unit, key: FactKey, amount: number): void {
  unit.amounts.set(key, (unit.amounts.get(key) ?? 0) + amount);
}

/** A payment that both sides have, each under an item of its own, balanced by other income and by spending. */
function pay(random: Random, payer: Unit, receiver: Unit, kind: TransferKindId, paid: number, received: number): void {
  const [out, into] = ["paid", "received"].map(
    (direction) => transferColumns.find((column) => column.kind === kind && column.direction === direction)!,
  );
  const item = () => random.pick(["2050199", "2050202", "2050299"]);
  for (const [unit, other, column, amount] of [
    [payer, receiver, out!, paid],
    [receiver, payer, into!, received],
  ] as const) {
    if (amount === 0) continue;
    const place = { column: column.column, item: item(), party: other.id };
    add(unit, transferAmountKey(place), amount);
    add(unit, counterpartKey(place), amount);
    if (column.direction === "paid") add(unit, factKey("income", place.item, "", "otherIncome"), amount);
    else add(unit, factKey("expenditure", place.item, "nonAppropriation", "basic"), amount);
  }
}

function district(seed: number): { units: Unit[]; injected: Injected[]; summandsOf: (scope: TotalScope) => Total } {
  const random = randomFrom(seed);
  const departments = random.integer(2, 3);
  const units: Unit[] = [];
  for (let department = 0; department < departments; department++)
    for (let at = random.integer(1, 3); at > 0; at--) {
      const { facts } = randomAccounts(random, catalogues, random.pick(shapes.slice(0, 5)));
      const amounts = new Map(facts.amounts);
      // What the generator puts in these columns has no counterpart: it becomes other money.
      for (const [key, amount] of facts.amounts) {
        if (!/:(superiorSubsidy|affiliateRemittance|subsidyToAffiliates|remittanceToSuperior)$/.test(key)) continue;
        amounts.delete(key);
        const isIncome = key.startsWith("income:");
        const to = key.replace(/[^:]+$/, isIncome ? "otherIncome" : "basic") as FactKey;
        amounts.set(to, (amounts.get(to) ?? 0) + amount);
      }
      units.push({
        id: idOf(100 + units.length),
        parentId: idOf(department),
        level: "unit",
        code: String(100 + units.length),
        name: `单位${units.length}`,
        isOwing: true,
        isDepartmentsOwn: false,
        amounts,
      });
    }
  const injected: Injected[] = [];
  const paired = new Set<string>();
  for (let count = random.integer(1, 6); count > 0; count--) {
    const [payer, receiver] = [random.pick(units), random.pick(units)];
    const kind = random.pick(["subsidy", "remittance"] as const);
    const id = `${payer.id}${receiver.id}${kind}`;
    if (payer === receiver || paired.has(id)) continue;
    paired.add(id);
    const paid = random.integer(1, 9_000_000);
    const received = random.chance(0.7) ? paid : random.chance(0.5) ? 0 : paid + random.integer(1, 500);
    pay(random, payer, receiver, kind, paid, received);
    if (received !== paid) injected.push({ payer: payer.id, receiver: receiver.id, isOneSided: received === 0 });
  }
  const entered = (amount: number, column: string) =>
    new Map<FactKey, number>([
      [factKey("income", "2050299", "", "otherIncome"), amount],
      [factKey("expenditure", "2050299", "nonAppropriation", column), amount],
    ]);
  // An adjustment takes out no more than there is.
  const onBehalf = entered(random.integer(1_000, 900_000), "project");
  const adjustment = entered(-random.integer(1, 900), "project");
  return {
    units,
    injected,
    summandsOf: (scope) => {
      const members = unitsInScope(units, scope);
      const sum = sumOfFacts(
        members.map(({ amounts }) => ({ sheets: format.sheets, lines: linesOf(amounts) })),
        format.sheets,
      );
      const elimination = eliminationOf(
        members.map(({ id, amounts }) => ({ unitId: id, facts: { amounts, texts: new Map() } })),
        year,
      );
      return {
        members,
        elimination,
        summands: { units: sum.amounts, onBehalf, elimination: elimination.amounts, adjustment },
      };
    },
  };
}

interface Total {
  members: Unit[];
  elimination: ReturnType<typeof eliminationOf>;
  summands: Summands;
}

const programOf = (amounts: ReadonlyMap<FactKey, number>) =>
  programForFacts({ tableSet: format, ...catalogues, facts: { amounts, texts: new Map() } });

function scopesOf(units: readonly Unit[]): TotalScope[] {
  const departments = [...new Set(units.map(({ parentId }) => parentId!))];
  return [{ kind: "district" }, ...departments.map((departmentId) => ({ kind: "department", departmentId }) as const)];
}

function subjectOf({ members, elimination, summands }: Total): TotalSubject {
  return {
    members: members.map(({ id }) => ({ unitId: id, blocking: 0, unreadable: 0 })),
    missing: [],
    elimination,
    amounts: summands.units,
    notAdded: [],
    withoutPriorYear: [],
    moves: [],
    questions: [],
    composition: { unitsLastYear: null, come: [], gone: [], kinds: [], exempt: [], ended: [] },
    openAdjustments: 0,
    isSettled: () => false,
    nameOf: (id) => id,
    labelOf: (key) => key,
  };
}

const seeds = fc.integer({ min: 1, max: 1_000_000 });
const runs = { numRuns: 20 };

describe("totals of random districts", () => {
  it("are in every cell Σ units + 代编 − 抵销 ± 调整, and balance; grants are plain sums", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { units, summandsOf } = district(seed);
        for (const scope of scopesOf(units)) {
          const total = summandsOf(scope);
          const figures = totalFigures(total.summands, format, catalogues);
          const own = total.members.map(({ amounts }) => programOf(amounts));
          const grantTables = new Set(
            format.tables
              .map(({ id }) => id)
              .filter((id) => !["income", "expenditure", "incomeExpenditureSummary"].includes(id)),
          );
          const wrong = [...figures.units.cells, ...figures.total.cells].filter(({ id, table }) => {
            const columns = fiveColumnsOf(figures, id);
            const ofUnits = own.reduce((before, program) => before + (program.value(id) ?? 0), 0);
            const beside = (columns.onBehalf ?? 0) + (columns.elimination ?? 0) + (columns.adjustment ?? 0);
            return (
              (columns.units ?? 0) !== ofUnits ||
              (columns.total ?? 0) !== ofUnits + beside ||
              (grantTables.has(table) && (columns.elimination ?? 0) !== 0)
            );
          });
          expect(wrong).toEqual([]);
          const facts = { amounts: totalAmounts(total.summands, format), texts: new Map<string, string>() };
          const findings = compileChecks(
            figures.total,
            {
              identity: { unitName: "某部门", unitKind: "institution", year },
              ...catalogues,
              facts,
              precision: "fen",
              thresholds: thresholdsOf({}),
              consolidation: {
                summands: [
                  ...own.map((program, at) => ({ name: total.members[at]!.name, cell: program.value.bind(program) })),
                  ...(["onBehalf", "elimination", "adjustment"] as const).map((column) => ({
                    name: column,
                    cell: figures[column].value.bind(figures[column]),
                  })),
                ],
              },
            },
            balancesOfTotal(format, year, { knowsLastYear: false }),
          ).run();
          expect(findings.map(({ message }) => message)).toEqual([]);
        }
      }),
      runs,
    );
  });

  it("name every payment that is not alike on both sides, eliminate all others, and none twice", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { units, injected, summandsOf } = district(seed);
        for (const scope of scopesOf(units)) {
          const total = summandsOf(scope);
          const inside = new Set(total.members.map(({ id }) => id));
          const expected = injected.filter(({ payer, receiver }) => inside.has(payer) && inside.has(receiver));
          const findings = checkTotal(subjectOf(total)).filter(({ ruleId }) => ruleId === "S-03" || ruleId === "S-04");
          expect(findings.map(({ ruleId, units: of }) => [ruleId, ...of].join()).sort()).toEqual(
            expected
              .map(({ payer, receiver, isOneSided }) => [isOneSided ? "S-04" : "S-03", payer, receiver].join())
              .sort(),
          );
          const eliminated = [...total.elimination.amounts.values()].reduce((sum, amount) => sum + amount, 0);
          const paid = total.elimination.pairs.reduce((sum, pair) => sum + pair.paid!, 0);
          expect(eliminated + 2 * paid).toBe(0);
        }
      }),
      runs,
    );
  });

  it("lose and gain exactly a unit's share when it moves to another department; the district stays the same", () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const { units, summandsOf } = district(seed);
        const moving = units[0]!;
        const to = units.findLast(({ parentId }) => parentId !== moving.parentId)!.parentId!;
        const from = moving.parentId!;
        const scopes: TotalScope[] = [
          { kind: "department", departmentId: from },
          { kind: "department", departmentId: to },
          { kind: "district" },
        ];
        const unitsSum = () => scopes.map((scope) => programOf(summandsOf(scope).summands.units));
        const before = unitsSum();
        const share = programOf(moving.amounts);
        moving.parentId = to;
        const after = unitsSum();
        const cells = [...before, ...after, share].flatMap((program) => program.cells.map(({ id }) => id));
        const wrong = [...new Set(cells)].filter((cell) => {
          const [left, gained, all] = scopes.map(
            (_, at) => (after[at]!.value(cell) ?? 0) - (before[at]!.value(cell) ?? 0),
          );
          const own = share.value(cell) ?? 0;
          return left! + own !== 0 || gained !== own || all !== 0;
        });
        expect(wrong).toEqual([]);
      }),
      runs,
    );
  });
});
