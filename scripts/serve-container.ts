// Command of the container: the image is built already, PostgreSQL is another service.
import { env } from "@/lib/platform/env";
import { migrateInstallation, openDatabase } from "@/lib/platform/postgres/installation";
import { enterInstallation, findInstallation } from "./installation-plan";
import { applicationProcesses } from "./application-processes";
import { keepServing } from "./keep-serving";

// Before the database is opened: without an address it would be an embedded one, which no container has.
env();
const stopRequested = new Promise<null>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(null));
});

const database = await openDatabase();
const applied = await migrateInstallation(database);
if (applied.length > 0) console.log(`applied ${applied.length} migrations`);
// Nothing is backed up that has no number. Of replicas that start at once, all find the first one's.
const found = await findInstallation(database.ownerUrl);
if (found?.id === null) await enterInstallation(database.ownerUrl, found.kind);
const { PORT = "3000", HOST = "0.0.0.0" } = process.env;
// Started again here within seconds; what is given up is for the container engine, which waits longer each time.
const processes = applicationProcesses(process.env.APPLICATION_PROCESSES);
const server = await keepServing(
  { mode: "start", port: Number(PORT), host: HOST, env: {}, processes },
  { log: console.error },
);
const failure = await Promise.race([server.givenUp, stopRequested]);
if (failure !== null) console.error(failure);
await server.stop();
process.exit(failure === null ? 0 : 1);
