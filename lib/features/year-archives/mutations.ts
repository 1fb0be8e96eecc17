import { randomUUID } from "node:crypto";
import { subMinutes } from "date-fns";
import { writeYearArchive, type WrittenArchive } from "@/lib/documents/open-data/year-archive";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { askOfHouse } from "@/lib/features/background-jobs/mutations";
import { archivedReports } from "@/lib/features/year-archives/data";
import { now } from "@/lib/platform/clock";
import { bareTransaction, db, pool } from "@/lib/platform/db";
import { publicAddress } from "@/lib/platform/site-address";
import { withSpool, type Spool } from "@/lib/platform/spool";

/** Publications come in waves: an archive is made once nothing of its year has been published for so long. */
const QUIET_MINUTES = 5;

/**
 * Asks for the archives that lack what has been published meanwhile, as a job of the house. Servers that ask at once ask
 * once.
 */
export async function askForYearArchives(): Promise<void> {
  const { rows } = await pool().query<{ districtId: string; year: number }>(
    `SELECT p.district_id AS "districtId", p.year FROM publication p LEFT JOIN year_archive a ON a.district_id = p.district_id AND a.year = p.year
     WHERE p.scope = 'unit' GROUP BY p.district_id, p.year, a.sequence
     HAVING a.sequence IS DISTINCT FROM max(p.sequence) AND max(p.published_at) < $1 ORDER BY 1, 2`,
    [subMinutes(now(), QUIET_MINUTES)],
  );
  for (const districtId of new Set(rows.map((row) => row.districtId))) {
    const years = rows.filter((row) => row.districtId === districtId).map(({ year }) => year);
    const items = years.map((year) => ({ label: `${year}年度`, input: { year } }));
    await askOfHouse(districtId, { kind: "yearArchive", subject: `${years.join("、")}年度`, items });
  }
}

/** Makes the archive of a year from what is published now; one that holds more already stays. */
export async function makeYearArchive(districtId: string, year: number): Promise<void> {
  const district = await db().district.findUniqueOrThrow({ where: { id: districtId } });
  const { _max } = await db().publication.aggregate({
    where: { districtId, year, scope: "unit" },
    _max: { sequence: true },
  });
  if (_max.sequence === null) return;
  const { code, name, regionCode } = district;
  const of = { district: { code, name }, year, noun: nounOfRegion(regionCode), addressOf: publicAddress };
  const published = archivedReports(districtId, { year, upTo: _max.sequence });
  await withSpool(async (spool) => {
    const { sequence, reports, lines } = await writeYearArchive(of, published, (bytes) => spool.write(bytes));
    await storeArchive({ districtId, year, sequence, reports, lines }, spool);
  });
}

/** Part by part and over a bare connection: Prisma writes bytes as text, which takes their size several times over. */
async function storeArchive(
  { districtId, year, sequence, reports, lines }: WrittenArchive & { districtId: string; year: number },
  spool: Spool,
): Promise<void> {
  await bareTransaction(async (client) => {
    const id = randomUUID();
    let nth = 0;
    for (const part of spool.parts())
      await client.query("INSERT INTO archive_part VALUES ($1, $2, $3)", [id, (nth += 1), part]);
    await client.query(
      `INSERT INTO year_archive AS a (district_id, year, sequence, reports, lines, bytes, sha256, made_at)
       SELECT $1, $2, $3, $4, $5, bytes, encode(sha256(bytes), 'hex'), $6
       FROM (SELECT string_agg(bytes, ''::bytea ORDER BY nth) AS bytes FROM archive_part WHERE archive_id = $7) whole
       ON CONFLICT (district_id, year) DO UPDATE SET sequence = EXCLUDED.sequence, reports = EXCLUDED.reports, lines = EXCLUDED.lines,
         bytes = EXCLUDED.bytes, sha256 = EXCLUDED.sha256, made_at = EXCLUDED.made_at
       WHERE a.sequence <= EXCLUDED.sequence`,
      [districtId, year, sequence, reports, lines, now(), id],
    );
    await client.query("DELETE FROM archive_part WHERE archive_id = $1", [id]);
  });
}
