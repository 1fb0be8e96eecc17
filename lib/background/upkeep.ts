import { lookAfterBackups } from "@/lib/background/backups";
import { lookAfterDeadlines } from "@/lib/background/deadlines";
import { lookAfterMail } from "@/lib/background/mail";
import { lookAfterPortal } from "@/lib/background/portal-watch";
import { lookAfterFigures } from "@/lib/background/published-figures";
import { emptyOldContents } from "@/lib/background/retention";
import { lookAfterProof } from "@/lib/background/proof";
import { keepAuditHeads } from "@/lib/features/audit-chain/data";
import { askForAllProof } from "@/lib/features/proof/mutations";
import { askForYearArchives } from "@/lib/features/year-archives/mutations";
import { logger } from "@/lib/platform/logger";
import { coveredPages } from "@/site/covered-pages";
import { removeOldPages } from "@/site/make-page";

const MINUTE_MS = 60_000;

/** What every server looks after while it runs: now, and again and again. Each bears being done by two at once. */
const upkeep: readonly { work: () => Promise<unknown>; everyMinutes: number; failure: string }[] = [
  { work: emptyOldContents, everyMinutes: 24 * 60, failure: "old contents were not emptied" },
  { work: lookAfterFigures, everyMinutes: 60, failure: "published figures were not looked after" },
  { work: askForYearArchives, everyMinutes: 10, failure: "archives were not asked for" },
  { work: () => askForAllProof(coveredPages()), everyMinutes: 1, failure: "missing signatures were not asked for" },
  { work: keepAuditHeads, everyMinutes: 1, failure: "the head of the audit log was not kept outside the database" },
  { work: lookAfterProof, everyMinutes: 60, failure: "published accounts were not compared with the log" },
  { work: lookAfterBackups, everyMinutes: 10, failure: "a backup was not asked for" },
  { work: lookAfterDeadlines, everyMinutes: 30, failure: "units were not told that their deadline is near" },
  { work: lookAfterMail, everyMinutes: 1 / 6, failure: "mail was not sent" },
  { work: lookAfterPortal, everyMinutes: 60, failure: "the portal was not looked after" },
  { work: removeOldPages, everyMinutes: 24 * 60, failure: "pages of other releases were not removed" },
];

/** Begins; a failure is logged and tried again the next time. */
export function keepUp(): { stop(): void } {
  const timers = upkeep.map(({ work, everyMinutes, failure }) => {
    const run = () => void work().catch((error: unknown) => logger.error({ err: error }, failure));
    run();
    return setInterval(run, everyMinutes * MINUTE_MS).unref();
  });
  return { stop: () => timers.forEach((timer) => clearInterval(timer)) };
}
