import type { MarkSeenInput } from "@/lib/features/second-round/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";

/**
 * So many marks of one person are kept of a version: some times as many as the largest report has changes. Every page of
 * the review reads all of them.
 */
const MOST_MARKS = 5_000;

/**
 * Keeps what a person has looked at; of one part the newest look. What they saw may be of a moment ago: it falls then.
 */
export async function markSeen(
  districtId: string,
  userId: string,
  { versionId, marks }: MarkSeenInput,
): Promise<Outcome<undefined>> {
  const hashes = new Map(marks.map(({ part, hash }) => [part, hash]));
  const { rowCount } = await pool().query(
    `INSERT INTO seen_mark (district_id, version_id, user_id, part, hash, at)
     SELECT $1::uuid, $2::uuid, $3::uuid, part, hash, $4::timestamptz
     FROM unnest($5::text[], $6::text[]) AS given(part, hash)
     WHERE (SELECT count(*) FROM seen_mark WHERE district_id = $1 AND version_id = $2 AND user_id = $3) < $7
       OR EXISTS (SELECT FROM seen_mark s WHERE s.district_id = $1 AND s.version_id = $2 AND s.user_id = $3 AND s.part = given.part)
     ORDER BY part
     ON CONFLICT (district_id, version_id, user_id, part) DO UPDATE SET hash = excluded.hash, at = excluded.at`,
    [districtId, versionId, userId, now(), [...hashes.keys()], [...hashes.values()], MOST_MARKS],
  );
  return rowCount === hashes.size ? done(undefined) : refused("标为看过的内容过多，没有全部记下。请先处理已有的改动。");
}
