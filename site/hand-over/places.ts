import { posix } from "node:path";
import { pageAddressOf } from "../page-address";

/**
 * Where things stand in the folder of a package. Each has a name of its own, without a folder's: a folder that is opened by
 * itself shows no page.
 */
export const indexPlace = "index.html";
export const readmePlace = "README.txt";
export const listPlaces = { xlsx: "list.xlsx", csv: "list.csv" } as const;
export const feedPlaces = { atom: "feed.atom", json: "feed.json" } as const;
export const assetPlace = (name: string) => `assets/${name}`;
/** The checksums of a volume; of two that name a file, the one of the later publication holds. */
export const sumsPlace = (sequence: number, nth: number) => `checksums-${sequence}-${nth}.sha256`;

/** Forms of a publication that a package brings along. */
export const handedFormats = ["pdf", "docx", "xlsx", "snapshot.json", "manifest.json"] as const;
export type HandedFormat = (typeof handedFormats)[number];

export function pagePlace(unitCode: string, number?: number): string {
  return `${unitCode}/${number === undefined ? "index" : `v${number}`}.html`;
}

/** By the name that everybody gets who downloads it, which a verification knows it by. */
export function filePlace(unitCode: string, year: number, number: number, format: HandedFormat): string {
  return `${unitCode}/${unitCode}-${year}-v${number}.${format}`;
}

/** What a package's folder holds, for links that lead there. */
export interface Holdings {
  year: number;
  /** Codes of everything that its index leads to. */
  codes: ReadonlySet<string>;
  /** Of the report whose page is written: its code, numbers of its versions, and its files. */
  report?: { unitCode: string; newest: number; numbers: readonly number[]; files: ReadonlySet<string> };
}

/** The place of what a path of the site leads to; `null` for what the folder does not hold. */
export function placeOf({ pathname, searchParams }: URL, { year, codes, report }: Holdings): string | null {
  if (pathname === "/") return indexPlace;
  const page = pageAddressOf(pathname);
  if (page) {
    const { unitCode, number } = page;
    if (page.year !== year || !codes.has(unitCode)) return null;
    if (number === undefined) return pagePlace(unitCode);
    if (report?.unitCode !== unitCode || !report.numbers.includes(number)) return null;
    return number === report.newest ? pagePlace(unitCode) : pagePlace(unitCode, number);
  }
  const [, unitCode, fileYear, format] = /^\/api\/v1\/reports\/([\w-]+)\/(\d{4})\.([\w.]+)$/.exec(pathname) ?? [];
  if (report === undefined || unitCode !== report.unitCode || Number(fileYear) !== year) return null;
  const handed = handedFormats.find((each) => each === format);
  if (handed === undefined) return null;
  const number = Number(searchParams.get("version") ?? report.newest);
  const place = filePlace(unitCode, year, number, handed);
  return report.files.has(place) ? place : null;
}

/** How a page at one place of the folder leads to another. */
export function wayTo(place: string, from: string): string {
  return posix.relative(posix.dirname(from), place);
}
