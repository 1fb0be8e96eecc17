// What the application's role may do on a real server: what is declared of each table, and nothing else.
import pg from "pg";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { createDatabaseIfMissing, dropDatabase, withDatabase } from "@/lib/platform/postgres/databases";
import { migrateInstallation, prismaFolder } from "@/lib/platform/postgres/installation";
import { migrate } from "@/lib/platform/postgres/migrations";
import { tablePrivileges } from "@/lib/platform/postgres/privileges";
import { applicationRole, mayUndoRefusals } from "@/lib/platform/postgres/roles";
import { ownerPool } from "@/lib/platform/postgres/test-owner";
import { db, pool } from "@/lib/platform/db";
import { createFreshDistrict, createReportIn, stepTestReport } from "@/prisma/seed/test-district";

/** What the database says to the application; "done" is taken back. */
async function refusal(...statements: string[]): Promise<string> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    for (const statement of statements) await client.query(statement);
    return "done";
  } catch (error) {
    return String((error as { code?: string }).code);
  } finally {
    await client.query("ROLLBACK").catch(() => undefined);
    client.release();
  }
}

const denied = "42501";

describe("every table", () => {
  it("has declared privileges, which are those the role has", async () => {
    const { rows } = await ownerPool().query<{ schema: string; table: string; held: string[] }>(
      `SELECT n.nspname AS schema, c.relname AS table,
         array(SELECT p FROM unnest(ARRAY['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER', 'MAINTAIN']) p
               WHERE has_table_privilege($1, c.oid, p)) AS held
       FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
       WHERE n.nspname NOT IN ('pg_catalog', 'information_schema', 'pg_toast') AND c.relkind IN ('r', 'p', 'v', 'm') AND NOT c.relispartition`,
      [applicationRole],
    );
    const held: Record<string, Record<string, string[]>> = {};
    for (const row of rows) (held[row.schema] ??= {})[row.table] = row.held.toSorted();
    const declared = Object.fromEntries(
      Object.entries(tablePrivileges).map(([schema, tables]) => [
        schema,
        Object.fromEntries(Object.entries(tables).map(([table, privileges]) => [table, privileges.toSorted()])),
      ]),
    );
    expect(held).toEqual(declared);
  });

  it("that somebody makes and does not declare is closed to the application", async () => {
    await ownerPool().query("CREATE TABLE undeclared (n int)");
    try {
      expect(await refusal("SELECT * FROM undeclared")).toBe(denied);
      // Also when somebody has given it away by hand: the next start takes it back.
      await ownerPool().query(`GRANT ALL ON undeclared TO PUBLIC; GRANT UPDATE ON audit_event TO ${applicationRole}`);
      await migrate(process.env.DATABASE_OWNER_URL!, prismaFolder, applicationRole);
      expect(await refusal("SELECT * FROM undeclared")).toBe(denied);
      expect(await refusal("UPDATE audit_event SET action = action")).toBe(denied);
    } finally {
      await ownerPool().query("DROP TABLE undeclared");
    }
  });

  it("is owned by another role", async () => {
    const { rows } = await pool().query<{ name: string }>(
      `SELECT c.relname AS name FROM pg_class c WHERE pg_has_role(c.relowner, 'USAGE')
       UNION ALL SELECT p.proname FROM pg_proc p WHERE pg_has_role(p.proowner, 'USAGE')
       UNION ALL SELECT n.nspname FROM pg_namespace n WHERE pg_has_role(n.nspowner, 'USAGE')
       UNION ALL SELECT d.datname FROM pg_database d WHERE pg_has_role(d.datdba, 'USAGE')
       UNION ALL SELECT r.rolname FROM pg_roles r WHERE r.rolname <> current_user AND pg_has_role(r.oid, 'MEMBER')`,
    );
    expect(rows).toEqual([]);
    expect((await pool().query(mayUndoRefusals)).rows).toEqual([{ mayUndo: false }]);
    expect((await ownerPool().query(mayUndoRefusals)).rows).toEqual([{ mayUndo: true }]);
  });
});

