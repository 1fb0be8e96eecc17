import { cache } from "react";
import { chinaDay } from "@/lib/domain/words/moments";
import { formatName } from "@/lib/domain/formats/format-of";
import type { FigureId } from "@/lib/domain/questions/figures";
import {
  PAGE_CORRECTIONS,
  viewOfCorrections,
  viewOfStatus,
  viewOfUnit,
  unitFigures,
} from "@/lib/domain/questions/views/units";
import {
  figuresOfView,
  seriesFigures,
  viewOfBudget,
  viewOfDepartments,
  viewOfFunctions,
  viewOfFunds,
  viewOfThreePublic,
  viewOfYear,
  viewOfYears,
} from "@/lib/domain/questions/views/district";
import { viewOfComparison } from "@/lib/domain/questions/views/comparison";
import { correctedLinks, type Asked } from "@/lib/domain/questions/views/parts";
import { viewOfOverBudget, viewOfRank, viewOfSubject } from "@/lib/domain/questions/views/ranking";
import { ask, readAddress, type AddressProblem, type Question } from "@/lib/domain/questions/question";
import type { View } from "@/lib/domain/questions/view";
import { namingsOf } from "@/lib/domain/register/changes";
import { parentCodeOf } from "@/lib/domain/words/subjects/catalogue";
import { listCorrections } from "@/lib/features/public-corrections/data";
import { loadPublicDistrict } from "@/lib/features/public-reports/loaders";
import type { PublicDistrict } from "@/lib/features/public-reports/data";
import { readPublicStatus } from "@/lib/features/public-status/data";
import {
  countCorrected,
  countUnitEvents,
  departmentNameOf,
  listYears,
  pageLimits,
  rankByFigure,
  rankBySubject,
  rankOverBudget,
  readUnitYears,
  sumChildren,
  sumDepartments,
  sumFigures,
  sumLines,
  sumYears,
  unitsOfCodes,
  findPublishedUnits,
  type PublishedYear,
  type StoredUnitYear,
} from "@/lib/features/questions/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { readPeriods } from "@/lib/features/units/data";
import { now } from "@/lib/platform/clock";
import { readingPublicly } from "@/lib/platform/read-replica/public-reads";

/** An answer, or why there is none: 400 or 404 and what there is. */
export type LoadedView = { ok: true; view: View } | { ok: false; problem: AddressProblem };

/** The view at an address; asked once for one page. @param query what stands behind `?`, without it */
export const loadViewAt = cache(
  readingPublicly(async (path: string, query: string): Promise<LoadedView> => {
    const read = readAddress(path.split("/"), new URLSearchParams(query));
    return read.ok ? loadView(read.question) : read;
  }),
);

