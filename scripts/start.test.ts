// A start that cannot be: what the person reads, and that nothing is begun.
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { claimApplication } from "./app-lock";

let data = "";
beforeEach(() => void (data = mkdtempSync(join(tmpdir(), "mingzhang-start-"))));
afterEach(() => rmSync(data, { recursive: true, force: true }));

function start(settings: Record<string, string>): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ["--import", "tsx", "scripts/start.ts"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: { ...process.env, DATABASE_URL: "", MINGZHANG_DATA: data, ...settings },
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

test("a port that somebody named and somebody else has is refused in a sentence, before a database is made", async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, "127.0.0.1", resolve));
  const { port } = holder.address() as AddressInfo;
  const { code, said } = await start({ PORT: String(port) });
  await new Promise((resolve) => holder.close(resolve));
  expect(code).toBe(1);
  expect(said).toContain(`端口 ${port} 已被占用，请换用其他 PORT。`);
  expect(said).not.toMatch(/Error|at .*\.ts/);
  expect(existsSync(join(data, "installation.json"))).toBe(false);
  // The claim on the folder is given back: the next start finds none.
  expect(readdirSync(data).filter((name) => name.startsWith("app"))).toEqual([]);
}, 120_000);

test("a second start on one data folder says where the first one is, and touches nothing", async () => {
  const first = await claimApplication(data);
  if (!("claimed" in first)) throw new Error("the folder is taken");
  first.claimed.announce("http://localhost:4999");
  const before = readdirSync(data).sort();
  const { code, said } = await start({ PORT: "" });
  expect(code).toBe(1);
  expect(said).toContain(`明账已在运行（进程 ${process.pid}）：http://localhost:4999`);
  expect(readdirSync(data).sort()).toEqual(before);
  await first.claimed.release();
}, 120_000);
