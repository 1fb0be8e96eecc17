import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { readWorkbook } from "@/lib/documents/excel/read-workbook";
import { openFile } from "@/lib/documents/reading/open-file";
import { cellProblems, valuesOf } from "@/lib/documents/report-package/read-package";
import { partiesOf, placeParties } from "@/lib/documents/report-package/parties";
import { toPackage } from "@/lib/documents/report-package/write-package";
import { formatName, formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { keyOf } from "@/lib/domain/words/fact-address";
import { performanceSlot } from "@/lib/domain/words/facts";
import { textProblem } from "@/lib/domain/text/declared-slots";
import type { DocumentFormat } from "@/lib/domain/document/file-formats";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { performancePartOf } from "@/lib/domain/performance/stored-performance";
import { rolesThatMay } from "@/lib/domain/report/roles";
import { chinaDay } from "@/lib/domain/words/moments";
import { documentFile } from "@/lib/documents/files/document-file";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { fileSourceOf, packageOfSnapshot, readDecidedSnapshot } from "@/lib/features/publication/data";
import { publicationFile } from "@/lib/features/publication/mutations";
import { documentOf, factsOf, modelOf } from "@/lib/features/checks/data";
import type { UploadedContent } from "@/lib/features/report-package/schema";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { rolesReaching } from "@/lib/features/users/data";
import {
  findVersionId,
  FormatMissing,
  readContent,
  type ReportContent,
  type VersionContext,
} from "@/lib/features/versions/data";
import { findUnitByCode, listUnitsOfYear, readUnitOfYear } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { env } from "@/lib/platform/env";

/** A report as a package, and what of it no package can carry. */
export interface PackagedReport {
  package: ReportPackage;
  versionId: string;
  number: number;
  /** What stays behind, as typed: inputs that are no amounts, texts that the year has no place for (`text:slot`). */
  leftOut: { key: string; content: string; why: string }[];
}

/**
 * The package of a version's content. Where the year's format has left the installation, that of what was approved or
 * published.
 *
 * @throws FormatMissing where the format has left and nothing was approved.
 */
export async function packageOf(content: ReportContent): Promise<PackagedReport> {
  const { unit, fiscalYear, version } = content;
  if (!isFormatId(fiscalYear.tableSetId)) {
    const decided = await readDecidedSnapshot(content);
    if (!decided) throw new FormatMissing(fiscalYear);
    return { package: packageOfSnapshot(decided), versionId: version.id, number: version.number, leftOut: [] };
  }
  const { functional } = await readCatalogues(fiscalYear.catalogueId);
  const year = { tableSetId: fiscalYear.tableSetId, scope: content.scope, functional };
  const homeless = content.texts.filter(
    (text) => text.slot !== performanceSlot && textProblem(text, year) !== undefined,
  );
  return {
    package: toPackage({
      unit,
      year: fiscalYear.year,
      tableSetId: fiscalYear.tableSetId,
      values: content.cells.flatMap(({ address, value }) => (value === null ? [] : [{ address, value }])),
      texts: content.texts.filter((text) => !homeless.includes(text)),
      parties: partiesOf(factsOf(content), content.counterparts.units),
      ...performancePartOf(content),
    }),
    versionId: version.id,
    number: version.number,
    leftOut: [
      ...content.cells.flatMap(({ key, rawInput }) =>
        rawInput === null ? [] : [{ key, content: rawInput, why: "不是有效数字" }],
      ),
      ...homeless.map(({ slot, text }) => ({ key: `text:${slot}`, content: text, why: "不在本年度决算的文字之中" })),
    ],
  };
}

/**
 * The package of a unit's year: its newest version, or the one of the given number. `null` when the district has none.
 */
export async function readReportPackage(
  districtId: string,
  unitCode: string,
  year: number,
  number?: number,
): Promise<PackagedReport | null> {
  const content = await readReportContent(districtId, unitCode, year, number);
  return content && packageOf(content);
}

/** The nine tables of a version: as they were approved or published, or as they stand. */
export async function tablesOf(content: ReportContent): Promise<PrintedTable[]> {
  const decided = await readDecidedSnapshot(content);
  return decided?.tables ?? modelOf(content, await readCatalogues(content.fiscalYear.catalogueId)).printedTables();
}

/**
 * A unit's year with everything it says; the newest version, or the one of the given number. `null` when the district
 * has no such version.
 */
export async function readReportContent(
  districtId: string,
  unitCode: string,
  year: number,
  number?: number,
): Promise<ReportContent | null> {
  const versionId = await findVersionId(districtId, unitCode, year, number);
  return versionId === null ? null : readContent(districtId, versionId);
}

/**
 * The whole document of a version as a file: of a published one the stored file; of an approved one what was approved,
 * and of any other one the version as it stands, both with 草稿 across it.
 *
 * @throws RareCharacterError when a character of the document stands in no font of a PDF.
 */
export async function versionFile(content: ReportContent, format: DocumentFormat): Promise<Uint8Array<ArrayBuffer>> {
  const { district, version, fiscalYear } = content;
  if (version.status === "published") {
    const { sequence } = await db().publication.findUniqueOrThrow({
      where: { districtId_versionId: { districtId: district.id, versionId: version.id } },
      select: { sequence: true },
    });
    return (await publicationFile(district.id, sequence, format))!.bytes;
  }
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const options = { publication: null, date: chinaDay(version.createdAt), officeFontFolder: env().OFFICE_FONT_FOLDER };
  const approved = await readDecidedSnapshot(content);
  if (approved) return documentFile(format, fileSourceOf(approved, catalogues), options);
  const model = modelOf(content, catalogues);
  return documentFile(
    format,
    {
      document: documentOf(content, catalogues, model),
      model: () => model,
      reportPackage: (await packageOf(content)).package,
    },
    options,
  );
}

/**
 * Why a package does not belong to a version: another unit, another year, another table set, cells or texts that do not
 * exist this year.
 */
export function misplacedReasons(
  content: ReportPackage,
  unit: { code: string; name: string },
  place: Pick<VersionContext, "year" | "tableSetId">,
  catalogues: Catalogues,
): string[] {
  const reasons: string[] = [];
  if (content.unit.code !== unit.code)
    reasons.push(
      `unit.code：报告包属于单位${content.unit.code}（${content.unit.name}），不能导入${unit.code}（${unit.name}）。`,
    );
  if (content.year !== place.year) reasons.push(`year：报告包是${content.year}年度的，不能导入${place.year}年度。`);
  if (content.tableSetId !== place.tableSetId) {
    const [theirs, own] = [formatName(content.tableSetId), formatName(place.tableSetId)];
    // What cells another format has says nothing of this one.
    return [...reasons, `tableSetId：报告包用的报表格式是${theirs}，${place.year}年度用的是${own}。`];
  }
  for (const { path, message } of cellProblems(content, formatOf(place.tableSetId).sheets, catalogues))
    reasons.push(`${path}${message}`);
  const year = { tableSetId: place.tableSetId, functional: catalogues.functional };
  content.texts.forEach((text, index) => {
    const problem = textProblem(text, year);
    if (problem !== undefined) reasons.push(`texts[${index}]（${text.slot}）：${problem}`);
  });
  return reasons;
}

/** A package that belongs to a version, with its counterparts at the district's units of the year. */
export async function placedPackage(
  { districtId, year }: Pick<VersionContext, "districtId" | "year">,
  content: ReportPackage,
): Promise<{ content: ReportPackage; notes: string[] }> {
  const units = await listUnitsOfYear(districtId, year);
  return placeParties(
    content,
    units.filter(({ level }) => level === "unit"),
  );
}

/**
 * What a file says of a version it belongs to: a workbook, a PDF or a report package, told apart by their bytes. Every
 * reason why not is named.
 */
export async function readUpload(context: VersionContext, bytes: Uint8Array): Promise<Outcome<UploadedContent>> {
  const { unit } = (await readUnitOfYear(context.districtId, context.unitId, context.year))!;
  const catalogues = await readCatalogues(context.catalogueId);
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 1024));
  if (!start.includes("%PDF-") && !start.trimStart().startsWith("{")) {
    const { year, tableSetId } = context;
    const workbook = readWorkbook(await openFile("workbook", bytes), {
      unitCode: unit.code,
      year,
      tableSetId,
      catalogues,
    });
    if (!workbook.ok)
      return refused(...workbook.problems.map(({ cell, message }) => (cell === "" ? message : `${cell}：${message}`)));
    return done({
      amounts: workbook.values.map(({ address, value }) => [keyOf(address), value]),
      texts: null,
      performance: null,
      notes: [],
    });
  }
  const reading = await openFile(start.includes("%PDF-") ? "pdfPackage" : "package", bytes);
  if (!reading.ok)
    return refused(...reading.problems.map(({ path, message }) => (path === "" ? message : `${path}：${message}`)));
  const reasons = misplacedReasons(reading.package, unit, context, catalogues);
  if (reasons.length > 0) return refused(...reasons);
  const { content, notes } = await placedPackage(context, reading.package);
  return done({
    amounts: valuesOf(content).map(({ address, value }) => [keyOf(address), value]),
    texts: content.texts.map(({ slot, text }) => [slot, text]),
    performance: performancePartOf(content),
    notes,
  });
}

