import { execFileSync, spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { lock } from "proper-lockfile";
import { systemUserForPostgres, type SystemUser } from "@/lib/platform/postgres/system-user";
import { prepareBinaries, type Binaries } from "@/lib/platform/postgres/binaries";
import { withClient } from "@/lib/platform/postgres/client";
import { foldersOfInstallation, foldersOfScratch, type Folders } from "@/lib/platform/postgres/folders";
import { applicationRole, makeApplicationRole } from "@/lib/platform/postgres/roles";
import { applicationPassword } from "@/lib/platform/secrets";

/** A running PostgreSQL server that this process uses. */
export interface Cluster {
  /** Folder of the cluster: data, log, settings. */
  folder: string;
  port: number;
  /** Process id of the postmaster. */
  pid: number;
  /** True when the server was already running (another command, or left behind by a process that was killed). */
  attached: boolean;
  /** Connection address of one of its databases for the owner: who migrates, backs up, restores. */
  urlOf(database: string): string;
  /** The same for the application, once the database was opened to its role (`migrate`). */
  applicationUrlOf(database: string): string;
  /**
   * Starts the server again when it has died (kill -9, out of memory). PostgreSQL recovers everything that was
   * committed.
   *
   * @returns true when it had to be started; `port` may then have changed if another program took it meanwhile.
   */
  ensureRunning(): Promise<boolean>;
  /** Ends this process's use; the last user stops the server. Calling it twice does nothing. */
  release(): Promise<void>;
}

interface Options {
  folders: Folders;
  systemUser: SystemUser | null;
  password: string;
  /** False only for scratch clusters: a power cut may then lose data, and nothing waits for the disk. */
  durable: boolean;
  /** Whether it follows another server: nothing is written to it. */
  isReplica?: boolean;
}

const user = "mingzhang";

/**
 * The embedded server of this installation, started if it is not running. Several processes may use it at once; it
 * stops when the last one releases it. A postmaster left behind by a killed process is taken over, a stale
 * postmaster.pid is cleared.
 *
 * @param dataFolder `.data` of the checkout.
 * @param password of the superuser, from the secrets of the installation.
 * @param mustExist whether this installation has held a database: then none is made anew.
 * @throws LostDatabase when it has to exist and does not.
 * @throws with PostgreSQL's own words when it does not start.
 */
export async function openInstalledCluster(
  dataFolder: string,
  password: string,
  { mustExist = false, isReplaced = false }: { mustExist?: boolean; isReplaced?: boolean } = {},
): Promise<Cluster> {
  const systemUser = systemUserForPostgres();
  return open({
    folders: await foldersOfInstallation(dataFolder, systemUser, mustExist, isReplaced),
    systemUser,
    password,
    durable: true,
  });
}

/** A cluster for one test run. */
export interface ScratchCluster extends Cluster {
  /** Stops the server and moves its data to a folder that is made for it, for others to begin `from`. */
  store(folder: string): Promise<void>;
}

interface ScratchOptions {
  /** For tests of what survives a crash. */
  durable?: boolean;
  /** Begins with a copy of the databases that were stored there; empty otherwise. */
  from?: string | undefined;
  /** Follows that server as a streaming replica, from a copy that is made of it while it runs. */
  replicaOf?: Cluster | undefined;
}

/**
 * A new server for one test run; `release()` deletes it. Those that killed runs left behind are removed first.
 */
export async function openScratchCluster({
  durable = false,
  from,
  replicaOf,
}: ScratchOptions = {}): Promise<ScratchCluster> {
  const systemUser = systemUserForPostgres();
  const folders = foldersOfScratch(systemUser);
  removeAbandonedScratch(dirname(folders.cluster));
  const password = replicaOf
    ? decodeURIComponent(new URL(replicaOf.urlOf("postgres")).password)
    : from
      ? readFileSync(join(from, storedPassword), "utf8")
      : randomBytes(24).toString("base64url");
  if (from) copyData(join(from, "data"), join(folders.cluster, "data"), systemUser);
  if (replicaOf) await copyRunning(replicaOf, join(folders.cluster, "data"), systemUser);
  const cluster = await open({ folders, systemUser, password, durable, isReplica: replicaOf !== undefined });
  const { release } = cluster;
  const discard = async () => {
    await release();
    rmSync(folders.cluster, { recursive: true, force: true });
  };
  const store = async (folder: string) => {
    await release();
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    cpSync(join(folders.cluster, "data"), join(folder, "data"), { recursive: true });
    writeFileSync(join(folder, storedPassword), password, { mode: 0o600 });
    await discard();
  };
  return Object.assign(cluster, { release: discard, store });
}

const storedPassword = "password";

/** Copies the data of a server, for the user that the server runs as. */
function copyData(from: string, to: string, systemUser: SystemUser | null): void {
  cpSync(from, to, { recursive: true });
  if (systemUser)
    for (const name of ["", ...readdirSync(to, { recursive: true, encoding: "utf8" })])
      chownSync(join(to, name), systemUser.uid, systemUser.gid);
  chmodSync(to, 0o700);
}

/** What pg_basebackup does, which is not among the programs that are shipped: a copy of a server at work that follows it. */
async function copyRunning(primary: Cluster, to: string, systemUser: SystemUser | null): Promise<void> {
  const url = primary.urlOf("postgres");
  await withClient(url, async (client) => {
    await client.query("SELECT pg_backup_start('replica', fast => true)");
    copyData(join(primary.folder, "data"), to, systemUser);
    const { rows } = await client.query<{ labelfile: string }>("SELECT labelfile FROM pg_backup_stop()");
    rmSync(join(to, "postmaster.pid"), { force: true });
    for (const [name, text] of [
      ["backup_label", rows[0]!.labelfile],
      ["standby.signal", ""],
      ["postgresql.auto.conf", `primary_conninfo = '${url}'\n`],
    ] as const) {
      writeFileSync(join(to, name), text, { mode: 0o600 });
      if (systemUser) chownSync(join(to, name), systemUser.uid, systemUser.gid);
    }
  });
}

async function open(options: Options): Promise<Cluster> {
  const { cluster: folder, programs } = options.folders;
  const binaries = prepareBinaries(programs);
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const users = join(folder, "users");

  const unlock = await lockFolder(folder);
  try {
    const before = await settle(folder);
    if (!existsSync(join(folder, "data", "PG_VERSION"))) await initialise(options, binaries);
    const attached = before !== null;
    const { pid, port } = before ?? (await start(options, binaries));
    const addressOf = (role: string, password: string) => (database: string) =>
      `postgresql://${role}:${encodeURIComponent(password)}@127.0.0.1:${cluster.port}/${database}`;
    const urlOf = addressOf(user, options.password);
    const applicationUrlOf = addressOf(applicationRole, applicationPassword(options.password));
    let released = false;
    mkdirSync(users, { recursive: true, mode: 0o700 });
    const registration = join(users, `${process.pid}-${randomBytes(3).toString("hex")}`);
    writeFileSync(registration, "");

    const release = async () => {
      if (released) return;
      released = true;
      const unlockAgain = await lockFolder(folder);
      try {
        rmSync(registration, { force: true });
        if (liveUsers(users).length === 0) await stop(options, binaries);
      } finally {
        await unlockAgain();
      }
    };
    const ensureRunning = async () => {
      if (released || isPostmaster(cluster.pid, folder)) return false;
      const unlockAgain = await lockFolder(folder);
      try {
        const running = (await settle(folder)) ?? (await start(options, binaries));
        cluster.pid = running.pid;
        cluster.port = running.port;
        await waitUntilReady(cluster.urlOf("postgres"), folder);
        return true;
      } finally {
        await unlockAgain();
      }
    };
    const cluster: Cluster = { folder, port, pid, attached, urlOf, applicationUrlOf, ensureRunning, release };
    try {
      await waitUntilReady(urlOf("postgres"), folder);
      if (!options.isReplica)
        await withClient(urlOf("postgres"), (client) =>
          makeApplicationRole(client, applicationPassword(options.password)),
        );
    } catch (error) {
      rmSync(registration, { force: true });
      if (liveUsers(users).length === 0) await stop(options, binaries);
      throw error;
    }
    return cluster;
  } finally {
    await unlock();
  }
}

/** One process at a time looks, starts or stops. Held for seconds; a lock whose owner died frees itself. */
async function lockFolder(folder: string): Promise<() => Promise<void>> {
  return lock(folder, {
    lockfilePath: join(folder, "starting.lock"),
    stale: 8_000,
    update: 2_000,
    retries: { retries: 240, minTimeout: 100, maxTimeout: 500, factor: 1.3 },
  });
}

function liveUsers(users: string): string[] {
  return readdirSync(users).filter((name) => {
    if (isAlive(Number(name.split("-")[0]))) return true;
    rmSync(join(users, name), { force: true });
    return false;
  });
}

async function initialise({ folders, systemUser, password, durable }: Options, binaries: Binaries): Promise<void> {
  const folder = folders.cluster;
  const passwordFile = join(folder, "password.tmp");
  // A cluster is whole under its final name or absent: initdb that is killed half-way leaves only `data.new`.
  const draft = join(folder, "data.new");
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  if (systemUser) chownSync(passwordFile, systemUser.uid, systemUser.gid);
  try {
    await run(
      binaries.initdb,
      [
        `--pgdata=${draft}`,
        `--username=${user}`,
        `--pwfile=${passwordFile}`,
        "--auth=scram-sha-256",
        "--encoding=UTF8",
        // The same sort order on every machine, whatever locales it has.
        "--locale-provider=builtin",
        "--builtin-locale=C.UTF-8",
        "--locale=C",
        ...(durable ? [] : ["--no-sync"]),
      ],
      folder,
      systemUser,
    );
  } finally {
    rmSync(passwordFile, { force: true });
  }
  renameSync(draft, join(folder, "data"));
}

async function start(options: Options, binaries: Binaries): Promise<{ pid: number; port: number }> {
  const folder = options.folders.cluster;
  const data = join(folder, "data");
  const log = join(folder, "postgres.log");
  const owner = ownerOf(data, options.systemUser);
  let problem: unknown;
  let port = await freePort(lastPort(folder));
  // Backends of a postmaster that was killed take a moment to notice; until then PostgreSQL refuses to start.
  for (let attempt = 0; attempt < 20; attempt += 1) {
    writeSettings(options, port, owner);
    if (existsSync(log) && statSync(log).size > 10_000_000) renameSync(log, `${log}.1`);
    const logStart = existsSync(log) ? statSync(log).size : 0;
    try {
      await run(
        binaries.pgCtl,
        ["start", "--wait", "--timeout=60", "--silent", `--pgdata=${data}`, `--log=${log}`],
        folder,
        owner,
      );
      const running = readPidFile(folder);
      if (!running) throw new Error("PostgreSQL started and ended at once");
      return running;
    } catch (error) {
      const said = existsSync(log) ? readFileSync(log, "utf8").slice(logStart).trim() : "";
      problem = new Error(
        `PostgreSQL did not start. Its log (${log}) says:\n${said || (error instanceof Error ? error.message : String(error))}`,
      );
      if (!/shared memory block|could not bind|already in use|lock file/i.test(said)) break;
      // Whoever was connected knows the port: it is left only to somebody who has it.
      if (/could not bind|already in use/i.test(said)) port = await freePort(0);
      await sleep(500);
    }
  }
  throw problem;
}

function writeSettings({ folders, durable }: Options, port: number, owner: SystemUser | null): void {
  const data = join(folders.cluster, "data");
  const settings = [
    "# Written at every start. Lasting changes belong into postgresql.conf below the include.",
    "listen_addresses = '127.0.0.1'",
    `port = ${port}`,
    "unix_socket_directories = ''",
    "max_connections = 100",
    "timezone = 'UTC'",
    "log_timezone = 'UTC'",
    ...(durable ? [] : ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]),
  ];
  const file = join(data, "mingzhang.conf");
  writeFileSync(file, `${settings.join("\n")}\n`, { mode: 0o600 });
  if (owner) chownSync(file, owner.uid, owner.gid);
  const main = join(data, "postgresql.conf");
  const text = readFileSync(main, "utf8");
  const include = "include = 'mingzhang.conf'\n";
  if (!text.includes(include)) writeFileSync(main, text + include);
}

