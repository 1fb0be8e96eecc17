// What the drills (prove-recovery.ts, prove-pooler.ts) and the benches ask the database directly, past the product.
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { realUnitCode } from "@/prisma/seed/demo-units";

/** The year of the demo district's real unit that is being prepared. */
export const DRAFT_YEAR = 2022;

/** The desk's page of that report. */
export const draftPath = `/desk/${realUnitCode}/${DRAFT_YEAR}`;

/** The version that is being filled in of a unit's year. */
export async function findDraft(url: string, unitCode = realUnitCode, year = DRAFT_YEAR): Promise<string> {
  const [row] = await query<{ id: string }>(
    url,
    `SELECT v.id FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id JOIN fiscal_year y ON y.id = r.fiscal_year_id
     CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u WHERE u.code = $1 AND y.year = $2 AND v.status = 'drafting'`,
    [unitCode, year],
  );
  return row!.id;
}

/** Rows of one statement; asks again for ten seconds while PostgreSQL is still recovering. */
export async function query<Row extends pg.QueryResultRow>(
  url: string,
  text: string,
  values: unknown[] = [],
): Promise<Row[]> {
  for (let patience = 100; ; patience--) {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return (await client.query<Row>(text, values)).rows;
    } catch (error) {
      if (patience === 0) throw error;
      await sleep(100);
    } finally {
      await client.end().catch(() => undefined);
    }
  }
}
