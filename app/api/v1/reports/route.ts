import { jsonAnswer } from "@/lib/documents/open-data/answers";
import { reportListHints, reportListQuerySchema } from "@/lib/documents/open-data/address";
import { readQuery } from "@/lib/documents/open-data/strict-query";
import { listPublishedReports, publicDistrict } from "@/lib/features/public-reports/data";

/** The newest version of every published report, by page. */
export async function GET(request: Request): Promise<Response> {
  const query = readQuery(request, reportListQuerySchema, reportListHints);
  if (!query.ok) return query.answer;
  const { year, unit, page, pageSize } = query.data;
  const district = await publicDistrict();
  const found = district
    ? await listPublishedReports(district.id, { year, unitCode: unit, page, pageSize })
    : { reports: [], total: 0, page, pageSize };
  return jsonAnswer(request, {
    ...found,
    reports: found.reports.map((report) => ({ ...report, url: `/api/v1/reports/${report.unitCode}/${report.year}` })),
  });
}