async function stop(options: Options, binaries: Binaries): Promise<void> {
  const folder = options.folders.cluster;
  const data = join(folder, "data");
  if (!(await settle(folder))) return;
  await run(
    binaries.pgCtl,
    ["stop", "--mode=fast", "--wait", "--timeout=60", "--silent", `--pgdata=${data}`],
    folder,
    ownerOf(data, options.systemUser),
  );
}

/**
 * What postmaster.pid says, after clearing it when it is stale.
 *
 * @returns the running server, or null when none runs.
 */
async function settle(folder: string): Promise<{ pid: number; port: number } | null> {
  for (let attempt = 0; attempt < 120; attempt += 1) {
    const found = readPidFile(folder);
    if (!found) return null;
    if (!isPostmaster(found.pid, folder)) {
      rmSync(join(folder, "data", "postmaster.pid"), { force: true });
      return null;
    }
    if (found.status !== "stopping") return found;
    await sleep(250);
  }
  throw new Error(`PostgreSQL in ${folder} has been shutting down for 30 seconds; end it and start again.`);
}

/** postmaster.pid: pid, data folder, start time, port, socket folder, address, shared memory, status. */
function readPidFile(folder: string): { pid: number; port: number; status: string } | null {
  let lines: string[];
  try {
    lines = readFileSync(join(folder, "data", "postmaster.pid"), "utf8").split("\n");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw error;
  }
  return { pid: Number(lines[0]), port: Number(lines[3]), status: (lines[7] ?? "").trim() };
}

