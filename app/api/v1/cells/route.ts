import { reportDataPath } from "@/lib/domain/words/report-path";
import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { queries } from "@/lib/documents/open-data/queries";
import { readOpenCells } from "@/lib/features/open-data/data";
import { publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** Figures of many reports, by table and subject; the reports by page, each with the rows that were asked for. */
export const GET = openRoute(queries.cells, async ({ unit, ...filter }, request) => {
  const district = await publicDistrict();
  const found = district
    ? await readOpenCells(district.id, { ...filter, unitCode: unit })
    : { reports: [], total: 0, page: filter.page, pageSize: filter.pageSize };
  return jsonAnswer(request, {
    ...found,
    reports: found.reports.map(({ sequence: _, tables, ...report }) => ({
      ...report,
      url: reportDataPath(report),
      tables,
    })),
  });
});

export { preflightAnswer as OPTIONS };
