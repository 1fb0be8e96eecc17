import { createHash } from "node:crypto";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { linkHashOf } from "@/lib/domain/proof/entry";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import type { Snapshot } from "@/lib/features/publication/schema";
import { canonicalForm } from "@/lib/platform/content-hash";
import { proofTools } from "@/lib/platform/ed25519";

const UNITS_PER_DEPARTMENT = 100;
const YEARS = [2020, 2021] as const;
/** Every twentieth report has been corrected once. */
const CORRECTED = 20;

/** A district of generated units, whose reports are all published; grown in steps. */
export interface LargeDistrict {
  /** Adds units until there are so many, each with its publications. */
  growTo(units: number): Promise<void>;
  /** Gives every report that has no figures yet those of one of some accounts (fen), in turn, with its own factor. */
  fill(accounts: readonly ReadonlyMap<FactKey, number>[], isCount: (key: FactKey) => boolean): Promise<void>;
  readonly districtId: string;
  close(): Promise<void>;
}

/** Reports of the demo that the generated ones are copies of, in turn: the longest of as many units. */
const KINDS = 5;

/** The members of a snapshot as they stand in its RFC 8785 form, by name; those that are a unit's own are put in. */
type Members = ReadonlyMap<string, string>;

/** A version that is to be published, in the order of the chain. */
interface Publishable {
  versionId: string;
  unitId: string;
  unitCode: string;
  unitName: string;
  kind: string;
  departmentCode: string;
  departmentName: string;
  year: number;
  number: number;
  reason: string | null;
}

/**
 * Needs the demo district in the same database and a superuser: rows are written past the triggers, because ten
 * thousand reports that go through every step take hours. Every publication carries a snapshot of the demo under the
 * unit's own name and department; unless it is to be `whole`, without document and tables, so that 20,000 fit on a
 * small disk. What is copied in is hashed and chained as the step that publishes does it, so that the product's own
 * verification finds nothing wrong.
 *
 * @param code of the district; the public pages show the one with the lowest.
 */
