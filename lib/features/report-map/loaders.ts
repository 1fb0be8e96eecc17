import "server-only";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { mapParts } from "@/lib/domain/report/part-standing";
import { loadReviewQueue } from "@/lib/features/queue/loaders";
import { readMapLines, type MapLine } from "@/lib/features/report-map/data";
import { FormatMissing } from "@/lib/features/versions/data";

/**
 * The map of units × parts of a year, a page of the queue at a time.
 *
 * @throws FormatMissing where the installation has not the year's format.
 */
export async function loadReportMap(
  year: number | undefined,
  parameters: Readonly<Record<string, string | string[] | undefined>>,
) {
  const { session, years, queue } = await loadReviewQueue(year, parameters);
  if (!queue) return { session, years, queue, parts: [], lines: new Map<string, MapLine>() };
  const { fiscalYear, page } = queue;
  if (!isFormatId(fiscalYear.tableSetId)) throw new FormatMissing(fiscalYear);
  const lines = await readMapLines(
    session.district.id,
    fiscalYear,
    page.rows.map(({ unitId }) => unitId),
  );
  return { session, years, queue, parts: mapParts(formatOf(fiscalYear.tableSetId)), lines };
}