/** A unit's year by its codes, with who may fill it in. */
export interface UnitYear {
  districtId: string;
  unitId: string;
  /** As it is called in the year. */
  unitCode: string;
  unitName: string;
  fiscalYear: FiscalYearRow;
  preparers: { id: string; username: string; name: string }[];
}

/** Districts of the installation, for commands that have to name one. */
export async function listDistricts(): Promise<{ id: string; code: string; name: string }[]> {
  return db().district.findMany({ orderBy: { code: "asc" }, select: { id: true, code: true, name: true } });
}

/**
 * `null` when the district has no such unit or year. A code of another time finds its unit. Disabled people do not
 * count as preparers.
 */
export async function findUnitYear(districtId: string, unitCode: string, year: number): Promise<UnitYear | null> {
  const unitId = await findUnitByCode(districtId, unitCode, year);
  const unit = unitId && (await readUnitOfYear(districtId, unitId, year))?.unit;
  const fiscalYear = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!unit || unit.level !== "unit" || !fiscalYear) return null;
  const preparers = await db().user.findMany({
    where: {
      districtId,
      disabledAt: null,
      roles: { some: await rolesReaching(districtId, unit.id, rolesThatMay("report.import")) },
    },
    select: { id: true, username: true, name: true },
  });
  return {
    districtId,
    unitId: unit.id,
    unitCode: unit.code,
    unitName: unit.name,
    fiscalYear: toFiscalYearRow(fiscalYear),
    preparers,
  };
}
