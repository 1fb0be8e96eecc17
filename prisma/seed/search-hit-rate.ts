import { readQuery } from "@/lib/domain/search/search-query";
import { writtenQueries, type WrittenQuery } from "@/lib/domain/search/testing/written-queries";
import { findReports, readSearchFilters } from "@/lib/features/search/data";
import { searchParameters, type FoundReports } from "@/lib/features/search/schema";

/** Reports among which what was meant has to be. */
const FIRST = 5;

/**
 * The written queries that do not find in a demo district what was meant among the first five reports, each with what it
 * found.
 *
 * @param periods the district's units with every code that they have or had
 */
export async function missesOf(
  districtId: string,
  periods: readonly { code: string; unitId: string }[],
): Promise<string[]> {
  const { years } = await readSearchFilters(districtId);
  const unitsByCode = new Map(periods.map(({ code, unitId }) => [code, unitId]));
  const misses: string[] = [];
  for (const query of writtenQueries) {
    const read = readQuery(query.text, years);
    const found = read.ok
      ? await findReports(districtId, read, searchParameters.parse({}))
      : { reports: [], total: 0, page: 1 };
    const miss = missOf(query, found, (one, other) => unitsByCode.get(one) === unitsByCode.get(other));
    if (miss !== null) misses.push(miss);
  }
  return misses;
}

/** Why a query does not find what was meant; null where it does. */
function missOf(
  { text, finds, in: kind, findsNothing }: WrittenQuery,
  { reports, total }: FoundReports,
  areOneUnit: (code: string, other: string) => boolean,
): string | null {
  const first = reports.slice(0, FIRST);
  const told = `${text}: ${first.map((each) => `${each.unitCode}/${each.year} ${each.places[0]?.kind}`).join(", ")} of ${total}`;
  if (findsNothing) return total === 0 ? null : told;
  const [code, year] = finds!.split("/");
  const hit = first.find(
    (each) => areOneUnit(each.unitCode, code!) && (year === undefined || each.year === Number(year)),
  );
  if (!hit) return told;
  return kind === undefined || hit.places.some((place) => place.kind === kind) ? null : `${told} (not as ${kind})`;
}