/**
 * True when the process is alive and is a postmaster of this very folder: process ids are used again, above all in
 * containers.
 */
function isPostmaster(pid: number, folder: string): boolean {
  if (!isAlive(pid)) return false;
  const command = commandOf(pid);
  return command === null || command.includes(join(folder, "data"));
}

function commandOf(pid: number): string | null {
  try {
    if (process.platform === "linux") return readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    if (process.platform === "win32") return null;
    return execFileSync("ps", ["-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return null;
  }
}

/** Signal 0 reaches a living process; EPERM means it lives and belongs to somebody else. */
function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !isZombie(pid);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

/** In a container whose first process does not collect its children, a killed postmaster stays in the process table. */
function isZombie(pid: number): boolean {
  if (process.platform !== "linux") return false;
  try {
    return /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
}

async function waitUntilReady(url: string, folder: string): Promise<void> {
  let problem: unknown;
  for (let attempt = 0; attempt < 240; attempt += 1) {
    const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
    client.on("error", () => undefined);
    try {
      await client.connect();
      await client.end();
      return;
    } catch (error) {
      problem = error;
      await client.end().catch(() => undefined);
      const code = (error as { code?: string }).code;
      if (code === "28P01") {
        throw new Error(
          `The embedded PostgreSQL in ${folder} has another password than .data/secrets.json. Restore that file from a backup.`,
          { cause: error },
        );
      }
      await sleep(250);
    }
  }
  throw new Error(`PostgreSQL in ${folder} runs but does not answer.`, { cause: problem });
}

/** The account that owns the data, which is the one PostgreSQL has to run under. */
function ownerOf(data: string, systemUser: SystemUser | null): SystemUser | null {
  if (!systemUser) return null;
  const { uid, gid } = statSync(data);
  return uid === systemUser.uid ? systemUser : { name: String(uid), uid, gid };
}

function lastPort(folder: string): number {
  try {
    return Number(/^port = (\d+)$/m.exec(readFileSync(join(folder, "data", "mingzhang.conf"), "utf8"))?.[1] ?? 0);
  } catch {
    return 0;
  }
}

/** The wished port when it is free, otherwise one the system gives. */
async function freePort(wished: number): Promise<number> {
  const tryPort = (port: number) =>
    new Promise<number>((resolve, reject) => {
      const probe = createServer();
      probe.once("error", reject);
      probe.listen({ port, host: "127.0.0.1", exclusive: true }, () => {
        const address = probe.address();
        probe.close(() => resolve(address && typeof address === "object" ? address.port : port));
      });
    });
  // A process of a server that was killed may hold it for a moment.
  for (let attempt = 0; wished !== 0 && attempt < 12; attempt += 1) {
    const port = await tryPort(wished).catch(() => null);
    if (port !== null) return port;
    await sleep(250);
  }
  return tryPort(0);
}

/**
 * Runs a program of PostgreSQL to its end. Output goes to a file: a server started by pg_ctl inherits it and outlives
 * us.
 */
async function run(program: string, args: string[], folder: string, systemUser: SystemUser | null): Promise<void> {
  const outputFile = join(folder, `${basename(program)}.out`);
  const output = openSync(outputFile, "w", 0o600);
  try {
    const code = await new Promise<number | null>((resolve, reject) => {
      const child = spawn(program, args, {
        // The account may not be allowed into the current folder.
        cwd: folder,
        stdio: ["ignore", output, output],
        // A session of its own: Ctrl+C in the terminal must reach the application first, not the database.
        detached: true,
        windowsHide: true,
        env: { ...process.env, TZ: "UTC", LC_ALL: "C", TMPDIR: systemUser ? "/tmp" : tmpdir() },
        ...(systemUser ? { uid: systemUser.uid, gid: systemUser.gid } : {}),
      });
      child.once("error", reject);
      child.once("exit", resolve);
    });
    if (code !== 0)
      throw new Error(`${basename(program)} failed (${code}): ${readFileSync(outputFile, "utf8").trim()}`);
  } finally {
    closeSync(output);
  }
}

/** Scratch clusters whose run was killed: stop what still runs of them and delete them. */
function removeAbandonedScratch(base: string): void {
  for (const name of readdirSync(base)) {
    const maker = /^scratch-(\d+)-/.exec(name)?.[1];
    if (!maker || isAlive(Number(maker))) continue;
    const folder = join(base, name);
    try {
      const left = readPidFile(folder);
      if (left && isPostmaster(left.pid, folder)) process.kill(left.pid, "SIGQUIT");
      rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    } catch {
      // Another run is removing the same folder.
    }
  }
}
