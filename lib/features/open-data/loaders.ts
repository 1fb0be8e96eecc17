import { apiExamples, type ApiExample } from "@/lib/documents/open-data/examples";
import { readExampleReport } from "@/lib/features/open-data/data";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";

/** What the page that explains the open data shows: calls with a report that is published here. */
export async function loadApiExamples(): Promise<ApiExample[]> {
  const district = await loadPublicDistrict();
  const report = district && (await readExampleReport(district.id));
  return report ? apiExamples(report) : [];
}
