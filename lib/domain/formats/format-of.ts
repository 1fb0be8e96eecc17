import type { Format } from "./define";
import { departmentFormat } from "./department-format";
import { formats } from "./formats";
import type { ReportScope } from "../words/report-identity";

/**
 * @param scope of a department the format with a department's words
 * @throws RangeError on an unknown id: ids come from fiscal years, which only take formats there are, or are asked
 * about first (`isFormatId`).
 */
export function formatOf(id: string, scope: ReportScope = "unit"): Format {
  const format = formats.find((candidate) => candidate.id === id);
  if (!format) throw new RangeError(`本系统没有报表格式“${id}”。`);
  return scope === "department" ? departmentFormat(format) : format;
}

/** The name of a format, also of one that this installation has not. */
export function formatLabel(id: string): string {
  return isFormatId(id) ? formatOf(id).label : `“${id}”（本系统没有这种报表格式）`;
}

/**
 * The format of a file beside that of the year it was brought to: both with their regions, also one that this
 * installation has not.
 */
export function formatName(id: string): string {
  if (!isFormatId(id)) return formatLabel(id);
  const { label, region } = formatOf(id);
  return label.startsWith(region.name) ? label : `${region.name}${label}`;
}

/**
 * What is said where a year's format has left the installation: which year, which format, that nothing is lost, what to
 * do.
 */
export function formatMissingSentence({ year, tableSetId }: { year: number; tableSetId: string }): string {
  return `本系统没有${year}年度所用的报表格式“${tableSetId}”，该年度的决算现在不能填报、审核和重新生成；已保存和已公开的内容没有变动，其他年度不受影响。请联系系统管理员，换用含有该格式的系统版本。`;
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

/** A format that a year of a region may be opened in. */
export interface FormatChoice {
  format: Format;
  /** The one that is proposed: in force in the year. */
  isInForce: boolean;
  /** Why it is proposed, or what speaks against it, as a sentence. */
  reason: string;
}

/** The formats that can serve a year of a region, the one in force first; none where the region has none for the year. */
export function formatChoices(regionCode: string, year: number): FormatChoice[] {
  const proposed = formatInForce(regionCode, year);
  if (!proposed) return [];
  const others = formatsOfRegion(regionCode).filter((format) => format !== proposed);
  return [
    { format: proposed, isInForce: true, reason: `${yearsText(proposed)}执行，${year}年度适用。` },
    ...others.map((format) => ({
      format,
      isInForce: false,
      reason: `${yearsText(format)}执行，不是${year}年度的格式。上级另有要求的才选用。`,
    })),
  ];
}

/** The years in which a format is in force: `2019 至 2021 年度`, `2022 年度起`. */
export function yearsText({ years: { from, to } }: Pick<Format, "years">): string {
  if (to === undefined) return `${from} 年度起`;
  return from === to ? `${from} 年度` : `${from} 至 ${to} 年度`;
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

/** What the documents of a region are: 单位决算, or 部门决算 in 上海市; 决算 where no region is known. */
export function nounOfRegion(regionCode: string | undefined): string {
  return formats.findLast(({ region }) => region.code === regionCode)?.document.noun ?? "决算";
}

/** Why a year of a region cannot be opened: this installation has no format for it. */
export function noFormat(regionCode: string, year: number): string {
  const region = formatsOfRegion(regionCode)[0]?.region.name ?? `行政区划代码${regionCode}开头的地区`;
  return `本系统没有${region}${year}年度的报表格式，不能新增该年度。`;
}
