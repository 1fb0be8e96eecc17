import { jsonAnswer, preflightAnswer } from "@/lib/documents/open-data/answers";
import { openTables } from "@/lib/documents/open-data/published-data";
import { queries } from "@/lib/documents/open-data/queries";
import { readPublishedTables } from "@/lib/features/open-data/data";
import { listPublishedReports, publicDistrict } from "@/lib/features/public-reports/data";
import { openRoute } from "../open-route";

/** Figures of many reports, by table and subject; the reports by page, each with the rows that were asked for. */
export const GET = openRoute(queries.cells, async ({ unit, table, subject, ...filter }, request) => {
  const district = await publicDistrict();
  const found = district
    ? await listPublishedReports(district.id, { ...filter, unitCode: unit, subject })
    : { reports: [], total: 0, page: filter.page, pageSize: filter.pageSize };
  const tables = district
    ? await readPublishedTables(district.id, { sequences: found.reports.map(({ sequence }) => sequence), table })
    : new Map();
  return jsonAnswer(request, {
    ...found,
    reports: found.reports.map(({ sequence, ...report }) => ({
      ...report,
      url: `/api/v1/reports/${report.unitCode}/${report.year}?version=${report.number}`,
      tables: openTables(tables.get(sequence) ?? []).map(({ id, code, title, rows }) => ({
        id,
        code,
        title,
        rows: rows.filter((row) => subject === undefined || row.id === subject),
      })),
    })),
  });
});

export { preflightAnswer as OPTIONS };
