// Command of the container: the image is built already, PostgreSQL is another service.
import { migrateInstallation } from "@/lib/platform/postgres/installation";
import { env } from "@/lib/platform/env";
import { keepServing } from "./keep-serving";

const { DATABASE_URL } = env();
const stopRequested = new Promise<null>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(null));
});

const ownerUrl = process.env.DATABASE_OWNER_URL || DATABASE_URL;
const applied = await migrateInstallation({ url: DATABASE_URL, ownerUrl });
if (applied.length > 0) console.log(`applied ${applied.length} migrations`);
const { PORT = "3000", HOST = "0.0.0.0" } = process.env;
// Started again here within seconds; what is given up is for the container engine, which waits longer each time.
const server = await keepServing({ mode: "start", port: Number(PORT), host: HOST, env: {} }, { log: console.error });
const failure = await Promise.race([server.givenUp, stopRequested]);
if (failure !== null) console.error(failure);
await server.stop();
process.exit(failure === null ? 0 : 1);
