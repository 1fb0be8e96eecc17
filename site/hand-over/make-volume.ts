import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { documentFileAside } from "@/lib/documents/files/file-aside";
import { writeList, type ListFormat } from "@/lib/documents/lists/write-list";
import { writeFeed, type FeedFormat } from "@/lib/documents/open-data/feed";
import { RareCharacterError } from "@/lib/documents/pdf/rare-characters";
import { ZipArchive, type WrittenFile } from "@/lib/documents/zip/zip-archive";
import { documentFormatLabels, documentFormats } from "@/lib/domain/document/file-formats";
import { nounOfRegion } from "@/lib/domain/formats/format-of";
import { portalColumns } from "@/lib/domain/lists/portal-columns";
import type { ItemOutcome } from "@/lib/features/background-jobs/mutations";
import { readFeed } from "@/lib/features/open-data/data";
import { eachPortalReport, listedPortalReport, type PortalReport } from "@/lib/features/portal-addresses/data";
import {
  findOrder,
  folderOf,
  isOvertaken,
  listCodes,
  listOfVolume,
  type HandedReport,
} from "@/lib/features/portal-packages/data";
import { noteWritten, storeVolume } from "@/lib/features/portal-packages/mutations";
import { readSnapshotText } from "@/lib/features/proof/data";
import { signWhatCanBe } from "@/lib/features/proof/mutations";
import { loadSignedManifest } from "@/lib/features/public-proof/loaders";
import { shownDistrict, type ShownDistrict } from "@/lib/features/public-reports/data";
import { makeMissingFiles, publicationFile } from "@/lib/features/publication/mutations";
import { pool } from "@/lib/platform/db";
import { publicAddress } from "@/lib/platform/site-address";
import { withSpool } from "@/lib/platform/spool";
import { assetFolder, assetPath, assetsOf, readBuiltSite, siteKey } from "../built-site";
import { makePage } from "../make-page";
import { pagePath, type PageAddress } from "../page-address";
import { renderHandOverIndex } from "../render";
import { readPage, readStates } from "../store";
import { htmlOfWhole } from "../whole-page";
import {
  assetPlace,
  feedPlaces,
  filePlace,
  indexPlace,
  listPlaces,
  pagePlace,
  placeOf,
  readmePlace,
  sumsPlace,
  type Holdings,
} from "./places";
import { readmeOf } from "./readme";
import { inFolder } from "./relative-links";

type Order = NonNullable<Awaited<ReturnType<typeof findOrder>>>;

/** A volume as it is written: where its files go, what its folder holds, and what could not be made. */
interface Writing {
  order: Order;
  nth: number;
  district: ShownDistrict;
  zip: ZipArchive;
  folder: string;
  holdings: Holdings;
  /** Places of files that all pages share, by their addresses. */
  assets: ReadonlyMap<string, string>;
  written: WrittenFile[];
  reasons: string[];
}

/** Reports between two words of progress. */
const TOLD_EVERY = 20;

const overtaken: ItemOutcome = {
  state: "leftOut",
  reasons: ["制作期间又公开或更正了其中的决算，为免前后不一，没有做成。请重新制作移交包。"],
};

/**
 * Makes one volume of a package of what is published: nothing else is ever read. Report by report, to a file beside, and
 * stored when it is whole; the same publications and files are the same bytes.
 */
