import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { db } from "@/lib/platform/db";
import { ownerDb } from "@/lib/platform/postgres/test-owner";
import { withClient } from "@/lib/platform/postgres/client";
import { openInstalledCluster } from "@/lib/platform/postgres/cluster";
import { copyDatabase, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { foldersOfInstallation } from "@/lib/platform/postgres/folders";
import { writeRecord } from "@/lib/platform/postgres/installation-record";
import { applicationRole } from "@/lib/platform/postgres/roles";
import { readOrCreateSecrets } from "@/lib/platform/secrets";
import { enterInstallation, findInstallation } from "./installation-plan";

let data = "";

beforeEach(() => {
  data = mkdtempSync(join(tmpdir(), "mingzhang-lost-"));
});

afterEach(() => rmSync(data, { recursive: true, force: true }));

/** A command of the product in a process of its own, to its end. */
function command(
  script: string,
  databaseUrl: string,
  args: readonly string[] = [],
  settings: Record<string, string> = {},
): Promise<{ code: number | null; said: string }> {
  return new Promise((resolve, reject) => {
    const env = { ...process.env, DATABASE_URL: databaseUrl, MINGZHANG_DATA: data, PORT: "", ...settings };
    const child = spawn(process.execPath, ["--import", "tsx", script, ...args], {
      stdio: ["ignore", "pipe", "pipe"],
      env,
    });
    let said = "";
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding("utf8").on("data", (text: string) => (said += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code, said }));
  });
}

test("with its database gone, nothing starts and nothing is made: not by npm start, not by a command", async () => {
  const cluster = await openInstalledCluster(data, readOrCreateSecrets(data).postgres);
  const id = randomUUID();
  writeRecord(data, { id, kind: "real", since: "2026-01-05T01:00:00.000Z" });
  await cluster.release();
  rmSync(cluster.folder, { recursive: true });
  const before = readdirSync(data).sort();

  const start = await command("scripts/start.ts", "");
  expect(start.code).toBe(1);
  expect(start.said).toContain(cluster.folder);
  expect(start.said).toContain(id);
  expect(start.said).toContain("npm run cli -- restore");
  expect(start.said).toMatch(/备份文件恢复[\s\S]*DATABASE_URL[\s\S]*installation\.json/);
  const migrate = await command("scripts/database.ts", "", ["migrate"]);
  expect(migrate.code).toBe(1);
  expect(migrate.said).toContain(id);

  expect(existsSync(cluster.folder)).toBe(false);
  expect(readdirSync(data).sort()).toEqual(before);
}, 180_000);

test("a note that points nowhere is a loss even where nothing else is remembered", async () => {
  const gone = join(data, "gone");
  writeFileSync(join(data, "postgres.json"), JSON.stringify({ checkout: data, cluster: gone }));
  await expect(foldersOfInstallation(data, { name: "postgres", uid: 65_534, gid: 65_534 }, false)).rejects.toThrow(
    gone,
  );
  expect(readdirSync(data)).toEqual(["postgres.json"]);
});

test("an empty database that somebody named does not become a demo", async () => {
  const { code, said } = await command("scripts/start.ts", process.env.DATABASE_OWNER_URL!);
  expect(code).toBe(1);
  expect(said).toContain("npm start -- --demo");
  expect(await db().district.count()).toBe(0);
}, 120_000);

test("a database is one installation's for good", async () => {
  const url = process.env.DATABASE_OWNER_URL!;
  expect(await findInstallation(url)).toBeNull();
  await db().district.create({ data: { code: "371399", name: "测试区", regionCode: "37" } });
  expect(await findInstallation(url)).toEqual({ id: null, kind: "real" });
  const entered = await enterInstallation(url, "real");
  expect(await enterInstallation(url, "demo")).toEqual(entered);
  expect(await findInstallation(url)).toEqual({ id: entered.id, kind: "real" });
  await expect(ownerDb().installation.deleteMany()).rejects.toThrow(/append-only/);

  writeRecord(data, { ...entered, id: randomUUID() });
  const { code, said } = await command("scripts/start.ts", url);
  expect(code).toBe(1);
  expect(said).toContain("不是本系统的数据库");
}, 120_000);

test("an installation in containers is entered, once, by replicas that start together", async () => {
  const name = `containers_${process.pid}`;
  const ownerUrl = withDatabase(process.env.DATABASE_OWNER_URL!, name);
  await copyDatabase(ownerUrl, "template_mingzhang", applicationRole);
  // The port is taken, so that each start ends where it would begin to serve.
  const taken = createServer((socket) => socket.destroy()).listen(0, "127.0.0.1");
  await once(taken, "listening");
  const settings = {
    DATABASE_OWNER_URL: ownerUrl,
    HOST: "127.0.0.1",
    PORT: String((taken.address() as AddressInfo).port),
  };
  const start = () =>
    command("scripts/serve-container.ts", withDatabase(process.env.DATABASE_URL!, name), [], settings);
  try {
    await withClient(ownerUrl, (client) =>
      client.query(
        "INSERT INTO district (id, code, name, region_code) VALUES (gen_random_uuid(), '371398', '测试区', '37')",
      ),
    );
    for (const { code } of await Promise.all([start(), start()])) expect(code).toBe(1);
    expect(await findInstallation(ownerUrl)).toEqual({ id: expect.any(String), kind: "real" });
  } finally {
    taken.close();
    await dropDatabase(ownerUrl);
  }
}, 120_000);
