import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const alias = {
  "@": root.replace(/\/$/, ""),
  // The package throws outside a React server build; tests run server modules directly.
  "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
};

/**
 * Node 25 and later have a storage of their own, which would stand in the way of the one of the browser that the tests
 * play.
 */
const withoutNodesStorage = Number(process.versions.node.split(".")[0]) >= 25 ? ["--no-experimental-webstorage"] : [];

const sourceFolders = ["lib", "components", "app", "prisma", "e2e", "scripts", "bench", "site"];

const testFiles = sourceFolders
  .flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: "utf8" }).map((file) =>
      join(folder, file).replaceAll("\\", "/"),
    ),
  )
  .filter((file) => /\.test\.tsx?$/.test(file));

/** What is pasted there may leave a page in which events find no way out any more; the next file would hang in it. */
const leavesBrokenPage = ["e2e/hostile/rich-texts.test.tsx"];

/**
 * Tests that put something else in the place of a module, or set what modules read of the environment once: each file
 * needs modules of its own. All others share theirs: to load them anew for every file takes half as long as the tests.
 */
const alone = testFiles.filter(
  (file) =>
    leavesBrokenPage.includes(file) || /vi\.mock\(|process\.env\.\w+ = /.test(readFileSync(join(root, file), "utf8")),
);
const isOfDatabase = (file: string) => file.endsWith(".db.test.ts");
const isOfScreen = (file: string) => file.endsWith(".test.tsx");

const unit = {
  environment: "node",
  // Rendering and property tests on a busy machine: a limit finds what hangs, it does not measure.
  testTimeout: 60_000,
  // One less than there are cores would leave a core idle.
  maxWorkers: 2,
} as const;

const screens = {
  environment: "happy-dom",
  setupFiles: "components/testing/browser.ts",
  execArgv: withoutNodesStorage,
  testTimeout: 60_000,
  maxWorkers: 2,
} as const;

const database = {
  ...unit,
  globalSetup: "lib/platform/postgres/test-cluster.ts",
  setupFiles: "lib/platform/postgres/test-database.ts",
  hookTimeout: 180_000,
} as const;

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          ...unit,
          name: "unit",
          include: sourceFolders.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ["**/*.db.test.ts", "**/node_modules/**", ...alone],
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: {
          ...unit,
          name: "unit-alone",
          include: alone.filter((file) => !isOfDatabase(file) && !isOfScreen(file)),
        },
      },
      {
        resolve: { alias },
        test: {
          ...screens,
          name: "screens",
          include: testFiles.filter((file) => isOfScreen(file) && !alone.includes(file)),
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: { ...screens, name: "screens-alone", include: alone.filter(isOfScreen) },
      },
      {
        resolve: { alias },
        test: {
          ...database,
          name: "db",
          include: sourceFolders.map((folder) => `${folder}/**/*.db.test.ts`),
          exclude: ["**/node_modules/**", ...alone],
          isolate: false,
        },
      },
      {
        resolve: { alias },
        test: { ...database, name: "db-alone", include: alone.filter(isOfDatabase) },
      },
    ],
  },
});
