import { cachedAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { openCsv } from "@/lib/documents/open-data/published-data";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";

/** All figures of one published version as CSV. */
export async function GET(request: Request, { params }: { params: Promise<{ unitCode: string; year: string }> }): Promise<Response> {
  const { unitCode, year } = await params;
  const report = await loadPublishedReport(unitCode, year, new URL(request.url).searchParams.get("version") ?? undefined);
  if (!report) return problemAnswer(404, "没有这份公开的决算", `单位 ${unitCode} ${year} 年度没有公开的决算，或没有这一版本。`);
  return cachedAnswer(request, openCsv(report.snapshot.tables), "text/csv; charset=utf-8", {
    "content-disposition": `attachment; filename="${unitCode}-${year}-v${report.number}.csv"`,
  });
}
