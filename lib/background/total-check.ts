import { listTotalProblems } from "@/lib/features/totals/data";
import { logger } from "@/lib/platform/logger";

/** Compares every kept total with what it was made of; what does not agree is an error of the log. */
export async function compareTotals(): Promise<number> {
  const problems = await listTotalProblems();
  for (const problem of problems) logger.error(problem, "a kept total is not what it was made of");
  return problems.length;
}
