// Published versions only: what corrections changed, told by the one comparison of two versions.
import {
  changedFacts,
  countChanges,
  type ChangeCounts,
  type PublishedFacts,
} from "@/lib/domain/document/publication-changes";
import type { Correction } from "@/lib/domain/questions/views/units";
import { chinaDay } from "@/lib/domain/words/moments";
import { joinBefore, readChangesOf } from "@/lib/features/publication/data";
import { pool } from "@/lib/platform/db";

interface Row {
  code: string;
  name: string;
  number: number;
  publishedAt: Date;
  reason: string | null;
  before: PublishedFacts;
  after: PublishedFacts;
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
       ${joinBefore}
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
    changes: changedFacts(before, after),
  }));
  return { corrections, total: counts[0]!.total };
}

/** Two versions never change, so that what is between them is counted once; the newest of so many are kept. */
const KEPT = 2000;
const counted = new Map<string, ChangeCounts | null>();

/**
 * How much publications changed, by sequence; first versions, which changed nothing, are not in it.
 *
 * @param corrections each with its link of the chain
 */
export async function readChangeCounts(
  districtId: string,
  corrections: readonly { sequence: number; chainHash: string }[],
): Promise<Map<number, ChangeCounts>> {
  const counts = new Map<number, ChangeCounts>();
  // One after the other: two whole versions at a time are enough in memory.
  for (const { sequence, chainHash } of corrections) {
    let count = counted.get(chainHash);
    if (count === undefined) {
      const found = await readChangesOf(districtId, sequence);
      count = found && countChanges(found.changes);
      counted.set(chainHash, count);
      if (counted.size > KEPT) counted.delete(counted.keys().next().value!);
    }
    if (count) counts.set(sequence, count);
  }
  return counts;
}
