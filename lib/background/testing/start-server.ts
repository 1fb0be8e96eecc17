import { spawn } from "node:child_process";
import { join } from "node:path";
import type { Ring } from "@/lib/platform/jobs";

/**
 * A server that does nothing but background work, in a process of its own.
 *
 * @param only the one job that it works on; absent: whatever there is, as servers do.
 * @returns what kills it at once, with every process that it has started: as when a machine goes off.
 */
export function startServer(only?: Ring): { kill: () => void } {
  const loader = join(process.cwd(), "node_modules/tsx/dist/esm/index.mjs");
  const script = join(process.cwd(), "lib/background/testing/server.ts");
  const given = only ? [only.districtId, only.jobId] : [];
  const server = spawn(process.execPath, ["--import", loader, script, ...given], {
    stdio: "inherit",
    env: { ...process.env, LOG_LEVEL: "warn" },
    detached: true,
  });
  return {
    kill: () => {
      if (server.exitCode === null && server.signalCode === null) process.kill(-server.pid!, "SIGKILL");
    },
  };
}
