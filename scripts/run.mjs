// Runs a TypeScript command of this project: node scripts/run.mjs FILE.ts [arguments]
// Depends on nothing but Node, because it is also what installs the packages on a fresh clone.
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { runNpm } from "./npm.mjs";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const [file, ...args] = process.argv.slice(2);

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  console.error(
    `需要 Node.js 20.19 或更新版本，当前为 ${process.versions.node}。/ Node.js 20.19 or newer is needed, this is ${process.versions.node}.`,
  );
  process.exit(1);
}

installIfNeeded();

const child = spawn(
  process.execPath,
  ["--import", pathToFileURL(join(root, "node_modules/tsx/dist/esm/index.mjs")).href, join(root, file), ...args],
  {
    // Over the channel the child notices when this process is killed.
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    cwd: root,
    // Nothing here talks to the outside: no telemetry, no version checks.
    env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", CHECKPOINT_DISABLE: "1", PRISMA_HIDE_UPDATE_MESSAGE: "1" },
  },
);
// The terminal sends Ctrl+C to the child as well; this process only waits for it to finish in order.
process.on("SIGINT", () => {});
for (const signal of ["SIGTERM", "SIGHUP"]) process.on(signal, () => child.kill(signal));
// `npm` ended by a signal takes only the shell in between with it; without a parent there is nobody left to work for.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill("SIGTERM");
}, 500).unref();
child.on("exit", (code, signal) => process.exit(code ?? (signal === "SIGINT" ? 130 : 1)));

/** `npm ci` when node_modules is missing or was made from another package-lock.json; one process at a time. */
function installIfNeeded() {
  const wanted = createHash("sha256")
    .update(readFileSync(join(root, "package-lock.json")))
    .digest("hex");
  const stamp = join(root, "node_modules/.mingzhang-lock");
  const isCurrent = () => existsSync(stamp) && readFileSync(stamp, "utf8") === wanted;
  if (isCurrent()) return;

  const npmsRecord = join(root, "node_modules/.package-lock.json");
  const lockFile = join(root, "package-lock.json");
  if (existsSync(npmsRecord) && statSync(npmsRecord).mtimeMs >= statSync(lockFile).mtimeMs) {
    writeFileSync(stamp, wanted);
    return;
  }

  const lock = join(root, ".data/installing");
  mkdirSync(join(root, ".data"), { recursive: true, mode: 0o700 });
  while (!acquire(lock)) {
    if (isCurrent()) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 500);
  }
  try {
    if (isCurrent()) return;
    console.log("正在安装依赖包（首次约一至两分钟）… / installing packages …");
    const options = ["--include=dev", "--ignore-scripts", "--no-fund", "--no-audit", "--loglevel=error"];
    const result = runNpm(["ci", ...options], { cwd: root, stdio: "inherit", encoding: "utf8" });
    if (result.status !== 0) process.exit(result.status ?? 1);
    writeFileSync(stamp, wanted);
  } finally {
    rmSync(lock, { force: true });
  }
}

/** Takes the lock file, or the one that a process no longer alive has left behind. */
function acquire(lock) {
  try {
    writeFileSync(lock, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if (error.code !== "EEXIST") throw error;
    const owner = Number(readFileSync(lock, "utf8"));
    try {
      process.kill(owner, 0);
    } catch (problem) {
      if (problem.code === "ESRCH") rmSync(lock, { force: true });
    }
    return false;
  }
}
