import { subHours } from "date-fns";

/** A night that was missed, and some hours of the morning. */
const SILENT_HOURS = 40;

/** Of an installation that makes a backup every night. */
export interface BackupSituation {
  at: Date;
  /** The last one of a night that was tried, and why it was not made. */
  last: { endedAt: Date; problem: string | null } | null;
  /** When the last one of a night was made; before the first, since when there is something to lose. */
  lastMadeAt: Date;
}

/** What the administrator is told on every page; `null` while backups are made. */
export function backupAlarmOf({ at, last, lastMadeAt }: BackupSituation): { title: string; text: string } | null {
  if (last && last.problem !== null) return { title: "备份没有成功", text: last.problem };
  return lastMadeAt < subHours(at, SILENT_HOURS)
    ? {
        title: "已有一天以上没有备份",
        text: "每天夜间应自动备份。请查看后台工作是否在运行，或者用 npm run cli -- backup 文件名 备份一次。",
      }
    : null;
}
