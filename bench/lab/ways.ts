/**
 * The three ways in which accounts come: tables with their totals (in yuan, or printed in 万元), facts with control
 * totals, facts alone.
 */
import { wanHundredths } from "@/lib/domain/words/amounts";
import { takesFromGuarded } from "@/lib/domain/suspects/search";
import { suspectFacts } from "@/lib/domain/suspects/suspect-facts";
import { suspectTables } from "@/lib/domain/suspects/suspect-tables";
import type { Suspicion } from "@/lib/domain/suspects/suspicion";
import { threePublicCells, threePublicFacts } from "@/lib/domain/suspects/three-public-cells";
import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { Program, Shape as Rows } from "@/lib/domain/engine/contract";
import { controlCells, printedCells, programForFacts, programForSuppliedTables } from "@/lib/domain/engine/figures";
import type { Facts } from "@/lib/domain/words/facts";
import type { Finding } from "@/lib/domain/words/finding";
import { createReportModel } from "@/lib/domain/report/open-report";
import { compileChecks } from "@/lib/domain/checks/check-engine";
import type { SubjectCatalogue } from "@/lib/domain/words/subjects/catalogue";
import { cellIdOf } from "@/lib/domain/words/cell-id";
import type { CellId } from "@/lib/domain/words/cell-id";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { Accounts } from "../measuring/accounts";
import { brokenIdentities } from "./identities";
import { plantInFacts, plantInTables, type PlantedKind } from "./planting";
import type { Random } from "../measuring/random";

export const ways = ["tablesYuan", "tablesWan", "factsWithControls", "facts"] as const;
export type Way = (typeof ways)[number];

