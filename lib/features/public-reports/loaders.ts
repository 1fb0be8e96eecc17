import { cache } from "react";
import { chinaDay } from "@/lib/domain/words/moments";
import type { Day } from "@/lib/domain/register/days";
import { now } from "@/lib/platform/clock";
import { reportAddressSchema } from "@/lib/documents/open-data/address";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
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

/** Reports that the home page lists at most, and of a year at least: it stays one page that can be sent to a phone. */
const SHOWN = 500;
const SHOWN_OF_A_YEAR = 5;

/** The district that the public pages are about; asked once per page. `null` before the first set-up. */
export const loadPublicDistrict = cache((): Promise<PublicDistrict | null> => publicDistrict());

/** The same with what it says of its site. */
export const loadShownDistrict = cache((): Promise<ShownDistrict | null> => shownDistrict());

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
export async function loadPublishedYears(): Promise<PublishedYear[]> {
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
}

/** Years of which nothing is public yet, and the day on which that is said. */
export async function loadComingYears(): Promise<{ today: Day; years: ComingYear[] }> {
  const district = await loadPublicDistrict();
  return { today: chinaDay(now()), years: district ? await listComingYears(district.id) : [] };
}

/**
 * The published version at an address as it stands in a URL; `null` when the address is malformed or nothing is
 * published there.
 */
export const loadPublishedReport = cache(
  async (unitCode: string, year: string, number?: string): Promise<PublicReport | null> => {
    const address = reportAddressSchema.safeParse({ unitCode, year, number });
    const district = await loadPublicDistrict();
    return address.success && district ? readPublishedReport(district.id, address.data) : null;
  },
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
