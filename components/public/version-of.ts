import type { PublicReport } from "@/lib/features/public-reports/data";

/** A version of a published report, by default the one that is shown: under the code that its address has now. */
export function versionOf({ unitCode, snapshot: { year }, number: shown }: PublicReport, number = shown) {
  return { unitCode, year, number };
}
