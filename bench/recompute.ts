import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { narrativeWriter } from "@/lib/domain/text/narrative";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import type { Facts } from "@/lib/domain/words/facts";
import type { Finding } from "@/lib/domain/words/finding";
import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { createReportModel, type ReportModelInput } from "@/lib/domain/report/open-report";
import { compileChecks } from "@/lib/domain/checks/check-engine";
import { allRules } from "@/lib/domain/checks/registry";
import type { TableFigures } from "@/lib/domain/engine/contract";
import { programForFacts } from "@/lib/domain/engine/figures";
import { formatOf } from "@/lib/domain/formats/format-of";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { randomAccounts, shapes } from "./measuring/accounts";
import { randomFrom } from "./measuring/random";
import { ArrayEngine } from "./measuring/array-engine";
import { print, printRatio, printTails, Sampler, time } from "./measuring/statistics";

const SUBJECTS = 60;
/**
 * As many reports are checked anew, as a bureau's nightly run does; made in portions, so that memory does not decide.
 */
const REPORTS = 10_000;
const PORTION = 500;
/** Units whose figures are checked again and again, where reports share their addresses. */
const UNITS = 60;
const ROUNDS_OF_TEXT = { warmUp: 500, counted: 2_000 };
const EDITS = 2_000;
/** Rounds of a subject coming or going. */
const NEW_SUBJECTS = { warmUp: 400, counted: 1_200 };
/** Times that all edits are made. */
const MIX_ROUNDS = { warmUp: 2, counted: 3 };

/** One cell edited, then checked and read: the mix of a spreadsheet benchmark, against typed arrays written by hand. */
export async function benchRecompute(): Promise<void> {
  console.log(`One edit of a ${SUBJECTS}-subject report → nine tables and all checks`);
  const rows = readCatalogueRows(2021);
  const subjects = (list: typeof rows.functional) =>
    list.map((row) => ({ ...row, level: row.level as Subject["level"], initials: "" }));
  const functional = createCatalogue("functional", subjects(rows.functional));
  const economic = createCatalogue("economic", subjects(rows.economic));

  const items = functional.subjects.filter(
    ({ level, code }) => level === 3 && functional.appropriationOf(code) === "generalPublicBudget",
  );
  // Every 17th: spread over many 款 and 类, as in a unit with many projects.
  const codes = items
    .filter((_, index) => index % 17 === 0)
    .slice(0, SUBJECTS)
    .map(({ code }) => code);
  const amounts = new Map<FactKey, number>();
  const isRunning = (code: string) => code.endsWith("01") || code.endsWith("50");
  codes.forEach((code, index) => {
    const amount = 100_000_00 + index * 1_234_56;
    amounts.set(factKey("income", code, "", "generalPublicBudget"), amount);
    amounts.set(factKey("expenditure", code, "generalPublicBudget", isRunning(code) ? "basic" : "project"), amount);
    amounts.set(factKey("budget", code, "generalPublicBudget", "originalBudget"), amount);
  });
  const basic = codes
    .filter(isRunning)
    .reduce((sum, code) => sum + amounts.get(factKey("income", code, "", "generalPublicBudget"))!, 0);
  const pay = economic.subjects.filter(
    ({ level, code }) => level === 2 && /^30[123]/.test(code) && !code.startsWith("3021") && code !== "30231",
  );
  pay.forEach(({ code }, index) =>
    amounts.set(
      factKey("basicExpenditure", code, "", "amount"),
      index === 0 ? basic - (pay.length - 1) * 1_000_00 : 1_000_00,
    ),
  );

  const identity = {
    unitName: "某某区示例单位",
    unitKind: "administrative",
    year: 2021,
    tableSetId: "fy2021",
  } as const;
  const input = { identity, functional, economic, facts: { amounts, texts: new Map<string, string>() } };
  const edits = mixOf(codes, amounts, isRunning);
  await measureMix(input, edits);
  await measureWholeReport(input, edits);
  await measureNewSubjects(input, items);
}

interface Edit {
  key: FactKey;
  value: number | null;
}

/**
 * Edits of a spreadsheet benchmark: nine in ten change an amount, the tenth fills a blank of a row that stands, or
 * clears it again.
 */
function mixOf(
  codes: readonly string[],
  amounts: ReadonlyMap<FactKey, number>,
  isRunning: (code: string) => boolean,
): Edit[] {
  const random = randomFrom(60);
  const keys = [...amounts.keys()];
  const filled: FactKey[] = [];
  return Array.from({ length: EDITS }, (_, at): Edit => {
    if (at % 10 !== 9) return { key: random.pick(keys), value: random.integer(1, 900_000_00) };
    if (at % 20 === 19) return { key: filled.pop()!, value: null };
    const code = random.pick(codes);
    const key = factKey("expenditure", code, "generalPublicBudget", isRunning(code) ? "project" : "basic");
    filled.push(key);
    return { key, value: random.integer(1, 900_000_00) };
  });
}

