import pg from "pg";
import { tablePrivileges } from "@/lib/platform/postgres/privileges";

/** The role that the application connects as on the embedded server. */
export const applicationRole = "mingzhang_app";

/** The role that an address connects as. */
export function roleOf(url: string): string {
  return decodeURIComponent(new URL(url).username);
}

const quoted = (name: string) => pg.escapeIdentifier(name);

/**
 * Makes the application's role on a server of ours, or gives it its password again: it may sign in and owns nothing.
 *
 * @param client the superuser, on any database of the server.
 */
export async function makeApplicationRole(client: pg.Client, password: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_roles WHERE rolname = $1", [applicationRole]);
  await setRole(client, rowCount === 0 ? "CREATE" : "ALTER", { role: applicationRole, password });
  // Each database lets nobody in but whom it was opened to (`openToApplication`); these are nobody's.
  await client.query("REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC");
}

function setRole(
  client: pg.Client,
  deed: "CREATE" | "ALTER",
  { role, password }: { role: string; password: string },
): Promise<unknown> {
  return client.query(
    `${deed} ROLE ${quoted(role)} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS
     PASSWORD ${pg.escapeLiteral(password)}`,
  );
}

/** Makes the role of an address, where it is missing and whoever is connected may make roles. */
export async function makeRoleIfMissing(client: pg.Client, url: string): Promise<void> {
  const role = roleOf(url);
  const { rowCount } = await client.query(
    "SELECT FROM pg_roles WHERE rolname = current_user AND (rolsuper OR rolcreaterole) AND NOT EXISTS (SELECT FROM pg_roles WHERE rolname = $1)",
    [role],
  );
  const password = decodeURIComponent(new URL(url).password);
  // Of two servers that start at once the other one has made it.
  if (rowCount === 1)
    await setRole(client, "CREATE", { role, password }).catch((problem: { code?: string }) => {
      if (problem.code !== "42710" && problem.code !== "23505") throw problem;
    });
}

/**
 * Gives the application's role what is declared of each table, and takes everything else away, from everybody as well.
 * What is right already is left alone.
 *
 * @param client the owner of the tables, connected to their database, in a transaction that keeps others from doing the
 *   same.
 */
export async function openToApplication(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<{
    ownsDatabase: boolean;
    isSuperuser: boolean;
    database: string;
    isKnown: boolean;
  }>(
    `SELECT pg_has_role(datdba, 'USAGE') AS "ownsDatabase", datname AS database,
       (SELECT rolsuper FROM pg_roles WHERE rolname = current_user) AS "isSuperuser",
       EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS "isKnown"
     FROM pg_database WHERE datname = current_database()`,
    [role],
  );
  const { ownsDatabase, isSuperuser, database, isKnown } = rows[0]!;
  if (!isKnown)
    throw new Error(
      `数据库中没有角色 ${role}（DATABASE_URL）。请按 docs/database-roles.md 建立后再启动。/ ` +
        `The role ${role} of DATABASE_URL does not exist: docs/database-roles.md says how to make it.`,
    );
  if (ownsDatabase) await openDatabaseTo(client, database, role);
  if (isSuperuser) await closeLargeObjects(client);
  await openSchemas(client, role);
  await openTables(client, role);
}

/** Lets a role enter a database, and nobody else; temporary tables are among what everybody would have. */
export async function openDatabaseTo(client: pg.Client, database: string, role: string): Promise<void> {
  await client.query(`REVOKE ALL ON DATABASE ${quoted(database)} FROM PUBLIC`);
  await client.query(`GRANT CONNECT ON DATABASE ${quoted(database)} TO ${quoted(role)}`);
}

/** Large objects are created by anybody who may call a function; nothing of ours is one. */
async function closeLargeObjects(client: pg.Client): Promise<void> {
  await client.query(
    `REVOKE EXECUTE ON FUNCTION lo_create(oid), lo_creat(integer), lo_from_bytea(oid, bytea), lo_put(oid, bigint, bytea), lowrite(integer, bytea),
       lo_open(oid, integer), lo_unlink(oid), lo_truncate(integer, integer), lo_truncate64(integer, bigint) FROM PUBLIC`,
  );
}

async function openSchemas(client: pg.Client, role: string): Promise<void> {
  for (const schema of Object.keys(tablePrivileges)) {
    const { rows } = await client.query<{ isOurs: boolean }>(
      "SELECT pg_has_role(nspowner, 'USAGE') AS \"isOurs\" FROM pg_namespace WHERE nspname = $1",
      [schema],
    );
    // A schema of somebody else's: whoever made the database has opened it.
    if (!rows[0]?.isOurs) continue;
    await client.query(`REVOKE CREATE ON SCHEMA ${quoted(schema)} FROM PUBLIC, ${quoted(role)}`);
    await client.query(`GRANT USAGE ON SCHEMA ${quoted(schema)} TO ${quoted(role)}`);
  }
}

interface TableAcl {
  schema: string;
  table: string;
  /** By the role. */
  held: string[];
  isOpenToAll: boolean;
}

/** What each table gives to the role now; a partition is used through its table. */
const heldPrivileges = `
  SELECT n.nspname AS schema, c.relname AS table,
    coalesce((SELECT array_agg(a.privilege_type::text ORDER BY 1) FROM aclexplode(c.relacl) a JOIN pg_roles r ON r.oid = a.grantee
      WHERE r.rolname = $1), '{}') AS held,
    EXISTS (SELECT FROM aclexplode(c.relacl) a WHERE a.grantee = 0) AS "isOpenToAll"
  FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
  WHERE n.nspname = ANY($2) AND c.relkind IN ('r', 'p', 'v', 'm')`;

async function openTables(client: pg.Client, role: string): Promise<void> {
  const { rows } = await client.query<TableAcl>(heldPrivileges, [role, Object.keys(tablePrivileges)]);
  for (const { schema, table, held, isOpenToAll } of rows) {
    const declared = tablePrivileges[schema]?.[table] ?? [];
    if (!isOpenToAll && declared.toSorted().join() === held.toSorted().join()) continue;
    const name = `${quoted(schema)}.${quoted(table)}`;
    await client.query(`REVOKE ALL ON ${name} FROM PUBLIC, ${quoted(role)}`);
    if (declared.length > 0) await client.query(`GRANT ${declared.join(", ")} ON ${name} TO ${quoted(role)}`);
  }
  for (const schema of Object.keys(tablePrivileges))
    if (rows.some((row) => row.schema === schema))
      await client.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${quoted(schema)} TO ${quoted(role)}`);
}

/**
 * Whether the role of a connection could undo what the database refuses: it is a superuser, it owns tables or may become who
 * does, or it writes all tables whatever is declared.
 */
export const mayUndoRefusals = `
  SELECT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
    OR EXISTS (SELECT FROM pg_class WHERE relname = 'publication' AND relnamespace = 'public'::regnamespace AND pg_has_role(relowner, 'MEMBER'))
    OR pg_has_role('pg_write_all_data', 'MEMBER')
  AS "mayUndo"`;
