import { cache } from "react";
import { reportAddressSchema } from "@/lib/documents/open-data/address";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import { publicationFile, type StoredFile } from "@/lib/features/publication/mutations";
import { publicDistrict, readPublishedReport, type PublicReport } from "@/lib/features/public-reports/data";

/** The published version at an address as it stands in a URL; `null` when the address is malformed or nothing is published there. */
export const loadPublishedReport = cache(
  async (unitCode: string, year: string, number?: string): Promise<PublicReport | null> => {
    const address = reportAddressSchema.safeParse({ unitCode, year, number });
    const district = await publicDistrict();
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
