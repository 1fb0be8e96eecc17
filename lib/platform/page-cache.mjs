// Next's cache handler (next.config.ts): keeps rendered pages of published reports in memory.
import { createRequire } from "node:module";
import { promisify } from "node:util";
import { deserialize, serialize } from "node:v8";
import { gunzip, gzip } from "node:zlib";
import pg from "pg";

/** @type {typeof import("next/dist/server/lib/incremental-cache/file-system-cache")} */
const { default: FileSystemCache } = createRequire(import.meta.url)(
  "next/dist/server/lib/incremental-cache/file-system-cache.js",
);

const pack = promisify(gzip);
const unpack = promisify(gunzip);

/**
 * Longest the database is waited for before a page is handed out unasked, and how long it is left alone then;
 * milliseconds.
 */
const PATIENCE = 500;
const LEFT_ALONE = 5_000;

/** Pages being rendered of which is remembered what they were rendered from. */
const MOST_ASKED = 2_000;

/**
 * What is kept of a page: compressed with its data, and what the database said before it was rendered.
 *
 * @typedef {{ packed: Buffer, state: string | null, tags: string[] }} KeptPage
 */

// One for the process: Next makes a handler for every request. The least recently read comes first.
/** @type {Map<string, KeptPage>} */
const pages = new Map();
/** @type {Map<string, string | null>} */
const asked = new Map();
let keptBytes = 0;
/** @type {pg.Pool | undefined} */
let pool;
let leftAloneUntil = 0;

/**
 * Every answer from here has asked the database whether the report has a newer publication or new files since, or the
 * register of units an event: a correction and the hashes of files are seen at once, whichever process wrote them
 * (another replica, the command line). While the database is away, pages that are kept are answered all the same.
 * Everything else is Next's own business.
 */
export default class PageCache extends FileSystemCache {
  /** @param {ConstructorParameters<typeof FileSystemCache>[0]} context */
  constructor(context) {
    super(context);
    this.mostBytes = context.maxMemoryCacheSize ?? 0;
  }

  /** @type {InstanceType<typeof FileSystemCache>["get"]} */
  async get(key, context) {
    const report = reportOf(key, context.kind);
    if (!report) return super.get(key, context);
    const state = await stateOf(report);
    const page = pages.get(key);
    if (!page || (state !== null && state !== page.state)) {
      drop(key);
      asked.set(key, state);
      if (asked.size > MOST_ASKED) asked.delete(first(asked));
      return null;
    }
    pages.delete(key);
    pages.set(key, page);
    const entry = deserialize(await unpack(page.packed));
    // Just confirmed, it is as new as one rendered now.
    return state === null ? entry : { ...entry, lastModified: Date.now() };
  }

  /** @type {InstanceType<typeof FileSystemCache>["set"]} */
  async set(key, value, context) {
    if (!value || !reportOf(key, value.kind)) return super.set(key, value, context);
    const state = asked.get(key) ?? null;
    asked.delete(key);
    const cacheControl = "cacheControl" in context ? context.cacheControl : undefined;
    const packed = await pack(serialize({ value, lastModified: Date.now(), cacheControl }));
    const tags = String(("headers" in value && value.headers?.["x-next-cache-tags"]) || "").split(",");
    drop(key);
    pages.set(key, { packed, state, tags });
    keptBytes += packed.length;
    while (keptBytes > this.mostBytes && pages.size > 0) drop(first(pages));
  }

  /** @type {InstanceType<typeof FileSystemCache>["revalidateTag"]} */
  async revalidateTag(tags, durations) {
    const expired = new Set([tags].flat());
    for (const [key, page] of pages) if (page.tags.some((tag) => expired.has(tag))) drop(key);
    return super.revalidateTag(tags, durations);
  }
}

/**
 * The report a key of Next's cache is about: `…/r/101001/2021`, or one of its versions.
 *
 * @param {string} key
 * @param {string} kind
 */
function reportOf(key, kind) {
  if (kind !== "APP_PAGE") return null;
  const [, unitCode, year] = /\/r\/([^/]+)\/(\d{4})(?:\/v\/\d+)?$/.exec(key) ?? [];
  return unitCode === undefined ? null : { unitCode, year: Number(year) };
}

/**
 * What a report's pages are made from, in one word: its publications, how many files there are, and how many events the
 * register of units has. `null`: the database does not say.
 *
 * @param {{ unitCode: string, year: number }} report
 * @returns {Promise<string | null>}
 */
async function stateOf({ unitCode, year }) {
  if (performance.now() < leftAloneUntil) return null;
  if (!pool) {
    pool = new pg.Pool({
      connectionString: process.env.DATABASE_URL,
      max: 2,
      connectionTimeoutMillis: PATIENCE,
      query_timeout: PATIENCE,
    });
    pool.on("error", () => undefined);
  }
  try {
    const { rows } = await pool.query(
      `SELECT count(DISTINCT p.sequence) || ' ' || count(f.format) || ' '
         || (SELECT count(*) FROM unit_event e WHERE e.district_id = (SELECT id FROM district ORDER BY code LIMIT 1)) AS state
       FROM publication p LEFT JOIN publication_file f ON f.district_id = p.district_id AND f.sequence = p.sequence
       WHERE p.district_id = (SELECT id FROM district ORDER BY code LIMIT 1) AND p.year = $2
         AND (p.unit_code = $1 OR p.unit_id IN (SELECT q.unit_id FROM unit_period q WHERE q.district_id = p.district_id AND q.code = $1))`,
      [unitCode, year],
    );
    return rows[0].state;
  } catch {
    leftAloneUntil = performance.now() + LEFT_ALONE;
    return null;
  }
}

/** @param {string} key */
function drop(key) {
  const page = pages.get(key);
  if (!page) return;
  pages.delete(key);
  keptBytes -= page.packed.length;
}

/**
 * @template K
 * @param {Map<K, unknown>} map
 * @returns {K}
 */
function first(map) {
  return /** @type {K} */ (map.keys().next().value);
}
