import { HttpClient } from "@/e2e/support/http-client";
import { INSPECTION_EDITION } from "@/lib/domain/inspection/content-defects";
import { createUser } from "@/lib/features/users/mutations";
import { closeDb } from "@/lib/platform/db";
import { hashPassword } from "@/lib/platform/passwords";
import { withClient } from "@/lib/platform/postgres/client";
import type { WebServer } from "@/scripts/serve";
import { openLargeDistrict } from "./large-district";
import { cpuSeconds, cpuSecondsOfFamily, parentOf } from "./measuring/processes";
import { print, printRatio, timeAsync } from "./measuring/statistics";

const SIZES = [2_000, 10_000] as const;
const ROUNDS = { warmUp: 2, counted: 10 };
const paths = [
  "/",
  "/api/v1/reports",
  "/api/v1/reports?year=2021&page=40",
  "/api/v1/years",
  `/search?q=${encodeURIComponent("第123")}`,
];

/** The bureau's list of 公开体检, its second page, and what it is narrowed to. */
const inspections = [
  "/review/inspections?year=2021",
  "/review/inspections?year=2021&page=2",
  "/review/inspections?year=2021&glance=missing",
  "/review/inspections?year=2021&q=%E7%AC%AC1",
  "/review/inspections/000100001/2021",
];

/** The bureau's queue of a year that is in work: pages, filters, orders, everything of it new to the person. */
const queue = [
  "/review?year=2020",
  "/review?year=2020&page=20",
  "/review?year=2020&state=submitted&reviewer=mine",
  "/review?year=2020&mark=changed&order=changed",
  `/review?year=2020&q=${encodeURIComponent("第1")}&order=findings`,
  `/review/map?year=2020`,
  `/review/map?year=2020&page=20`,
];

/** A year in every state, with open comments, reports that are given to somebody, and a last visit before all of it. */
const inWork = [
  `UPDATE report_version v SET status = (ARRAY['drafting', 'submitted', 'underReview', 'approved', 'published'])
       [1 + right(u.code, 5)::int % 5]::version_status, checked_revision = 0,
       explain_findings = right(u.code, 5)::int % 4, round = 1
   FROM report r JOIN fiscal_year y ON y.id = r.fiscal_year_id JOIN unit_period u ON u.unit_id = r.unit_id
   WHERE r.district_id = $1 AND y.year = 2020 AND v.district_id = $1 AND v.report_id = r.id
     AND NOT EXISTS (SELECT FROM report_version later WHERE later.district_id = $1 AND later.report_id = r.id
       AND later.number > v.number)`,
  `INSERT INTO comment (district_id, version_id, id, kind, anchor_kind, anchor_id, body, round, by_id,
    is_from_bureau, created_at)
   SELECT $1, v.id, gen_random_uuid(), 'review', 'form', 'report', '请核对。', 1, e.actor_id, true, now()
   FROM report_version v JOIN LATERAL (SELECT actor_id FROM workflow_event WHERE version_id = v.id LIMIT 1) e ON true
   CROSS JOIN generate_series(1, 3) WHERE v.district_id = $1 AND v.status = 'underReview'
     AND NOT EXISTS (SELECT FROM comment c WHERE c.district_id = $1 AND c.version_id = v.id)`,
  `INSERT INTO review_assignment (district_id, fiscal_year_id, unit_id, reviewer_id, assigned_by, assigned_at)
   SELECT $1, r.fiscal_year_id, r.unit_id, $2, $2, now() FROM report r JOIN fiscal_year y ON y.id = r.fiscal_year_id
   JOIN unit_period u ON u.unit_id = r.unit_id
   WHERE r.district_id = $1 AND y.year = 2020 AND right(u.code, 5)::int % 3 = 0 ON CONFLICT DO NOTHING`,
  `INSERT INTO queue_visit (district_id, fiscal_year_id, user_id, since, seen_at)
   SELECT $1, id, $2, now() - interval '9 days', now() - interval '9 days'
   FROM fiscal_year WHERE district_id = $1 AND year = 2020
   ON CONFLICT DO NOTHING`,
];
const reviewer = { username: "bench-lists", password: "a password for benchmarks only" };

/** What the job that takes publications apart has judged: the verdicts of the demo's reports, in turn. */
const judged = `
  INSERT INTO published_account (district_id, year, unit_id, sequence, number, published_at, unit_code, unit_name, kind,
     department_id, department_code, department_name, table_set_id, edition, inspection, inspection_edition)
   SELECT DISTINCT ON (p.year, p.unit_id) p.district_id, p.year, p.unit_id, p.sequence, p.number, p.published_at, p.unit_code, p.unit_name,
     'institution', d.unit_id, d.code, d.name, 'fy2021', 1, x.inspection, $2
   FROM publication p JOIN unit_period u ON u.unit_id = p.unit_id JOIN unit_period d ON d.unit_id = u.parent_id
   JOIN (SELECT row_number() OVER (ORDER BY sequence) - 1 AS n, count(*) OVER () AS of, inspection FROM published_account
         WHERE inspection IS NOT NULL AND district_id <> $1) x ON x.n = p.sequence % x.of
   WHERE p.district_id = $1 ORDER BY p.year, p.unit_id, p.number DESC ON CONFLICT DO NOTHING`;