export async function openLargeDistrict(
  databaseUrl: string,
  { code, whole }: { code: string; whole: boolean },
): Promise<LargeDistrict> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("SET session_replication_role = replica");
  const { rows } = await client.query<{ snapshot: Snapshot }>(
    `SELECT snapshot FROM (
       SELECT DISTINCT ON (unit_id) snapshot FROM publication WHERE scope = 'unit' ORDER BY unit_id, octet_length(snapshot::text) DESC) longest
     ORDER BY octet_length(snapshot::text) DESC LIMIT $1`,
    [KINDS],
  );
  const kinds = rows.map(({ snapshot }): Members => {
    const content = whole ? snapshot : { ...snapshot, tables: [], document: { parts: [] } };
    return new Map(Object.entries(content).map(([name, value]) => [name, canonicalForm(value)]));
  });
  const lengths = kinds.map((members) => Math.round([...members.values()].join("").length / 1000));
  console.log(`  (snapshots have ${lengths.join(", ")} thousand characters)`);
  const { rows: made } = await client.query<{ id: string }>(
    "INSERT INTO district (id, code, name, region_code) VALUES (gen_random_uuid(), $1, '万家区', '37') RETURNING id",
    [code],
  );
  const district = made[0]!.id;
  await client.query(
    `INSERT INTO fiscal_year (id, district_id, year, table_set_id, catalogue_id, opens_at, deadline, stage)
     SELECT gen_random_uuid(), $1, year, 'fy2021', catalogue_id, opens_at, deadline, stage FROM fiscal_year WHERE year = ANY($2) AND district_id = (SELECT id FROM district ORDER BY code DESC LIMIT 1)`,
    [district, YEARS],
  );
  const { rows: person } = await client.query<{ id: string }>("SELECT id FROM app_user LIMIT 1");
  let present = 0;
  let head = { sequence: 0, chainHash: "" };

  /** The rows of the publications as COPY reads them. */
  function* linesOf(versions: readonly Publishable[], publishedAt: Date): Generator<string> {
    for (const { unitCode, unitName, departmentCode, departmentName, year, number, ...of } of versions) {
      const members = new Map(kinds[head.sequence % kinds.length]);
      members.set("year", canonicalForm(year));
      members.set("number", canonicalForm(number));
      members.set("unit", canonicalForm({ code: unitCode, name: unitName, kind: of.kind }));
      members.set("department", canonicalForm({ code: departmentCode, name: departmentName }));
      const content = `{${[...members]
        .toSorted(([one], [other]) => (one < other ? -1 : 1))
        .map(([name, text]) => `${JSON.stringify(name)}:${text}`)
        .join(",")}}`;
      const contentHash = createHash("sha256").update(content, "utf8").digest("hex");
      const link = { sequence: head.sequence + 1, previousHash: head.chainHash, snapshot: { sha256: contentHash } };
      head = { sequence: link.sequence, chainHash: linkHashOf(link, proofTools) };
      const row = [
        district,
        link.sequence,
        of.versionId,
        of.unitId,
        unitCode,
        unitName,
        year,
        number,
        content,
        contentHash,
        link.previousHash,
        head.chainHash,
        of.reason,
        person[0]!.id,
        publishedAt.toISOString(),
      ];
      // JSON and names hold neither tabs nor line ends; backslashes are COPY's own sign.
      yield `${row.map((value) => (value === null ? "\\N" : String(value).replaceAll("\\", "\\\\"))).join("\t")}\n`;
    }
  }

  return {
    districtId: district,
    fill: async (accounts, isCount) => {
      await client.query("BEGIN");
      await client.query(
        "CREATE TEMP TABLE template (n int, sheet text, subject text, fund text, column_id text, measure measure, amount numeric) ON COMMIT DROP",
      );
      for (const [at, amounts] of accounts.entries()) {
        const rows = Array.from(amounts, ([key, amount]) => ({ ...parseFactKey(key), amount, isCount: isCount(key) }));
        await client.query(
          `INSERT INTO template SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::measure[], $7::numeric[])`,
          [
            at,
            rows.map(({ sheet }) => sheet),
            rows.map(({ row }) => row),
            rows.map(({ fund }) => fund),
            rows.map(({ column }) => column),
            rows.map((each) => (each.isCount ? "count" : "money")),
            rows.map(({ amount, isCount: counts }) => (counts ? amount : amount / 100)),
          ],
        );
      }
      await client.query(
        `INSERT INTO budget_line (district_id, version_id, sheet, subject, fund, column_id, measure, amount, updated_at)
         SELECT $1, v.id, t.sheet, t.subject, t.fund, t.column_id, t.measure,
           CASE t.measure WHEN 'money' THEN t.amount * v.factor ELSE t.amount END, now()
         FROM (
           SELECT id, (row_number() OVER (ORDER BY id)) % $2 AS n, 1 + (row_number() OVER (ORDER BY id)) % 7 AS factor
           FROM report_version WHERE district_id = $1
             AND NOT EXISTS (SELECT FROM budget_line l WHERE l.district_id = $1 AND l.version_id = report_version.id)
         ) v JOIN template t ON t.n = v.n`,
        [district, accounts.length],
      );
      await client.query("COMMIT");
      await client.query("VACUUM ANALYZE budget_line");
    },
    growTo: async (units) => {
      const range = [district, present + 1, units];
      await client.query("BEGIN");
      const period = (level: string, kind: string, columns: string) =>
        `WITH given AS (SELECT gen_random_uuid() AS id, ${columns}),
           identities AS (INSERT INTO unit (id, district_id) SELECT id, $1 FROM given)
         INSERT INTO unit_period (id, district_id, unit_id, level, kind, code, name, parent_id)
         SELECT gen_random_uuid(), $1, id, '${level}', '${kind}', code, name, parent_id FROM given`;
      await client.query(
        period(
          "department",
          "administrative",
          `lpad(n::text, 4, '0') AS code, '第' || n || '局' AS name, NULL::uuid AS parent_id
           FROM generate_series(($2::int - 1) / $4 + 1, ($3::int - 1) / $4 + 1) n
           WHERE NOT EXISTS (SELECT FROM unit_period WHERE district_id = $1 AND code = lpad(n::text, 4, '0'))`,
        ),
        [...range, UNITS_PER_DEPARTMENT],
      );
      await client.query(
        period(
          "unit",
          "institution",
          `d.code || lpad(n::text, 5, '0') AS code, '第' || n || '预算单位' AS name, d.unit_id AS parent_id
           FROM generate_series($2::int, $3::int) n
           JOIN unit_period d ON d.district_id = $1 AND d.level = 'department' AND d.code = lpad(((n - 1) / $4 + 1)::text, 4, '0')`,
        ),
        [...range, UNITS_PER_DEPARTMENT],
      );
      const added =
        "SELECT u.unit_id AS id, u.code, u.name, u.kind, u.parent_id FROM unit_period u " +
        "WHERE u.district_id = $1 AND u.level = 'unit' AND right(u.code, 5)::int BETWEEN $2 AND $3";
      await client.query(
        `INSERT INTO obligation (district_id, year, unit_id)
         SELECT $1, y.year, u.id FROM (${added}) u JOIN fiscal_year y ON y.district_id = $1`,
        range,
      );
      await client.query(
        `INSERT INTO report (id, district_id, unit_id, fiscal_year_id, created_at)
         SELECT gen_random_uuid(), $1, u.id, y.id, now() FROM (${added}) u JOIN fiscal_year y ON y.district_id = $1`,
        range,
      );
      const publishedAt = new Date();
      await client.query(
        `INSERT INTO report_version (id, district_id, report_id, number, status, correction_reason, approved_by, approved_at,
           published_at, created_at)
         SELECT gen_random_uuid(), $1, r.id, n, 'published', CASE n WHEN 2 THEN '更正说明' END, $4, $5, $5, $5
         FROM (${added}) u JOIN report r ON r.district_id = $1 AND r.unit_id = u.id
         CROSS JOIN generate_series(1, 2) n WHERE n = 1 OR right(u.code, 5)::int % ${CORRECTED} = 0`,
        [...range, person[0]!.id, publishedAt],
      );
      const { rows: versions } = await client.query<Publishable>(
        `SELECT v.id AS "versionId", u.id AS "unitId", u.code AS "unitCode", u.name AS "unitName", u.kind, d.code AS "departmentCode",
           d.name AS "departmentName", y.year, v.number, v.correction_reason AS reason
         FROM (${added}) u JOIN unit_period d ON d.unit_id = u.parent_id JOIN report r ON r.district_id = $1 AND r.unit_id = u.id
         JOIN fiscal_year y ON y.id = r.fiscal_year_id JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id
         ORDER BY y.year, u.code, v.number`,
        range,
      );
      await pipeline(
        Readable.from(linesOf(versions, publishedAt)),
        client.query(
          copyFrom(
            `COPY publication (district_id, sequence, version_id, unit_id, unit_code, unit_name, year, number, snapshot, content_hash,
               previous_hash, chain_hash, correction_reason, published_by, published_at) FROM STDIN`,
          ),
        ),
      );
      await client.query(
        `UPDATE report_version v SET content_hash = p.content_hash FROM publication p
         WHERE p.district_id = $1 AND v.district_id = $1 AND v.id = p.version_id AND v.content_hash IS NULL`,
        [district],
      );
      await client.query(
        `INSERT INTO workflow_event (district_id, version_id, id, step, from_status, to_status, round, revision, actor_id, at)
         SELECT $1, v.id, gen_random_uuid(), s.step, s.from_status::version_status, s.to_status::version_status, 1, 0, $4, $5
         FROM (${added}) u JOIN report r ON r.district_id = $1 AND r.unit_id = u.id
         JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id
         CROSS JOIN (VALUES ('approve', 'underReview', 'approved'), ('publish', 'approved', 'published')) s(step, from_status, to_status)`,
        [...range, person[0]!.id, publishedAt],
      );
      await client.query("SELECT keep_publication_count(district_id, year) FROM fiscal_year WHERE district_id = $1", [
        district,
      ]);
      await client.query("COMMIT");
      await client.query(
        "VACUUM ANALYZE unit, unit_period, obligation, report, report_version, workflow_event, publication",
      );
      present = units;
    },
    close: () => client.end(),
  };
}
