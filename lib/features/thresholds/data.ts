import { thresholdEffect } from "@/lib/domain/checks/threshold-effect";
import { judgedTwice } from "@/lib/features/checks/data";
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
  const ids = versions.map(({ id }) => id);
  const units = await judgedTwice(districtId, ids, {
    otherwise: (content) => ({ ...content, fiscalYear: { ...content.fiscalYear, thresholds: { ...limits } } }),
    effectOf: ({ unit: { name } }, before, after) => {
      const { coming, going, reasons } = thresholdEffect(before, after);
      const isSame = coming.length + going.length === 0 && reasons === 0;
      return isSame ? null : { name, coming: [...coming], going: [...going], reasons };
    },
  });
  return { reports: versions.length, units };
}
