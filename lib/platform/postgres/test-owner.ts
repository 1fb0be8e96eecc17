import { PrismaPg } from "@prisma/adapter-pg";
import pg from "pg";
import { PrismaClient } from "@/lib/platform/generated/prisma/client";

// The owner of the test database: for tests that go past the application, as a superuser could.
let connections: { pool: pg.Pool; prisma: PrismaClient } | undefined;

function open() {
  if (!connections) {
    const pool = new pg.Pool({ connectionString: process.env.DATABASE_OWNER_URL, max: 4 });
    pool.on("error", () => undefined);
    connections = { pool, prisma: new PrismaClient({ adapter: new PrismaPg(pool) }) };
  }
  return connections;
}

/** As `pool()`, with every right. */
export function ownerPool(): pg.Pool {
  return open().pool;
}

/** As `db()`, with every right. */
export function ownerDb(): PrismaClient {
  return open().prisma;
}

/** Changes rows past the triggers, as a superuser could who switches them off. */
export async function forge(text: string, values: readonly unknown[]): Promise<void> {
  const client = await ownerPool().connect();
  try {
    await client.query("SET session_replication_role = replica");
    await client.query(text, [...values]);
  } finally {
    client.release(true);
  }
}

/** Closes them; the test database is dropped next. */
export async function closeOwner(): Promise<void> {
  const open = connections;
  connections = undefined;
  if (!open) return;
  await open.prisma.$disconnect();
  if (!open.pool.ended) await open.pool.end();
}
