import { amountsOf, type ApprovedAmounts, type DepartmentTotal } from "@/lib/domain/decision/letter/approved-figures";
import { totalColumnLabels, totalAmounts } from "@/lib/domain/consolidation/total";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { createReportModel } from "@/lib/domain/report/open-report";
import { parseFactKey, type FactKey } from "@/lib/domain/words/fact-address";
import { requireYear } from "@/lib/features/fiscal-years/data";
import { outdatedSince, readMakingNow } from "@/lib/features/made-totals/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { findStoredTotal } from "@/lib/features/totals/data";

/**
 * What the frozen total of a department says of the figures that letters have; `null` while none is approved, or the
 * installation has not the format of the year.
 */
export async function readDepartmentTotal(
  districtId: string,
  year: number,
  departmentId: string,
): Promise<DepartmentTotal | null> {
  const scope = { kind: "department", departmentId } as const;
  const stored = await findStoredTotal(districtId, year, scope, { basis: "approved", state: "frozen" });
  const { tableSetId, catalogueId } = await requireYear(districtId, year);
  if (!stored || !isFormatId(tableSetId)) return null;
  const format = formatOf(tableSetId);
  const catalogues = await readCatalogues(catalogueId);
  // What every unit states to be nothing is nothing, not unknown.
  const texts = new Map(stored.made.stated);
  const amounts = (facts: ReadonlyMap<FactKey, number>): ApprovedAmounts => {
    const model = createReportModel({
      identity: { unitName: "", unitKind: "administrative", year, tableSetId },
      ...catalogues,
      facts: { amounts: facts, texts },
    });
    return amountsOf({
      tables: model.printedTables(),
      facts: Array.from(facts, ([key, value]) => {
        const address = parseFactKey(key);
        return { ...address, measure: format.sheets.measureOf(address), value };
      }),
    });
  };
  const { units, onBehalf, elimination, adjustment } = stored.made.summands;
  const summands = {
    units: new Map(units),
    onBehalf: new Map(onBehalf),
    elimination: new Map(elimination),
    adjustment: new Map(adjustment),
  };
  return {
    total: amounts(totalAmounts(summands, format)),
    beside: (["onBehalf", "elimination", "adjustment"] as const).map((column) => ({
      label: totalColumnLabels[column],
      amounts: amounts(summands[column]),
    })),
    outdated: outdatedSince(stored, await readMakingNow(districtId, year, scope)),
  };
}
