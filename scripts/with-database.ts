// Runs a script with the database of this installation: with-database.ts FILE.ts [arguments]
// The server is started if needed, the database migrated, and both are let go of when the script ends.
import { spawn } from "node:child_process";
import { dataFolder, migrateInstallation, openDatabase } from "@/lib/platform/postgres/installation";
import { readOrCreateSecrets } from "@/lib/platform/secrets";

const [script, ...args] = process.argv.slice(2);
if (!script) throw new Error("Usage: with-database.ts FILE.ts [arguments]");

const database = await openDatabase();
try {
  await migrateInstallation(database);
  process.exitCode = await new Promise<number>((resolve, reject) => {
    const child = spawn(process.execPath, [...process.execArgv, script, ...args], {
      stdio: "inherit",
      env: {
        ...process.env,
        DATABASE_URL: database.url,
        NEXTAUTH_SECRET: process.env.NEXTAUTH_SECRET ?? readOrCreateSecrets(dataFolder).session,
      },
    });
    // Ctrl+C reaches the child by itself; this process waits for it.
    process.on("SIGINT", () => undefined);
    process.on("SIGTERM", () => child.kill("SIGTERM"));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code ?? 1));
  });
} finally {
  await database.release();
}
