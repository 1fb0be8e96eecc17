import { jsonAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { reportListQuerySchema } from "@/lib/documents/open-data/address";
import { listPublishedReports, publicDistrict } from "@/lib/features/public-reports/data";

/** The newest version of every published report, by page. */
export async function GET(request: Request): Promise<Response> {
  const query = reportListQuerySchema.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!query.success)
    return problemAnswer(400, "查询参数有误", "year 为四位年份，unit 为单位代码，page 为从 1 起的页码。请更正后重试。");
  const { year, unit, page } = query.data;
  const district = await publicDistrict();
  const found = district
    ? await listPublishedReports(district.id, { year, unitCode: unit, page })
    : { reports: [], total: 0, page, pageSize: 50 };
  return jsonAnswer(request, {
    ...found,
    reports: found.reports.map((report) => ({ ...report, url: `/api/v1/reports/${report.unitCode}/${report.year}` })),
  });
}
