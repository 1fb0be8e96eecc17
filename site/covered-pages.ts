import type { PageStore, StoredPage as CoveredPage } from "@/lib/features/proof/data";
import { shownDistrict } from "@/lib/features/public-reports/data";
import { pool } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/ed25519";
import { isSiteBuilt, readBuiltSite, siteKey } from "./built-site";
import { renderPage } from "./make-page";
import { pageAddressOf } from "./page-address";
import {
  countPages,
  listPagesOfNothing,
  listPagesWithoutManifest,
  readPagesOf,
  readStates,
  type PageOfPublication,
  type ReportKey,
} from "./store";
import { htmlOfWhole } from "./whole-page";

/** Pages that a publication has at most: under its number, and, of the newest version, without one. */
const PAGES_OF_ONE = 2;

/** Addresses without a publication that one check names. */
const MOST_STRAYS = 100;

/** Stored pages without a publication that are looked at together. */
const STRAYS_AT_A_TIME = 500;

/** The pages of reports, for whoever signs and checks; absent where nothing was built that could render them. */
export function coveredPages(): PageStore | undefined {
  return isSiteBuilt() ? pageStore : undefined;
}

/**
 * The pages of reports as they are signed and checked: of this release, in the state of this moment, which is what its
 * servers hand out. What other releases have stored, only they can render.
 */
const pageStore: PageStore = {
  count: (districtId) => countPages(pool(), { districtId, site: ownSite() }),
  list: async (districtId, sequence) => {
    const stored = await readPagesOf(pool(), { districtId, sequence });
    const own = await current(stored.filter(({ site }) => site === ownSite()));
    return {
      own: await Promise.all(own.map(measured)),
      ofOthers: stored.flatMap(({ site, address: path, sha256 }) => (site === ownSite() ? [] : [{ path, sha256 }])),
    };
  },
  listUncovered: async (districtId, { after, limit }) => {
    // What was made in another state is handed out by nobody: it is passed over, however much of it there is.
    const most = limit + PAGES_OF_ONE;
    for (let from = after; ; ) {
      const rows = await listPagesWithoutManifest(pool(), { districtId, site: ownSite(), after: from, limit: most });
      const found = await current(rows);
      if (found.length > 0 || rows.length < most) return [...new Set(found.map(({ sequence }) => sequence))];
      // Not all pages of the last one may have been among them.
      from = rows.at(-1)!.sequence - 1;
    }
  },
  listStray: async (districtId) => {
    // What a unit had under another code stays for a while; its state is an old one, and it leads on.
    const strays: string[] = [];
    for (let after = ""; strays.length < MOST_STRAYS; ) {
      const rows = await listPagesOfNothing(pool(), { districtId, site: ownSite(), after, limit: STRAYS_AT_A_TIME });
      const addressed = rows.flatMap((row) => {
        const address = pageAddressOf(row.address);
        return address ? [{ ...address, ...row }] : [];
      });
      strays.push(...(await current(addressed)).map(({ address }) => address));
      if (rows.length < STRAYS_AT_A_TIME) break;
      after = rows.at(-1)!.address;
    }
    return strays.slice(0, MOST_STRAYS);
  },
  render: async (path) => {
    const address = pageAddressOf(path);
    if (!address) return null;
    const [before] = await readStates(pool(), [address]);
    const page = await renderPage(await shownDistrict(), address);
    const [after] = await readStates(pool(), [address]);
    return page.state === "made" && before === after ? sha256Hex(Buffer.from(page.html)) : null;
  },
};

const ownSite = () => siteKey(readBuiltSite());

/** Those that were made in the state of this moment. */
async function current<Row extends ReportKey & { state: string }>(rows: readonly Row[]): Promise<Row[]> {
  const states = await readStates(pool(), rows);
  return rows.filter(({ state }, at) => state === states[at]);
}

async function measured(page: PageOfPublication): Promise<CoveredPage> {
  const html = await htmlOfWhole(page);
  return { path: page.address, bytes: html?.length ?? 0, sha256: page.sha256, isWhole: html !== null };
}
