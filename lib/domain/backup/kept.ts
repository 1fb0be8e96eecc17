import { startOfISOWeek } from "date-fns";
import { chinaDay } from "@/lib/domain/words/moments";

/** How many days, weeks and months keep a backup. */
export interface Retention {
  daily: number;
  weekly: number;
  monthly: number;
}

const buckets: readonly { of: keyof Retention; name: (day: string) => string }[] = [
  { of: "daily", name: (day) => day },
  // A day of a calendar, whatever the clock zone of the server.
  { of: "weekly", name: (day) => startOfISOWeek(new Date(`${day}T00:00:00`)).toDateString() },
  { of: "monthly", name: (day) => day.slice(0, 7) },
];

/**
 * Which of some backups are kept: the newest of each of the last days, weeks and months (in China) that have one. Days
 * without a backup do not count, so that a pause removes nothing.
 */
export function keptOf<Backup extends { at: Date }>(backups: readonly Backup[], retention: Retention): Set<Backup> {
  const newestFirst = backups.toSorted((one, other) => other.at.getTime() - one.at.getTime());
  const kept = new Set<Backup>();
  for (const { of, name } of buckets) {
    const seen = new Set<string>();
    for (const backup of newestFirst) {
      const bucket = name(chinaDay(backup.at));
      if (seen.size >= retention[of] && !seen.has(bucket)) break;
      if (!seen.has(bucket)) kept.add(backup);
      seen.add(bucket);
    }
  }
  return kept;
}
