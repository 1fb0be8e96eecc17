import type { ItemOutcome } from "@/lib/features/background-jobs/mutations";
import { isStorageFull } from "@/lib/platform/database-refusals";
import { toAppError } from "@/lib/platform/errors";
import { logger } from "@/lib/platform/logger";

const done: ItemOutcome = { state: "done", reasons: [] };

/** What is done in a process of its own (aside.ts). Each loads what it needs when its turn comes. */
const asideTasks = {
  yearArchive: async ([districtId, year]) => {
    const { makeYearArchive } = await import("@/lib/features/year-archives/mutations");
    await makeYearArchive(districtId!, Number(year));
    return done;
  },
  portalVolume: async ([districtId, packageId, nth]) => {
    const { makeVolume } = await import("@/site/hand-over/make-volume");
    return makeVolume({ districtId: districtId!, packageId: packageId!, nth: Number(nth) });
  },
  backup: async () => {
    const [{ backUpOnSchedule }, { problemOf }] = await Promise.all([
      import("@/lib/features/backups/mutations"),
      import("@/lib/platform/backup/problem"),
    ]);
    try {
      await backUpOnSchedule();
      return done;
    } catch (error) {
      logger.error({ err: error }, "no backup was made");
      return { state: "failed", reasons: [problemOf(error)] };
    }
  },
} as const satisfies Record<string, (given: readonly string[]) => Promise<ItemOutcome>>;

export type AsideTask = keyof typeof asideTasks;

/** Does a task. A disk without room is an outcome, in words: who looks after the server has to make some. */
export async function runAside(task: AsideTask, given: readonly string[]): Promise<ItemOutcome> {
  try {
    return await asideTasks[task](given);
  } catch (error) {
    if (!isStorageFull(error)) throw error;
    logger.error({ err: error, task }, "there is no room for what is made aside");
    return { state: "failed", reasons: [toAppError(error).sentence] };
  }
}
