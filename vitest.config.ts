import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL(".", import.meta.url));

const alias = {
  "@": root.replace(/\/$/, ""),
  // The package throws outside a React server build; tests run server modules directly.
  "server-only": fileURLToPath(new URL("./node_modules/server-only/empty.js", import.meta.url)),
};

/** Node 25 and later have a storage of their own, which would stand in the way of the one of the browser that the tests play. */
const withoutNodesStorage = Number(process.versions.node.split(".")[0]) >= 25 ? ["--no-experimental-webstorage"] : [];

const sources = ["lib", "components", "app", "prisma", "e2e", "scripts", "bench"];

export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: "unit",
          environment: "node",
          include: sources.map((folder) => `${folder}/**/*.test.ts`),
          exclude: ["**/*.db.test.ts", "**/*.test.tsx", "**/node_modules/**"],
          // Rendering and property tests on a busy machine: a limit finds what hangs, it does not measure.
          testTimeout: 60_000,
          // One less than there are cores would leave a core idle.
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "screens",
          environment: "happy-dom",
          include: ["app/**/*.test.tsx", "components/**/*.test.tsx"],
          setupFiles: "components/testing/browser.ts",
          execArgv: withoutNodesStorage,
          testTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        resolve: { alias },
        test: {
          name: "db",
          environment: "node",
          include: sources.map((folder) => `${folder}/**/*.db.test.ts`),
          globalSetup: "lib/platform/postgres/test-cluster.ts",
          setupFiles: "lib/platform/postgres/test-database.ts",
          testTimeout: 60_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
        },
      },
    ],
  },
});
