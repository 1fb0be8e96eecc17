import type pg from "pg";

/** A table as COPY is told of it. */
export interface StoredTable {
  name: string;
  /** Those that take values; what is computed from them is computed again. */
  columns: string[];
  /** Columns of its primary key: rows are written in their order. */
  key: string[];
  /** Whether it holds files, which text would double and compression not shorten. */
  hasBytes: boolean;
}

/** Prisma's record of what was applied: the head of a backup has it, and a restore writes it anew. */
const migrationRecord = "_prisma_migrations";

/** Belongs to an extension, which its migration brings. */
const ofExtension = (catalogue: string, oid: string) =>
  `EXISTS (SELECT FROM pg_depend d WHERE d.classid = '${catalogue}'::regclass AND d.objid = ${oid} AND d.deptype = 'e')`;

/** The tables of the product, by name. */
export async function listTables(client: pg.Client): Promise<StoredTable[]> {
  const { rows } = await client.query<StoredTable>(
    `SELECT c.relname::text AS name,
       ARRAY(SELECT a.attname::text FROM pg_attribute a
         WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum) AS columns,
       ARRAY(SELECT a.attname::text
         FROM pg_index i CROSS JOIN unnest(i.indkey::int2[]) WITH ORDINALITY AS k (attnum, at)
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum = k.attnum
         WHERE i.indrelid = c.oid AND i.indisprimary ORDER BY k.at) AS key,
       EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
         AND a.atttypid = 'bytea'::regtype) AS "hasBytes"
     FROM pg_class c
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> $1 AND NOT ${ofExtension("pg_class", "c.oid")}
     ORDER BY name`,
    [migrationRecord],
  );
  return rows;
}

/** Sequences of the product that have given a number; the last one as text, it may be longer than a number holds. */
export async function listSequences(client: pg.Client): Promise<{ name: string; last: string }[]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename::text AS name, last_value::text AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY name`,
  );
  return rows;
}

/** The migrations that a database has, oldest first; none where it has no record of any. */
export async function listMigrations(client: pg.Client): Promise<{ name: string; checksum: string }[]> {
  const { rows } = await client.query<{ has: boolean }>("SELECT to_regclass($1) IS NOT NULL AS has", [
    `public.${migrationRecord}`,
  ]);
  if (!rows[0]!.has) return [];
  const applied = await client.query<{ name: string; checksum: string }>(
    `SELECT migration_name AS name, checksum FROM ${migrationRecord} WHERE rolled_back_at IS NULL AND finished_at IS NOT NULL ORDER BY name`,
  );
  return applied.rows;
}

/**
 * Drops what migrations have made, of a database without content: schema `public` itself stays, with the rights on it,
 * and so do extensions.
 */
export async function dropEverythingMade(client: pg.Client): Promise<void> {
  await client.query("DROP SCHEMA IF EXISTS pgboss CASCADE");
  const { rows } = await client.query<{ statement: string }>(
    `SELECT statement FROM (
       SELECT 1 AS step, format('DROP %s IF EXISTS %s CASCADE',
           CASE relkind WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
           oid::regclass) AS statement
         FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm', 'S') AND NOT ${ofExtension("pg_class", "c.oid")}
       UNION ALL SELECT 2, format('DROP ROUTINE IF EXISTS %s CASCADE', oid::regprocedure)
         FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT ${ofExtension("pg_proc", "p.oid")}
       UNION ALL SELECT 3, format('DROP TYPE IF EXISTS %s CASCADE', oid::regtype)
         FROM pg_type t WHERE typnamespace = 'public'::regnamespace AND typtype IN ('e', 'd') AND NOT ${ofExtension("pg_type", "t.oid")}
     ) AS made ORDER BY step`,
  );
  for (const { statement } of rows) await client.query(statement);
}

/**
 * Lets rows of any order in: triggers off, references and further indexes taken away. What comes back puts all of it
 * there again as it was, which proves every reference and every unique index anew.
 */
export async function openTables(client: pg.Client, tables: readonly string[]): Promise<() => Promise<void>> {
  const within = (column: string) =>
    `${column} IN (SELECT oid FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname = ANY($1))`;
  const statements = async (sql: string) =>
    (await client.query<{ drop: string; make: string }>(sql, [tables])).rows.map(({ drop, make }) => [drop, make]);
  const references = await statements(
    `SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS drop,
       format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) AS make
     FROM pg_constraint WHERE contype = 'f' AND ${within("conrelid")} ORDER BY conrelid, conname`,
  );
  const indexes = await statements(
    `SELECT format('DROP INDEX %s', indexrelid::regclass) AS drop, pg_get_indexdef(indexrelid) AS make
     FROM pg_index i WHERE NOT indisprimary AND ${within("indrelid")}
       AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = i.indexrelid) ORDER BY indexrelid`,
  );
  const triggers = await statements(
    `SELECT format('ALTER TABLE %s DISABLE TRIGGER %I', tgrelid::regclass, tgname) AS drop,
       format('ALTER TABLE %s ENABLE %s TRIGGER %I', tgrelid::regclass,
         CASE tgenabled WHEN 'A' THEN 'ALWAYS' WHEN 'R' THEN 'REPLICA' ELSE '' END, tgname) AS make
     FROM pg_trigger WHERE NOT tgisinternal AND tgenabled <> 'D' AND ${within("tgrelid")} ORDER BY tgrelid, tgname`,
  );
  for (const [drop] of [...triggers, ...references, ...indexes]) await client.query(drop!);
  return async () => {
    for (const [, make] of [...indexes, ...references, ...triggers]) await client.query(make!);
  };
}
