// npm start [-- --demo | --empty --district-code 371311 --district-name 罗庄区 --admin admin] | npm run dev
import { spawn } from "node:child_process";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { parseArgs } from "node:util";
import {
  openDatabase,
  dataFolder,
  migrateInstallation,
  rootFolder,
  type OpenDatabase,
} from "@/lib/platform/postgres/installation";
import { LostDatabase, readRecord, recordFile, writeRecord } from "@/lib/platform/postgres/installation-record";
import { createDatabaseIfMissing, dropDatabase, onServer, withDatabase } from "@/lib/platform/postgres/databases";
import { readOrCreateSecrets } from "@/lib/platform/secrets";
import { demoLogins } from "@/prisma/seed/demo-people";
import { claimApplication } from "./app-lock";
import { applicationProcesses } from "./application-processes";
import { enterInstallation, findInstallation, planStart } from "./installation-plan";
import { keepServing, type KeptServer } from "./keep-serving";
import { buildIfNeeded, generateIfNeeded } from "./prepare";
import { isPortFree } from "./serve";

const { values: options } = parseArgs({
  options: {
    dev: { type: "boolean", default: false },
    demo: { type: "boolean", default: false },
    empty: { type: "boolean", default: false },
    "district-code": { type: "string" },
    "district-name": { type: "string" },
    admin: { type: "string", default: "admin" },
  },
});

class Refusal extends Error {}

let stopping = false;
let wake: () => void = () => undefined;
const stopRequested = new Promise<void>((resolve) => (wake = resolve));
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, requestStop);
// The process that started this one was killed.
process.on("disconnect", requestStop);

function requestStop(): void {
  stopping = true;
  wake();
}

const answer = await claimApplication(dataFolder);
if ("runningAs" in answer) {
  const { pid, url } = answer.runningAs;
  console.error(
    `明账已在运行（进程 ${pid}）：${url ?? "正在启动"}。/ Mingzhang is already running (process ${pid}): ${url ?? "starting"}.`,
  );
  process.exit(1);
}

const claim = answer.claimed;
let database: OpenDatabase | undefined;
let server: KeptServer | undefined;
try {
  await run();
} catch (error) {
  process.exitCode = 1;
  console.error(error instanceof Refusal || error instanceof LostDatabase ? error.message : error);
} finally {
  await server?.stop();
  await database?.release();
  await claim.release();
}
process.exit();

async function run(): Promise<void> {
  const secrets = readOrCreateSecrets(dataFolder);
  const port = await choosePort();
  const processes = chooseProcesses();
  database = await openDatabase();
  console.log(`数据库 / database: ${database.description}`);
  const plan = planStart({
    record: readRecord(dataFolder),
    found: await findInstallation(database.ownerUrl),
    asked: { demo: options.demo, empty: options.empty },
    isEmbedded: database.cluster !== null,
    recordFile: recordFile(dataFolder),
  });
  if ("refusal" in plan) throw new Refusal(plan.refusal);

  await generateIfNeeded();
  if (!options.dev && !(await buildIfNeeded())) throw new Refusal("构建失败，详见上文。/ The build failed, see above.");
  if (stopping) return;
  const applied = await migrateInstallation(database);
  if (applied.length > 0) console.log(`已应用 ${applied.length} 个数据库迁移 / applied ${applied.length} migrations`);
  const env = { NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? secrets.session };
  if (plan.fill === "demo") await loadDemo(database, env);
  if (plan.fill === "real") await createRealDistrict(database.url, env);
  if (stopping) return;
  writeRecord(dataFolder, await enterInstallation(database.ownerUrl, plan.kind));

  const isDemo = plan.kind === "demo";
  // Demo passwords are public knowledge: unless told otherwise, a demo listens to this machine only.
  const host = process.env.HOST ?? (isDemo ? "127.0.0.1" : "0.0.0.0");
  // A server of one's own is backed up by its own means, unless a folder is named.
  const backups = process.env.BACKUP_FOLDER ?? (database.cluster === null ? "" : join(dataFolder, "backups"));
  const serving = { ...env, DATABASE_URL: database.url, PORT: String(port), BACKUP_FOLDER: backups };
  const mode = options.dev ? "dev" : "start";
  server = await keepServing({ mode, port, host, env: serving, processes }, { log: console.error });
  claim.announce(server.url);
  if (processes > 1) console.log(`应用进程 / application processes: ${processes}`);
  await printWelcome(server.url, host, isDemo);
  process.send?.("ready");

  const watch = watchDatabase(database);
  const failure = await Promise.race([server.givenUp, stopRequested.then(() => null)]);
  watch.stop();
  if (failure !== null) throw new Refusal(failure);
  console.log("\n正在停止… / stopping …");
}

