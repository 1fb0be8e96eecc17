import { factKey, type FactKey } from "@/lib/domain/words/fact-address";
import { cataloguesOf } from "@/lib/domain/testing/catalogues";
import { narrativeWriter } from "@/lib/domain/text/narrative";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import type { Facts } from "@/lib/domain/words/facts";
import type { ReportIdentity } from "@/lib/domain/words/report-identity";
import { createReportModel } from "@/lib/domain/report/open-report";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";
import { randomAccounts, shapes } from "./measuring/accounts";
import { randomFrom } from "./measuring/random";
import { print, printRatio, time } from "./measuring/statistics";

const SUBJECTS = 60;
/** As many reports are checked anew, as a bureau's nightly run does; made in portions, so that memory does not decide. */
const REPORTS = 10_000;
const PORTION = 500;
/** Units whose figures are checked again and again, where reports share their addresses. */
const UNITS = 60;
const ROUNDS_OF_TEXT = { warmUp: 500, counted: 3_000 };
const ROUNDS = { warmUp: 3_000, counted: 20_000 };

/** One cell edited: nine tables and all checks again, against plain loops over integers that only add up. */
export function benchRecompute(): void {
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

  const model = createReportModel({
    identity: { unitName: "某某区示例单位", unitKind: "administrative", year: 2021, tableSetId: "fy2021" },
    functional,
    economic,
    facts: { amounts, texts: new Map() },
  });
  console.log(`  (${model.findings().length} findings while measuring)`);
  // A project that spends a little less than it received: the difference is carried over, and nothing is wrong.
  const keys = codes
    .filter((code) => !isRunning(code))
    .map((code) => factKey("expenditure", code, "generalPublicBudget", "project"));
  const ours = time((round) => {
    const key = keys[round % keys.length]!;
    model.setAmount(key, 90_000_00 + round);
    model.findings();
  }, ROUNDS);
  print("report model: set one amount, compute, run all checks", ours);

  print(
    "of which: set one amount, compute",
    time((round) => model.setAmount(keys[round % keys.length]!, 90_000_00 + round), ROUNDS),
  );

  const write = narrativeWriter(model);
  const typed = { texts: new Map<string, string>(), thresholds: thresholdsOf() };
  print(
    "one amount, all checks, and the whole text",
    time((round) => {
      model.setAmount(keys[round % keys.length]!, 90_000_00 + round);
      model.findings();
      write(typed);
    }, ROUNDS_OF_TEXT),
  );
  console.log("  (aim for the last: p99 < 2 ms)");

  const plain = plainLoops(codes);
  const baseline = time((round) => plain(round % codes.length, 100_000_00 + round), ROUNDS);
  print("baseline: plain loops over integers, sums only", baseline);
  printRatio("median, model to plain loops", ours.median / baseline.median, "median ≤ 0.15 ms, p99 ≤ 0.5 ms");
}

/** Reports of every shape opened and checked one after the other: each with subjects of its own, and of units that come again with other figures. */
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

/** What a live overview costs, or a limit that has changed: the reports are open, one figure of each is another, all checks again. */
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

/** The least that anybody does with a report's figures: every one read and added to its subject and to those above it. */
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

/** 60 subjects × 24 columns summed by 款, 类 and in total: the additions that the functional tables need, and nothing else. */
function plainLoops(codes: readonly string[]): (row: number, value: number) => number {
  const COLUMNS = 24;
  const groupCodes = [...new Set(codes.map((code) => code.slice(0, 5)))];
  const categoryCodes = [...new Set(codes.map((code) => code.slice(0, 3)))];
  const groupOf = Int32Array.from(codes, (code) => groupCodes.indexOf(code.slice(0, 5)));
  const categoryOf = Int32Array.from(groupCodes, (code) => categoryCodes.indexOf(code.slice(0, 3)));
  const cells = new Float64Array(codes.length * COLUMNS).fill(1_000_00);
  const groups = new Float64Array(groupCodes.length * COLUMNS);
  const categories = new Float64Array(categoryCodes.length * COLUMNS);
  const totals = new Float64Array(COLUMNS);
  return (row, value) => {
    cells[row * COLUMNS] = value;
    groups.fill(0);
    categories.fill(0);
    totals.fill(0);
    for (let item = 0; item < codes.length; item += 1) {
      const group = groupOf[item]! * COLUMNS;
      for (let column = 0; column < COLUMNS; column += 1) groups[group + column]! += cells[item * COLUMNS + column]!;
    }
    for (let group = 0; group < groupCodes.length; group += 1) {
      const category = categoryOf[group]! * COLUMNS;
      for (let column = 0; column < COLUMNS; column += 1)
        categories[category + column]! += groups[group * COLUMNS + column]!;
    }
    for (let category = 0; category < categoryCodes.length; category += 1) {
      for (let column = 0; column < COLUMNS; column += 1) totals[column]! += categories[category * COLUMNS + column]!;
    }
    return totals[0]!;
  };
}
