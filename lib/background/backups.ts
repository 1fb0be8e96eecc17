import { subHours } from "date-fns";
import { isNight } from "@/lib/background/night";
import { readBackupSituation } from "@/lib/features/backups/data";
import { askForBackup } from "@/lib/features/backups/mutations";

/** A night has one backup. Where the machine is off at night, one is made by day. */
const HOURS = { byNight: 20, byDay: 36 };

/** One that was not made is tried again. */
const AGAIN_HOURS = 1;

/** Asks every night for a backup of the installation, where it has a folder for them. */
export async function lookAfterBackups(): Promise<void> {
  const situation = await readBackupSituation();
  if (!situation?.isScheduled) return;
  const { at, lastMadeAt } = situation;
  if (lastMadeAt < subHours(at, isNight(at) ? HOURS.byNight : HOURS.byDay))
    await askForBackup(subHours(at, AGAIN_HOURS));
}
