import "server-only";
import type { Operation } from "@/lib/domain/operation/operation";
import { readLastBackup, backupSchedule } from "@/lib/features/backups/data";
import { loadBackupAlarm } from "@/lib/features/backups/loaders";
import { listProcesses, readDatabase, readDisks, readGauges, readJobs } from "@/lib/features/operation/data";
import { saySoOfProcess } from "@/lib/features/operation/mutations";
import { readMailStanding } from "@/lib/features/mail/data";
import { readLastCheck } from "@/lib/features/proof/data";
import { loadProofAlarm } from "@/lib/features/proof-checks/loaders";
import { requirePermission } from "@/lib/features/session/loaders";
import { now } from "@/lib/platform/clock";
import { frontHeader, readFront } from "@/lib/platform/front-introduction";
import { gaugesAsMetrics, processMetrics } from "@/lib/platform/metrics";
import { release } from "@/lib/platform/release";
import { requestHeader } from "@/lib/platform/request-context";

/** For the administrator: how the installation stands. */
export async function loadOperation(): Promise<Operation> {
  const { district } = await requirePermission("operation.read");
  const header = await requestHeader();
  // The one that answers is told of as it is now.
  await saySoOfProcess();
  const [processes, database, jobs, disks, lastMade, backupAlarm, last, proofAlarm, mail] = await Promise.all([
    listProcesses(),
    readDatabase(),
    readJobs(district.id),
    readDisks(),
    readLastBackup(),
    loadBackupAlarm(),
    readLastCheck(district.id),
    loadProofAlarm(),
    readMailStanding(district.id),
  ]);
  return {
    at: now(),
    release: release(),
    processes,
    front: readFront(header(frontHeader)),
    database,
    jobs,
    disks,
    backup: { isScheduled: backupSchedule() !== null, lastMade, alarm: backupAlarm },
    verification: { last, alarm: proofAlarm },
    mail,
  };
}

/** What this process has measured and what there is to measure now, as Prometheus reads it. */
export async function loadMetrics(): Promise<string> {
  const [measured, asked] = await Promise.all([processMetrics(), readGauges().then(gaugesAsMetrics)]);
  return `${measured}${asked}`;
}