export async function makeVolume(of: { districtId: string; packageId: string; nth: number }): Promise<ItemOutcome> {
  const { districtId, packageId, nth } = of;
  const order = await findOrder(districtId, packageId);
  const district = await shownDistrict();
  if (!order || district?.id !== districtId)
    return { state: "leftOut", reasons: ["没有这个移交包，或本地区的决算不在本网站上公开。"] };
  if (await isOvertaken(order)) return overtaken;
  return withSpool(async (spool) => {
    const hash = createHash("sha256");
    let size = 0;
    const zip = new ZipArchive(order.year, (bytes) => {
      hash.update(bytes);
      size += bytes.length;
      spool.write(bytes);
    });
    const writing: Writing = {
      order,
      nth,
      district,
      zip,
      folder: folderOf(order),
      holdings: { year: order.year, codes: await listCodes(order) },
      assets: placesOfAssets(),
      written: [],
      reasons: [],
    };
    writeAssets(writing);
    if (nth === 1) await writeShared(writing);
    const reports = await listOfVolume(order, nth);
    writing.reasons.push(...(await signVolume(districtId, reports)));
    for (const [at, report] of reports.entries()) {
      await writeReport(writing, report);
      if ((at + 1) % TOLD_EVERY === 0) await noteWritten(of, at + 1);
    }
    put(writing, sumsPlace(order.sequence, nth), sumsOf(writing.written, writing.folder));
    zip.end();
    if (await isOvertaken(order)) return overtaken;
    await storeVolume({ districtId, packageId, nth }, { spool, size, sha256: hash.digest("hex") });
    return { state: "done", reasons: writing.reasons };
  });
}

/**
 * Has the manifests signed that a volume brings along, with every file that it brings along: files that nobody has asked for
 * before are made now.
 *
 * @returns what could not be signed, as sentences; a verification of the folder will say that it does not know it.
 */
async function signVolume(districtId: string, reports: readonly HandedReport[]): Promise<string[]> {
  const sequences = reports.flatMap(({ versions }) => versions.map(({ sequence }) => sequence));
  await makeMissingFiles(districtId, { sequences }, undefined, documentFileAside);
  return signWhatCanBe(districtId);
}

function put({ zip, folder, written }: Writing, place: string, content: Parameters<ZipArchive["put"]>[1]): void {
  written.push(zip.put(`${folder}/${place}`, content));
}

/** As `sha256sum -c` reads it, by place. */
function sumsOf(written: readonly WrittenFile[], folder: string): string {
  const lines = written.map(({ path, sha256 }) => `${sha256}  ${path.slice(folder.length + 1)}\n`);
  return lines.join("");
}

/** Icons of the application, by the addresses that pages name them by. */
const icons = ["favicon.ico", "icon.svg"] as const;

function placesOfAssets(): Map<string, string> {
  const { css } = readBuiltSite();
  return new Map([
    [`${assetPath}${css}`, assetPlace(css)],
    ...icons.map((icon) => [`/${icon}`, assetPlace(icon)] as const),
  ]);
}

/** Each volume has them, so that it can be looked at alone. */
function writeAssets(writing: Writing): void {
  const { css } = readBuiltSite();
  put(writing, assetPlace(css), readFileSync(join(assetFolder, css), "utf8"));
  for (const icon of icons) put(writing, assetPlace(icon), [readFileSync(join(process.cwd(), "app", icon))]);
}

/** What the folder has once: its first page, the list for the portal's editor, feeds, and how to use it. */
async function writeShared(writing: Writing): Promise<void> {
  const { order, district, holdings, folder } = writing;
  const { year, districtId, label, sequence, reports, volumes, departmentCode } = order;
  const noun = nounOfRegion(district.regionCode);
  const shown: PortalReport[] = [];
  for await (const some of eachPortalReport(districtId, year, sequence))
    shown.push(...some.filter(({ unitCode }) => holdings.codes.has(unitCode)));
  put(
    writing,
    readmePlace,
    readmeOf({
      district: district.name,
      year,
      noun,
      label,
      reports,
      shown: shown.length,
      volumes,
      sequence,
      folder,
      site: publicAddress("/"),
    }),
  );
  const changed = order.selection === "changed" ? await listChangedCodes(order) : null;
  const department = departmentCode === null ? null : label;
  const index = await renderHandOverIndex(
    { district, year, noun, department, reports: shown, changed, hasFeeds: publicAddress("/") !== undefined },
    assetsOf(readBuiltSite()),
  );
  put(writing, indexPlace, inPlace(writing, index, indexPlace));
  // Where the site does not know its own address, what lies in the folder is what there is.
  const addressOf = (path: string) =>
    publicAddress(path) ?? placeOf(new URL(path, "http://nowhere.invalid"), holdings) ?? path;
  for (const format of Object.keys(listPlaces) as ListFormat[])
    await writeListFile(
      writing,
      format,
      shown.map((report) => listedPortalReport(report, { noun, addressOf })),
    );
  if (publicAddress("/") !== undefined) await writeFeeds(writing, noun, addressOf);
}

