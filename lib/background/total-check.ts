import { listTotalProblems } from "@/lib/features/totals/data";
import { logger } from "@/lib/platform/logger";

const AGAIN_MS = 24 * 60 * 60 * 1000;

/** Compares every kept total with what it was made of; what does not agree is an error of the log. */
export async function compareTotals(): Promise<number> {
  const problems = await listTotalProblems();
  for (const problem of problems) logger.error(problem, "a kept total is not what it was made of");
  return problems.length;
}

/** Does so once a day; a failure is logged and tried again the next day. */
export function keepTotalsCompared(): { stop(): void } {
  const timer = setInterval(
    () => void compareTotals().catch((error: unknown) => logger.error({ err: error }, "totals were not compared")),
    AGAIN_MS,
  );
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
