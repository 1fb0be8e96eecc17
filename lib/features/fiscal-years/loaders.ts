import "server-only";
import { listFiscalYears, regionOfDistrict } from "@/lib/features/fiscal-years/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { listCatalogues } from "@/lib/features/subjects/data";

/** Years of the administrator's district, the region whose formats they take, and the subject catalogues a new year may use. */
export async function loadFiscalYears() {
  const { district } = await requirePermission("fiscalYear.manage");
  const [years, catalogues, regionCode] = await Promise.all([
    listFiscalYears(district.id),
    listCatalogues(),
    regionOfDistrict(district.id),
  ]);
  return { years, catalogues, regionCode };
}
