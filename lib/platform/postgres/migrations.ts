import { randomBytes } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import {
  ColumnTypeEnum,
  bindMigrationAwareSqlAdapterFactory,
  type SqlDriverAdapter,
  type SqlMigrationAwareDriverAdapterFactory,
} from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import type { MigrationList, SchemaEngine, SchemasContainer } from "@prisma/schema-engine-wasm";
import pg from "pg";
import { now } from "@/lib/platform/clock";
import { withClient } from "@/lib/platform/postgres/client";

/** Any number; it only has to be the same in every process that migrates. */
const advisoryLock = 7_240_118;

/**
 * Applies the migrations of `prisma/migrations` that the database does not have yet, in order, recording them in
 * `_prisma_migrations` as Prisma does. The database is created when it does not exist. Replicas may call this at the same time.
 *
 * @returns names of the migrations that were applied now.
 * @throws with the migration's name and PostgreSQL's message when one fails.
 */
export async function migrate(url: string, prismaFolder: string): Promise<string[]> {
  await createDatabaseIfMissing(url);
  const guard = new pg.Client({ connectionString: url });
  await guard.connect();
  try {
    // Held by a transaction, not by the session: behind PgBouncer a session's lock would outlive this connection.
    await guard.query("BEGIN");
    await guard.query("SELECT pg_advisory_xact_lock($1)", [advisoryLock]);
    const list = migrationsIn(prismaFolder);
    if (list.migrationDirectories.length === 0) return [];
    const applied = await withEngine(url, schemaIn(prismaFolder), (engine) =>
      engine.applyMigrations({ migrationsList: list, filters: noFilters }),
    );
    return applied.appliedMigrationNames;
  } finally {
    await guard.end();
  }
}

/**
 * Writes the next migration: what turns the state after all present migrations into the schema.
 *
 * @param name of the migration in words, e.g. `add comments`.
 * @returns path of the written file relative to the Prisma folder, or null when schema and migrations agree.
 */
export async function writeNextMigration(url: string, prismaFolder: string, name: string): Promise<string | null> {
  const schema = schemaIn(prismaFolder);
  const migrations = join(prismaFolder, "migrations");
  const lockfile = join(migrations, "migration_lock.toml");
  mkdirSync(migrations, { recursive: true });
  if (!existsSync(lockfile))
    writeFileSync(
      lockfile,
      '# Read by Prisma; tells which database the migrations are for.\nprovider = "postgresql"\n',
    );
  const difference = await withEngine(url, schema, (engine) =>
    engine.diff({
      from: { tag: "migrations", ...migrationsIn(prismaFolder) },
      to: { tag: "schemaDatamodel", ...schema },
      script: true,
      exitCode: true,
      filters: noFilters,
    }),
  );
  // Exit code 2: there is a difference, 0: none.
  if (difference.exitCode !== 2 || difference.stdout === null) return null;
  const moment = now().toISOString().replaceAll(/\D/g, "").slice(0, 14);
  const folder = join(
    migrations,
    `${moment}_${name
      .trim()
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, "_")}`,
  );
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "migration.sql");
  writeFileSync(file, difference.stdout);
  return relative(prismaFolder, file);
}

/** Whether the server has the database an address names. */
export async function databaseExists(url: string): Promise<boolean> {
  const probe = new pg.Client({ connectionString: url });
  try {
    await probe.connect();
    return true;
  } catch (error) {
    // invalid_catalog_name
    if ((error as { code?: string }).code === "3D000") return false;
    throw error;
  } finally {
    await probe.end().catch(() => undefined);
  }
}

/** Creates the database an address names, when the server does not have it. */
export async function createDatabaseIfMissing(url: string): Promise<void> {
  if (await databaseExists(url)) return;
  await onServer(url, async (client) => {
    await client
      .query(`CREATE DATABASE ${client.escapeIdentifier(databaseOf(url))}`)
      .catch((problem: { code?: string }) => {
        // 42P04 and 23505: another process created it in between.
        if (problem.code !== "42P04" && problem.code !== "23505") throw problem;
      });
  });
}

/** Drops the database an address names, ending every connection to it. */
export async function dropDatabase(url: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(`DROP DATABASE IF EXISTS ${client.escapeIdentifier(databaseOf(url))} WITH (FORCE)`);
  });
}

/** Creates the database an address names as a copy of another on the same server, to which nobody may be connected. */
export async function copyDatabase(url: string, template: string): Promise<void> {
  await onServer(url, async (client) => {
    await client.query(
      `CREATE DATABASE ${client.escapeIdentifier(databaseOf(url))} TEMPLATE ${client.escapeIdentifier(template)}`,
    );
  });
}

/** The same address with another database. */
export function withDatabase(url: string, database: string): string {
  const changed = new URL(url);
  changed.pathname = `/${encodeURIComponent(database)}`;
  return changed.toString();
}

function databaseOf(url: string): string {
  return decodeURIComponent(new URL(url).pathname.slice(1));
}

/** Work on the server an address names, not in its database. */
export function onServer(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  return withClient(withDatabase(url, "postgres"), work);
}

const noFilters = { externalTables: [], externalEnums: [] };

function schemaIn(prismaFolder: string): SchemasContainer {
  const files = readdirSync(prismaFolder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".prisma"))
    .sort()
    .map((name) => ({ path: join(prismaFolder, name), content: readFileSync(join(prismaFolder, name), "utf8") }));
  if (files.length === 0) throw new Error(`There is no Prisma schema in ${prismaFolder}.`);
  return { files };
}

