import { reportDataPath } from "@/lib/domain/words/report-path";
import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { listPublishedReports, publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** The newest version of every published report, by page. */
export const GET = openRoute(queries.reports, async ({ unit, ...filter }, request) => {
  const district = await publicDistrict();
  const found = district
    ? await listPublishedReports(district.id, { ...filter, unitCode: unit })
    : { reports: [], total: 0, page: filter.page, pageSize: filter.pageSize };
  return jsonAnswer(request, {
    ...found,
    reports: found.reports.map((report) => ({
      ...report,
      url: reportDataPath({ unitCode: report.unitCode, year: report.year }),
    })),
  });
});

export { preflightAnswer as OPTIONS };
