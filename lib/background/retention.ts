import { addDays, subDays } from "date-fns";
import { emptyOldJobs } from "@/lib/features/background-jobs/mutations";
import { emptyOldImports } from "@/lib/features/list-import/mutations";
import { emptyOldPackages } from "@/lib/features/portal-packages/mutations";
import { PACKAGE_DAYS } from "@/lib/features/portal-packages/schema";
import { now } from "@/lib/platform/clock";
import { logger } from "@/lib/platform/logger";

/**
 * Days after which the rows of an applied import, and the inputs of a job that is over, are emptied: one round of annual
 * accounts and a month, so that who prepares the next year still sees how the register and the people came about. The
 * records stay, and the audit log keeps who brought in what.
 */
export const KEPT_DAYS = 400;

/** A file that was read and never applied is nobody's record: it holds names of people who may never have come. */
export const UNUSED_IMPORT_DAYS = 30;

/** Empties what is older than its span. Done again, or by two servers at once, it does nothing twice. */
export async function emptyOldContents(): Promise<{ imports: number; jobs: number; packages: number }> {
  const at = now();
  const imports = await emptyOldImports({
    at,
    appliedBefore: addDays(at, -KEPT_DAYS),
    unusedBefore: addDays(at, -UNUSED_IMPORT_DAYS),
  });
  const jobs = await emptyOldJobs({ at, endedBefore: addDays(at, -KEPT_DAYS) });
  const packages = await emptyOldPackages({ at, askedBefore: subDays(at, PACKAGE_DAYS) });
  if (imports + jobs + packages > 0) logger.info({ imports, jobs, packages }, "old contents were emptied");
  return { imports, jobs, packages };
}
