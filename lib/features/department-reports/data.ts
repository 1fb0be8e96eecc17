import type { OutdatedPart } from "@/lib/domain/report/blockers";
import { narrativeOf } from "@/lib/domain/text/narrative";
import { changesIn, unitReasons, type ChangesOfText, type UnitReason } from "@/lib/domain/text/unit-reasons";
import { thresholdsOf } from "@/lib/domain/words/thresholds";
import { modelOf } from "@/lib/features/checks/data";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { outdatedSince, readMakingNow } from "@/lib/features/made-totals/data";
import { findStoredTotal } from "@/lib/features/totals/data";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import { AppError } from "@/lib/platform/errors";

/** How far a department's accounts of a year can be prepared. */
export interface DepartmentYear {
  /** Units that owe the year, and those of them that are approved. */
  units: number;
  approved: number;
  /** The total that two people of the bureau approved last, with the units that have changed since; `null`: none yet. */
  total: { id: string; frozenAt: Date; outdated: readonly OutdatedPart[] } | null;
}

export async function readDepartmentYear(
  districtId: string,
  departmentId: string,
  year: number,
): Promise<DepartmentYear> {
  const scope = { kind: "department", departmentId } as const;
  const [now, total] = await Promise.all([
    readMakingNow(districtId, year, scope),
    findStoredTotal(districtId, year, scope, { basis: "approved", state: "frozen" }),
  ]);
  return {
    units: now.scope.size,
    approved: now.parts.length,
    total: total && {
      id: total.id,
      frozenAt: total.frozenAt!,
      outdated: outdatedSince(total, now),
    },
  };
}

/**
 * What the units of a department say of the changes that it has to explain, by the slot of its text: from the versions
 * that its total adds up, one after the other.
 *
 * @throws AppError notFound for a version that has taken no total.
 */
export async function readUnitReasons(districtId: string, versionId: string): Promise<Map<string, UnitReason[]>> {
  const content = await readContent(districtId, versionId);
  if (!content?.taken) throw new AppError("notFound", `taken total of version ${versionId}`);
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  const units: { unitName: string; changes: ChangesOfText }[] = [];
  for (const { versionId: ofUnit, name } of content.taken.members) {
    const unit = await readContent(districtId, ofUnit);
    if (unit) units.push({ unitName: name, changes: changesOf(unit, catalogues) });
  }
  return unitReasons(changesOf(content, catalogues), units);
}

function changesOf(content: ReportContent, catalogues: Catalogues): ChangesOfText {
  const model = modelOf(content, catalogues);
  const thresholds = thresholdsOf(content.fiscalYear.thresholds);
  return changesIn(narrativeOf({ model, texts: model.facts().texts, thresholds }));
}
