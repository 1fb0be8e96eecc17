// Depends on nothing but Node: run.mjs needs it before there are packages.
import { spawnSync } from "node:child_process";

/**
 * Runs npm to its end: the one that runs this command, else the one on the path.
 *
 * @param {readonly string[]} args
 * @param {import("node:child_process").SpawnSyncOptionsWithStringEncoding} options
 * @returns {import("node:child_process").SpawnSyncReturns<string>}
 */
export function runNpm(args, options) {
  const npm = process.env.npm_execpath;
  const isWindows = process.platform === "win32";
  const [command, ...first] = npm ? [process.execPath, npm] : [isWindows ? "npm.cmd" : "npm"];
  return spawnSync(command, [...first, ...args], { ...options, shell: !npm && isWindows });
}
