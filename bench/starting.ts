import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** `npm start` until it answers: with no data at all (packages installed and built already), and a second time. */
export async function benchStarting(port: number): Promise<void> {
  console.log("npm start until it answers");
  const data = mkdtempSync(join(tmpdir(), "mingzhang-bench-"));
  try {
    console.log(
      `  first start (new database, demo district)${" ".repeat(17)} ${((await start(data, port)) / 1000).toFixed(1).padStart(9)} s`,
    );
    console.log(`  second start${" ".repeat(46)} ${((await start(data, port)) / 1000).toFixed(1).padStart(9)} s`);
  } finally {
    rmSync(data, { recursive: true, force: true });
  }
}

async function start(data: string, port: number): Promise<number> {
  const started = performance.now();
  const child = spawn(process.execPath, ["scripts/run.mjs", "scripts/start.ts"], {
    cwd: process.cwd(),
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, MINGZHANG_DATA: data, PORT: String(port), NODE_ENV: "production" },
  });
  const ended = once(child, "exit");
  try {
    for (;;) {
      if (child.exitCode !== null) throw new Error(`npm start ended with code ${child.exitCode}`);
      const answer = await fetch(`http://localhost:${port}/api/health`).catch(() => null);
      if (answer?.ok) return performance.now() - started;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  } finally {
    child.kill("SIGTERM");
    await ended;
  }
}
