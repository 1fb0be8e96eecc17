import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { lock } from "proper-lockfile";
import { claimApplication } from "./app-lock";
import { isPortFree } from "./serve";

let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mingzhang-lock-"));
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function claim() {
  const answer = await claimApplication(folder);
  if (!("claimed" in answer)) throw new Error(`running as ${answer.runningAs.pid}`);
  return answer.claimed;
}

test("a second start is told where the first can be reached, and starts once that has ended", async () => {
  const first = await claim();
  expect(await claimApplication(folder)).toEqual({ runningAs: { pid: process.pid, url: null } });
  first.announce("http://localhost:3000");
  expect(await claimApplication(folder)).toEqual({ runningAs: { pid: process.pid, url: "http://localhost:3000" } });
  await first.release();
  await (await claim()).release();
});

test("the claim of a killed application falls at once", async () => {
  // A claim just renewed, by a process that is gone.
  // It will find its claim taken; that is no news here.
  const release = await lock(join(folder, "app"), { realpath: false, onCompromised: () => undefined });
  const gone = spawn(process.execPath, ["-e", ""]);
  await new Promise((resolve) => gone.once("exit", resolve));
  writeFileSync(join(folder, "app.json"), JSON.stringify({ pid: gone.pid, url: "http://localhost:3000" }));
  const claimed = await claim();
  await claimed.release();
  await release().catch(() => undefined);
});

test("the claim of a killed application falls also when its number now belongs to another program", async () => {
  const claimed = await claim();
  const longAgo = new Date(Date.now() - 60_000);
  utimesSync(join(folder, "app.lock"), longAgo, longAgo);
  await (await claim()).release();
  await claimed.release();
});

test("a port somebody listens on is not free, whether on this address or on all of them", async () => {
  for (const host of ["127.0.0.1", "0.0.0.0"]) {
    const server = createServer();
    const port = await new Promise<number>((resolve) =>
      server.listen(0, host, () => resolve((server.address() as { port: number }).port)),
    );
    expect(await isPortFree(port, "127.0.0.1")).toBe(false);
    await new Promise((resolve) => server.close(resolve));
    expect(await isPortFree(port, "127.0.0.1")).toBe(true);
  }
});
