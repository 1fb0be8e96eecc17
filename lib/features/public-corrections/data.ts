import { chinaDay } from "@/lib/domain/words/moments";
import { correctedFacts, type FactsOfVersion } from "@/lib/domain/questions/corrected-facts";
import type { Correction } from "@/lib/domain/questions/views/units";
import { pool } from "@/lib/platform/db";

interface Row {
  code: string;
  name: string;
  number: number;
  publishedAt: Date;
  reason: string | null;
  before: FactsOfVersion;
  after: FactsOfVersion;
}

const facts = (alias: string) =>
  `jsonb_build_object('tableSetId', ${alias}.snapshot->'tableSetId', 'facts', ${alias}.snapshot->'facts', 'subjects', ${alias}.snapshot->'subjects')`;

/** Published corrections of a year, newest first, each with the facts that differ from the version before. */
export async function listCorrections(
  districtId: string,
  year: number,
  [limit, offset]: readonly [limit: number, offset: number],
): Promise<{ corrections: Correction[]; total: number }> {
  const [{ rows }, { rows: counts }] = await Promise.all([
    pool().query<Row>(
      `SELECT p.unit_code AS code, p.unit_name AS name, p.number, p.published_at AS "publishedAt", p.correction_reason AS reason,
         ${facts("b")} AS before, ${facts("p")} AS after
       FROM (SELECT * FROM publication WHERE district_id = $1 AND year = $2 AND scope = 'unit' AND number > 1
             ORDER BY sequence DESC LIMIT $3 OFFSET $4) p
       JOIN publication b ON b.district_id = p.district_id AND b.unit_id = p.unit_id AND b.year = p.year AND b.number = p.number - 1
       ORDER BY p.sequence DESC`,
      [districtId, year, limit, offset],
    ),
    pool().query<{ total: number }>(
      "SELECT count(*)::int AS total FROM publication WHERE district_id = $1 AND year = $2 AND scope = 'unit' AND number > 1",
      [districtId, year],
    ),
  ]);
  const corrections = rows.map(({ code, name, number, publishedAt, reason, before, after }) => ({
    code,
    name,
    number,
    publishedOn: chinaDay(publishedAt),
    reason: reason ?? "",
    changes: correctedFacts(before, after),
  }));
  return { corrections, total: counts[0]!.total };
}