/** Every printed cell of the nine tables, as a screen reads them. */
function readTables(
  tables: readonly string[],
  figuresOf: (table: string) => TableFigures,
): { sum: number; filled: number } {
  let sum = 0;
  let filled = 0;
  for (const table of tables) {
    const { values, present } = figuresOf(table);
    for (let at = 0; at < values.length; at++) {
      if (present[at] === 0) continue;
      sum += values[at]!;
      filled++;
    }
  }
  return { sum, filled };
}

/** B checks and all cells read, engine and hand-written arrays in turn after every edit; both must say the same. */
async function measureMix(
  { identity, functional, economic, facts }: ReportModelInput,
  edits: readonly Edit[],
): Promise<void> {
  const tableSet = formatOf(identity.tableSetId);
  const tables = tableSet.tables.map(({ id }) => id);
  const program = programForFacts({ tableSet, functional, economic, facts });
  const rules = allRules.filter(({ id }) => id.startsWith("B-"));
  const context = { identity, functional, economic, facts, precision: "fen" as const };
  const checks = compileChecks(program, context, rules);
  const compared = new Set(rules.flatMap((rule) => ("comparisons" in rule ? [rule.id] : [])));
  const arrays = new ArrayEngine(program, rules);
  const samplers = { engine: new Sampler(), arrays: new Sampler() };
  for (let round = 0; round < MIX_ROUNDS.warmUp + MIX_ROUNDS.counted; round++)
    for (const { key, value } of edits) {
      const counts = round >= MIX_ROUNDS.warmUp;
      let findings: readonly Finding[] = [];
      let read = { sum: 0, filled: 0 };
      samplers.engine.take(() => {
        if (!program.setAmounts([[key, value]])) throw new Error(`${key} changes the rows.`);
        findings = checks.run();
        read = readTables(tables, (table) => program.figuresOf(table));
      }, counts);
      let broken = 0;
      let expected = read;
      samplers.arrays.take(() => {
        arrays.set(key, value);
        broken = arrays.broken();
        expected = arrays.read();
      }, counts);
      const found = findings.filter(({ ruleId }) => compared.has(ruleId)).length;
      if (found !== broken || read.sum !== expected.sum || read.filled !== expected.filled)
        throw new Error(`${key}: ${found} findings, ${read.sum} fen; by hand ${broken} findings, ${expected.sum} fen.`);
    }
  const tails = { engine: await samplers.engine.finish(), arrays: await samplers.arrays.finish() };
  printTails("engine: one edit, B checks, all cells of nine tables read", tails.engine);
  printTails("baseline: the same in typed arrays written by hand", tails.arrays);
  const [engine, byHand] = [tails.engine.own, tails.arrays.own];
  printRatio("median, engine to baseline", engine.median / byHand.median, "≤ 1.1");
  printRatio("p99, engine to baseline, both not interrupted", engine.p99 / byHand.p99, "≤ 2");
}

/** The report of the desk: the same edits with all checks, and with the whole text. */
async function measureWholeReport(input: ReportModelInput, edits: readonly Edit[]): Promise<void> {
  const model = createReportModel(input);
  const tables = model.tableSet.tables.map(({ id }) => id);
  const next = (round: number) => {
    const { key, value } = edits[round % edits.length]!;
    model.setAmount(key, value);
  };
  const sampler = new Sampler();
  for (let round = 0; round < 2 * EDITS; round++)
    sampler.take(() => {
      next(round);
      model.findings();
      readTables(tables, (table) => model.figuresOf(table));
    }, round >= EDITS);
  printTails(`report model: one edit, all ${allRules.length} checks, all cells read`, await sampler.finish());
  console.log(`  (${model.findings().length} findings at the end; aim: p99 ≤ 1 ms)`);
  const write = narrativeWriter(model);
  const typed = { texts: new Map<string, string>(), thresholds: thresholdsOf() };
  print(
    "one edit, all checks, and the whole text",
    time((round) => {
      next(round);
      model.findings();
      write(typed);
    }, ROUNDS_OF_TEXT),
  );
}

/**
 * A subject that the accounts had not, and its end: their rows are others from then on. Every second time they are rows
 * met before.
 */
