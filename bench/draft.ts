import type pg from "pg";

/** The id of the version of a unit's year that is being filled in. */
export async function draftOf(client: pg.Client, unitCode: string, year: number): Promise<string> {
  const { rows } = await client.query<{ id: string }>(
    `SELECT v.id FROM report_version v JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id JOIN unit u ON u.id = r.unit_id
     JOIN fiscal_year y ON y.id = r.fiscal_year_id WHERE u.code = $1 AND y.year = $2 AND v.status = 'drafting'`,
    [unitCode, year],
  );
  return rows[0]!.id;
}