export interface Catalogues {
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

export interface Trial {
  findings: readonly Finding[];
  /** Identities broken according to the plain code; control totals are C-01. */
  broken: ReadonlySet<string>;
  /** Every proposal, the best first. */
  proposals: readonly Suspicion[];
  /** Duration of the search in milliseconds. */
  elapsed: number;
  /** Right figures by fact or cell. */
  right: ReadonlyMap<string, number | null>;
  /** Whether no proposal may be the right one, because it would take money from a “三公” item. */
  isBarred: boolean;
  /**
   * Whether a check that was silent on the correct accounts accuses when this figure is put in the place of the wrong
   * one.
   */
  accuses: (key: string, figure: number) => boolean;
}

/** Correct accounts of one way: their findings, and trials with a slip in them. */
export interface Bench {
  correct: readonly Finding[];
  brokenWhenCorrect: ReadonlySet<string>;
  /** `null` where the accounts offer no place for the slip. */
  plant(random: Random, kind: PlantedKind): Trial | null;
}

export function benchOf(way: Way, accounts: Accounts, catalogues: Catalogues): Bench {
  return way === "tablesYuan" || way === "tablesWan"
    ? benchOfTables(accounts, catalogues, way === "tablesWan")
    : benchOfFacts(accounts, catalogues, way === "factsWithControls");
}

function accusesAnew(findings: readonly Finding[], before: readonly Finding[]): boolean {
  const known = new Set(before.map(({ key }) => key));
  return findings.some(({ key, ruleClass }) => ruleClass !== "verification" && !known.has(key));
}

function isBarred(
  right: ReadonlyMap<string, number | null>,
  wrong: ReadonlyMap<string, number | null>,
  guarded: ReadonlySet<string>,
): boolean {
  const changes = [...right].map(([key, figure]) => ({ key, from: wrong.get(key) ?? 0, to: figure ?? 0 }));
  return takesFromGuarded(changes, ({ key }) => guarded.has(key));
}

const guardedCells: ReadonlySet<string> = new Set(threePublicCells);

function timed(search: () => Suspicion[]): Pick<Trial, "proposals" | "elapsed"> {
  const started = performance.now();
  const proposals = search();
  return { proposals, elapsed: performance.now() - started };
}

function benchOfFacts(
  { identity, facts, lastYear, knowsLastYear }: Accounts,
  catalogues: Catalogues,
  withControls: boolean,
): Bench {
  const priorYear = knowsLastYear ? { facts: lastYear } : null;
  const amounts = new Map(facts.amounts);
  if (withControls) {
    const model = createReportModel({ identity, ...catalogues, facts });
    for (const { cells } of controlCells((table) => model.tableRows(table)))
      for (const id of cells) {
        const value = model.value(id);
        if (value !== null) amounts.set(factKey("control", id, "", "amount"), value);
      }
  }
  const judge = (own: Facts) => {
    const model = createReportModel({ identity, ...catalogues, facts: own, priorYear });
    const broken = brokenIdentities({
      cell: (table, row, column) => model.value(cellIdOf(table, row, column)) ?? 0,
      rows: (table) => model.tableRows(table).map(({ id }) => id),
      isPrinted: false,
    });
    const read = (row: string) => own.amounts.get(factKey("threePublic", row, "", "actual")) ?? 0;
    if (read("officialReception") !== read("domesticReception") + read("foreignReception")) broken.add("B-42");
    for (const [key, value] of own.amounts)
      if (key.startsWith("control:") && (model.value(key.split(":")[1] as CellId) ?? 0) !== value) broken.add("C-01");
    return { findings: model.findings(), broken };
  };
  const correct = judge({ amounts, texts: facts.texts });
  return {
    correct: correct.findings,
    brokenWhenCorrect: correct.broken,
    plant(random, kind) {
      const planted = plantInFacts(
        random,
        kind,
        formatOf(identity.tableSetId).sheets,
        amounts,
        lastYear.amounts,
        catalogues,
      );
      if (!planted) return null;
      const wrong = new Map(amounts);
      for (const [key, value] of planted.typed)
        if (value === null) wrong.delete(key);
        else wrong.set(key, value);
      const own: Facts = { amounts: wrong, texts: facts.texts };
      const accuses = (key: string, figure: number) =>
        accusesAnew(
          judge({ amounts: new Map([...wrong, [key as FactKey, figure]]), texts: facts.texts }).findings,
          correct.findings,
        );
      const search = timed(() => suspectFacts({ identity, ...catalogues, facts: own, priorYear }, Infinity));
      return {
        ...judge(own),
        ...search,
        right: planted.right,
        isBarred: isBarred(planted.right, wrong, new Set<string>(threePublicFacts(formatOf(identity.tableSetId)))),
        accuses,
      };
    },
  };
}

function benchOfTables(
  { identity, facts, lastYear, knowsLastYear }: Accounts,
  catalogues: Catalogues,
  isPrinted: boolean,
): Bench {
  const tableSet = formatOf(identity.tableSetId);
  const unit = isPrinted ? 10_000 : 1;
  const printed = (from: Facts) => {
    const program = programForFacts({ tableSet, ...catalogues, facts: from });
    const cells = new Map(
      [...printedCells(program)].map(
        ([id, value]) => [id, value === null || !isPrinted ? value : wanHundredths(value) * unit] as const,
      ),
    );
    return { program, cells };
  };
  const { program, cells } = printed(facts);
  const before = printed(lastYear).cells;
  const statutory = new Set(tableSet.tables.map(({ id }) => id));
  const rows: Rows = new Map([...program.shape].filter(([table]) => statutory.has(table as never)));
  const precision = isPrinted ? "wan" : "fen";
  const judge = (own: ReadonlyMap<CellId, number | null>, ownRows: Rows) => {
    const given: Program = programForSuppliedTables({ tableSet, ...catalogues, cells: own, rows: ownRows });
    const broken = brokenIdentities({
      cell: (table, row, column) => own.get(cellIdOf(table, row, column)) ?? 0,
      rows: (table) => given.rows(table).map(({ id }) => id),
      isPrinted,
    });
    return { findings: compileChecks(given, { identity, ...catalogues, precision }).run(), broken };
  };
  const correct = judge(cells, rows);
  return {
    correct: correct.findings,
    brokenWhenCorrect: correct.broken,
    plant(random, kind) {
      const planted = plantInTables(
        random,
        kind,
        { program, cells, rows, unit, lastYear: (id) => before.get(id) ?? null },
        catalogues.functional,
      );
      if (!planted) return null;
      const wrong = new Map([...cells, ...planted.typed]);
      const accuses = (key: string, figure: number) =>
        accusesAnew(judge(new Map([...wrong, [key as CellId, figure]]), planted.rows).findings, correct.findings);
      const search = timed(() =>
        suspectTables(
          {
            identity,
            ...catalogues,
            cells: wrong,
            rows: planted.rows,
            precision,
            ...(knowsLastYear && { lastYear: (id: CellId) => before.get(id) ?? null }),
          },
          Infinity,
        ),
      );
      return {
        ...judge(wrong, planted.rows),
        ...search,
        right: planted.right,
        isBarred: isBarred(planted.right, wrong, guardedCells),
        accuses,
      };
    },
  };
}
