import { thresholdEffect } from "@/lib/domain/checks/threshold-effect";
import { evaluate, modelOf } from "@/lib/features/checks/data";
import { readContent } from "@/lib/features/versions/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import type { YearEffect } from "@/lib/features/thresholds/schema";
import { db } from "@/lib/platform/db";

/** Runs all checks on every unpublished report of a year twice, under its limits and under others. Changes nothing. */
export async function readYearEffect(
  districtId: string,
  fiscalYearId: string,
  limits: Readonly<Record<string, number>>,
): Promise<YearEffect> {
  const versions = await db().reportVersion.findMany({
    where: { districtId, status: { not: "published" }, report: { fiscalYearId } },
    select: { id: true },
  });
  const units: (YearEffect["units"][number] & { code: string })[] = [];
  for (const { id } of versions) {
    const content = await readContent(districtId, id);
    if (!content) continue;
    const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
    const other = { ...content, fiscalYear: { ...content.fiscalYear, thresholds: { ...limits } } };
    const { coming, going, reasons } = thresholdEffect(
      evaluate(content, modelOf(content, catalogues)),
      evaluate(other, modelOf(other, catalogues)),
    );
    if (coming.length + going.length > 0 || reasons !== 0)
      units.push({ code: content.unit.code, name: content.unit.name, coming: [...coming], going: [...going], reasons });
  }
  const byCode = units.toSorted((one, other) => (one.code < other.code ? -1 : 1));
  return { reports: versions.length, units: byCode.map(({ code: _code, ...unit }) => unit) };
}
