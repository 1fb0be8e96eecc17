import { cache } from "react";
import { reportAddressSchema } from "@/lib/documents/open-data/address";
import { publicDistrict, readPublishedReport, type PublicReport } from "@/lib/features/public-reports/data";

/** The published version at an address as it stands in a URL; `null` when the address is malformed or nothing is published there. */
export const loadPublishedReport = cache(async (unitCode: string, year: string, number?: string): Promise<PublicReport | null> => {
  const address = reportAddressSchema.safeParse({ unitCode, year, number });
  const district = await publicDistrict();
  return address.success && district ? readPublishedReport(district.id, address.data) : null;
});