/** Entries of a feed are whole addresses: there is none where the site does not know its own. */
async function writeFeeds(writing: Writing, noun: string, addressOf: (path: string) => string): Promise<void> {
  const { order, district, holdings } = writing;
  const feed = await readFeed(district.id, null, { year: order.year });
  const entries = (feed?.entries ?? []).filter(({ unitCode }) => holdings.codes.has(unitCode));
  for (const format of Object.keys(feedPlaces) as FeedFormat[])
    put(writing, feedPlaces[format], writeFeed(format, { name: district.name, noun, of: "all", entries, addressOf }));
}

async function listChangedCodes(order: Order): Promise<Set<string>> {
  const codes = new Set<string>();
  for (let nth = 1; nth <= order.volumes; nth += 1)
    for (const { unitCode } of await listOfVolume(order, nth)) codes.add(unitCode);
  return codes;
}

async function writeListFile(
  { zip, folder, written }: Writing,
  format: ListFormat,
  rows: readonly Parameters<(typeof portalColumns)[number]["value"]>[0][],
): Promise<void> {
  async function* inOne() {
    yield await Promise.resolve(rows);
  }
  const file = zip.begin(`${folder}/${listPlaces[format]}`);
  const reader = writeList({ name: "公开清单", columns: portalColumns, rows: inOne() }, format).getReader();
  for (let part = await reader.read(); !part.done; part = await reader.read()) file.write(part.value);
  written.push(file.end());
}

/** A report's files first: its page leads to those that are there. */
async function writeReport(writing: Writing, { unitCode, unitName, versions }: HandedReport): Promise<void> {
  const { order, holdings } = writing;
  const { year, districtId } = order;
  const files = new Set<string>();
  for (const { number, sequence } of versions) {
    const add = (format: Parameters<typeof filePlace>[3], content: string | readonly Uint8Array[]) => {
      const place = filePlace(unitCode, year, number, format);
      put(writing, place, content);
      files.add(place);
    };
    for (const format of documentFormats) {
      const made = await publicationFile(districtId, sequence, format, documentFileAside).catch((error: unknown) => {
        if (!(error instanceof RareCharacterError)) throw error;
        writing.reasons.push(`${unitName} 第 ${number} 版：${documentFormatLabels[format]}没有做成，${error.message}`);
        return null;
      });
      if (made) add(format, [made.bytes]);
    }
    add("snapshot.json", await readSnapshotText(districtId, sequence));
    const manifest = await loadSignedManifest({ districtId, sequence });
    if (manifest) add("manifest.json", JSON.stringify(manifest));
  }
  const numbers = versions.map(({ number }) => number);
  const newest = numbers[0]!;
  const report = { unitCode, newest, numbers, files };
  for (const number of numbers) {
    const place = number === newest ? pagePlace(unitCode) : pagePlace(unitCode, number);
    const html = await handedOutPage({ unitCode, year, ...(number !== newest && { number }) });
    put(writing, place, inPlace(writing, html, place, { ...holdings, report }));
  }
}

function inPlace({ holdings, assets }: Writing, html: string, at: string, held: Holdings = holdings): string {
  return inFolder(html, { at, holdings: held, assets, addressOf: publicAddress });
}

/** The page as the front hands it out: the one that is stored for this moment, or made and stored now. */
async function handedOutPage(address: PageAddress): Promise<string> {
  const [state] = await readStates(pool(), [address]);
  const stored = state ? await readPage(pool(), { address, site: siteKey(readBuiltSite()), state }) : null;
  const whole = stored && (await htmlOfWhole(stored));
  if (whole) return whole.toString();
  const made = await makePage(address);
  if (made.state !== "made") throw new Error(`the page ${pagePath(address)} is ${made.state}`);
  return made.html;
}
