import type { Format } from "./define";
import { formats } from "./formats";

/** @throws RangeError on an unknown id: ids come from fiscal years, which only take formats there are, or are asked about first (`isFormatId`). */
export function formatOf(id: string): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (!format) throw new RangeError(`本系统没有报表格式“${id}”。`);
  return format;
}

/** Whether this installation has the format; a package or a year may name one that it has not. */
export function isFormatId(id: string): boolean {
  return formats.some((format) => format.id === id);
}

/** The format in force in a region's fiscal year; `undefined` where the region has none for it. */
export function formatInForce(regionCode: string, year: number): Format | undefined {
  return formats.find(
    ({ region, years }) =>
      region.code === regionCode && year >= years.from && (years.to === undefined || year <= years.to),
  );
}

/** The formats of a region, oldest first. */
export function formatsOfRegion(regionCode: string): readonly Format[] {
  return formats.filter(({ region }) => region.code === regionCode);
}

/** The region that a district's division code says it lies in: the longest of the known ones, else its province. */
export function regionOfDistrictCode(code: string): string {
  return formats
    .map(({ region }) => region.code)
    .reduce(
      (longest, each) => (code.startsWith(each) && each.length > longest.length ? each : longest),
      code.slice(0, 2),
    );
}

/** Why a year of a region cannot be opened: this installation has no format for it. */
export function noFormat(regionCode: string, year: number): string {
  const region = formatsOfRegion(regionCode)[0]?.region.name ?? `行政区划代码${regionCode}开头的地区`;
  return `本系统没有${region}${year}年度的报表格式，不能新增该年度。`;
}
