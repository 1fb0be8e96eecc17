import "server-only";
import { notFound } from "next/navigation";
import { adjustmentLines, adjustmentPlaces, type AdjustmentPlace } from "@/lib/domain/consolidation/adjustment-places";
import { programForFacts } from "@/lib/domain/engine/figures";
import { formatOf } from "@/lib/domain/formats/format-of";
import { can } from "@/lib/domain/report/permissions";
import { noFacts } from "@/lib/domain/words/facts";
import { askedYear, listFiscalYears, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { requireSession } from "@/lib/features/session/loaders";
import { nameOfSubject, readCatalogues } from "@/lib/features/subjects/data";
import { listAdjustments, type ListedAdjustment } from "@/lib/features/total-adjustments/data";
import { findDepartment } from "@/lib/features/total-scopes/data";
import type { UnitOfYear } from "@/lib/features/units/data";
import { requireFormat } from "@/lib/features/versions/data";

/** What a department has entered on behalf of those without a report, and where it may enter more. */
export interface OnBehalfOfOthers {
  department: UnitOfYear;
  fiscalYear: FiscalYearRow;
  places: AdjustmentPlace[];
  adjustments: (ListedAdjustment & { said: string[] })[];
  personId: string;
}

/** Leads to 404 for a year or a department that there is not, or that the person has nothing to do with. */
export async function loadOnBehalf(code: string, year: number): Promise<OnBehalfOfOthers> {
  const { actor, district, user } = await requireSession();
  const fiscalYear = askedYear(await listFiscalYears(district.id), year);
  const department = fiscalYear && (await findDepartment(district.id, year, code));
  if (!department || !can(actor, "total.enter", { districtId: district.id, unitId: department.id, status: null }))
    notFound();
  requireFormat(fiscalYear);
  const format = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const adjustments = await listAdjustments(district.id, year, { kind: "department", departmentId: department.id });
  return {
    department,
    fiscalYear,
    places: adjustmentPlaces(format),
    adjustments: adjustments.map((adjustment) => {
      const amounts = new Map(adjustment.lines.map(({ key, amount }) => [key, amount]));
      const figures = programForFacts({ tableSet: format, ...catalogues, facts: { ...noFacts, amounts } });
      return { ...adjustment, said: adjustmentLines(adjustment.lines, figures, nameOfSubject(catalogues)) };
    }),
    personId: user.id,
  };
}
