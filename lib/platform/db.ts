import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/platform/generated/prisma/client";
import { env } from "@/lib/platform/env";

interface Connections {
  pool: pg.Pool;
  prisma: PrismaClient;
}

// Kept on globalThis: `next dev` reloads modules, and each reload would open another pool.
const store = globalThis as typeof globalThis & { mingzhangConnections?: Connections };

function connections(): Connections {
  if (!store.mingzhangConnections) {
    const pool = new pg.Pool({ connectionString: env().DATABASE_URL, max: env().DATABASE_POOL_SIZE });
    // A connection that dies while idle (server restarted) is replaced at the next query; without a listener it would end the process.
    pool.on("error", () => undefined);
    store.mingzhangConnections = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  }
  return store.mingzhangConnections;
}

/** The Prisma client of this process, opened at its first use. */
export function db(): PrismaClient {
  return connections().prisma;
}

/** The pool below `db()`, for the few statements that Prisma cannot say. */
export function pool(): pg.Pool {
  return connections().pool;
}

/** Closes every connection; for commands and tests, which would otherwise not end. */
export async function closeDb(): Promise<void> {
  const open = store.mingzhangConnections;
  delete store.mingzhangConnections;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