async function measureNewSubjects(input: ReportModelInput, items: readonly Subject[]): Promise<void> {
  for (const withChecks of [false, true]) {
    const model = createReportModel(input);
    const tables = model.tableSet.tables.map(({ id }) => id);
    const fresh = items
      .map(({ code }) => factKey("income", code, "", "generalPublicBudget"))
      .filter((key) => model.amount(key) === null);
    const samplers = { comes: new Sampler(), goes: new Sampler() };
    for (let round = 0; round < NEW_SUBJECTS.warmUp + NEW_SUBJECTS.counted; round++) {
      const key = fresh[(round >> 1) % fresh.length]!;
      const comes = round % 2 === 0;
      samplers[comes ? "comes" : "goes"].take(() => {
        model.setAmount(key, comes ? 1_000_00 : null);
        readTables(tables, (table) => model.figuresOf(table));
        if (withChecks) model.findings();
      }, round >= NEW_SUBJECTS.warmUp);
    }
    const also = withChecks ? ", all checks" : "";
    printTails(`a new subject, all cells read${also}`, await samplers.comes.finish());
    printTails(`the new subject taken away again, all cells read${also}`, await samplers.goes.finish());
  }
  console.log("  (aim: < 2 ms for a new subject)");
}

/**
 * Reports of every shape opened and checked one after the other: each with subjects of its own, and of units that come
 * again with other figures.
 */
export function benchManyReports(): void {
  console.log(`All checks over ${REPORTS} reports of ${shapes.length} shapes, opened one after the other`);
  const catalogues = cataloguesOf(2021);
  const random = randomFrom(2021);
  const own = () =>
    Array.from({ length: PORTION }, (_, at) => randomAccounts(random, catalogues, shapes[at % shapes.length]!));
  const units = own().slice(0, UNITS);
  const again = () =>
    Array.from({ length: PORTION }, (_, at) => {
      const { identity, facts } = units[at % UNITS]!;
      return {
        identity,
        facts: {
          ...facts,
          amounts: new Map(
            [...facts.amounts].map(([key, value]) => [key, value + random.integer(0, 1) * 100] as const),
          ),
        },
      };
    });
  measureReports("every report with subjects of its own", own, catalogues);
  measureReports(`reports of ${UNITS} units, with other figures each time`, again, catalogues);
  measureOpenReports(own, random, catalogues);
}

/**
 * What a live overview costs, or a limit that has changed: the reports are open, one figure of each is another, all
 * checks again.
 */
function measureOpenReports(
  next: () => readonly { identity: ReportIdentity; facts: Facts }[],
  random: ReturnType<typeof randomFrom>,
  catalogues: ReturnType<typeof cataloguesOf>,
): void {
  let seconds = 0;
  for (let done = 0; done < REPORTS; done += PORTION) {
    const edits = next().map(({ identity, facts }) => {
      const model = createReportModel({ identity, ...catalogues, facts });
      model.findings();
      return { model, key: random.pick([...facts.amounts.keys()]), value: random.integer(1, 9_000_000_00) };
    });
    const start = performance.now();
    for (const { model, key, value } of edits) {
      model.setAmount(key, value);
      model.findings();
    }
    seconds += (performance.now() - start) / 1_000;
  }
  console.log(
    `  ${"the same number already open, one figure of each changed".padEnd(58)} ${seconds.toFixed(1)} s    (aim: < 5 s)`,
  );
}

function measureReports(
  name: string,
  next: () => readonly { identity: ReportIdentity; facts: Facts }[],
  catalogues: ReturnType<typeof cataloguesOf>,
): void {
  const seconds = { checks: 0, reading: 0 };
  const timed = (of: keyof typeof seconds, work: () => void) => {
    const start = performance.now();
    work();
    seconds[of] += (performance.now() - start) / 1_000;
  };
  for (let done = 0; done < REPORTS; done += PORTION) {
    const accounts = next();
    timed("checks", () =>
      accounts.forEach(({ identity, facts }) => createReportModel({ identity, ...catalogues, facts }).findings()),
    );
    timed("reading", () => accounts.forEach(({ facts }) => sumByCode(facts)));
  }
  console.log(`  ${name.padEnd(58)} ${seconds.checks.toFixed(1)} s    (aim: < 5 s)`);
  printRatio(
    "to adding the same figures up by 项, 款, 类 and in total",
    seconds.checks / seconds.reading,
    "none; the baseline only reads and adds",
  );
}

/**
 * The least that anybody does with a report's figures: every one read and added to its subject and to those above it.
 */
function sumByCode({ amounts }: Facts): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [key, value] of amounts) {
    const [sheet, code, fund, column] = key.split(":");
    for (const width of [7, 5, 3, 0]) {
      const place = `${sheet}:${code!.slice(0, width)}:${fund}:${column}`;
      sums.set(place, (sums.get(place) ?? 0) + value);
    }
  }
  return sums;
}
