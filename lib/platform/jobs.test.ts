import { readFileSync } from "node:fs";
import { join } from "node:path";
import PgBoss from "pg-boss";
import { expect, it } from "vitest";

/** Statements without what stands between them. */
const bare = (script: string) =>
  script
    .replaceAll(/^--.*$/gm, "")
    .replaceAll(/\s+/g, " ")
    .replaceAll(" ;", ";")
    .trim();

it("the migration makes the tables that the installed pg-boss asks for", () => {
  const migration = readFileSync(
    join(process.cwd(), "prisma/migrations/20261129130000_pg_boss_24/migration.sql"),
    "utf8",
  );
  const plans = bare(PgBoss.getConstructionPlans("pgboss"));
  const begin = plans.indexOf("CREATE SCHEMA");
  expect(bare(migration)).toBe(plans.slice(begin, plans.indexOf("COMMIT;")).trim());
});
