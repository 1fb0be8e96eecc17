import "server-only";
import { can } from "@/lib/domain/report/permissions";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import {
  listGrantStatements,
  reconcileYear,
  type GrantStatementRow,
  type ReconciledUnit,
} from "@/lib/features/grants/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";

/**
 * A year (the newest when none is given) beside the bureau's statement of grants. `null`: the district has no such year.
 */
export async function loadGrants(filter: { year: number | undefined }): Promise<{
  years: FiscalYearRow[];
  fiscalYear: FiscalYearRow;
  statements: GrantStatementRow[];
  units: ReconciledUnit[];
  functional: Catalogues["functional"];
  mayManage: boolean;
} | null> {
  const { actor, district } = await requirePermission("queue.read");
  const years = await listFiscalYears(district.id);
  const fiscalYear = askedYear(years, filter.year);
  if (!fiscalYear) return null;
  const [statements, units, { functional }] = await Promise.all([
    listGrantStatements(district.id, fiscalYear.year),
    reconcileYear(district.id, fiscalYear.year, fiscalYear.catalogueId),
    readCatalogues(fiscalYear.catalogueId),
  ]);
  const mayManage = can(actor, "grants.manage", { districtId: district.id });
  return { years, fiscalYear, statements, units, functional, mayManage };
}
