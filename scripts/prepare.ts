import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { lock } from "proper-lockfile";
import { dataFolder, rootFolder } from "@/lib/platform/postgres/installation";

/** Path of a program of an installed package, to be run by Node. */
export const programs = {
  next: join(rootFolder, "node_modules/next/dist/bin/next"),
  prisma: join(rootFolder, "node_modules/prisma/build/index.js"),
  vitest: join(rootFolder, "node_modules/vitest/vitest.mjs"),
  typescript: join(rootFolder, "node_modules/typescript/bin/tsc"),
  biome: join(rootFolder, "node_modules/@biomejs/biome/bin/biome"),
  eslint: join(rootFolder, "node_modules/eslint/bin/eslint.js"),
  dependencyCruiser: join(rootFolder, "node_modules/dependency-cruiser/bin/dependency-cruise.mjs"),
  playwright: join(rootFolder, "node_modules/@playwright/test/cli.js"),
};

/** The environment of a program started by us: ours, and nothing that talks to the outside. */
export function environment(additions: Record<string, string> = {}): NodeJS.ProcessEnv {
  return {
    ...process.env,
    NODE_ENV: "production",
    NEXT_TELEMETRY_DISABLED: "1",
    CHECKPOINT_DISABLE: "1",
    ...additions,
  };
}

/** Runs a Node program to its end and collects what it says on both streams. */
export function run(
  command: readonly string[],
  additions: Record<string, string> = {},
): Promise<{ code: number; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, command, {
      cwd: rootFolder,
      stdio: ["ignore", "pipe", "pipe"],
      env: environment(additions),
    });
    let output = "";
    child.stdout.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
    child.once("error", reject);
    child.once("close", (code) => resolve({ code: code ?? 1, output }));
  });
}

/** Generates the Prisma client when the schema has changed since it was last generated. */
export async function generateIfNeeded(): Promise<void> {
  await ifChanged(
    "generate",
    hashOf(["prisma/schema.prisma", "prisma/models", "prisma.config.ts", "package-lock.json"]),
    "lib/platform/generated/prisma/client.ts",
    async () => {
      const { code, output } = await run([programs.prisma, "generate"]);
      if (code !== 0) throw new Error(`prisma generate failed:\n${output}`);
      return true;
    },
  );
}

/**
 * Builds for production when a source has changed since the last build.
 *
 * @returns false when the build fails; what it said has been printed.
 */
export async function buildIfNeeded(): Promise<boolean> {
  const sourceFiles = [
    "app",
    "components",
    "lib",
    "site",
    "public",
    "prisma/schema.prisma",
    "prisma/models",
    "package-lock.json",
    "next.config.ts",
    "postcss.config.mjs",
    "package.json",
    "tsconfig.json",
    "proxy.ts",
    "instrumentation.ts",
  ];
  let succeeded = true;
  await ifChanged("build", hashOf(sourceFiles), ".next/BUILD_ID", async () => {
    console.log("正在构建（源代码有变化时一次）… / building …");
    const { code, output } = await run([programs.next, "build"]);
    succeeded = code === 0;
    if (!succeeded) console.error(output);
    return succeeded;
  });
  if (succeeded) await buildSiteIfNeeded();
  return succeeded;
}

/**
 * Builds what pages of the public area share when something that they are made of has changed since.
 *
 * @throws when it fails, with what it said.
 */
export async function buildSiteIfNeeded(): Promise<void> {
  const sourceFiles = [
    "site",
    "components",
    "lib/domain",
    "app/theme.css",
    "postcss.config.mjs",
    "package.json",
    "package-lock.json",
    "tsconfig.json",
  ];
  await ifChanged("site", hashOf(sourceFiles), ".site/site.json", async () => {
    const { code, output } = await run(["--import", "tsx", join(rootFolder, "scripts/build-site.ts")]);
    if (code !== 0) throw new Error(`The pages of the public area could not be built:\n${output}`);
    return true;
  });
}

/**
 * Does work once per state of its inputs, one process at a time. The record of what was done last lies in
 * `.data/<name>.json`.
 */
async function ifChanged(name: string, hash: string, product: string, work: () => Promise<boolean>): Promise<void> {
  const record = join(dataFolder, `${name}.json`);
  const isCurrent = () =>
    existsSync(join(rootFolder, product)) &&
    existsSync(record) &&
    (JSON.parse(readFileSync(record, "utf8")) as { hash?: string }).hash === hash;
  if (isCurrent()) return;
  mkdirSync(dataFolder, { recursive: true, mode: 0o700 });
  const unlock = await lock(join(dataFolder, name), {
    realpath: false,
    stale: 10_000,
    update: 2_000,
    retries: { retries: 1_200, minTimeout: 250, maxTimeout: 500, factor: 1 },
  });
  try {
    if (isCurrent()) return;
    if (await work()) writeFileSync(record, `${JSON.stringify({ hash })}\n`);
  } finally {
    await unlock();
  }
}

/** A hash over the content of files and folders; tests do not count, nor does what is generated. */
function hashOf(paths: string[]): string {
  const hash = createHash("sha256");
  const add = (path: string) => {
    const text = readFileSync(join(rootFolder, path));
    hash.update(`${path}\0${text.length}\0`).update(text);
  };
  for (const path of paths) {
    if (!existsSync(join(rootFolder, path))) continue;
    const entries = listFiles(path);
    for (const entry of entries)
      if (!entry.startsWith("lib/platform/generated/") && !/\.test\.tsx?$/.test(entry)) add(entry);
  }
  return hash.digest("hex");
}

function listFiles(path: string): string[] {
  try {
    return readdirSync(join(rootFolder, path), { withFileTypes: true })
      .sort((a, b) => (a.name < b.name ? -1 : 1))
      .flatMap((entry) => (entry.isDirectory() ? listFiles(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOTDIR") return [path];
    throw error;
  }
}
