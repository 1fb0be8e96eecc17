import { withClient } from "@/lib/platform/postgres/client";
import { openLargeDistrict } from "./large-district";
import { print, printRatio, timeAsync } from "./measuring/statistics";

const SIZES = [2_000, 10_000] as const;
const ROUNDS = { warmUp: 1, counted: 7 };
/** Lines of one report besides its budget and income: as many subjects as real ones have at most. */
const SUBJECTS_OF_A_UNIT = 30;

const pages = [
  "/d/2021",
  "/d/2021/functions",
  "/d/2021/funds",
  "/d/2021/departments",
  "/d/2021/three-public",
  "/d/2021/budget",
  "/d/2021/status",
  "/d/2021/status?page=20",
  "/d/2021/corrections",
  "/d/2021/rank/expenditure",
  "/d/2021/rank/expenditure?page=20",
  "/d/2021/rank/officialReception?per=each&kind=institution",
  "/d/2021/over-budget/threePublic",
  "/d/2021/subjects/205",
  "/d/2021/subjects/20502",
  "/d/2021/economic/302",
  "/d/2021/economic/30201",
  "/d/years",
  "/d/units/000100007",
];

/** The same question as bare SQL: the least that a page can take. */
const bare: Record<string, string> = {
  "/d/2021/rank/expenditure": `
    SELECT a.unit_code, a.unit_name, f.amount, p.amount FROM published_figure f JOIN published_account a USING (district_id, year, unit_id)
    LEFT JOIN published_figure p ON p.district_id = f.district_id AND p.year = f.year - 1 AND p.unit_id = f.unit_id AND p.figure = f.figure
    WHERE f.district_id = $1 AND f.year = 2021 AND f.figure = 'expenditure' ORDER BY f.amount DESC LIMIT 100`,
  "/d/2021/functions": `
    SELECT figure, sum(amount), count(*) FROM published_figure WHERE district_id = $1 AND year = 2021 AND figure LIKE 'function:%' GROUP BY figure`,
  "/d/2021/funds": `
    SELECT a.sheet, a.fund, a.column_id, sum(s.amount) FROM published_sum s JOIN fact_address a ON a.id = s.address_id
    WHERE s.district_id = $1 AND s.scope_id = $1 AND s.year = 2021 AND a.sheet IN ('income', 'expenditure') GROUP BY 1, 2, 3`,
};

/**
 * Pages of questions in a district of two thousand and of ten thousand units, two years each, over HTTP: server time,
 * size, how both grow, and against the bare SQL of the same question.
 */
export async function benchQuestions(baseUrl: string, databaseUrl: string): Promise<void> {
  console.log("Questions across reports");
  const district = await openLargeDistrict(databaseUrl, { code: "000001", whole: false });
  const medians = new Map<string, number[]>();
  const largest = { path: "", kilobytes: 0 };
  try {
    for (const units of SIZES) {
      await district.growTo(units);
      const { seconds, rows } = await takeApart(databaseUrl);
      console.log(
        `  (${rows.toLocaleString("en")} lines of ${units} units × 2 years written in ${seconds.toFixed(1)} s)`,
      );
      for (const path of pages) {
        let bytes = 0;
        const sample = await timeAsync(async () => {
          const answer = await fetch(baseUrl + path);
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          bytes = (await answer.arrayBuffer()).byteLength;
        }, ROUNDS);
        print(`${units} units: ${path} (${Math.round(bytes / 1000)} KB)`, sample);
        medians.set(path, [...(medians.get(path) ?? []), sample.median]);
        if (bytes / 1000 > largest.kilobytes) Object.assign(largest, { path, kilobytes: bytes / 1000 });
      }
    }
    for (const [path, [small = 0, large = 0]] of medians)
      printRatio(`${path}: 10,000 units to 2,000`, large / small, "≤ 1.5, or below 300 ms");
    await withClient(databaseUrl, async (client) => {
      const { rows } = await client.query<{ id: string }>("SELECT id FROM district WHERE code = '000001'");
      for (const [path, text] of Object.entries(bare)) {
        const sample = await timeAsync(() => client.query(text, [rows[0]!.id]), ROUNDS);
        print(`baseline: bare SQL of ${path}`, sample);
        printRatio(
          `${path}: page to bare SQL`,
          medians.get(path)!.at(-1)! / sample.median,
          "the page, its sums and its neighbours",
        );
      }
    });
    printRatio(`largest page, KB: ${largest.path}`, largest.kilobytes, "≤ 300");
    const slowest = [...medians]
      .map(([path, each]) => [path, each.at(-1)!] as const)
      .toSorted((one, other) => other[1] - one[1])[0]!;
    printRatio(`slowest page, ms: ${slowest[0]}`, slowest[1], "≤ 300");
  } finally {
    await district.close();
  }
}

