import { readStrictQuery, type GivenParameters } from "@/lib/documents/open-data/strict-query";
import { rankedFigures, type FigureId } from "@/lib/domain/questions/figures";
import type { LinkGroup } from "@/lib/domain/questions/view";
import { askedViews, subjectNamesOf, type NamedSubject } from "@/lib/domain/search/asked-views";
import { folded } from "@/lib/domain/search/folded";
import { readQuery, type SearchTerm } from "@/lib/domain/search/search-query";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import { listYears, sumYears } from "@/lib/features/questions/data";
import { findReports, readSearchFilters, subjectsNamed } from "@/lib/features/search/data";
import { searchParameters, type FoundReports, type SearchInput } from "@/lib/features/search/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** What a search came to; `problems` say why nothing was looked for, and what to do. */
export interface Search {
  input: SearchInput;
  problems: string[];
  found: FoundReports | null;
  /** Questions over all reports that answer the words, before any report does. */
  views: LinkGroup[];
  years: number[];
  departments: { code: string; name: string }[];
}

/** Looks for what an address asks for, among what is published. */
export const loadSearch = readingPublicly(async (given: GivenParameters): Promise<Search> => {
  const district = await loadPublicDistrict();
  const filters = district ? await readSearchFilters(district.id) : { years: [], departments: [] };
  const read = readStrictQuery(searchParameters, given);
  const nothing = { found: null, views: [], ...filters };
  if (!read.ok) return { input: searchParameters.parse({}), problems: read.problems, ...nothing };
  const input = read.data;
  const { department } = input;
  if (department !== undefined && !filters.departments.some(({ code }) => code === department))
    return { input, problems: [`已公开的决算中没有代码为“${department}”的主管部门。`], ...nothing };
  const query = readQuery(input.q, filters.years);
  const hasFilter = input.year !== undefined || input.kind !== undefined || input.department !== undefined;
  const isBlank = input.q.trim() === "";
  if (!query.ok && !(isBlank && hasFilter)) {
    // Who has typed nothing yet has done nothing wrong.
    return { input, problems: input.q === "" ? [] : [query.reason], ...nothing };
  }
  const wanted = query.ok ? query : { ok: true as const, terms: [], year: null };
  const found = district ? await findReports(district.id, wanted, input) : { reports: [], total: 0, page: 1 };
  const views = district ? await viewsFor(district.id, wanted.terms, wanted.year ?? input.year, filters.years) : [];
  return { input, problems: [], ...filters, views, found };
});

/** Years that are offered of a view. */
const OFFERED_YEARS = 3;

/** @param year that is asked for; the newest of the published `years` where none is */
async function viewsFor(
  districtId: string,
  terms: readonly SearchTerm[],
  year: number | undefined,
  years: readonly number[],
): Promise<LinkGroup[]> {
  const words = terms.filter(({ script }) => script === "han" || script === "mixed").map(({ text }) => text);
  if (words.length === 0) return [];
  const meant = year === undefined ? years : [year];
  const names = words.flatMap(subjectNamesOf);
  const [spent, sums] = await Promise.all([
    subjectsNamed(districtId, names, meant),
    sumYears(districtId, rankedFigures),
  ]);
  // Where no report has it, that is what its view says.
  const subjects = spent.length > 0 ? spent : await subjectsOfCatalogue(districtId, names, meant[0]);
  const yearsOf = (id: FigureId | null) =>
    meant
      .filter((each) => id === null || sums.some(({ figure, year: of }) => figure === id && of === each))
      .slice(0, OFFERED_YEARS);
  return askedViews(words, yearsOf, subjects);
}

/** Subjects of the given names (folded) in the catalogue of a published year. */
async function subjectsOfCatalogue(
  districtId: string,
  names: readonly string[],
  year: number | undefined,
): Promise<NamedSubject[]> {
  const [published] = year === undefined ? [] : await listYears(districtId, year);
  if (!published) return [];
  const { functional, economic } = await readCatalogues(published.catalogueId);
  return [functional, economic].flatMap(({ classification, subjects }) =>
    subjects
      .filter(({ name }) => names.includes(folded(name)))
      .map(({ code, name }) => ({ code, name, classification, year: published.year })),
  );
}
