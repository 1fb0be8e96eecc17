import "server-only";
import type { Finding } from "@/lib/domain/words/finding";
import type { Disclosure } from "@/lib/domain/checks/rule/disclosure";
import { checkDisclosure } from "@/lib/domain/checks/disclosure/disclosure-rules";
import { readDisclosure } from "@/lib/features/disclosure/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
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
} | null> {
  const { district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, filter.year);
  if (!fiscalYear) return null;
  const [disclosure, counts] = await Promise.all([
    readDisclosure(district.id, fiscalYear),
    readPublicationCounts(district.id, [fiscalYear]),
  ]);
  return { years, fiscalYear, disclosure, counts: counts.get(fiscalYear.year)!, findings: checkDisclosure(disclosure) };
}
