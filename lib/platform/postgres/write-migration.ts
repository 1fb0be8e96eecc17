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
import { createDatabaseIfMissing, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { readMigrations } from "@/lib/platform/postgres/migrations";

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
  return {
    baseDir,
    lockfile: { path: "migration_lock.toml", content: existsSync(lockfile) ? readFileSync(lockfile, "utf8") : null },
    shadowDbInitScript: "",
    migrationDirectories: readMigrations(prismaFolder).map(({ name, script }) => ({
      path: name,
      migrationFile: { path: "migration.sql", content: { tag: "ok", value: script } },
    })),
  };
}

interface EngineModule {
  SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let engineModule: Promise<EngineModule> | undefined;

/**
 * Prisma's schema engine as WebAssembly: the native one is downloaded from the internet, which an intranet does not
 * have. The package expects a bundler to load the .wasm file; this does the same by hand.
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

/**
 * Runs work with an engine on a database, then closes every connection the engine has opened (it does not do so
 * itself).
 */
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
 * `PrismaPg` with corrections. It runs a script by cutting it at every semicolon, which breaks function bodies and
 * texts: here the server gets the script whole, and so applies it whole or not at all. And given a connection string,
 * its shadow database is the very database of that string, dropped before the connection to it is closed: here it is
 * another one, dropped afterwards.
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
 * The engine's own lock against another engine. It belongs to the session, and behind PgBouncer it stays on the
 * server's connection when the engine is gone.
 */
const engineLock = /^\s*SELECT pg_advisory_lock\(\d+\);?\s*$/i;

const charMark = "\u0000char ";

/**
 * The engine reads columns of PostgreSQL's internal type "char" (object id 18) when it describes a database; the
 * adapter refuses that type although its interface has it. Such columns pass through the adapter as marked text and get
 * their type back behind it.
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
