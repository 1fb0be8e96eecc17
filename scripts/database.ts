// npm run db:migrate | db:diff -- --name "add comments" | db:reset | db:start | db:stop
import { join } from "node:path";
import { parseArgs } from "node:util";
import {
  dataFolder,
  migrateInstallation,
  openDatabase,
  prismaFolder,
  type OpenDatabase,
} from "@/lib/platform/postgres/installation";
import { forgetRecord, readRecord } from "@/lib/platform/postgres/installation-record";
import { dropDatabase } from "@/lib/platform/postgres/databases";
import { writeNextMigration } from "@/lib/platform/postgres/write-migration";
import { findInstallation } from "./installation-plan";

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { name: { type: "string" }, yes: { type: "boolean" } },
});
const command = positionals[0];

let database: OpenDatabase | undefined;
try {
  database = await openDatabase();
  switch (command) {
    case "migrate": {
      const applied = await migrateInstallation(database);
      console.log(applied.length === 0 ? "The database is up to date." : `Applied:\n  ${applied.join("\n  ")}`);
      break;
    }
    case "diff": {
      if (!values.name)
        throw new Error('Name the migration for what it does: npm run db:diff -- --name "add comments"');
      const written = await writeNextMigration(database.ownerUrl, prismaFolder, values.name);
      console.log(
        written === null
          ? "Schema and migrations agree; nothing to write."
          : `Wrote ${join("prisma", written)}. Read it before committing.`,
      );
      break;
    }
    case "reset": {
      if (process.env.DATABASE_URL && !values.yes)
        throw new Error("This deletes every row behind DATABASE_URL. If that is meant: npm run db:reset -- --yes");
      // Thrown away on purpose: the next start need not look for it.
      const thrownAway = await findInstallation(database.ownerUrl);
      if (thrownAway?.id === readRecord(dataFolder)?.id) forgetRecord(dataFolder);
      await dropDatabase(database.ownerUrl);
      await migrateInstallation(database);
      const next = process.env.DATABASE_URL
        ? "`npm start -- --demo` loads the demo district"
        : "`npm start` loads the demo district again";
      console.log(`The database is empty and has every migration. ${next}.`);
      break;
    }
    case "start": {
      console.log(`PostgreSQL runs for this process; Ctrl+C ends it.\n${database.ownerUrl}`);
      await new Promise((resolve) => {
        process.once("SIGINT", resolve);
        process.once("SIGTERM", resolve);
      });
      break;
    }
    default:
      throw new Error("Expected one of: migrate, diff, reset, start");
  }
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  await database?.release();
}
