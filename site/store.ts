import { createHash } from "node:crypto";
import { now } from "@/lib/platform/clock";
import { pagePath, type PageAddress } from "./page-address";

/** A pool or a connection of PostgreSQL; the front has one of its own, beside that of the application. */
export interface Queryable {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** A unit's year: its pages are made of the same. */
export type ReportKey = Pick<PageAddress, "unitCode" | "year">;

/** A page as it is handed out. */
export interface StoredPage {
  /** SHA-256 of the HTML, hex. */
  sha256: string;
  brotli: Buffer;
  gzip: Buffer;
}

/** The district that the public pages are about. */
const district = "(SELECT id FROM district ORDER BY code LIMIT 1)";

/**
 * Raised by every change of what pages of reports are made of, whoever makes it: states that were read under it are
 * those of this moment while it stays.
 */
export async function readPublicRevision(database: Queryable): Promise<string> {
  const { rows } = await database.query<{ revision: string }>("SELECT revision FROM public_revision");
  return rows[0]!.revision;
}

/** States as they are read, and the revision that they were read under. */
export interface StatesAtRevision {
  /** Absent where nothing was asked for. */
  revision?: string;
  states: (string | null)[];
}

/** What pages are made of at this moment. @returns in the order of the keys; `null` where nothing was published under that code. */
export async function readStates(database: Queryable, keys: readonly ReportKey[]): Promise<(string | null)[]> {
  return (await readStatesAtRevision(database, keys)).states;
}

/**
 * What the pages of reports are made of at this moment, in one word each: publications with their hashes, files with
 * theirs, publications of the year before, corrections of units that a department has added up, how readers reach the
 * unit, where the county's portal shows it, names of the unit and of the district, what it says of its site, other units that have
 * published under the same code. A page that
 * was made in another state is not handed out; it does not matter who changed it, this server, another one, or the command
 * line.
 *
 * @returns in the order of the keys; `null` where nothing was published under that code.
 */
export async function readStatesAtRevision(database: Queryable, keys: readonly ReportKey[]): Promise<StatesAtRevision> {
  const { rows } = await database.query<{ is_known: boolean; made_of: string; revision: string }>(
    `SELECT u.unit_id IS NOT NULL AS is_known, (SELECT revision FROM public_revision) AS revision,
       concat_ws(' ', p.made_of, f.made_of, q.made_of, 'before', b.made_of, 'members', m.made_of, 'contact', c.made_of,
         'portal', o.address, d.name, d.region_code, 'site', d.site, h.made_of) AS made_of
     FROM unnest($1::text[], $2::int[]) WITH ORDINALITY AS a(code, year, at)
     LEFT JOIN (SELECT id, name, region_code, (SELECT revision FROM site_details WHERE district_id = id) AS site
                FROM district ORDER BY code LIMIT 1) d ON true
     LEFT JOIN LATERAL (SELECT unit_id FROM publication WHERE district_id = d.id AND unit_code = a.code AND year = a.year
                        ORDER BY sequence DESC LIMIT 1) u ON true
     LEFT JOIN LATERAL (SELECT string_agg(chain_hash, ' ' ORDER BY sequence) AS made_of FROM publication
                        WHERE district_id = d.id AND unit_id = u.unit_id AND year = a.year) p ON true
     LEFT JOIN LATERAL (SELECT string_agg(chain_hash, ' ' ORDER BY sequence) AS made_of FROM publication
                        WHERE district_id = d.id AND unit_id = u.unit_id AND year = a.year - 1) b ON true
     LEFT JOIN LATERAL (SELECT string_agg(n.chain_hash, ' ' ORDER BY p.sequence, n.sequence) AS made_of FROM publication p
                        JOIN taken_total t ON t.district_id = p.district_id AND t.version_id = p.version_id
                        JOIN total_part w ON w.district_id = p.district_id AND w.total_id = t.total_id
                        JOIN publication n ON n.district_id = p.district_id AND n.unit_id = w.unit_id AND n.year = p.year
                          AND (n.number > w.number OR n.version_id = w.version_id AND n.content_hash <> w.content_hash)
                        WHERE p.district_id = d.id AND p.unit_id = u.unit_id AND p.year = a.year AND p.scope = 'department') m ON true
     LEFT JOIN LATERAL (SELECT jsonb_agg(to_jsonb(k) ORDER BY k.unit_id)::text AS made_of FROM unit_contact k
                        WHERE k.district_id = d.id AND k.unit_id IN (u.unit_id, (SELECT parent_id FROM unit_period WHERE unit_id = u.unit_id
                                                                                 ORDER BY valid_from DESC NULLS LAST LIMIT 1))) c ON true
     LEFT JOIN portal_address o ON o.district_id = d.id AND o.unit_id = u.unit_id AND o.year = a.year
     LEFT JOIN LATERAL (SELECT string_agg(f.sha256, ' ' ORDER BY f.sequence, f.format) AS made_of
                        FROM publication p JOIN publication_file f ON f.district_id = p.district_id AND f.sequence = p.sequence
                        WHERE p.district_id = d.id AND p.unit_id = u.unit_id AND p.year = a.year) f ON true
     LEFT JOIN LATERAL (SELECT string_agg(concat_ws(' ', valid_from, code, name), ' ' ORDER BY valid_from) AS made_of FROM unit_period
                        WHERE unit_id = u.unit_id) q ON true
     LEFT JOIN LATERAL (SELECT 'shared ' || string_agg(concat_ws(' ', s.unit_name, s.chain_hash, v.codes), ' ' ORDER BY s.sequence) AS made_of
                        FROM publication s CROSS JOIN LATERAL (SELECT string_agg(concat_ws(' ', valid_from, code), ' ' ORDER BY valid_from) AS codes
                                                               FROM unit_period WHERE unit_id = s.unit_id) v
                        WHERE s.district_id = d.id AND s.unit_code = a.code AND s.year = a.year AND s.unit_id <> u.unit_id) h ON true
     ORDER BY a.at`,
    [keys.map(({ unitCode }) => unitCode), keys.map(({ year }) => year)],
  );
  const states = rows.map(({ is_known, made_of }) => (is_known ? shortHash(made_of) : null));
  return { ...(rows[0] && { revision: rows[0].revision }), states };
}

/** A page with the publication that it is of, as it is stored. */
export interface PageOfPublication extends StoredPage {
  sequence: number;
  address: string;
  site: string;
  state: string;
  /** What names its state, together with the year. */
  unitCode: string;
  year: number;
}

/**
 * Joins to publication `p` its pages as `g`: at the code that its unit's year has now, under its number and, of the newest
 * version, without one. Where an earlier release has let two units publish a year under one code, the address is of the one that
 * it answers with.
 */
const joinPages = `CROSS JOIN LATERAL (SELECT unit_code, number FROM publication n WHERE n.district_id = p.district_id AND n.unit_id = p.unit_id
    AND n.year = p.year ORDER BY number DESC LIMIT 1) newest
  JOIN LATERAL (SELECT unit_id FROM publication o WHERE o.district_id = p.district_id AND o.unit_code = newest.unit_code
    AND o.year = p.year ORDER BY sequence DESC LIMIT 1) answers ON answers.unit_id = p.unit_id
  CROSS JOIN LATERAL (SELECT '/r/' || newest.unit_code || '/' || p.year AS path) r
  CROSS JOIN LATERAL (VALUES (r.path || '/v/' || p.number), (CASE WHEN p.number = newest.number THEN r.path END)) a (address)
  JOIN published_page g ON g.district_id = p.district_id AND g.address = a.address`;

/** Every page that is stored of a publication, of whatever release and state. */
export async function readPagesOf(
  database: Queryable,
  { districtId, sequence }: { districtId: string; sequence: number },
): Promise<PageOfPublication[]> {
  const { rows } = await database.query<PageOfPublication>(
    `SELECT p.sequence, g.address, g.site, g.state, g.sha256, g.brotli, g.gzip, newest.unit_code AS "unitCode", p.year
     FROM publication p ${joinPages} WHERE p.district_id = $1 AND p.sequence = $2 ORDER BY g.address`,
    [districtId, sequence],
  );
  return rows;
}

/** Pages of a release that the newest manifest of their publication does not name, of the publications after a place. */
export async function listPagesWithoutManifest(
  database: Queryable,
  { districtId, site, after, limit }: { districtId: string; site: string; after: number; limit: number },
): Promise<Pick<PageOfPublication, "sequence" | "state" | "unitCode" | "year">[]> {
  const { rows } = await database.query<Pick<PageOfPublication, "sequence" | "state" | "unitCode" | "year">>(
    `SELECT p.sequence, g.state, newest.unit_code AS "unitCode", p.year
     FROM publication p ${joinPages} AND g.site = $2
     CROSS JOIN LATERAL (SELECT e.body FROM proof_entry e
                         WHERE e.district_id = p.district_id AND e.sequence = p.sequence ORDER BY e.revision DESC LIMIT 1) m
     WHERE p.district_id = $1 AND p.sequence > $3
       AND NOT m.body::jsonb -> 'pages' @> jsonb_build_array(jsonb_build_object('path', g.address, 'sha256', g.sha256))
     ORDER BY p.sequence LIMIT $4`,
    [districtId, site, after, limit],
  );
  return rows;
}

/** How many pages of a release are stored. */
export async function countPages(
  database: Queryable,
  { districtId, site }: { districtId: string; site: string },
): Promise<number> {
  const { rows } = await database.query<{ count: number }>(
    "SELECT count(*)::int AS count FROM published_page WHERE district_id = $1 AND site = $2",
    [districtId, site],
  );
  return rows[0]!.count;
}

/** Pages of a release that belong to no publication, after an address, in the order of addresses. */
export async function listPagesOfNothing(
  database: Queryable,
  { districtId, site, after, limit }: { districtId: string; site: string; after: string; limit: number },
): Promise<{ address: string; state: string }[]> {
  const { rows } = await database.query<{ address: string; state: string }>(
    `SELECT address, state FROM published_page WHERE district_id = $1 AND site = $2 AND address > $3 COLLATE "C" AND address NOT IN (
       SELECT g.address FROM publication p ${joinPages} WHERE p.district_id = $1 AND g.site = $2)
     ORDER BY address COLLATE "C" LIMIT $4`,
    [districtId, site, after, limit],
  );
  return rows;
}

/** The page of an address as this release makes it, in that state; `null` where it has not been made. */
export async function readPage(
  database: Queryable,
  { address, site, state }: { address: PageAddress; site: string; state: string },
): Promise<StoredPage | null> {
  const { rows } = await database.query<StoredPage>(
    `SELECT sha256, brotli, gzip FROM published_page WHERE district_id = ${district} AND address = $1 AND site = $2 AND state = $3`,
    [pagePath(address), site, state],
  );
  return rows[0] ?? null;
}

/** The SHA-256 under which a page is stored; `null` where it has not been made. */
export async function readPageHash(
  database: Queryable,
  { address, site, state }: { address: PageAddress; site: string; state: string },
): Promise<string | null> {
  const { rows } = await database.query<{ sha256: string }>(
    `SELECT sha256 FROM published_page WHERE district_id = ${district} AND address = $1 AND site = $2 AND state = $3`,
    [pagePath(address), site, state],
  );
  return rows[0]?.sha256 ?? null;
}

/** Stores a page in the place of the one before it. */
export async function storePage(
  database: Queryable,
  { districtId, address, site, state }: { districtId: string; address: PageAddress; site: string; state: string },
  page: StoredPage,
): Promise<void> {
  await database.query(
    `INSERT INTO published_page (district_id, address, site, state, sha256, brotli, gzip, made_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
     ON CONFLICT (district_id, address, site)
     DO UPDATE SET state = EXCLUDED.state, sha256 = EXCLUDED.sha256, brotli = EXCLUDED.brotli, gzip = EXCLUDED.gzip, made_at = EXCLUDED.made_at`,
    [districtId, pagePath(address), site, state, page.sha256, page.brotli, page.gzip, now()],
  );
}

/** Takes away pages of releases that are not this one, made before a moment. @returns how many. */
export async function removePagesOfOthers(database: Queryable, site: string, madeBefore: Date): Promise<number> {
  const { rows } = await database.query<unknown>(
    "DELETE FROM published_page WHERE site <> $1 AND made_at < $2 RETURNING 1",
    [site, madeBefore],
  );
  return rows.length;
}

/** Stores the files that this release's pages share, for servers of other releases. */
export async function storeAssets(
  database: Queryable,
  assets: readonly { name: string; bytes: Buffer }[],
): Promise<void> {
  for (const { name, bytes } of assets)
    await database.query(
      "INSERT INTO site_asset (name, bytes, made_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING",
      [name, bytes, now()],
    );
}

/** A shared file of whatever release; `null` where there was none of that name. */
export async function readAsset(database: Queryable, name: string): Promise<Buffer | null> {
  const { rows } = await database.query<{ bytes: Buffer }>("SELECT bytes FROM site_asset WHERE name = $1", [name]);
  return rows[0]?.bytes ?? null;
}

function shortHash(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 32);
}
