import { reportPath, type ReportAddress } from "@/lib/domain/words/report-path";

/** The address of a report's page: the newest version, or one by its number. */
export type PageAddress = ReportAddress;

/** As it stands in a URL and nothing else: no code, no second slash, no dot. */
const pattern = /^\/r\/([A-Za-z0-9-]{1,30})\/([1-9]\d{3})(?:\/v\/([1-9]\d{0,3}))?$/;

/**
 * What the path of a request asks for; `null` where it is no address of a report's page, in whatever way it is written:
 * the application answers that.
 */
export function pageAddressOf(path: string): PageAddress | null {
  const [, unitCode, year, number] = pattern.exec(path) ?? [];
  if (unitCode === undefined) return null;
  return { unitCode, year: Number(year), ...(number !== undefined && { number: Number(number) }) };
}

/** The path, which is also the name that the page is stored under. */
export const pagePath = (address: PageAddress): string => reportPath(address);
