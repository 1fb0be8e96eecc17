/** The fiscal years whose accounts a unit owes, both ends included. `null`: since always, or without an end. */
export interface OwedYears {
  firstYear: number | null;
  lastYear: number | null;
}

/** Whether the unit owes the accounts of the fiscal year: it existed and was obliged. */
export function owesYear({ firstYear, lastYear }: OwedYears, year: number): boolean {
  return (firstYear === null || firstYear <= year) && (lastYear === null || year <= lastYear);
}

/** For which fiscal years a unit prepares accounts, as a person reads it: `2021 至 2023 年度`. */
export function owedYearsText({ firstYear, lastYear }: OwedYears): string {
  if (firstYear === null) return lastYear === null ? "历年" : `至 ${lastYear} 年度止`;
  if (lastYear === null) return `自 ${firstYear} 年度起`;
  return firstYear === lastYear ? `仅 ${firstYear} 年度` : `${firstYear} 至 ${lastYear} 年度`;
}
