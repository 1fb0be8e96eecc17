import { askForYearArchives } from "@/lib/features/year-archives/mutations";
import { logger } from "@/lib/platform/logger";

const AGAIN_MS = 10 * 60 * 1000;

/** Asks for the archives of open data that are behind, now and every ten minutes; a failure is logged and tried again. */
export function keepYearArchives(): { stop(): void } {
  const run = () =>
    void askForYearArchives().catch((error: unknown) => logger.error({ err: error }, "archives were not asked for"));
  run();
  const timer = setInterval(run, AGAIN_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
