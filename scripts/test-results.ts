import { stripVTControlCharacters } from "node:util";

/** What a step of `npm test` came to; `failures`: which tests failed and why, in a few lines each. */
export interface Count {
  passed: number;
  failed: number;
  failures: readonly string[];
}

/** What is read of the JSON report of Vitest. */
export interface VitestReport {
  numPassedTests: number;
  numFailedTests: number;
  testResults?: readonly {
    name: string;
    message?: string;
    assertionResults: readonly { status: string; fullName: string; failureMessages?: readonly string[] | null }[];
  }[];
}

/** What is read of the JSON report of Playwright: suites in suites, with the tests of each project. */
export interface PlaywrightReport {
  stats: { expected: number; unexpected: number; flaky: number };
  suites?: readonly PlaywrightSuite[];
}

interface PlaywrightSuite {
  suites?: readonly PlaywrightSuite[];
  specs?: readonly {
    title: string;
    file: string;
    line: number;
    tests: readonly {
      projectName: string;
      status: string;
      results: readonly { errors?: readonly { message?: string }[] }[];
    }[];
  }[];
}

/** No test at all, and none that failed. */
export const noTests: Count = { passed: 0, failed: 0, failures: [] };

/** The parts of a step, or the steps of a run, as one. */
export function sumOf(counts: readonly Count[]): Count {
  return counts.reduce(
    (sum, { passed, failed, failures }) => ({
      passed: sum.passed + passed,
      failed: sum.failed + failed,
      failures: [...sum.failures, ...failures],
    }),
    noTests,
  );
}

/** @returns the count of a report of Vitest, with the failed tests and the files that could not be loaded. */
export function ofVitest(report: VitestReport | null): Count {
  if (!report) return noTests;
  const failures = (report.testResults ?? []).flatMap(({ name, message, assertionResults }) => {
    const failed = assertionResults.filter(({ status }) => status === "failed");
    if (failed.length > 0)
      return failed.map(({ fullName, failureMessages }) => brief(`${name} › ${fullName}`, failureMessages?.[0]));
    return message ? [brief(name, message)] : [];
  });
  return { passed: report.numPassedTests, failed: report.numFailedTests, failures };
}

/** @returns the count of a report of Playwright. A test that passed at its second try has passed. */
export function ofPlaywright(report: PlaywrightReport | null): Count {
  if (!report) return noTests;
  const { expected, unexpected, flaky } = report.stats;
  return { passed: expected + flaky, failed: unexpected, failures: (report.suites ?? []).flatMap(failuresOf) };
}

function failuresOf({ suites = [], specs = [] }: PlaywrightSuite): string[] {
  const own = specs.flatMap(({ title, file, line, tests }) =>
    tests
      .filter(({ status }) => status === "unexpected")
      .map(({ projectName, results }) =>
        brief(`[${projectName}] ${file}:${line} › ${title}`, results.flatMap(({ errors = [] }) => errors)[0]?.message),
      ),
  );
  return [...own, ...suites.flatMap(failuresOf)];
}

/** The name of a failed test and the first four lines that say why: a log of which only the end is kept shows them. */
function brief(name: string, message = ""): string {
  const lines = stripVTControlCharacters(message)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .slice(0, 4)
    .map((line) => `     ${line.trim().slice(0, 160)}`);
  return [name, ...lines].join("\n");
}
