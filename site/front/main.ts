// The process that every request comes to (docs/decisions/0102). Started by scripts/serve.ts with the door before it:
//   node --import tsx --import scripts/door.mjs site/front/main.ts --port 3000 --host 0.0.0.0 --upstream 43210 [--upstream 43211 …] [--dev]
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { parseArgs } from "node:util";
import pg from "pg";
import { env } from "@/lib/platform/env";
import { sentenceOf } from "@/lib/platform/errors";
import { frontHeader, introduceFront } from "@/lib/platform/front-introduction";
import { logger } from "@/lib/platform/logger";
import { startMeasuring } from "@/lib/platform/metrics";
import { dataFolder } from "@/lib/platform/postgres/installation";
import { assetFolder, assetsOf, readBuiltSite, siteKey } from "../built-site";
import { storeAssets } from "../store";
import { measuredBy } from "./answer-measured";
import { Assets } from "./assets";
import { createFront } from "./front";
import { PageFolder } from "./page-folder";
import { Pages } from "./pages";
import { PublicLimit } from "./public-limit";
import { isOfSession } from "./session-of-request";
import { Upstream } from "./upstream";

const { values } = parseArgs({
  options: {
    port: { type: "string" },
    host: { type: "string" },
    upstream: { type: "string", multiple: true, default: [] },
    dev: { type: "boolean", default: false },
  },
});

/** How long the database is waited for before a page is handed out as it was last; milliseconds. */
const PATIENCE = 500;

/** How long answers may take that were begun before the end. */
const LAST_ANSWERS_MS = 9_000;

startMeasuring();
const { DATABASE_URL, METRICS_TOKEN, PUBLIC_REQUESTS_PER_MINUTE } = env();
const database = new pg.Pool({
  connectionString: DATABASE_URL,
  max: 3,
  connectionTimeoutMillis: PATIENCE,
  query_timeout: PATIENCE,
  application_name: "mingzhang front",
});
database.on("error", () => undefined);

const site = values.dev ? "development" : siteKey(readBuiltSite());
// Copies of one database hold other publications: each has a folder of its own.
const place = createHash("sha256").update(`${DATABASE_URL} ${site}`).digest("hex").slice(0, 24);
const folder = new PageFolder(join(dataFolder, "pages", place));
let keepsPages = true;
if (!values.dev) {
  await folder.open().catch((error: unknown) => {
    keepsPages = false;
    logger.warn({ err: error }, "pages are not kept in a folder");
  });
  void shareAssets();
}

const introduction = { [frontHeader]: introduceFront({ startedAt: new Date(performance.timeOrigin), keepsPages }) };
const upstream = new Upstream(values.upstream.map(Number), sentenceOf("restarting"), introduction);
const front = createFront({
  pages: new Pages(database, site, folder),
  assets: new Assets(database),
  upstream,
  ...(PUBLIC_REQUESTS_PER_MINUTE > 0 && { limit: new PublicLimit(PUBLIC_REQUESTS_PER_MINUTE, isOfSession) }),
  ...(!values.dev && { sheet: assetsOf(readBuiltSite()).css }),
  ...(METRICS_TOKEN !== undefined && { measured: measuredBy(upstream) }),
  ...(values.dev && { beforePage: (await import("@/scripts/prepare")).buildSiteIfNeeded }),
});
const server = createServer(front);
if (values.dev) server.on("upgrade", (request, socket, head) => upstream.join(request, socket, head));
server.listen(Number(values.port), values.host);

process.once("SIGTERM", () => {
  server.close(() => process.exit(0));
  // What is being answered is answered to its end; a connection that is kept open must not keep the port.
  setInterval(() => server.closeIdleConnections(), 100).unref();
  setTimeout(() => process.exit(0), LAST_ANSWERS_MS).unref();
});

/** For servers of other releases, which are asked for what this one's pages name. Tried until the database takes it. */
async function shareAssets(): Promise<void> {
  const { css, script } = readBuiltSite();
  try {
    const assets = [css, script].map(async (name) => ({ name, bytes: await readFile(join(assetFolder, name)) }));
    await storeAssets(database, await Promise.all(assets));
  } catch {
    setTimeout(() => void shareAssets(), 5_000).unref();
  }
}
