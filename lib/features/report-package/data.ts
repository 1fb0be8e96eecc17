import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { toPackage } from "@/lib/documents/report-package/write-package";
import type { PrintedTable } from "@/lib/domain/model/printed-table";
import type { ReportModel } from "@/lib/domain/model/report-model";
import type { SubjectCatalogue } from "@/lib/domain/subjects/catalogue";
import { modelOf } from "@/lib/features/checks/data";
import { findVersionId, readContent, type ReportContent } from "@/lib/features/reports/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";

/** A report as a package, and what of it no package can carry. */
export interface PackagedReport {
  package: ReportPackage;
  versionId: string;
  number: number;
  /** Cells whose input is no amount (`key` and the input as typed): they are not facts and stay behind. */
  leftOut: { key: string; input: string }[];
}

/** The package of a version's content. */
export function packageOf(content: ReportContent): PackagedReport {
  const { unit, fiscalYear, version } = content;
  return {
    package: toPackage({
      unit,
      year: fiscalYear.year,
      tableSetId: fiscalYear.tableSetId,
      values: content.cells.flatMap(({ address, value }) => (value === null ? [] : [{ address, value }])),
      texts: content.texts,
      projects: content.projects.map(({ name, funding, goal, attainment, indicators }) => ({
        name,
        funding: funding.map(({ id, originalBudget, adjustedBudget, executed }) => ({ id, originalBudget, adjustedBudget, executed })),
        goal,
        attainment,
        indicators: indicators.map(({ first, second, third, target, actual, weight, score, reason }) => ({ first, second, third, target, actual, weight, score, reason })),
      })),
    }),
    versionId: version.id,
    number: version.number,
    leftOut: content.cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [{ key, input: rawInput }])),
  };
}

/** The package of a unit's year: its newest version, or the one of the given number. `null` when the district has none. */
export async function readReportPackage(districtId: string, unitCode: string, year: number, number?: number): Promise<PackagedReport | null> {
  const versionId = await findVersionId(districtId, unitCode, year, number);
  const content = versionId === null ? null : await readContent(districtId, versionId);
  return content && packageOf(content);
}

/** The nine tables of a unit's year as they stand, published or not. `null` when the district has no such version. */
export async function readReportTables(districtId: string, unitCode: string, year: number, number?: number): Promise<PrintedTable[] | null> {
  const versionId = await findVersionId(districtId, unitCode, year, number);
  const content = versionId === null ? null : await readContent(districtId, versionId);
  return content && modelOf(content, await readCatalogues(content.fiscalYear.catalogueId)).printedTables();
}

/** A unit's year as the domain computes with it, for the files made of it. `null` when the district has no such version. */
export async function readReportModel(districtId: string, unitCode: string, year: number, number?: number): Promise<{ model: ReportModel; functional: SubjectCatalogue; content: ReportContent } | null> {
  const versionId = await findVersionId(districtId, unitCode, year, number);
  const content = versionId === null ? null : await readContent(districtId, versionId);
  if (!content) return null;
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  return { model: modelOf(content, catalogues), functional: catalogues.functional, content };
}

/** A unit's year by its codes, with who may fill it in. */
export interface ReportPlace {
  districtId: string;
  unitId: string;
  unitName: string;
  fiscalYearId: string;
  preparers: { id: string; username: string; name: string }[];
}

/** Districts of the installation, for commands that have to name one. */
export async function listDistricts(): Promise<{ id: string; code: string; name: string }[]> {
  return db().district.findMany({ orderBy: { code: "asc" }, select: { id: true, code: true, name: true } });
}

/** `null` when the district has no such unit or year. Disabled people do not count as preparers. */
export async function findReportPlace(districtId: string, unitCode: string, year: number): Promise<ReportPlace | null> {
  const unit = await db().unit.findUnique({
    where: { districtId_code: { districtId, code: unitCode } },
    include: { roles: { where: { role: "preparer", user: { disabledAt: null } }, include: { user: { select: { id: true, username: true, name: true } } } } },
  });
  const fiscalYear = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } }, select: { id: true } });
  if (!unit || unit.level !== "unit" || !fiscalYear) return null;
  return { districtId, unitId: unit.id, unitName: unit.name, fiscalYearId: fiscalYear.id, preparers: unit.roles.map(({ user }) => user) };
}
