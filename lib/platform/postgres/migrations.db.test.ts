import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeEach, expect, inject, test } from "vitest";
import { prismaFolder } from "@/lib/platform/postgres/installation";
import { dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { writeNextMigration } from "@/lib/platform/postgres/write-migration";
import { migrate } from "@/lib/platform/postgres/migrations";

const url = withDatabase(inject("templateUrl"), "migrations_test");
let folder = "";

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mingzhang-migrations-"));
});

afterEach(async () => {
  rmSync(folder, { recursive: true, force: true });
  await dropDatabase(url);
});

afterAll(() => dropDatabase(url));

async function rows<Row extends pg.QueryResultRow>(sql: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

function writeSchema(fields: string): void {
  writeFileSync(
    join(folder, "schema.prisma"),
    `generator client {\n  provider = "prisma-client"\n  output = "./generated"\n}\ndatasource db {\n  provider = "postgresql"\n}\nmodel Note {\n  id Int @id\n${fields}\n}\n`,
  );
}

test("the project's schema and its migrations agree", async () => {
  cpSync(prismaFolder, folder, { recursive: true, filter: (source) => !source.includes("seed") });
  expect(await writeNextMigration(withDatabase(url, "postgres"), folder, "nothing")).toBeNull();
});

test("a changed schema becomes the next migration, which is applied once and recorded as Prisma records it", async () => {
  writeSchema("  text String");
  const first = await writeNextMigration(withDatabase(url, "postgres"), folder, "Create notes");
  expect(first).toMatch(/^migrations.\d{14}_create_notes.migration\.sql$/);
  expect(await migrate(url, folder)).toHaveLength(1);

  writeSchema("  text String\n  pinned Boolean @default(false)");
  await new Promise((resolve) => setTimeout(resolve, 1_100));
  const second = await writeNextMigration(url, folder, "pin notes");
  expect(readFileSync(join(folder, second ?? ""), "utf8")).toContain('ADD COLUMN     "pinned"');
  expect(await migrate(url, folder)).toHaveLength(1);
  expect(await migrate(url, folder)).toEqual([]);
  expect(await writeNextMigration(url, folder, "nothing left")).toBeNull();
  expect(readdirSync(join(folder, "migrations")).filter((name) => !name.endsWith(".toml"))).toHaveLength(2);

  const recorded = await rows<{ finished: boolean }>(
    "SELECT finished_at IS NOT NULL AS finished FROM _prisma_migrations",
  );
  expect(recorded).toEqual([{ finished: true }, { finished: true }]);
});

test("two processes that migrate at once apply each migration once", async () => {
  writeSchema("  text String");
  await writeNextMigration(withDatabase(url, "postgres"), folder, "create notes");
  const applied = await Promise.all([migrate(url, folder), migrate(url, folder), migrate(url, folder)]);
  expect(applied.flat()).toHaveLength(1);
});

test("a migration that fails names itself and PostgreSQL's message", async () => {
  writeSchema("  text String");
  await writeNextMigration(withDatabase(url, "postgres"), folder, "create notes");
  mkdirSync(join(folder, "migrations/20990101000000_broken"), { recursive: true });
  writeFileSync(
    join(folder, "migrations/20990101000000_broken/migration.sql"),
    "ALTER TABLE no_such_table ADD COLUMN x int;",
  );
  await expect(migrate(url, folder)).rejects.toThrow(/no_such_table[\s\S]*20990101000000_broken/);
  expect(await rows("SELECT 1 FROM pg_tables WHERE tablename = 'Note'")).toHaveLength(1);
});

test("a database with migrations of a later release, or one that was never finished, or one changed since, is told so", async () => {
  writeSchema("  text String");
  await writeNextMigration(withDatabase(url, "postgres"), folder, "create notes");
  const [name] = await migrate(url, folder);
  const record = async (sql: string) => {
    await rows(sql);
    return migrate(url, folder);
  };
  const insert = (finished: string) =>
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, finished_at) VALUES ('x', '', '20990101000000_later', ${finished})`;
  await expect(record(insert("now()"))).rejects.toThrow(/20990101000000_later.*数据库属于更新的版本/);
  mkdirSync(join(folder, "migrations/20990101000000_later"));
  writeFileSync(join(folder, "migrations/20990101000000_later/migration.sql"), "SELECT 1;");
  await expect(
    record("UPDATE _prisma_migrations SET finished_at = NULL WHERE migration_name LIKE '2099%'"),
  ).rejects.toThrow(/20990101000000_later 曾经开始而没有完成/);
  // Prisma marks what an operator has dealt with; it is applied then.
  expect(
    await record("UPDATE _prisma_migrations SET rolled_back_at = now() WHERE migration_name LIKE '2099%'"),
  ).toEqual(["20990101000000_later"]);

  const file = join(folder, "migrations", name!, "migration.sql");
  const script = readFileSync(file, "utf8");
  writeFileSync(file, script.replaceAll("\n", "\r\n"));
  expect(await migrate(url, folder), "line ends of another checkout").toEqual([]);
  writeFileSync(file, `${script}\nSELECT 1;`);
  await expect(migrate(url, folder)).rejects.toThrow(new RegExp(`${name} 执行之后文件又有改动`));
});

test("a migration happens whole or not at all", async () => {
  writeSchema("  text String");
  await writeNextMigration(withDatabase(url, "postgres"), folder, "create notes");
  mkdirSync(join(folder, "migrations/20990101000000_half"));
  writeFileSync(
    join(folder, "migrations/20990101000000_half/migration.sql"),
    "CREATE TABLE half (id int); SELECT 1 / 0;",
  );
  await expect(migrate(url, folder)).rejects.toThrow(/20990101000000_half/);
  expect(await rows("SELECT 1 FROM pg_tables WHERE tablename = 'half'")).toEqual([]);
  writeFileSync(join(folder, "migrations/20990101000000_half/migration.sql"), "CREATE TABLE half (id int);");
  expect(await migrate(url, folder)).toEqual(["20990101000000_half"]);
});
