import { listDistrictIds } from "@/lib/features/published-figures/data";
import { askForAudit, askForMissingFigures } from "@/lib/features/published-figures/mutations";
import { logger } from "@/lib/platform/logger";

const AGAIN_MS = 24 * 60 * 60 * 1000;

/** Asks, for every district, for what is not taken apart yet; otherwise for the audit of what is. */
export async function lookAfterFigures({ audits }: { audits: boolean }): Promise<void> {
  for (const id of await listDistrictIds()) {
    const missing = await askForMissingFigures(id);
    if (audits && missing === 0) await askForAudit(id);
  }
}

/**
 * Looks when a server starts (an earlier release has published without lines) and once a day, then with the audit; a
 * failure is logged and tried again the next day.
 */
export function keepFigures(): { stop(): void } {
  const run = (audits: boolean) =>
    void lookAfterFigures({ audits }).catch((error: unknown) =>
      logger.error({ err: error }, "published figures were not looked after"),
    );
  run(false);
  const timer = setInterval(() => run(true), AGAIN_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