/** In development one: `next dev` builds into a folder that it has alone. */
function chooseProcesses(): number {
  if (options.dev) return 1;
  try {
    return applicationProcesses(process.env.APPLICATION_PROCESSES);
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
}

async function choosePort(): Promise<number> {
  const given = process.env.PORT;
  const first = given ? Number(given) : 3000;
  if (!Number.isInteger(first) || first < 1 || first > 65_535)
    throw new Refusal(`PORT 不是端口号：${given} / PORT is not a port number: ${given}`);
  const host = process.env.HOST ?? "127.0.0.1";
  if (await isPortFree(first, host)) return first;
  if (given)
    throw new Refusal(`端口 ${first} 已被占用，请换用其他 PORT。/ Port ${first} is taken; choose another PORT.`);
  for (let port = first + 1; port < first + 100; port += 1) {
    if (!(await isPortFree(port, host))) continue;
    console.log(`端口 ${first} 已被占用，改用 ${port}。/ Port ${first} is taken, using ${port}.`);
    return port;
  }
  throw new Refusal(`端口 ${first} 至 ${first + 99} 均被占用。/ Ports ${first} to ${first + 99} are all taken.`);
}

async function loadDemo(target: OpenDatabase, env: Record<string, string>): Promise<void> {
  const loader = join(rootFolder, "prisma/seed/load-demo.ts");
  console.log("正在载入演示数据… / loading the demo district …");
  const load = async (url: string) => {
    const child = spawn(process.execPath, [...process.execArgv, loader], {
      cwd: rootFolder,
      stdio: "inherit",
      env: { ...process.env, ...env, DATABASE_URL: url },
    });
    const code = await new Promise<number | null>((resolve, reject) =>
      child.once("error", reject).once("exit", resolve),
    );
    if (code !== 0)
      throw new Refusal("演示数据载入失败，详见上文。/ The demo district could not be loaded, see above.");
  };
  if (!target.cluster) return load(target.url);
  // Loaded beside and put in place whole: a start that is killed half-way leaves no half district.
  const besideName = "mingzhang_loading";
  const beside = withDatabase(target.ownerUrl, besideName);
  await dropDatabase(beside);
  await createDatabaseIfMissing(beside);
  const loading = withDatabase(target.url, besideName);
  await migrateInstallation({ url: loading, ownerUrl: beside });
  await load(loading);
  await enterInstallation(beside, "demo");
  await dropDatabase(target.ownerUrl);
  await onServer(target.ownerUrl, async (client) => {
    await client.query("ALTER DATABASE mingzhang_loading RENAME TO mingzhang");
  });
}

async function createRealDistrict(url: string, env: Record<string, string>): Promise<void> {
  const districtCode = options["district-code"];
  const districtName = options["district-name"];
  if (!districtCode || !districtName) {
    throw new Refusal(
      "首次启动请写明区划代码和名称，例如： / Name the district, for example:\n  npm start -- --empty --district-code 371311 --district-name 罗庄区",
    );
  }
  Object.assign(process.env, env, { DATABASE_URL: url });
  const { setUpDistrict } = await import("./first-run");
  const { closeDb } = await import("@/lib/platform/db");
  const made = await setUpDistrict({ districtCode, districtName, username: options.admin });
  await closeDb();
  if (!made) return;
  console.log(
    [
      "",
      `已创建管理员账号 / administrator created: ${made.username}`,
      `初始密码（仅显示这一次，首次登录须修改）/ initial password (shown only this once): ${made.initialPassword}`,
      "",
    ].join("\n"),
  );
}

async function printWelcome(url: string, host: string, isDemo: boolean): Promise<void> {
  const lines = ["", `明账已就绪 / Mingzhang is ready: ${url}`];
  if (isDemo) {
    lines.push("演示账号 / demo logins:");
    for (const { username, password, name, duty } of demoLogins())
      lines.push(`  ${username} / ${password}　${name}，${duty}`);
    if (host === "127.0.0.1")
      lines.push(
        "演示仅供本机访问；HOST=0.0.0.0 可供他机访问。/ Reachable from this machine only; HOST=0.0.0.0 opens it.",
      );
  }
  lines.push("按 Ctrl+C 停止 / Ctrl+C stops it", "");
  console.log(lines.join("\n"));
}

/** Looks every second whether the embedded server lives, and starts it again when it was killed. */
function watchDatabase({ cluster }: OpenDatabase): { stop(): void } {
  let watching = cluster !== null;
  const port = cluster?.port;
  void (async () => {
    while (watching && cluster) {
      await sleep(1_000, undefined, { ref: false });
      if (!watching) return;
      try {
        if (!(await cluster.ensureRunning())) continue;
        console.error("PostgreSQL 意外结束，已重新启动。/ PostgreSQL had ended and was started again.");
        if (cluster.port !== port) throw new Error("its port was taken meanwhile");
      } catch (error) {
        console.error(
          `PostgreSQL 无法恢复，服务停止。/ PostgreSQL could not be brought back: ${error instanceof Error ? error.message : String(error)}`,
        );
        process.exitCode = 1;
        requestStop();
        return;
      }
    }
  })();
  return {
    stop: () => {
      watching = false;
    },
  };
}
