import { randomBytes, randomUUID } from "node:crypto";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { REPORTS_OF_A_VOLUME } from "@/lib/features/portal-packages/schema";
import { closeDb } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { buildSiteIfNeeded } from "@/scripts/prepare";
import { openLargeDistrict } from "./large-district";
import { makeWatched } from "./measuring/aside";
import { printRatio } from "./measuring/statistics";

const UNITS = 1_000;
const DISTRICT = "100000";
const YEAR = 2021;
/** Lengths as files of a real unit have them. */
const FILE_BYTES = { pdf: 250_000, docx: 60_000, xlsx: 45_000 } as const;

/**
 * The package of a year of two thousand units for the county's portal, volume by volume in the process that a job starts: time,
 * size and the most memory that it held, against reading everything that it holds and throwing it away.
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
    const volumes = UNITS / REPORTS_OF_A_VOLUME;
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
      await client.query(
        "INSERT INTO portal_volume (district_id, package_id, nth, reports) SELECT $1, $2, n, $4 FROM generate_series(1, $3::int) n",
        [id, made, volumes, REPORTS_OF_A_VOLUME],
      );
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
    let seconds = 0;
    for (let nth = 1; nth <= volumes; nth += 1) {
      const made = await makeWatched("portalVolume", [id, packageId, String(nth)], 200);
      seconds += made.seconds;
      const { rows } = await withClient(databaseUrl, (client) =>
        client.query<{ size: string }>(
          "SELECT size FROM portal_volume WHERE district_id = $1 AND package_id = $2 AND nth = $3",
          [id, packageId, nth],
        ),
      );
      const size = (Number(rows[0]!.size) / 1e6).toFixed(0);
      console.log(
        `  volume ${nth}, ${REPORTS_OF_A_VOLUME} reports: ${size} MB in ${made.seconds.toFixed(1)} s, ${made.peak} MB of memory at most (aim: below 450 MB)`,
      );
    }
    printRatio(`${UNITS} units: making to reading alone`, seconds / reading, "pages are rendered, too");
  } finally {
    await closeDb();
    await large.close();
  }
}
