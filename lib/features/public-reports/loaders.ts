import { cache } from "react";
import { chinaDay } from "@/lib/domain/words/moments";
import type { Day } from "@/lib/domain/register/days";
import { now } from "@/lib/platform/clock";
import { reportAddressSchema } from "@/lib/documents/open-data/address";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import { placeAt, type Place } from "@/lib/domain/document/places";
import { publicationFile, type StoredFile } from "@/lib/features/publication/mutations";
import {
  listComingYears,
  listPublishedReports,
  listPublishedYears,
  publicDistrict,
  readPublishedReport,
  type ComingYear,
  shownDistrict,
  type PublicDistrict,
  type ShownDistrict,
  type PublicReport,
  type PublicReportRow,
} from "@/lib/features/public-reports/data";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** Reports that the home page lists at most, and of a year at least: it stays one page that can be sent to a phone. */
const SHOWN = 500;
const SHOWN_OF_A_YEAR = 5;

/** The district that the public pages are about; asked once per page. `null` before the first set-up. */
export const loadPublicDistrict = cache(readingPublicly((): Promise<PublicDistrict | null> => publicDistrict()));

/** The same with what it says of its site. */
export const loadShownDistrict = cache(
  readingPublicly(async (): Promise<ShownDistrict | null> => shownDistrict(await loadPublicDistrict())),
);

/** A year on the first page: its reports, and how many units have published of how many that should. */
export interface PublishedYear {
  year: number;
  units: number;
  expected: number;
  reports: PublicReportRow[];
  total: number;
  /** Accounts of departments, which hold those of their units. */
  departments: PublicReportRow[];
}

/** Everything published, by year, newest first. */
export const loadPublishedYears = readingPublicly(async (): Promise<PublishedYear[]> => {
  const district = await loadPublicDistrict();
  if (!district) return [];
  const years = await listPublishedYears(district.id);
  let left = SHOWN;
  return Promise.all(
    years.map(async ({ year, units, expected }) => {
      const pageSize = Math.max(SHOWN_OF_A_YEAR, left);
      left -= Math.min(units, pageSize);
      const [{ reports, total }, departments] = await Promise.all([
        listPublishedReports(district.id, { year, pageSize }),
        listPublishedReports(district.id, { scope: "department", year, pageSize: SHOWN_OF_A_YEAR }),
      ]);
      return { year, units, expected, reports, total, departments: departments.reports };
    }),
  );
});

/** Years of which nothing is public yet, and the day on which that is said. */
export const loadComingYears = readingPublicly(async (): Promise<{ today: Day; years: ComingYear[] }> => {
  const district = await loadPublicDistrict();
  return { today: chinaDay(now()), years: district ? await listComingYears(district.id) : [] };
});

/**
 * The published version at an address as it stands in a URL; `null` when the address is malformed or nothing is
 * published there.
 */
export const loadPublishedReport = cache(
  readingPublicly(async (unitCode: string, year: string, number?: string): Promise<PublicReport | null> => {
    const address = reportAddressSchema.safeParse({ unitCode, year, number });
    const district = await loadPublicDistrict();
    return address.success && district ? readPublishedReport(district.id, address.data) : null;
  }),
);

/** A place of a published version, as it is cited. */
export interface CitedPlace {
  report: PublicReport;
  /** `null`: the version as a whole. */
  place: Place | null;
  /** The newest version where that is another one, with what stands at the same place of it. */
  newest: { number: number; place: Place | null } | null;
}

/** What an address of a place leads to; `absent`: the version has no such place, `inVersions` those that have it. */
export type PlaceAtAddress =
  | { state: "found"; cited: CitedPlace }
  | { state: "absent"; report: PublicReport; inVersions: number[] }
  | { state: "missing" };

/** So many versions of a report are searched for a place that one of them has not. */
const SEARCHED_VERSIONS = 10;

/** The place of a published version at an address as it stands in a URL; without a place the version as a whole. */
export const loadPlace = cache(
  readingPublicly(async (unitCode: string, year: string, number: string, id?: string): Promise<PlaceAtAddress> => {
    const report = await loadPublishedReport(unitCode, year, number);
    if (!report) return { state: "missing" };
    const of = (other: number) => loadPublishedReport(report.unitCode, year, String(other));
    const place = id === undefined ? null : placeAt(report.snapshot, id);
    if (id !== undefined && !place) {
      const inVersions: number[] = [];
      for (const version of report.versions.slice(0, SEARCHED_VERSIONS)) {
        const other = version.number === report.number ? null : await of(version.number);
        if (other && placeAt(other.snapshot, id)) inVersions.push(version.number);
      }
      return { state: "absent", report, inVersions };
    }
    const newest = report.versions[0]!.number === report.number ? null : await of(report.versions[0]!.number);
    return {
      state: "found",
      cited: {
        report,
        place,
        newest: newest && { number: newest.number, place: place && placeAt(newest.snapshot, place.id) },
      },
    };
  }),
);

/** A file of a published version; made when somebody asks for it before it was made. */
export async function loadPublishedFile(
  { districtId, sequence }: PublicReport,
  format: DocumentFormat,
): Promise<StoredFile> {
  const file = await publicationFile(districtId, sequence, format);
  if (!file) throw new Error(`publication ${sequence} has gone`);
  return file;
}
