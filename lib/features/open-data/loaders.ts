import { apiExamples, type ApiExample } from "@/lib/documents/open-data/examples";
import { readExampleReport } from "@/lib/features/open-data/data";
import { listYearArchives, type YearArchiveLine } from "@/lib/features/year-archives/data";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** What the page that explains the open data shows: calls with a report that is published here. */
export const loadApiExamples = readingPublicly(async (): Promise<ApiExample[]> => {
  const district = await loadPublicDistrict();
  const report = district && (await readExampleReport(district.id));
  return report ? apiExamples(report) : [];
});

/** What can be downloaded of whole years. */
export const loadYearArchives = readingPublicly(async (): Promise<YearArchiveLine[]> => {
  const district = await loadPublicDistrict();
  return district ? listYearArchives(district.id) : [];
});