/** Lines and figures of every unit that has none, made at random in the database: snapshots of twenty thousand take hours. */
export async function takeApart(databaseUrl: string): Promise<{ seconds: number; rows: number }> {
  const started = performance.now();
  const rows = await withClient(databaseUrl, async (client) => {
    await client.query("SELECT setseed(0.5)");
    for (const text of generation) await client.query(text, text.includes("$1") ? [SUBJECTS_OF_A_UNIT] : []);
    await client.query(
      "VACUUM ANALYZE published_account, published_line, published_sum, published_figure, fact_address",
    );
    const { rows: counted } = await client.query<{ n: number }>("SELECT count(*)::int AS n FROM published_line");
    return counted[0]!.n;
  });
  return { seconds: (performance.now() - started) / 1000, rows };
}

const large = "(SELECT id FROM district WHERE code = '000001')";
const fresh = `(SELECT a.* FROM published_account a WHERE a.district_id = ${large}
  AND NOT EXISTS (SELECT FROM published_line l WHERE l.district_id = a.district_id AND l.year = a.year AND l.unit_id = a.unit_id))`;
const money = (most: number) => `(floor(random() * ${most}) * 100)::bigint`;

const generation = [
  `INSERT INTO published_account (district_id, year, unit_id, sequence, number, published_at, unit_code, unit_name, kind,
     department_id, department_code, department_name, table_set_id, edition)
   SELECT DISTINCT ON (p.year, p.unit_id) p.district_id, p.year, p.unit_id, p.sequence, p.number, p.published_at, p.unit_code, p.unit_name,
     (ARRAY['administrative', 'civilServiceInstitution', 'institution'])[1 + right(p.unit_code, 1)::int % 3]::unit_kind,
     d.unit_id, d.code, d.name, 'fy2021', 1
   FROM publication p JOIN unit_period u ON u.unit_id = p.unit_id JOIN unit_period d ON d.unit_id = u.parent_id
   WHERE p.district_id = ${large} ORDER BY p.year, p.unit_id, p.number DESC ON CONFLICT DO NOTHING`,
  `INSERT INTO fact_address (sheet, subject, fund, column_id, measure)
   SELECT x.sheet, s.code, x.fund, x.column_id, 'money' FROM functional_subject s
   CROSS JOIN (VALUES ('income', '', 'generalPublicBudget'), ('expenditure', 'generalPublicBudget', 'basic'),
                      ('expenditure', 'generalPublicBudget', 'project'), ('budget', 'generalPublicBudget', 'originalBudget')) x(sheet, fund, column_id)
   WHERE s.level = 3 AND s.catalogue_id = (SELECT catalogue_id FROM fiscal_year WHERE district_id = ${large} LIMIT 1) ON CONFLICT DO NOTHING`,
  `INSERT INTO fact_address (sheet, subject, fund, column_id, measure)
   SELECT 'basicExpenditure', s.code, '', 'amount', 'money' FROM economic_subject s
   WHERE s.level = 2 AND s.catalogue_id = (SELECT catalogue_id FROM fiscal_year WHERE district_id = ${large} LIMIT 1) ON CONFLICT DO NOTHING`,
  // Each unit spends under the subjects of one part of the catalogue, and everybody under the economic ones.
  `CREATE TEMPORARY TABLE bucket AS SELECT id, id % 40 AS part, row_number() OVER (PARTITION BY id % 40 ORDER BY id)::int AS n
   FROM fact_address WHERE sheet IN ('income', 'expenditure', 'budget') AND measure = 'money'`,
  `CREATE TEMPORARY TABLE fresh AS ${fresh}`,
  // Without statistics of what has just been written, the joins below take minutes instead of seconds.
  "ANALYZE fresh, bucket, fact_address, published_account",
  `INSERT INTO published_line (district_id, year, unit_id, address_id, amount)
   SELECT a.district_id, a.year, a.unit_id, b.id, ${money(1_000_000)}
   FROM fresh a JOIN bucket b ON b.part = (hashtext(a.unit_code) & 1023) % 40 AND b.n <= $1
   UNION ALL
   SELECT a.district_id, a.year, a.unit_id, f.id, ${money(100_000)}
   FROM fresh a CROSS JOIN (SELECT id FROM fact_address WHERE sheet = 'basicExpenditure' AND subject < '31' ORDER BY id LIMIT 40) f`,
  "ANALYZE published_line",
  `INSERT INTO published_figure (district_id, year, unit_id, figure, amount, place)
   SELECT l.district_id, l.year, l.unit_id, 'function:' || left(a.subject, 3), sum(l.amount), 'expenditure.' || left(a.subject, 3) || '.total'
   FROM published_line l JOIN fresh USING (district_id, year, unit_id) JOIN fact_address a ON a.id = l.address_id AND a.sheet = 'expenditure'
   GROUP BY 1, 2, 3, 4, left(a.subject, 3) ON CONFLICT DO NOTHING`,
  "ANALYZE published_figure",
  `INSERT INTO published_figure (district_id, year, unit_id, figure, amount, place)
   SELECT f.district_id, f.year, f.unit_id, x.figure, (sum(f.amount) * x.share)::bigint, 'expenditure.total.total'
   FROM published_figure f JOIN fresh USING (district_id, year, unit_id)
   CROSS JOIN (VALUES ('income', 1.02), ('expenditure', 1), ('basic', 0.6), ('project', 0.4), ('generalPublic', 1),
     ('personnel', 0.5), ('running', 0.1), ('closing', 0.02)) x(figure, share)
   WHERE f.figure LIKE 'function:%' GROUP BY 1, 2, 3, 4, x.share ON CONFLICT DO NOTHING`,
  `INSERT INTO published_figure (district_id, year, unit_id, figure, amount, place)
   SELECT a.district_id, a.year, a.unit_id, x.figure, ${money(50_000)}, NULL
   FROM fresh a CROSS JOIN (VALUES ('threePublic'), ('threePublicBudget'), ('officialReception'), ('officialReceptionBudget'),
     ('vehicleOperation'), ('vehicleOperationBudget'), ('overseasTravel'), ('vehiclePurchase')) x(figure) ON CONFLICT DO NOTHING`,
  `INSERT INTO published_figure (district_id, year, unit_id, figure, amount, place)
   SELECT a.district_id, a.year, a.unit_id, x.figure, 1 + floor(random() * 50), NULL
   FROM fresh a CROSS JOIN (VALUES ('receptionPersonTimes'), ('vehiclesHeld')) x(figure) ON CONFLICT DO NOTHING`,
  `INSERT INTO fact_address (sheet, subject, fund, column_id, measure)
   SELECT DISTINCT 'figure', figure, '', 'amount', 'money' FROM published_figure ON CONFLICT DO NOTHING`,
  "ANALYZE published_figure, fact_address",
  `INSERT INTO published_line (district_id, year, unit_id, address_id, amount)
   SELECT f.district_id, f.year, f.unit_id, a.id, f.amount FROM published_figure f JOIN fresh USING (district_id, year, unit_id)
   JOIN fact_address a ON a.sheet = 'figure' AND a.subject = f.figure ON CONFLICT DO NOTHING`,
  "DROP TABLE bucket, fresh",
  `DELETE FROM published_sum WHERE district_id = ${large}`,
  `INSERT INTO published_sum (district_id, scope_id, year, address_id, amount, units)
   SELECT l.district_id, scope.id, l.year, l.address_id, sum(l.amount), count(*)
   FROM published_line l JOIN published_account a USING (district_id, year, unit_id)
   CROSS JOIN LATERAL (VALUES (l.district_id), (a.department_id)) scope(id)
   WHERE l.district_id = ${large} GROUP BY 1, 2, 3, 4`,
];
