// Command of the container: the image is built already, PostgreSQL is another service.
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { env } from "@/lib/platform/env";
import { serve } from "./serve";

const { DATABASE_URL } = env();
const stopRequested = new Promise<null>((resolve) => {
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => resolve(null));
});

const applied = await migrate(DATABASE_URL, prismaFolder);
if (applied.length > 0) console.log(`applied ${applied.length} migrations`);
const server = await serve({ mode: "start", port: Number(process.env.PORT ?? 3000), host: process.env.HOST ?? "0.0.0.0", env: {} });
const code = await Promise.race([server.ended, stopRequested]);
await server.stop();
process.exit(code ?? 0);
