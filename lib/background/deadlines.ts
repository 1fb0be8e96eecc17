import { isDay } from "@/lib/features/mail/mutations";
import { tellOfNearDeadlines } from "@/lib/features/reminders/mutations";
import { listDistricts } from "@/lib/features/report-package/data";
import { now } from "@/lib/platform/clock";

/** Tells units by day that their deadline is near; each once for each of the days that the district has set. */
export async function lookAfterDeadlines(): Promise<void> {
  if (!isDay(now())) return;
  for (const { id } of await listDistricts()) await tellOfNearDeadlines(id);
}
