/**
 * How long stories take on the wide screen, in seconds of two cores that are both busy: those of half a minute and more,
 * as the list of a run of `npm test` tells them. What is not here counts as `SHORT`.
 */
export const measuredSeconds: Readonly<Record<string, number>> = {
  "e2e/bulk-steps.spec.ts": 40,
  "e2e/cell-comments.spec.ts": 60,
  "e2e/checks.spec.ts": 55,
  "e2e/correction-moves-figures.spec.ts": 30,
  "e2e/decisions.spec.ts": 30,
  "e2e/department-report.spec.ts": 95,
  "e2e/deputies.spec.ts": 50,
  "e2e/desk-saving.spec.ts": 145,
  "e2e/files.spec.ts": 50,
  "e2e/final-accounts.spec.ts": 155,
  "e2e/from-congress-to-correction.spec.ts": 95,
  "e2e/grants.spec.ts": 40,
  "e2e/grid.spec.ts": 90,
  "e2e/later-release.spec.ts": 95,
  "e2e/ledger-import.spec.ts": 80,
  "e2e/letters.spec.ts": 50,
  "e2e/performance.spec.ts": 40,
  "e2e/portal.spec.ts": 75,
  "e2e/proof.spec.ts": 175,
  "e2e/public-pages.spec.ts": 180,
  "e2e/questions.spec.ts": 60,
  "e2e/register-import.spec.ts": 35,
  "e2e/register.spec.ts": 45,
  "e2e/rehearsal.spec.ts": 75,
  "e2e/rule-switches.spec.ts": 30,
  "e2e/search.spec.ts": 35,
  "e2e/second-factor.spec.ts": 40,
  "e2e/server/access.spec.ts": 85,
  "e2e/sign-in.spec.ts": 60,
  "e2e/split-view.spec.ts": 55,
};

const SHORT = 15;

const secondsOf = (files: readonly string[]): number =>
  files.reduce((sum, file) => sum + (measuredSeconds[file] ?? SHORT), 0);

/** Divides stories into so many parts that take about as long as each other; neighbours by name stay together. */
export function dividedByLength(files: readonly string[], count: number): string[][] {
  const sorted = [...files].sort();
  const whole = secondsOf(sorted);
  const parts: string[][] = Array.from({ length: count }, () => []);
  let before = 0;
  for (const file of sorted) {
    const seconds = secondsOf([file]);
    // A story goes to the part that its middle lies in.
    parts[Math.floor(((before + seconds / 2) / whole) * count)]!.push(file);
    before += seconds;
  }
  return parts.filter((part) => part.length > 0);
}
