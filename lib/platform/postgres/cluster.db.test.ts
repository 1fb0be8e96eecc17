import { spawn, type ChildProcess } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { homedir, tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openInstalledCluster, type Cluster } from "@/lib/platform/postgres/cluster";
import { readOrCreateSecrets } from "@/lib/platform/secrets";

const isRoot = process.getuid?.() === 0;

let parent = "";
let data = "";
let opened: Cluster[] = [];
let children: ChildProcess[] = [];
let servers: Server[] = [];

beforeEach(() => {
  // As root under root's home, which is closed to the account PostgreSQL runs under.
  parent = mkdtempSync(join(isRoot && existsSync(homedir()) ? homedir() : tmpdir(), "mingzhang-cluster-"));
  expect(statSync(parent).mode & 0o777).toBe(0o700);
  data = join(parent, ".data");
  opened = [];
  children = [];
  servers = [];
});

afterEach(async () => {
  for (const server of servers) server.close();
  for (const child of children) await end(child, "SIGKILL");
  // Whoever was killed above has left the server to us: open it once more to stop it.
  if (existsSync(data)) await open();
  for (const cluster of opened) await cluster.release();
  for (const { folder } of opened) rmSync(folder, { recursive: true, force: true });
  rmSync(parent, { recursive: true, force: true });
});

async function open(): Promise<Cluster> {
  const cluster = await openInstalledCluster(data, readOrCreateSecrets(data).postgres);
  opened.push(cluster);
  return cluster;
}

async function query<Row extends pg.QueryResultRow>(cluster: Cluster, sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: cluster.urlOf("postgres") });
  client.on("error", () => undefined);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** `npm run db:start` as a process of its own; resolves with the address it prints. */
async function startElsewhere(): Promise<{ child: ChildProcess; port: number }> {
  const child = spawn(process.execPath, ["--import", "tsx", "scripts/database.ts", "start"], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, DATABASE_URL: "", MINGZHANG_DATA: data },
  });
  children.push(child);
  const port = await new Promise<number>((resolve, reject) => {
    let said = "";
    child.stdout?.setEncoding("utf8").on("data", (text: string) => {
      said += text;
      const found = /@127\.0\.0\.1:(\d+)\//.exec(said)?.[1];
      if (found) resolve(Number(found));
    });
    child.once("exit", (code) => reject(new Error(`ended with ${code}: ${said}`)));
  });
  return { child, port };
}

async function end(child: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill(signal);
  await ended;
}

function isRunning(pid: number): boolean {
  return existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
}

test("the server starts for its first user, stops with its last, and keeps what was written", async () => {
  const first = await open();
  expect(first.attached).toBe(false);
  const second = await open();
  expect(second.attached).toBe(true);
  await query(first, "CREATE TABLE kept (n int)");
  await first.release();
  await query(second, "INSERT INTO kept VALUES (1)");
  await second.release();
  await expect(query(second, "SELECT 1")).rejects.toThrow(/ECONNREFUSED/);

  const third = await open();
  expect(third.port).toBe(first.port);
  expect(await query(third, "SELECT n FROM kept")).toEqual([{ n: 1 }]);
});

test("it listens on this machine only, asks for the password, and sorts the same everywhere", async () => {
  const cluster = await open();
  const [settings] = await query(
    cluster,
    `SELECT current_setting('listen_addresses') AS listens, current_setting('unix_socket_directories') AS sockets,
       (SELECT datlocale FROM pg_database WHERE datname = 'postgres') AS locale`,
  );
  expect(settings).toEqual({ listens: "127.0.0.1", sockets: "", locale: "C.UTF-8" });
  const withoutPassword = new URL(cluster.urlOf("postgres"));
  withoutPassword.password = "wrong";
  const client = new pg.Client({ connectionString: withoutPassword.toString() });
  await expect(client.connect()).rejects.toMatchObject({ code: "28P01" });
  expect(statSync(join(data, "secrets.json")).mode & 0o777).toBe(0o600);
});

test("a server that was killed is brought back on the same port with everything that was committed", async () => {
  const cluster = await open();
  await query(cluster, "CREATE TABLE kept AS SELECT generate_series(1, 1000) AS n");
  const { pid, port } = cluster;
  process.kill(pid, "SIGKILL");
  await expect.poll(() => isRunning(pid)).toBe(false);
  expect(await cluster.ensureRunning()).toBe(true);
  expect(await cluster.ensureRunning()).toBe(false);
  expect(cluster.port).toBe(port);
  expect(await query(cluster, "SELECT count(*)::int AS n FROM kept")).toEqual([{ n: 1000 }]);
});

test("a server left behind by a killed process is taken over", async () => {
  const { child, port } = await startElsewhere();
  await end(child, "SIGKILL");
  const cluster = await open();
  expect(cluster.attached).toBe(true);
  expect(cluster.port).toBe(port);
  await cluster.release();
  await expect.poll(() => isRunning(cluster.pid)).toBe(false);
});

test("two first starts at once end in one server", async () => {
  const [one, two] = await Promise.all([startElsewhere(), startElsewhere()]);
  expect(two.port).toBe(one.port);
  await end(one.child, "SIGINT");
  const cluster = await open();
  expect(cluster.attached).toBe(true);
  await end(two.child, "SIGINT");
  expect(await query(cluster, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
}, 60_000);

test("when its port has been taken it moves to another", async () => {
  const before = await open();
  await before.release();
  const squatter = createServer();
  servers.push(squatter);
  await new Promise<void>((resolve) => squatter.listen(before.port, "127.0.0.1", resolve));
  const after = await open();
  expect(after.port).not.toBe(before.port);
  expect(await query(after, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});

test("a stale postmaster.pid whose number now belongs to another program does not hinder the start", async () => {
  const before = await open();
  const pidFile = join(before.folder, "data", "postmaster.pid");
  const text = readFileSync(pidFile, "utf8");
  await before.release();
  writeFileSync(pidFile, text.replace(/^\d+/, String(process.pid)));
  expect((await open()).attached).toBe(false);
});

test("an initialisation that was killed half-way is begun again", async () => {
  const first = await open();
  await first.release();
  rmSync(join(first.folder, "data"), { recursive: true });
  mkdirSync(join(first.folder, "data.new"));
  writeFileSync(join(first.folder, "data.new", "PG_VERSION"), "18\n");
  expect(await query(await open(), "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});

test("lost secrets are told, not papered over", async () => {
  const first = await open();
  const secrets = readFileSync(join(data, "secrets.json"), "utf8");
  writeFileSync(join(data, "secrets.json"), JSON.stringify({ ...JSON.parse(secrets), postgres: "x".repeat(40) }));
  await expect(openInstalledCluster(data, readOrCreateSecrets(data).postgres)).rejects.toThrow(/secrets\.json/);
  writeFileSync(join(data, "secrets.json"), "{");
  expect(() => readOrCreateSecrets(data)).toThrow(/damaged/);
  writeFileSync(join(data, "secrets.json"), secrets);
  expect(await query(first, "SELECT 1 AS n")).toEqual([{ n: 1 }]);
});
