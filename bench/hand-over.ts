import { randomBytes, randomUUID } from "node:crypto";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { checkPublications } from "@/lib/features/proof/data";
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
/** A large district, whose package is said in numbers of such volumes. */
const LARGE = 10_000;

/**
 * A volume of the package of a year for the county's portal, in the process that a job starts: time, size and the most memory
 * that it held, against reading everything that it holds and throwing it away. Its publications are whole and stand in their chain;
 * that their manifests are signed is part of what is measured.
 */
export async function benchHandOver(databaseUrl: string): Promise<void> {
  console.log("The package for the portal");
  await buildSiteIfNeeded();
  process.env.DATABASE_URL = databaseUrl;
  process.env.DATABASE_STATEMENT_SECONDS = "600";
  const large = await openLargeDistrict(databaseUrl, { code: DISTRICT, whole: true });
  const id = large.districtId;
  try {
    const begun = performance.now();
    await large.growTo(UNITS);
    const publications = await verified(databaseUrl, id);
    const seconds = ((performance.now() - begun) / 1_000).toFixed(0);
    console.log(`  (${publications} publications were generated and found in order in ${seconds} s)`);
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
    const made = await makeWatched("portalVolume", [id, packageId, "1"], 200);
    const { rows } = await withClient(databaseUrl, (client) =>
      client.query<{ size: string }>("SELECT size FROM portal_volume WHERE district_id = $1 AND package_id = $2", [
        id,
        packageId,
      ]),
    );
    const size = Number(rows[0]!.size);
    const ofOne = `${((made.seconds * 1_000) / UNITS).toFixed(0)} ms and ${(size / UNITS / 1_000).toFixed(0)} KB a report`;
    console.log(
      `  a volume of ${UNITS} reports: ${(size / 1e6).toFixed(0)} MB in ${made.seconds.toFixed(1)} s (${ofOne})`,
    );
    console.log(`  ${made.peak} MB of memory at most in the process that makes it (aim: below 450 MB)`);
    printRatio("making it to reading alone", made.seconds / reading, "pages are rendered, too");
    const volumes = Math.ceil(LARGE / UNITS);
    const whole = `${((size * volumes) / 1e9).toFixed(1)} GB in ${((made.seconds * volumes) / 60).toFixed(0)} minutes`;
    console.log(`  ${LARGE} units are ${volumes} such volumes, one after the other: ${whole}`);
  } finally {
    await closeDb();
    await large.close();
  }
}

/** What was generated must be what the product takes for published: a broken chain would be refused, not handed over. @returns how many. */
async function verified(databaseUrl: string, districtId: string): Promise<number> {
  const { rows } = await withClient(databaseUrl, (client) =>
    client.query<{ count: number }>("SELECT count(*)::int AS count FROM publication WHERE district_id = $1", [
      districtId,
    ]),
  );
  const { count } = rows[0]!;
  const problems = await checkPublications(districtId, { from: 1, to: count });
  if (problems.length > 0) throw new Error(`The generated publications are not whole: ${problems[0]}`);
  return count;
}
