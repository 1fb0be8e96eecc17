import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { askOfHouse } from "@/lib/features/background-jobs/mutations";
import { readBackupSituation } from "@/lib/features/backups/data";
import { listDistricts } from "@/lib/features/report-package/data";

/** A night has one backup. Where the machine is off at night, one is made by day. */
const HOURS = { byNight: 20, byDay: 36 };

/** One that was not made is tried again. */
const AGAIN_HOURS = 1;

/** Asks every night for a backup of the installation, where it has a folder for them. */
export async function lookAfterBackups(): Promise<void> {
  const situation = await readBackupSituation();
  if (!situation) return;
  const { at, lastMadeAt } = situation;
  if (lastMadeAt < subHours(at, isNight(at) ? HOURS.byNight : HOURS.byDay))
    await askForBackup(subHours(at, AGAIN_HOURS));
}

/**
 * Asks for a backup of the whole installation, unless one was asked for since; of districts that share a database, the
 * first has the job.
 */
export async function askForBackup(unlessSince: Date): Promise<boolean> {
  const [first] = await listDistricts();
  if (!first) return false;
  const items = [{ label: "全部数据", input: {} }];
  return askOfHouse(first.id, { kind: "backup", subject: "全部数据", items }, unlessSince);
}
