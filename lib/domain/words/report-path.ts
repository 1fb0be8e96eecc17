/** Where a published report stands on the site: its newest version, or one by its number. */
export interface ReportAddress {
  /** The code that the newest version was published under; every other code of the unit leads there. */
  unitCode: string;
  year: number;
  number?: number;
}

/** The address of a report's page, and of a place in it. */
export function reportPath({ unitCode, year, number }: ReportAddress, place: string | null = null): string {
  return `/r/${unitCode}/${year}${number === undefined ? "" : `/v/${number}`}${place ? `#${place}` : ""}`;
}

/** The lasting address of what a version has changed. */
export function noticePath(version: ReportAddress & { number: number }): string {
  return `${reportPath(version)}/changes`;
}

/** The page that cites a version, or a place of it. */
export function citePath(version: ReportAddress & { number: number }, place?: string): string {
  return `${reportPath(version)}/cite${place === undefined ? "" : `/${encodeURIComponent(place)}`}`;
}

/** A form of a report as data: `ending` is empty for its cells, otherwise `.csv`, `.pdf` …; without a number the newest version. */
export function reportDataPath({ unitCode, year, number }: ReportAddress, ending = ""): string {
  return `/api/v1/reports/${unitCode}/${year}${ending}${number === undefined ? "" : `?version=${number}`}`;
}
