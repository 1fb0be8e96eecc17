import { formatsOfRegion } from "@/lib/domain/formats/format-of";

/** Why a year of a region cannot be opened: this installation has no format for it. */
export function noFormat(regionCode: string, year: number): string {
  const region = formatsOfRegion(regionCode)[0]?.region.name ?? `行政区划代码${regionCode}开头的地区`;
  return `本系统没有${region}${year}年度的报表格式，不能新增该年度。`;
}
