import { randomBytes, randomUUID } from "node:crypto";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { REPORTS_OF_A_VOLUME } from "@/lib/features/portal-packages/schema";
import { closeDb } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { openLargeDistrict } from "./large-district";
import { makeWatched } from "./measuring/aside";
import { printRatio } from "./measuring/statistics";

/** One whole volume: a larger year is more of them, one after the other. */
const UNITS = REPORTS_OF_A_VOLUME;
const DISTRICT = "100000";
const YEAR = 2021;
/** Lengths as files of a real unit have them. */
const FILE_BYTES = { pdf: 250_000, docx: 60_000, xlsx: 45_000 } as const;

/**
 * A volume of the package of a year for the county's portal, in the process that a job starts: time, size and the most memory
 * that it held, against reading everything that it holds and throwing it away. Its manifests are not among it: the publications of the
 * generated district have no chain that could be signed.
 */
export async function benchHandOver(databaseUrl: string): Promise<void> {
  console.log("The package for the portal");
  await buildSiteIfNeeded();
  process.env.DATABASE_URL = databaseUrl;
  process.env.DATABASE_STATEMENT_SECONDS = "600";
  const large = await openLargeDistrict(databaseUrl, { code: DISTRICT, whole: true });
  const id = large.districtId;
  try {
    await large.growTo(UNITS);
    const packageId = await withClient(databaseUrl, async (client) => {
      // The district has no people: somebody else's has asked.
      await client.query("SET session_replication_role = replica");
      for (const format of documentFormats)
        await client.query(
          `INSERT INTO publication_file (district_id, sequence, format, bytes, sha256, made_at)
           SELECT district_id, sequence, $2, $3::bytea, encode(sha256($3::bytea), 'hex'), now() FROM publication WHERE district_id = $1 AND year = $4`,
          [id, format, randomBytes(FILE_BYTES[format]), YEAR],
        );
      const made = randomUUID();
      await client.query(
        `INSERT INTO portal_package (district_id, id, year, selection, label, sequence, since, reports, asked_by, asked_at, job_id)
         SELECT $1, $2, $3, 'all', '全部单位', (SELECT max(sequence) FROM publication WHERE district_id = $1 AND year = $3), 0, $4, id, now(), $2
         FROM app_user LIMIT 1`,
        [id, made, YEAR, UNITS],
      );
      await client.query("INSERT INTO portal_volume (district_id, package_id, nth, reports) VALUES ($1, $2, 1, $3)", [
        id,
        made,
        UNITS,
      ]);
      return made;
    });
    const started = performance.now();
    await withClient(databaseUrl, async (client) => {
      for (let from = 1; ; from += 20) {
        const { rowCount } = await client.query(
          `SELECT p.snapshot, (SELECT array_agg(bytes) FROM publication_file f WHERE f.district_id = p.district_id AND f.sequence = p.sequence)
           FROM publication p WHERE p.district_id = $1 AND p.year = $2 AND p.sequence IN (
             SELECT sequence FROM publication WHERE district_id = $1 AND year = $2 ORDER BY sequence LIMIT 20 OFFSET $3)`,
          [id, YEAR, from - 1],
        );
        if (!rowCount) break;
      }
    });
    const reading = (performance.now() - started) / 1_000;
    const { seconds, peak } = await makeWatched("portalVolume", [id, packageId, "1"], 200);
    const { rows } = await withClient(databaseUrl, (client) =>
      client.query<{ size: string }>("SELECT size FROM portal_volume WHERE district_id = $1 AND package_id = $2", [
        id,
        packageId,
      ]),
    );
    const size = Number(rows[0]!.size);
    const ofOne = `${((seconds * 1_000) / UNITS).toFixed(0)} ms and ${(size / UNITS / 1_000).toFixed(0)} KB a report`;
    console.log(`  a volume of ${UNITS} reports: ${(size / 1e6).toFixed(0)} MB in ${seconds.toFixed(1)} s (${ofOne})`);
    console.log(`  ${peak} MB of memory at most in the process that makes it (aim: below 450 MB)`);
    printRatio("making it to reading alone", seconds / reading, "pages are rendered, too");
  } finally {
    await closeDb();
    await large.close();
  }
}
