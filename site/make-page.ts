import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";
import { subDays } from "date-fns";
import { LICENCE_AT } from "@/lib/documents/open-data/answers";
import { loadChangesOf } from "@/lib/features/public-corrections/loaders";
import {
  listMemberCorrections,
  readPublishedReport,
  readYearBefore,
  shownDistrict,
  type ShownDistrict,
} from "@/lib/features/public-reports/data";
import { readShownAddress } from "@/lib/features/portal-addresses/data";
import { readPublicContact } from "@/lib/features/unit-contacts/data";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";
import { sha256Hex } from "@/lib/platform/ed25519";
import { logger } from "@/lib/platform/logger";
import { readPublicly } from "@/lib/platform/read-replica/public-reads";
import { publicAddress } from "@/lib/platform/site-address";
import { assetsOf, readBuiltSite, siteKey } from "./built-site";
import type { PageAddress } from "./page-address";
import { renderReport } from "./render";
import { readStates, removePagesOfOthers, storePage, type StoredPage } from "./store";

const compressBrotli = promisify(brotliCompress);
const compressGzip = promisify(gzip);

/** 24.0 KB in 5 ms on average over the demo reports; 9 takes 25 times as long for 0.3 KB less, 5 half as long for 0.8 KB more. */
const BROTLI_QUALITY = 7;

/** What became of a page that was asked for. */
export type MadePage =
  | { state: "made"; html: string }
  /** Its unit is published under another code now. */
  | { state: "moved"; to: PageAddress }
  | { state: "missing" };

/**
 * Makes the page of a report and stores it. Only that of what is published at this moment: what it was made of is read
 * before the report is, so that a publication in between makes it anew.
 */
export async function makePage(address: PageAddress): Promise<MadePage> {
  const [state] = await readStates(pool(), [address]);
  const district = await shownDistrict();
  // What the replica shows is of after the state: it has all that was committed before it is asked.
  const page = await readPublicly(() => renderPage(district, address));
  if (page.state === "made" && state)
    await keep({ districtId: district!.id, address, site: siteKey(readBuiltSite()), state }, page.html);
  return page;
}

/** The page of an address as it is rendered of what is published now; nothing is stored. */
export async function renderPage(district: ShownDistrict | null, address: PageAddress): Promise<MadePage> {
  const report = district && (await readPublishedReport(district.id, address));
  if (!report) return { state: "missing" };
  if (report.unitCode !== address.unitCode) return { state: "moved", to: { ...address, unitCode: report.unitCode } };
  const isOfVersion = address.number !== undefined;
  const [correction, yearBefore, memberCorrections, contact, portalAddress] = await Promise.all([
    loadChangesOf(report),
    readYearBefore(report),
    listMemberCorrections(report),
    readPublicContact(report),
    readShownAddress(report),
  ]);
  const html = await renderReport(
    {
      district,
      report,
      correction,
      yearBefore,
      memberCorrections,
      contact,
      portalAddress,
      isOfVersion,
      licence: LICENCE_AT,
      addressOf: publicAddress,
    },
    assetsOf(readBuiltSite()),
  );
  return { state: "made", html };
}

/** A full disk must not keep the page from whoever asked for it. */
async function keep(place: Parameters<typeof storePage>[1], html: string): Promise<void> {
  try {
    await storePage(pool(), place, await compress(html));
  } catch (error) {
    logger.error({ err: error, address: place.address }, "a page could not be stored");
  }
}

async function compress(html: string): Promise<StoredPage> {
  const bytes = Buffer.from(html);
  const params = { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  const [brotli, gzipped] = await Promise.all([
    compressBrotli(bytes, { params }),
    compressGzip(bytes, { level: constants.Z_BEST_COMPRESSION }),
  ]);
  return { sha256: sha256Hex(bytes), brotli, gzip: gzipped };
}

/** Makes all pages of a unit's year: each of them lists all its versions. */
export async function makePagesOfYear(address: Pick<PageAddress, "unitCode" | "year">): Promise<void> {
  const district = await shownDistrict();
  const newest = district && (await readPublishedReport(district.id, address));
  if (!newest) return;
  const of = { unitCode: newest.unitCode, year: address.year };
  await makePage(of);
  for (const { number } of newest.versions) await makePage({ ...of, number });
}

/** Days for which pages of another release stay: its servers may still run beside this one's. */
const OTHERS_DAYS = 30;

/** Takes away what another release has made and nobody asked for again. @returns how many. */
export async function removeOldPages(): Promise<number> {
  return removePagesOfOthers(pool(), siteKey(readBuiltSite()), subDays(now(), OTHERS_DAYS));
}
