import { writtenQueries } from "@/lib/domain/search/testing/written-queries";
import { missesOf } from "@/prisma/seed/search-hit-rate";
import { closeDb } from "@/lib/platform/db";
import { withClient } from "@/lib/platform/postgres/client";
import { initialsOf, pinyinOf } from "@/lib/platform/pinyin";
import { openLargeDistrict } from "./large-district";
import { print, printRatio, summarize, timeAsync } from "./measuring/statistics";

/** Two years each: 2,000 and 10,000 reports. */
const SIZES = [1_000, 5_000] as const;
const ROUNDS = 3;
const DISTRICT = "100000";

/** What the units of a district are called, by turns. */
const names = [
  "第#实验小学",
  "第#中学",
  "#号幼儿园",
  "#街道办事处",
  "#镇卫生院",
  "#片区信访局",
  "#号职业中等专业学校",
  "#片区机关事务服务中心",
  "#片区教育和体育局",
  "#片区住房和城乡建设局",
];

/** As it would be done without an index: every typed text read through. */
const scan = (text: string) => ({
  text: "SELECT count(*) FROM search_text WHERE strpos(body, $1) > 0",
  values: [text],
});

/**
 * Searches of the written queries in a district of ten thousand published reports, over HTTP, against the same words
 * looked for by reading every text. The reports are those of the demo, each with other amounts.
 */
export async function benchSearch(baseUrl: string, databaseUrl: string): Promise<void> {
  console.log("Search over published reports");
  await printHitRate(databaseUrl);
  const district = await openLargeDistrict(databaseUrl, { code: DISTRICT, whole: false });
  const medians: number[] = [];
  try {
    for (const units of SIZES) {
      await district.growTo(units);
      await fillSearch(databaseUrl);
      const durations: { text: string; ms: number }[] = [];
      for (let round = 0; round <= ROUNDS; round += 1)
        for (const { text } of writtenQueries) {
          const started = performance.now();
          const answer = await fetch(`${baseUrl}/search?q=${encodeURIComponent(text)}`);
          await answer.arrayBuffer();
          if (!answer.ok) throw new Error(`${text}: ${answer.status}`);
          if (round > 0) durations.push({ text, ms: performance.now() - started });
        }
      const sample = summarize(durations.map(({ ms }) => ms));
      print(`${units * 2} reports: the written queries (aim: p95 below 100 ms)`, sample);
      const slowest = durations.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
      console.log(`    slowest: ${slowest.map(({ text, ms }) => `${text} ${ms.toFixed(0)} ms`).join(", ")}`);
      medians.push(sample.median);
      print(
        `${units * 2} reports, baseline: every text read through`,
        await withClient(databaseUrl, (client) =>
          timeAsync(() => client.query(scan("应急值守")), { warmUp: 1, counted: 5 }),
        ),
      );
    }
    printRatio("10,000 reports to 2,000", medians[1]! / medians[0]!, "≤ 5");
  } finally {
    await district.close();
  }
}

/** How many of the written queries find in the demo district what was meant. */
async function printHitRate(databaseUrl: string): Promise<void> {
  process.env.DATABASE_URL = databaseUrl;
  const periods = await withClient(databaseUrl, async (client) => {
    const { rows } = await client.query<{ districtId: string; code: string; unitId: string }>(
      `SELECT district_id AS "districtId", code, unit_id AS "unitId" FROM unit_period
       WHERE district_id = (SELECT district_id FROM search_report GROUP BY 1 ORDER BY count(*) DESC LIMIT 1)`,
    );
    return rows;
  });
  const misses = await missesOf(periods[0]!.districtId, periods);
  await closeDb();
  console.log(
    `  ${writtenQueries.length - misses.length} of ${writtenQueries.length} written queries find what was meant (aim: 58)`,
  );
  for (const miss of misses) console.log(`    not ${miss}`);
}

