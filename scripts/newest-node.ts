import { existsSync } from "node:fs";
import { join } from "node:path";
import { dataFolder } from "@/lib/platform/postgres/installation";
import { runNpm } from "./npm.mjs";

/** The newest long-term release of Node that the product is proven on; the README recommends its line. */
const NEWEST = "26.12.1";

/** Whether this process is at least as new. */
export const isNewest = Number(process.versions.node.split(".")[0]) >= Number(NEWEST.split(".")[0]);

/**
 * Path of that release, installed from the package registry beside the data at the first call; this very program where
 * it is as new.
 *
 * @throws when the registry does not answer or has none for this kind of machine.
 */
export function newestNode(): string {
  if (isNewest) return process.execPath;
  const name = `node-${process.platform === "win32" ? "win" : process.platform}-${process.arch}`;
  const folder = join(dataFolder, `node-${NEWEST}`);
  const program = join(folder, "node_modules", name, "bin", process.platform === "win32" ? "node.exe" : "node");
  if (existsSync(program)) return program;
  const options = ["--no-package-lock", "--no-save", "--ignore-scripts"];
  const { status, stderr } = runNpm(["install", "--prefix", folder, ...options, `${name}@${NEWEST}`], {
    encoding: "utf8",
  });
  if (status !== 0 || !existsSync(program)) throw new Error(`Node ${NEWEST} could not be installed:\n${stderr}`);
  return program;
}
