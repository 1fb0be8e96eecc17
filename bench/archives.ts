import { archivedReports } from "@/lib/features/year-archives/data";
import { closeDb } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { openLargeDistrict } from "./large-district";
import { makeWatched } from "./measuring/aside";
import { printRatio } from "./measuring/statistics";

const SIZES = [2_000, 10_000] as const;
const DISTRICT = "100000";
const YEAR = 2021;

/**
 * The archive of a year of two thousand and of ten thousand units, made by the process that a job starts: time, size and
 * the most memory that it held, against reading the same facts and throwing them away.
 */
export async function benchArchives(databaseUrl: string): Promise<void> {
  console.log("The archive of a year");
  process.env.DATABASE_URL = databaseUrl;
  process.env.DATABASE_STATEMENT_SECONDS = "600";
  const large = await openLargeDistrict(databaseUrl, { code: DISTRICT, whole: false });
  try {
    for (const units of SIZES) {
      await large.growTo(units);
      const { id, last } = await withClient(databaseUrl, async (client) => {
        const { rows } = await client.query<{ id: string; last: number }>(
          "SELECT d.id, max(p.sequence) AS last FROM publication p JOIN district d ON d.id = p.district_id WHERE d.code = $1 AND p.year = $2 GROUP BY 1",
          [DISTRICT, YEAR],
        );
        return rows[0]!;
      });
      const made = await makeWatched("yearArchive", [id, String(YEAR)], 100);
      const started = performance.now();
      for await (const _ of archivedReports(id, { year: YEAR, upTo: last }));
      const reading = (performance.now() - started) / 1_000;
      const { rows } = await withClient(databaseUrl, (client) =>
        client.query<{ reports: number; lines: number; size: number }>(
          "SELECT reports, lines, octet_length(bytes) AS size FROM year_archive WHERE district_id = $1 AND year = $2",
          [id, YEAR],
        ),
      );
      const { reports, lines, size } = rows[0]!;
      const cost = `${(size / 1e6).toFixed(1)} MB in ${made.seconds.toFixed(1)} s`;
      console.log(
        `  ${reports} reports, ${lines} lines: ${cost}, ${made.peak} MB of memory at most (aim: below 300 MB)`,
      );
      printRatio(`${units} units: making to reading alone`, made.seconds / reading, "≤ 4");
    }
  } finally {
    await closeDb();
    await large.close();
  }
}
