import "server-only";
import { cache } from "react";
import { backupAlarmOf } from "@/lib/domain/backup/alarm";
import { readBackupSituation } from "@/lib/features/backups/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** What is wrong with the backups of every night, for every page of the administrator; `null`: nothing. */
export const loadBackupAlarm = cache(async (): Promise<ReturnType<typeof backupAlarmOf>> => {
  await requirePermission("unit.manage");
  const situation = await readBackupSituation();
  return situation && backupAlarmOf(situation);
});