/** As the list was read before publications had a column for the department: every snapshot is opened for one name. */
const openingSnapshots = `
  WITH newest AS (
    SELECT DISTINCT ON (year, unit_id) year, unit_id, unit_code, unit_name, number, published_at, snapshot #>> '{department,name}' AS department_name
    FROM publication WHERE district_id = (SELECT id FROM district ORDER BY code LIMIT 1) ORDER BY year, unit_id, number DESC)
  SELECT *, count(*) OVER () FROM newest ORDER BY year DESC, unit_code LIMIT 50`;

/**
 * Public lists of a district of two thousand and of ten thousand units (two years each) over HTTP, against the way they
 * were read before; and the bureau's list of 公开体检 and its queue, with what a page costs the server and how long it is.
 */
export async function benchLists(server: WebServer, databaseUrl: string): Promise<void> {
  const baseUrl = server.url;
  console.log("Lists of published reports");
  const district = await openLargeDistrict(databaseUrl, { code: "100000", whole: false });
  const medians = new Map<string, number[]>();
  try {
    const made = await createUser(
      district.districtId,
      { id: null, name: "bench" },
      { username: reviewer.username, name: "审核人", grants: [{ role: "reviewer" }] },
      { passwordHash: await hashPassword(reviewer.password) },
    );
    if (!made.ok) throw new Error(made.reasons.join(" "));
    const postmaster = await withClient(databaseUrl, async (client) => {
      const { rows } = await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
      return parentOf(rows[0]!.pid);
    });
    const browser = await HttpClient.signedIn(baseUrl, reviewer.username, reviewer.password);
    for (const units of SIZES) {
      await district.growTo(units);
      for (const path of paths) {
        const sample = await timeAsync(async () => {
          const answer = await fetch(baseUrl + path);
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          await answer.arrayBuffer();
        }, ROUNDS);
        print(`${units} units: ${decodeURIComponent(path)}`, sample);
        medians.set(path, [...(medians.get(path) ?? []), sample.median]);
      }
      await withClient(databaseUrl, async (client) => {
        await client.query("SET session_replication_role = replica");
        await client.query(judged, [district.districtId, INSPECTION_EDITION]);
        await client.query("VACUUM ANALYZE published_account");
        // Written past the triggers, as all of this district.
        await client.query(
          "INSERT INTO inspection_mark (district_id, year) SELECT district_id, year FROM fiscal_year WHERE district_id = $1",
          [district.districtId],
        );
      });
      await withClient(databaseUrl, async (client) => {
        await client.query("SET session_replication_role = replica");
        for (const statement of inWork)
          await client.query(
            statement,
            statement.includes("$2") ? [district.districtId, made.data.userId] : [district.districtId],
          );
        await client.query("VACUUM ANALYZE report_version, comment, review_assignment, workflow_event");
      });
      for (const path of [...inspections, ...queue]) {
        let bytes = 0;
        const measure = async (asked: () => Promise<void>, counted: number) => {
          const before = [cpuSeconds(server.pids[0]!), cpuSecondsOfFamily(postmaster)] as const;
          const sample = await timeAsync(asked, { warmUp: 0, counted });
          const spent = [cpuSeconds(server.pids[0]!) - before[0], cpuSecondsOfFamily(postmaster) - before[1]];
          const [application, database] = spent.map((seconds) => ((seconds * 1_000) / counted).toFixed(0));
          const cost = () => `${Math.round(bytes / 1_000)} KB, CPU ${application} ms, of PostgreSQL ${database} ms`;
          return { sample, cost };
        };
        const ask = async () => {
          const answer = await browser.request(path);
          if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
          bytes = (await answer.arrayBuffer()).byteLength;
        };
        if (path === inspections[0]) {
          // As the night does, or the first who asks after everything has changed.
          const { sample, cost } = await measure(ask, 1);
          print(`${units} units: all judged anew, ${decodeURIComponent(path)} (${cost()})`, sample);
        }
        for (let round = 0; round < ROUNDS.warmUp; round += 1) await ask();
        const { sample, cost } = await measure(ask, ROUNDS.counted);
        print(`${units} units: ${decodeURIComponent(path)} (${cost()}; aim: ≤ 300 KB, ≤ 300 ms)`, sample);
      }
      print(
        `${units} units, baseline: the page's rows out of the snapshots`,
        await withClient(databaseUrl, (client) =>
          timeAsync(() => client.query(openingSnapshots), { warmUp: 0, counted: 3 }),
        ),
      );
    }
    for (const [path, [small = 0, large = 0]] of medians)
      printRatio(
        `${decodeURIComponent(path)}: 10,000 units to 2,000`,
        large / small,
        "≤ 1.5; 10,000 units below 150 ms",
      );
  } finally {
    await district.close();
    await closeDb();
  }
}
