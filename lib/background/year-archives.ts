import { fork } from "node:child_process";
import { once } from "node:events";
import { projectFile } from "@/lib/documents/project-file";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { askForYearArchives } from "@/lib/features/year-archives/mutations";
import { logger } from "@/lib/platform/logger";

const AGAIN_MS = 10 * 60 * 1000;

/** Megabytes that the process of an archive may keep. */
const KEPT_MEGABYTES = 100;

/** Asks for the archives of open data that are behind, now and every ten minutes; a failure is logged and tried again. */
export function keepYearArchives(): { stop(): void } {
  const run = () =>
    void askForYearArchives().catch((error: unknown) => logger.error({ err: error }, "archives were not asked for"));
  run();
  const timer = setInterval(run, AGAIN_MS);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/**
 * One year's turn in a job, in a process of its own with a memory of its own.
 *
 * @throws when the process did not come to its end.
 */
export async function makeYearArchiveAside(
  { districtId }: Claim,
  { year }: ItemOf<"yearArchive">,
): Promise<ItemOutcome> {
  const child = fork(
    /* turbopackIgnore: true */ projectFile("lib/background/start-archive.mjs"),
    [districtId, String(year)],
    {
      execArgv: [`--max-old-space-size=${KEPT_MEGABYTES}`],
      cwd: projectFile("."),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (code !== 0) throw new Error(`the process of an archive ended with ${code ?? signal}`);
  return { state: "done", reasons: [] };
}
