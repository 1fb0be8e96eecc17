import "server-only";
import type { Finding } from "@/lib/domain/words/finding";
import type { ShownPortalAddress } from "@/lib/domain/site/portal-watch";
import type { Disclosure } from "@/lib/domain/checks/rule/disclosure";
import { checkDisclosure } from "@/lib/domain/checks/disclosure/disclosure-rules";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listPortalAddresses } from "@/lib/features/portal-addresses/data";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { readPublicationCounts, type PublicationCounts } from "@/lib/features/public-reports/data";
import { requirePermission } from "@/lib/features/session/loaders";

/**
 * How a year (the newest when none is given) reached the public, for the bureau. `null`: the district has no such year.
 */
export async function loadDisclosure(filter: { year: number | undefined }): Promise<{
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  disclosure: Disclosure;
  counts: PublicationCounts;
  findings: Finding[];
  /** Where the portal shows the reports, by code of the unit. */
  portal: Map<string, ShownPortalAddress>;
} | null> {
  const { district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, filter.year);
  if (!fiscalYear) return null;
  const { year } = fiscalYear;
  const [disclosure, counts, addresses, units] = await Promise.all([
    readDisclosure(district.id, fiscalYear),
    readPublicationCounts(district.id, [fiscalYear]),
    listPortalAddresses(district.id, year),
    listUnitsOfYear(district.id, year),
  ]);
  const portal = new Map(
    units.flatMap(({ id, code, level }) => {
      const address = level === "unit" ? addresses.get(id) : undefined;
      return address ? [[code, address] as const] : [];
    }),
  );
  return { years, fiscalYear, disclosure, counts: counts.get(year)!, findings: checkDisclosure(disclosure), portal };
}