/** Gives the units of the large district names that people look for, and every report the entries of one of the demo. */
export async function fillSearch(databaseUrl: string): Promise<void> {
  await withClient(databaseUrl, async (client) => {
    await client.query("SET session_replication_role = replica");
    const { rows } = await client.query<{ id: string; unitId: string; code: string; n: number }>(
      `SELECT p.id, p.unit_id AS "unitId", p.code, right(p.code, 5)::int AS n FROM unit_period p JOIN district d ON d.id = p.district_id
       WHERE d.code = $1 AND p.level = 'unit' AND NOT EXISTS (SELECT FROM search_unit s WHERE s.unit_id = p.unit_id)`,
      [DISTRICT],
    );
    const named = rows.map((row) => ({ ...row, name: names[row.n % names.length]!.replace("#", String(row.n)) }));
    await client.query(
      `WITH given AS (SELECT * FROM jsonb_to_recordset($1::jsonb) AS x(id uuid, unit_id uuid, code text, name text, sounds text)),
         renamed AS (UPDATE unit_period p SET name = given.name FROM given WHERE p.id = given.id)
       INSERT INTO search_unit (district_id, unit_id, names, codes, sounds)
       SELECT u.district_id, u.id, E'\\n' || given.name || E'\\n', E'\\n' || given.code || E'\\n', given.sounds FROM given JOIN unit u ON u.id = given.unit_id`,
      [
        JSON.stringify(
          named.map(({ id, unitId, code, name }) => ({
            id,
            unit_id: unitId,
            code,
            name,
            sounds: `\n${pinyinOf(name)}\n${initialsOf(name)}\n`,
          })),
        ),
      ],
    );
    const { rows: made } = await client.query<{ first: number | null }>(
      `WITH made AS (INSERT INTO search_report (district_id, sequence, unit_id, year, number, unit_code, unit_name, unit_kind,
             department_id, published_at, index_version)
           SELECT p.district_id, p.sequence, p.unit_id, p.year, p.number, p.unit_code, q.name, q.kind, q.parent_id, p.published_at, 2
           FROM publication p JOIN unit_period q ON q.unit_id = p.unit_id JOIN district d ON d.id = p.district_id
           WHERE d.code = $1 AND p.number = 1 ON CONFLICT DO NOTHING RETURNING id)
       SELECT min(id)::int AS first FROM made`,
      [DISTRICT],
    );
    const { first } = made[0]!;
    if (first === null) return;
    // Which report of the demo a report is a copy of, and by how much its amounts are larger.
    await client.query(
      `CREATE TEMPORARY TABLE copy AS
       WITH demo AS (SELECT r.id, row_number() OVER (ORDER BY r.id) - 1 AS nth, count(*) OVER () AS of FROM search_report r
          WHERE r.district_id <> (SELECT id FROM district WHERE code = $1))
       SELECT r.id AS to_id, demo.id AS from_id, 1 + (r.id * 7919 % 10007) / 10007.0 AS factor
       FROM search_report r JOIN demo ON demo.nth = r.id % demo.of
       WHERE r.district_id = (SELECT id FROM district WHERE code = $1) AND r.id >= $2`,
      [DISTRICT, first],
    );
    await client.query(`
      INSERT INTO search_subject (code, report_id, name, fen, place)
        SELECT s.code, c.to_id, s.name, (s.fen * c.factor)::bigint, s.place FROM copy c JOIN search_subject s ON s.report_id = c.from_id;
      INSERT INTO search_amount (fen, report_id, label, place)
        SELECT (a.fen * c.factor)::bigint, c.to_id, a.label, a.place FROM copy c JOIN search_amount a ON a.report_id = c.from_id ON CONFLICT DO NOTHING;
      INSERT INTO search_text (report_id, position, kind, title, body, place, folded, pairs)
        SELECT c.to_id, t.position, t.kind, t.title, t.body, t.place, t.folded, t.pairs FROM copy c JOIN search_text t ON t.report_id = c.from_id;
      INSERT INTO search_subject_name (district_id, code, name, initials)
        SELECT DISTINCT d.id, n.code, n.name, n.initials FROM search_subject_name n, district d WHERE d.code = '${DISTRICT}' ON CONFLICT DO NOTHING;
      DROP TABLE copy;`);
    await client.query(
      "VACUUM ANALYZE search_report, search_subject, search_amount, search_text, search_unit, search_subject_name",
    );
  });
}
