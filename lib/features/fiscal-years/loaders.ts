import "server-only";
import { listFiscalYears, readUnpublished, regionOfDistrict } from "@/lib/features/fiscal-years/data";
import { chinaDay } from "@/lib/domain/words/moments";
import { now } from "@/lib/platform/clock";
import { requirePermission } from "@/lib/features/session/loaders";
import { listCatalogues } from "@/lib/features/subjects/data";

/**
 * Years of the administrator's district, the region whose formats they take, and the subject catalogues a new year may
 * use.
 */
export async function loadFiscalYears() {
  const { district } = await requirePermission("fiscalYear.manage");
  const [years, catalogues, regionCode] = await Promise.all([
    listFiscalYears(district.id),
    listCatalogues(),
    regionOfDistrict(district.id),
  ]);
  return { years, catalogues, regionCode };
}

/** What a deadline that has passed means. */
export function askBeforeDeadline(deadline: Date): string[] {
  return deadline >= now() ? [] : [`截止日期${chinaDay(deadline)}已经过去，尚未上报的单位将全部列为逾期。`];
}

/** What the end of a year means for units that have not published, counted. */
export async function askBeforeClosing(districtId: string, fiscalYearId: string): Promise<string[]> {
  const unpublished = await readUnpublished(districtId, fiscalYearId);
  const count = unpublished.reduce((sum, { units }) => sum + units, 0);
  if (count === 0) return [];
  const states = unpublished.map(({ label, units }) => `${label}${units}个`).join("，");
  return [`本年度还有${count}个单位的决算没有公开：${states}。关闭后尚未上报的单位不能再上报。`];
}
