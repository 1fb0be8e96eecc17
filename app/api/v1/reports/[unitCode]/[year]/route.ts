import { jsonAnswer, problemAnswer } from "@/lib/documents/open-data/answers";
import { openTables } from "@/lib/documents/open-data/published-data";
import { loadPublishedReport } from "@/lib/features/public-reports/loaders";

/** One published version (the newest, or `?version=n`) with every table cell by cell and its hashes. */
export async function GET(request: Request, { params }: { params: Promise<{ unitCode: string; year: string }> }): Promise<Response> {
  const { unitCode, year } = await params;
  const report = await loadPublishedReport(unitCode, year, new URL(request.url).searchParams.get("version") ?? undefined);
  if (!report) return problemAnswer(404, "没有这份公开的决算", `单位 ${unitCode} ${year} 年度没有公开的决算，或没有这一版本。可从 /api/v1/reports 查询已公开的决算。`);
  const { snapshot } = report;
  return jsonAnswer(request, {
    district: snapshot.district,
    department: snapshot.department,
    unit: snapshot.unit,
    year: snapshot.year,
    tableSet: snapshot.tableSetId,
    version: report.number,
    publishedAt: report.publishedAt,
    correctionReason: report.correctionReason,
    hashes: { content: report.contentHash, chain: report.chainHash, previous: report.previousHash, sequence: report.sequence },
    versions: report.versions,
    tables: openTables(snapshot.tables),
    texts: snapshot.texts,
  });
}
