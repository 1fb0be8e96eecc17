import { fork } from "node:child_process";
import { once } from "node:events";
import { projectFile } from "@/lib/documents/project-file";
import type { Claim, ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";

/** Megabytes that the process of an archive may keep. */
const KEPT_MEGABYTES = 100;

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
