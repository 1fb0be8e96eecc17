import { fork } from "node:child_process";
import { once } from "node:events";
import { projectFile } from "@/lib/documents/project-file";
import type { AsideTask } from "@/lib/background/aside-tasks";
import type { ItemOutcome } from "@/lib/features/background-jobs/mutations";

/** Megabytes that the process of a task may keep. */
const keptMegabytes: Record<AsideTask, number> = { yearArchive: 100, portalVolume: 200, backup: 200 };

/**
 * One item's turn in a job, in a process of its own with a memory of its own.
 *
 * @throws when the process did not come to its end.
 */
export async function doAside(task: AsideTask, given: readonly (string | number)[]): Promise<ItemOutcome> {
  const child = fork(
    /* turbopackIgnore: true */ projectFile("lib/background/start-aside.mjs"),
    [task, ...given.map(String)],
    {
      execArgv: [`--max-old-space-size=${keptMegabytes[task]}`],
      cwd: projectFile("."),
      stdio: ["ignore", "ignore", "inherit", "ipc"],
    },
  );
  let outcome: ItemOutcome | undefined;
  child.on("message", (message) => void (outcome = message as ItemOutcome));
  const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
  if (code !== 0 || !outcome) throw new Error(`the process of ${task} ended with ${code ?? signal}`);
  return outcome;
}
