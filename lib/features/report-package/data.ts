import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { toPackage } from "@/lib/documents/report-package/write-package";
import type { PrintedTable } from "@/lib/domain/model/printed-table";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import { documentFile } from "@/lib/documents/files/document-file";
import { chinaDay } from "@/lib/documents/layout/file-options";
import { publicationFile } from "@/lib/features/publication/mutations";
import { documentOf, modelOf } from "@/lib/features/checks/data";
import { findVersionId, readContent, type ReportContent } from "@/lib/features/reports/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

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

/** A unit's year with everything it says; the newest version, or the one of the given number. `null` when the district has no such version. */
export async function readReportContent(districtId: string, unitCode: string, year: number, number?: number): Promise<ReportContent | null> {
  const versionId = await findVersionId(districtId, unitCode, year, number);
  return versionId === null ? null : readContent(districtId, versionId);
}

/**
 * The whole document of a version as a file: of a published one the stored file, of any other one the version as it
 * stands, with 草稿 across it.
 *
 * @throws RareCharacterError when a character of the document stands in no font of a PDF.
 */
export async function versionFile(content: ReportContent, format: DocumentFormat): Promise<Uint8Array<ArrayBuffer>> {
  const { district, version, fiscalYear } = content;
  if (version.status === "published") {
    const { sequence } = await db().publication.findUniqueOrThrow({ where: { districtId_versionId: { districtId: district.id, versionId: version.id } }, select: { sequence: true } });
    return (await publicationFile(district.id, sequence, format))!.bytes;
  }
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const model = modelOf(content, catalogues);
  const source = { document: documentOf(content, catalogues, model), model, reportPackage: packageOf(content).package };
  return documentFile(format, source, { isDraft: true, date: chinaDay(version.createdAt), officeFontFolder: env().OFFICE_FONT_FOLDER });
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