/** What Next hands to the page of a question. */
export interface QuestionPageProps {
  params: Promise<{ path: string[] }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** The view of a page; what is given twice stays so. */
export async function loadViewOfPage({ params, searchParams }: QuestionPageProps): Promise<LoadedView> {
  const query = Object.entries(await searchParams).flatMap(([name, value]) =>
    [value ?? ""].flat().map((each): [string, string] => [name, each]),
  );
  return loadViewAt((await params).path.join("/"), new URLSearchParams(query).toString());
}

/** The newest year with something published; `null` while nothing is. */
export const loadNewestYear = readingPublicly(async (): Promise<number | null> => {
  const district = await loadPublicDistrict();
  return district ? ((await listYears(district.id))[0]?.year ?? null) : null;
});

const missing = (detail: string): LoadedView => ({ ok: false, problem: { status: 404, detail } });

/** The answer to a question about the installation's district, from what is published at this moment. */
async function loadView(question: Question): Promise<LoadedView> {
  const district = await loadPublicDistrict();
  return district ? answerOf(question, district) : missing("还没有设立区县。");
}

/** The answer to a question about any district. */
export async function answerOf(question: Question, district: PublicDistrict): Promise<LoadedView> {
  const answer = await viewOf(question, district);
  if (!answer.ok || answer.view.rows.length > 0) return answer;
  const { page, total, pageSize } = answer.view.paging;
  const pages = Math.max(1, Math.ceil(total / pageSize));
  return page !== "all" && page > pages ? missing(`没有第${page}页，共${pages}页。`) : answer;
}

async function viewOf(question: Question, district: PublicDistrict): Promise<LoadedView> {
  const asked: Asked = {
    question,
    district: { code: district.code, name: district.name },
    day: chinaDay(now()),
  };
  if (question.view === "years") return { ok: true, view: await loadYears(asked, district) };
  if (question.view === "compare") return { ok: true, view: await loadComparison(asked, district) };
  if (question.view === "unit") return loadUnit(asked, district);
  if (question.view === "status") return loadStatus(asked, district);
  const [year] = await listYears(district.id, question.year);
  if (!year) {
    const there = (await listYears(district.id)).map((each) => each.year).join("、");
    return missing(`${question.year}年度没有公开的决算。${there ? `有公开决算的年度：${there}。` : ""}`);
  }
  const { department } = question;
  const departmentName = department === undefined ? null : await departmentNameOf(district.id, year.year, department);
  if (department !== undefined && departmentName === null)
    return missing(
      `${year.year}年度已公开的决算中没有代码为“${department}”的主管部门。请从“各部门”（/d/${year.year}/departments）里选。`,
    );
  const view = await loadYearView(asked, district, year, departmentName);
  return view
    ? { ok: true, view: await withCorrected(view, district) }
    : missing(`${year.year}年度没有科目“${question.code}”。请从“花在哪些方面”里选。`);
}

/** A view of a year with what corrections it has in it: of that year, and of the one before where that stands beside it. */
async function withCorrected(view: View, { id }: PublicDistrict): Promise<View> {
  const { question, columns } = view;
  if (question.view === "corrections") return view;
  const year = question.year!;
  const isCompared = columns.some((column) => column.id === "prior");
  const years = isCompared ? [year, year - 1] : [year];
  return { ...view, ...correctedLinks(await countCorrected(id, { ...question, years, year })) };
}

async function loadYearView(
  asked: Asked,
  { id }: PublicDistrict,
  coverage: PublishedYear,
  departmentName: string | null,
): Promise<View | null> {
  const { question } = asked;
  const { year } = coverage;
  const notes = await notesOf(id, coverage);
  switch (question.view) {
    case "year":
    case "threePublic": {
      const sums = await sumFigures(id, year, figuresOfView[question.view]);
      return (question.view === "year" ? viewOfYear : viewOfThreePublic)(asked, { coverage, sums, notes });
    }
    case "functions": {
      const [sums, { functional }] = await Promise.all([
        sumFigures(id, year, "functions"),
        readCatalogues(coverage.catalogueId),
      ]);
      return viewOfFunctions(asked, { coverage, sums, notes }, (code) => functional.get(code)?.name);
    }
    case "funds":
      return viewOfFunds(asked, { coverage, lines: await sumLines(id, year, ["income", "expenditure"]), notes: [] });
    case "budget": {
      const [lines, { functional }] = await Promise.all([
        sumLines(id, year, ["budget", "expenditure"]),
        readCatalogues(coverage.catalogueId),
      ]);
      return viewOfBudget(asked, { coverage, lines, notes: [] }, (code) => functional.get(code)?.name);
    }
    case "departments":
      return viewOfDepartments(asked, { coverage, departments: await sumDepartments(id, year), notes });
    case "rank":
    case "overBudget": {
      const figure = question.figure!;
      return question.view === "rank"
        ? viewOfRank(asked, { coverage, departmentName, notes, ...(await rankByFigure(id, year, figure, question)) })
        : viewOfOverBudget(asked, {
            coverage,
            departmentName,
            notes: [],
            ...(await rankOverBudget(id, year, figure, question)),
          });
    }
    case "subject":
    case "economic":
      return loadSubject(asked, id, { coverage, departmentName, notes });
    default: {
      const { corrections, total } = await listCorrections(id, year, pageLimits(question, PAGE_CORRECTIONS));
      return viewOfCorrections(asked, { corrections, total });
    }
  }
}

async function loadSubject(
  asked: Asked,
  districtId: string,
  of: { coverage: PublishedYear; departmentName: string | null; notes: readonly string[] },
): Promise<View | null> {
  const { question } = asked;
  const { year, catalogueId } = of.coverage;
  const view = question.view === "economic" ? "economic" : "subject";
  const code = question.code!;
  const catalogues = await readCatalogues(catalogueId);
  const catalogue = view === "economic" ? catalogues.economic : catalogues.functional;
  const name = catalogue.get(code)?.name;
  if (name === undefined) return null;
  const parent = parentCodeOf(catalogue.classification, code);
  const [ranking, children] = await Promise.all([
    rankBySubject(districtId, year, { ...question, view, code }),
    sumChildren(districtId, year, { view, code }),
  ]);
  const nameOf = (each: string) => catalogue.get(each)?.name ?? each;
  return viewOfSubject(asked, {
    ...ranking,
    ...of,
    name,
    children: children.map((child) => ({ ...child, name: nameOf(child.code) })),
    parent: parent === undefined ? null : { code: parent, name: nameOf(parent) },
  });
}

async function loadYears(asked: Asked, { id }: PublicDistrict): Promise<View> {
  const [years, sums] = await Promise.all([listYears(id), sumYears(id, seriesFigures)]);
  const oldestFirst = years.toReversed();
  const rows = oldestFirst.map((each) => ({
    year: each.year,
    coverage: each,
    formats: each.tableSetIds.map(formatName),
    figures: Object.fromEntries(
      sums.filter(({ year }) => year === each.year).map(({ figure, amount }) => [figure, amount]),
    ) as Partial<Record<FigureId, number>>,
  }));
  const notes = await Promise.all(oldestFirst.slice(1).map((year) => notesOf(id, year, oldestFirst)));
  const corrected = await countCorrected(id, { years: years.map(({ year }) => year) });
  return { ...viewOfYears(asked, rows, notes.flat()), ...correctedLinks(corrected) };
}

async function loadUnit(asked: Asked, { id }: PublicDistrict): Promise<LoadedView> {
  const { code } = asked.question;
  const [unitId] = await unitsOfCodes(id, [code!]);
  if (!unitId) return missing(`没有代码为“${code}”的单位公开过决算。`);
  const years = (await readUnitYears(id, [unitId], unitFigures)).map(withFormat);
  const newest = years.at(-1)!;
  const namings = namingsOf(await readPeriods(id, unitId));
  const notes = [
    ...namings.map((naming) => `${naming}。`),
    ...years.flatMap((year, at) => {
      const before = years[at - 1];
      return before ? breaksBetween(before, year) : [];
    }),
    ...(await eventsOf(id, years)).map((kinds) => `期间单位发生${kinds}，前后年度不同口径。`),
  ];
  return {
    ok: true,
    view: viewOfUnit({ ...asked, question: ask("unit", { code: newest.code }) }, { name: newest.name, years, notes }),
  };
}

const withFormat = ({ tableSetId, ...year }: StoredUnitYear) => ({ ...year, format: formatName(tableSetId) });

type ReadYear = ReturnType<typeof withFormat>;

/** What parts two years of a unit from each other. */
function breaksBetween(before: ReadYear, year: ReadYear): string[] {
  return [
    ...(before.format === year.format ? [] : [formatNote(before, year)]),
    ...(before.departmentName === year.departmentName
      ? []
      : [
          `${year.year}年度的主管部门是${year.departmentName ?? "（无）"}，${before.year}年度是${before.departmentName ?? "（无）"}。`,
        ]),
    ...(before.kind === year.kind ? [] : [`${year.year}年度起单位类型有变，前后不同口径。`]),
    ...(year.year - before.year > 1 ? [`${before.year + 1}年度至${year.year - 1}年度没有公开的决算。`] : []),
  ];
}

/** Kinds of what happened to a unit between its first and its last year. */
async function eventsOf(districtId: string, years: readonly ReadYear[]): Promise<string[]> {
  const [first, last] = [years[0], years.at(-1)];
  if (!first || !last || first === last) return [];
  return (await countUnitEvents(districtId, first.year, last.year, first.unitId)).map(({ kind }) => kind);
}

/** Units that are found at once to be added to a comparison. */
const MOST_FOUND = 20;

async function loadComparison(asked: Asked, { id }: PublicDistrict): Promise<View> {
  const { units: codes = [], years: wanted, q } = asked.question;
  const ids = await unitsOfCodes(id, codes);
  const chosen = [...new Set(ids.filter((each) => each !== null))];
  const all = (await readUnitYears(id, chosen, unitFigures)).map(withFormat);
  const published = [...new Set(all.map(({ year }) => year))].toSorted((one, other) => one - other);
  const years = [...new Set(wanted ?? published.slice(-1))].toSorted((one, other) => one - other);
  const units = chosen.map((unitId) => {
    const { code, name } = all.findLast((each) => each.unitId === unitId)!;
    return { unitId, code, name };
  });
  const byUnit = units.map((unit) => ({
    unit,
    years: all.filter(({ unitId, year }) => unitId === unit.unitId && years.includes(year)),
  }));
  const happened = await Promise.all(
    byUnit.map(async ({ unit, years: of }) =>
      (await eventsOf(id, of)).map((kind) => `期间${unit.name}发生${kind}，前后年度不同口径。`),
    ),
  );
  const kindsChanged = byUnit.flatMap(({ unit, years: of }) =>
    new Set(of.map(({ kind }) => kind)).size > 1 ? [`${unit.name}在所列年度之间单位类型有变，前后不同口径。`] : [],
  );
  const question = { ...asked.question, units: units.map(({ code }) => code) };
  return viewOfComparison(
    { ...asked, question },
    {
      units,
      accounts: byUnit.flatMap(({ unit, years: of }) => of.map((year) => ({ ...year, unit }))),
      years,
      published,
      unknown: [...new Set(codes.filter((_, at) => ids[at] === null))],
      repeated: codes.filter((_, at) => ids[at] !== null && ids.indexOf(ids[at]!) < at),
      found: q === undefined ? null : await findPublishedUnits(id, q, MOST_FOUND),
      notes: [...kindsChanged, ...happened.flat()],
    },
  );
}

async function loadStatus(asked: Asked, { id }: PublicDistrict): Promise<LoadedView> {
  const { question } = asked;
  const status = await readPublicStatus(id, question, pageLimits(question));
  if (!status) return missing(`本区没有${question.year}年度。`);
  if (question.department !== undefined && status.departmentName === null)
    return missing(`应报送${question.year}年度决算的单位中没有代码为“${question.department}”的主管部门。`);
  return { ok: true, view: viewOfStatus(asked, status) };
}

function formatNote(before: { year: number; format: string }, year: { year: number; format: string }): string {
  return `${year.year}年度的报表格式（${year.format}）与${before.year}年度（${before.format}）不同，名称相同的项目口径可能有调整。`;
}

/** What parts a year from the one before: another format, units that were joined, divided or moved. */
async function notesOf(districtId: string, year: PublishedYear, known?: readonly PublishedYear[]): Promise<string[]> {
  const before = known
    ? known.find((each) => each.year === year.year - 1)
    : (await listYears(districtId, year.year - 1))[0];
  if (!before) return [];
  const formats = (each: PublishedYear) => ({ year: each.year, format: each.tableSetIds.map(formatName).join("、") });
  const events = await countUnitEvents(districtId, before.year, year.year);
  return [
    ...(formats(before).format === formats(year).format ? [] : [formatNote(formats(before), formats(year))]),
    ...(events.length === 0
      ? []
      : [
          `${before.year}年度和${year.year}年度之间单位有变动：${events.map(({ kind, units }) => `${kind}涉及${units}个单位`).join("，")}；两个年度的数不完全同口径。`,
        ]),
  ];
}
