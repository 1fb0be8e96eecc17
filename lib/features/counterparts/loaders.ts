import "server-only";
import { can } from "@/lib/domain/report/permissions";
import { listPairs } from "@/lib/features/counterparts/data";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { requirePermission } from "@/lib/features/session/loaders";

/** The payments between the units of a year (the newest when none is given). `null`: the district has no such year. */
export async function loadPairs(filter: {
  year: number | undefined;
}): Promise<
  | (Awaited<ReturnType<typeof listPairs>> & { years: FiscalYearRow[]; fiscalYear: FiscalYearRow; maySettle: boolean })
  | null
> {
  const { actor, district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, filter.year);
  if (!fiscalYear) return null;
  const listed = await listPairs(district.id, fiscalYear.year);
  return { ...listed, years, fiscalYear, maySettle: can(actor, "transfer.settle", { districtId: district.id }) };
}
