import type { MarkSeenInput } from "@/lib/features/second-round/schema";
import { done, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";

/**
 * Keeps what a person has looked at; of one part the newest look. What they saw may be of a moment ago: it falls then.
 */
export async function markSeen(
  districtId: string,
  userId: string,
  { versionId, marks }: MarkSeenInput,
): Promise<Outcome<undefined>> {
  const hashes = new Map(marks.map(({ part, hash }) => [part, hash]));
  await pool().query(
    `INSERT INTO seen_mark (district_id, version_id, user_id, part, hash, at)
     SELECT $1::uuid, $2::uuid, $3::uuid, part, hash, $4::timestamptz
     FROM unnest($5::text[], $6::text[]) AS given(part, hash)
     ORDER BY part
     ON CONFLICT (district_id, version_id, user_id, part) DO UPDATE SET hash = excluded.hash, at = excluded.at`,
    [districtId, versionId, userId, now(), [...hashes.keys()], [...hashes.values()]],
  );
  return done(undefined);
}
