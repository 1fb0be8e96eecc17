import { AWAY_MINUTES } from "@/lib/domain/report/review-queue";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";

/** Whose visit of which year's queue. */
interface Visit {
  districtId: string;
  fiscalYearId: string;
  userId: string;
}

/**
 * Notes that a person looks at the queue of a year. Pages that follow each other are one visit; after a while away a
 * new one begins.
 *
 * @returns when the visit before ended; `null` on the first one.
 */
export async function noteVisit({ districtId, fiscalYearId, userId }: Visit): Promise<Date | null> {
  const at = now();
  const { rows } = await pool().query<{ since: Date; isFirst: boolean }>(
    `INSERT INTO queue_visit AS v (district_id, fiscal_year_id, user_id, since, seen_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (district_id, fiscal_year_id, user_id) DO UPDATE
       SET since = CASE WHEN v.seen_at < $5 THEN v.seen_at ELSE v.since END, seen_at = $4
     RETURNING since, xmax = 0 AS "isFirst"`,
    [districtId, fiscalYearId, userId, at, new Date(at.getTime() - AWAY_MINUTES * 60_000)],
  );
  const { since, isFirst } = rows[0]!;
  return isFirst ? null : since;
}

/** Ends what is new to a person: from now on, what happens is. */
export async function endVisit({ districtId, fiscalYearId, userId }: Visit): Promise<void> {
  const at = now();
  await pool().query(
    `INSERT INTO queue_visit (district_id, fiscal_year_id, user_id, since, seen_at) VALUES ($1, $2, $3, $4, $4)
     ON CONFLICT (district_id, fiscal_year_id, user_id) DO UPDATE SET since = $4, seen_at = $4`,
    [districtId, fiscalYearId, userId, at],
  );
}
