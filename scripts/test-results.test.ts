import { describe, expect, it } from "vitest";
import { noTests, ofPlaywright, ofVitest, sumOf } from "./test-results";

describe("what a step of the tests came to", () => {
  it("is counted from a report of Vitest, with the tests that failed and why", () => {
    const count = ofVitest({
      numPassedTests: 2,
      numFailedTests: 1,
      testResults: [
        {
          name: "lib/a.test.ts",
          assertionResults: [
            { status: "passed", fullName: "a is right", failureMessages: [] },
            {
              status: "failed",
              fullName: "b is right",
              failureMessages: ["\u001b[31mexpected 1\u001b[39m\n\nto be 2"],
            },
          ],
        },
        { name: "lib/broken.test.ts", message: "Cannot find module", assertionResults: [] },
      ],
    });
    expect(count).toEqual({
      passed: 2,
      failed: 1,
      failures: [
        "lib/a.test.ts › b is right\n     expected 1\n     to be 2",
        "lib/broken.test.ts\n     Cannot find module",
      ],
    });
  });

  it("is counted from a report of Playwright, suites in suites; what passed at its second try has passed", () => {
    const count = ofPlaywright({
      stats: { expected: 3, unexpected: 1, flaky: 1 },
      suites: [
        {
          suites: [
            {
              specs: [
                {
                  title: "a grid",
                  file: "grid.spec.ts",
                  line: 7,
                  tests: [
                    { projectName: "desktop", status: "unexpected", results: [{ errors: [{ message: "too\nlate" }] }] },
                    { projectName: "phone", status: "flaky", results: [{ errors: [{ message: "once" }] }, {}] },
                  ],
                },
              ],
            },
          ],
        },
      ],
    });
    expect(count).toEqual({
      passed: 4,
      failed: 1,
      failures: ["[desktop] grid.spec.ts:7 › a grid\n     too\n     late"],
    });
  });

  it("is nothing without a report, and adds up", () => {
    expect(ofVitest(null)).toEqual(noTests);
    expect(ofPlaywright(null)).toEqual(noTests);
    const one = { passed: 1, failed: 1, failures: ["a"] };
    expect(sumOf([one, one, noTests])).toEqual({ passed: 2, failed: 2, failures: ["a", "a"] });
  });
});
