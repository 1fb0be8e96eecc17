import "server-only";
import { listFiscalYears } from "@/lib/features/fiscal-years/data";
import { requirePermission } from "@/lib/features/session/loaders";
import { listCatalogues } from "@/lib/features/subjects/data";

/** Years of the administrator's district and the subject catalogues a new year may use. */
export async function loadFiscalYears() {
  const { district } = await requirePermission("fiscalYear.manage");
  const [years, catalogues] = await Promise.all([listFiscalYears(district.id), listCatalogues()]);
  return { years, catalogues };
}
