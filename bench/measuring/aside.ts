import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import type { AsideTask } from "@/lib/background/aside-tasks";

/**
 * A task in the process that a job starts for it, looked at until it ends. Its memory, in megabytes, is told where there
 * is /proc.
 *
 * @param megabytes that its heap may have, as lib/background/aside.ts gives it
 */
export async function makeWatched(
  task: AsideTask,
  given: readonly string[],
  megabytes: number,
): Promise<{ seconds: number; peak: number }> {
  const started = performance.now();
  const child = fork("lib/background/start-aside.mjs", [task, ...given], {
    execArgv: [`--max-old-space-size=${megabytes}`],
  });
  let outcome: unknown;
  child.on("message", (message) => void (outcome = message));
  let peak = Number.NaN;
  const timer = setInterval(() => {
    try {
      peak = Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, "utf8"))![1]) / 1_000;
    } catch {
      // It has ended, or the system tells nothing.
    }
  }, 50);
  const [code] = (await once(child, "exit")) as [number | null];
  clearInterval(timer);
  const { state } = (outcome ?? {}) as { state?: string };
  if (code !== 0 || state !== "done") throw new Error(`${task} was not made: ${code} ${JSON.stringify(outcome)}`);
  return { seconds: (performance.now() - started) / 1_000, peak: Math.round(peak) };
}