function migrationsIn(prismaFolder: string): MigrationList {
  const baseDir = join(prismaFolder, "migrations");
  const lockfile = join(baseDir, "migration_lock.toml");
  const names = existsSync(baseDir)
    ? readdirSync(baseDir, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map((entry) => entry.name)
        .sort()
    : [];
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: names.map((name) => ({
      path: name,
      migrationFile: {
        path: "migration.sql",
        content: { tag: "ok", value: readFileSync(join(baseDir, name, "migration.sql"), "utf8") },
      },
    })),
  };
}

interface EngineModule {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let engineModule: Promise<EngineModule> | undefined;

/**
 * Prisma's schema engine as WebAssembly: the native one is downloaded from the internet, which an intranet does not have.
 * The package expects a bundler to load the .wasm file; this does the same by hand.
 */
async function loadEngineModule(): Promise<EngineModule> {
  // The package describes its bundler entry only; this inner module has the same class.
  const bindings = (await import("@prisma/schema-engine-wasm/schema_engine_bg")) as unknown as EngineModule;
  const inner = createRequire(import.meta.url).resolve("@prisma/schema-engine-wasm/schema_engine_bg");
  const bytes = await readFile(inner.replace(/\.js$/, ".wasm"));
  const { instance } = await WebAssembly.instantiate(bytes, {
    "./schema_engine_bg.js": bindings as unknown as WebAssembly.ModuleImports,
  });
  bindings.__wbg_set_wasm(instance.exports);
  (instance.exports.__wbindgen_start as () => void)();
  return bindings;
}

/** Runs work with an engine on a database, then closes every connection the engine has opened (it does not do so itself). */
async function withEngine<Result>(
  url: string,
  schema: SchemasContainer,
  work: (engine: SchemaEngine) => Promise<Result>,
): Promise<Result> {
  engineModule ??= loadEngineModule();
  const { SchemaEngine: Engine } = await engineModule;
  const datamodels = schema.files.map(({ path, content }): [string, string] => [path, content]);
  const opened: Closing[] = [];
  try {
    const engine = await Engine.new(
      { datamodels },
      () => undefined,
      bindMigrationAwareSqlAdapterFactory(adapterFor(url, opened)),
    );
    return await work(engine);
  } finally {
    for (const close of opened.reverse()) await close();
  }
}

type Closing = () => Promise<void>;

/**
 * `PrismaPg` with corrections. It runs a script by cutting it at every semicolon, which breaks function bodies and texts: here the
 * server gets the script whole, and so applies it whole or not at all. And given a connection string, its shadow database is the very
 * database of that string, dropped before the connection to it is closed: here it is another one, dropped afterwards.
 */
function adapterFor(url: string, opened: Closing[]): SqlMigrationAwareDriverAdapterFactory {
  const { provider, adapterName } = new PrismaPg({ connectionString: url });
  return {
    provider,
    adapterName,
    connect: () => connectAdapter(url, opened),
    connectToShadowDb: async () => {
      const shadowUrl = withDatabase(url, `mingzhang_shadow_${randomBytes(6).toString("hex")}`);
      await createDatabaseIfMissing(shadowUrl);
      opened.push(() => dropDatabase(shadowUrl));
      return connectAdapter(shadowUrl, opened);
    },
  };
}

async function connectAdapter(url: string, opened: Closing[]): Promise<SqlDriverAdapter> {
  const pool = poolMarkingChars(url);
  opened.push(async () => {
    if (!pool.ended) await pool.end();
  });
  const adapter = await new PrismaPg(pool).connect();
  const queryRaw = adapter.queryRaw.bind(adapter);
  adapter.queryRaw = async (query) => {
    const result = await queryRaw(query);
    const isChar = result.columnNames.map((name) => name.startsWith(charMark));
    return {
      ...result,
      columnNames: result.columnNames.map((name, index) => (isChar[index] ? name.slice(charMark.length) : name)),
      columnTypes: result.columnTypes.map((type, index) => (isChar[index] ? ColumnTypeEnum.Character : type)),
    };
  };
  const executeRaw = adapter.executeRaw.bind(adapter);
  adapter.executeRaw = async (query) => (engineLock.test(query.sql) ? 0 : executeRaw(query));
  adapter.executeScript = async (script) => {
    await adapter.executeRaw({ sql: script, args: [], argTypes: [] });
  };
  return adapter;
}

/**
 * The engine's own lock against another engine. It belongs to the session, and behind PgBouncer it stays on the server's
 * connection when the engine is gone; `migrate` holds a lock of a transaction instead.
 */
const engineLock = /^\s*SELECT pg_advisory_lock\(\d+\);?\s*$/i;

const charMark = "\u0000char ";

/**
 * The engine reads columns of PostgreSQL's internal type "char" (object id 18) when it describes a database; the adapter refuses that
 * type although its interface has it. Such columns pass through the adapter as marked text and get their type back behind it.
 */
function poolMarkingChars(url: string): pg.Pool {
  const pool = new pg.Pool({ connectionString: url });
  const query = pool.query.bind(pool) as (config: pg.QueryConfig) => Promise<pg.QueryResult>;
  const marking = async (config: pg.QueryConfig) => {
    const result = await query(config);
    for (const field of result.fields ?? []) {
      if (field.dataTypeID !== 18) continue;
      field.name = charMark + field.name;
      field.dataTypeID = 25;
    }
    return result;
  };
  return Object.assign(pool, { query: marking });
}