describe("the application's role", () => {
  it.each([
    "TRUNCATE budget_line, text_slot",
    "TRUNCATE audit_event",
    "ALTER TABLE publication DISABLE TRIGGER ALL",
    "ALTER TABLE audit_event DISABLE TRIGGER audit_event_append_only",
    "DROP TRIGGER publication_append_only ON publication",
    "DROP TABLE audit_event",
    "ALTER TABLE audit_event ADD COLUMN forged text",
    "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "SET session_replication_role = replica",
    "COPY (SELECT 1) TO PROGRAM 'true'",
    "COPY app_user TO '/tmp/mingzhang-copied'",
    "COPY app_user FROM '/etc/hostname'",
    "SELECT pg_read_file('postgresql.conf')",
    "SELECT lo_import('/etc/hostname')",
    "SELECT lo_create(0)",
    "SELECT lo_from_bytea(0, 'x')",
    "CREATE TABLE mine (n int)",
    "CREATE TEMPORARY TABLE mine (n int)",
    "CREATE SCHEMA mine",
    "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "CREATE TABLE pgboss.mine (n int)",
    "CREATE ROLE mine",
    "CREATE EXTENSION pgcrypto",
    "SET ROLE mingzhang",
    "UPDATE audit_event SET action = action",
    "DELETE FROM audit_event",
    "UPDATE publication SET year = year",
    "DELETE FROM publication",
    "UPDATE proof_entry SET signature = ''",
    "DELETE FROM proof_entry",
    "DELETE FROM proof_check",
    "DELETE FROM report_approval",
    "UPDATE workflow_event SET reason = ''",
    "DELETE FROM cell_change",
    "DELETE FROM comment",
    "DELETE FROM budget_line",
    "UPDATE report SET unit_id = unit_id",
    "UPDATE fact_address SET sheet = ''",
    "UPDATE published_figure SET amount = 0",
    "UPDATE installation SET kind = 'demo'",
    "UPDATE _prisma_migrations SET checksum = ''",
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'mingzhang'",
  ])("may not: %s", async (statement) => {
    expect(await refusal(statement)).toMatch(/^(?:42501|0LP01)$/);
  });

  it("creates no database and reads no other", async () => {
    await expect(pool().query("CREATE DATABASE mine")).rejects.toMatchObject({ code: denied });
    for (const other of ["postgres", "template1", "template_mingzhang"]) {
      const client = new pg.Client({ connectionString: withDatabase(process.env.DATABASE_URL!, other) });
      const answer = client.connect().then(
        () => "let in",
        (error: { code?: string }) => error.code,
      );
      // The template is this very product's, and opened to its role.
      expect([other, await answer]).toEqual([other, other === "template_mingzhang" ? "let in" : denied]);
      await client.end().catch(() => undefined);
    }
  });

  it("does a report's whole life", async () => {
    const district = await createFreshDistrict();
    const report = await createReportIn(district, ["submit", "beginReview", "approve", "publish"]);
    expect(await stepTestReport(report, district.users.reviewer, "correct", "金额有误")).toMatchObject({ ok: true });
    expect(await db().publication.count({ where: { districtId: district.id } })).toBe(1);
  });
});

describe("a PostgreSQL of one's own", () => {
  const name = `own_${process.pid}`;
  const roles = [`${name}_owner`, `${name}_app`] as const;
  const at = (role: string) => {
    const url = new URL(withDatabase(inject("templateUrl"), name));
    return Object.assign(url, { username: role, password: "a password" }).toString();
  };
  const owner = at(roles[0]);
  const application = at(roles[1]);

  beforeAll(async () => {
    // As docs/database-roles.md says.
    for (const role of roles) await ownerPool().query(`CREATE ROLE ${role} LOGIN PASSWORD 'a password'`);
    await createDatabaseIfMissing(withDatabase(inject("templateUrl"), name));
    await ownerPool().query(`ALTER DATABASE ${name} OWNER TO ${roles[0]}`);
  });

  afterAll(async () => {
    await dropDatabase(withDatabase(inject("templateUrl"), name));
    for (const role of [...roles, `${name}_made`]) await ownerPool().query(`DROP ROLE IF EXISTS ${role}`);
  });

  it("is migrated by its owner, who is no superuser, and opened to the application", async () => {
    await migrateInstallation({ url: application, ownerUrl: owner });
    const client = new pg.Client({ connectionString: application });
    await client.connect();
    try {
      expect((await client.query("SELECT FROM audit_event")).rowCount).toBe(0);
      await expect(client.query("CREATE TEMPORARY TABLE mine (n int)")).rejects.toMatchObject({ code: denied });
      await expect(client.query("TRUNCATE audit_event")).rejects.toMatchObject({ code: denied });
      expect((await client.query(mayUndoRefusals)).rows).toEqual([{ mayUndo: false }]);
    } finally {
      await client.end();
    }
  });

  it("goes on with one role, where only one is given", async () => {
    expect(await migrateInstallation({ url: owner, ownerUrl: owner })).toEqual([]);
  });

  it("makes the role that is not there, where its owner may", async () => {
    const made = at(`${name}_made`);
    await migrateInstallation({ url: made, ownerUrl: withDatabase(inject("templateUrl"), name) });
    const client = new pg.Client({ connectionString: made });
    await client.connect();
    expect((await client.query(mayUndoRefusals)).rows).toEqual([{ mayUndo: false }]);
    await client.end();
    await ownerPool().query(`REVOKE CONNECT ON DATABASE ${name} FROM ${name}_made`);
  });

  it("says how to make a role that is not there", async () => {
    await expect(migrateInstallation({ url: at("nobody"), ownerUrl: owner })).rejects.toThrow(
      /nobody[\s\S]*docs\/database-roles\.md/,
    );
  });
});
