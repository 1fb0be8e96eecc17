import { subHours } from "date-fns";
import { listDistrictIds } from "@/lib/features/published-figures/data";
import { askForAudit, askForMissingFigures } from "@/lib/features/published-figures/mutations";
import { now } from "@/lib/platform/clock";
import { logger } from "@/lib/platform/logger";

const AGAIN_MS = 60 * 60 * 1000;

/** The hours of a night in China in which the audit is asked for, while few people read. */
const NIGHT = { from: 2, to: 5 };

/** A night has one audit, whichever server asks for it. */
const AUDIT_HOURS = 20;

const hourInChina = new Intl.DateTimeFormat("en-GB", { timeZone: "Asia/Shanghai", hour: "2-digit", hour12: false });

/**
 * Asks, for every district, for what is not taken apart yet; otherwise for the audit of what is.
 *
 * @param unlessAuditedSince an audit asked for after it will do; absent: no audit
 */
export async function lookAfterFigures({ unlessAuditedSince }: { unlessAuditedSince?: Date } = {}): Promise<void> {
  for (const id of await listDistrictIds()) {
    const missing = await askForMissingFigures(id);
    if (unlessAuditedSince && missing === 0) await askForAudit(id, unlessAuditedSince);
  }
}

function isNight(at: Date): boolean {
  const hour = Number(hourInChina.format(at));
  return hour >= NIGHT.from && hour < NIGHT.to;
}

/**
 * Looks when a server starts (an earlier release has published without lines) and every hour, at night with the audit; a
 * failure is logged and tried again.
 */
export function keepFigures(): { stop(): void } {
  const run = () => {
    const at = now();
    const asked = isNight(at) ? { unlessAuditedSince: subHours(at, AUDIT_HOURS) } : {};
    void lookAfterFigures(asked).catch((error: unknown) =>
      logger.error({ err: error }, "published figures were not looked after"),
    );
  };
  run();
  const timer = setInterval(run, AGAIN_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
