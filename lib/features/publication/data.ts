import { changesOf, printedAt, type PublicationChanges } from "@/lib/domain/document/publication-changes";
import { freezeDocument, thawDocument } from "@/lib/domain/document/frozen-document";
import { shownFacts, shownPerformance, shownSlots } from "@/lib/domain/document/shown-content";
import { performanceSlot } from "@/lib/domain/words/facts";
import { keyOf, type FactAddress } from "@/lib/domain/words/fact-address";
import { figureSources, type FigureSource } from "@/lib/domain/report/figure-sources";
import { createReportModel, type ReportModel } from "@/lib/domain/report/open-report";
import type { FileSource } from "@/lib/documents/files/document-file";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { toPackage } from "@/lib/documents/report-package/write-package";
import { documentOf } from "@/lib/features/checks/data";
import { SNAPSHOT_VERSION, snapshotSchema, type Snapshot } from "@/lib/features/publication/schema";
import { requireFormat, type ReportContent } from "@/lib/features/versions/data";
import { performanceOf, performancePartOf, storedPerformanceOf } from "@/lib/domain/performance/stored-performance";
import { readCatalogues, type Catalogues } from "@/lib/features/subjects/data";
import { hashOf } from "@/lib/platform/content-hash";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * The snapshot of a version's content: its document, and of the facts, texts and forms those that the document shows.
 * Blank cells and empty texts are left out; inputs that are no amounts never get this far. `model` is that of the
 * content.
 */
export function snapshotOf(content: ReportContent, catalogues: Catalogues, model: ReportModel): Snapshot {
  const document = documentOf(content, catalogues, model);
  const { tableSetId, catalogueId, year } = content.fiscalYear;
  const shown = {
    facts: shownFacts(document, model, content.priorYear !== null),
    slots: shownSlots(document, model.facts().texts, {
      tableSetId,
      scope: content.scope,
      functional: catalogues.functional,
    }),
  };
  const facts = typedFactsOf(content).filter((fact) => shown.facts.has(keyOf(fact as FactAddress)));
  return {
    format: "mingzhang.publication",
    formatVersion: SNAPSHOT_VERSION,
    ...(content.scope === "department" && { scope: content.scope }),
    ...identityOf(content),
    year,
    tableSetId,
    catalogueId,
    facts,
    texts: typedTextsOf(content).filter(({ slot }) => shown.slots.has(slot)),
    ...storedPerformanceOf(shownPerformance(performanceOf(content))),
    subjects: usedSubjects(facts, catalogues),
    tables: model.printedTables(),
    document: freezeDocument(document),
  };
}

/**
 * Hash of everything that people typed, shown or not, and of whose it is: equal as long as nobody changed anything,
 * whatever a release writes from it.
 */
export function inputsHashOf(content: ReportContent): string {
  const { year, tableSetId, catalogueId } = content.fiscalYear;
  return hashOf({
    ...identityOf(content),
    year,
    tableSetId,
    catalogueId,
    facts: typedFactsOf(content),
    texts: typedTextsOf(content),
    ...performancePartOf(content),
  });
}

function identityOf({
  district,
  department,
  unit,
  version,
}: ReportContent): Pick<Snapshot, "district" | "department" | "unit" | "number" | "correctionReason"> {
  return {
    district: { code: district.code, name: district.name },
    department: department && { code: department.code, name: department.name },
    unit: { code: unit.code, name: unit.name, kind: unit.kind },
    number: version.number,
    correctionReason: version.correctionReason,
  };
}

function typedFactsOf({ cells }: ReportContent): Snapshot["facts"] {
  return cells.flatMap(({ address, measure, value }) => (value === null ? [] : [{ ...address, measure, value }]));
}

function typedTextsOf({ texts }: ReportContent): Snapshot["texts"] {
  return texts
    .filter(({ slot, text }) => text !== "" && slot !== performanceSlot)
    .map(({ slot, text }) => ({ slot, text }));
}

/** What was approved in a version's present round. */
export interface Approval {
  snapshot: Snapshot;
  contentHash: string;
  inputsHash: string;
  /** The snapshot is the one that was hashed. */
  isIntact: boolean;
}

/** `null` where the version is not approved, or was approved before releases kept what was approved. */
export async function readApproval(
  { district, version }: Pick<ReportContent, "district" | "version">,
  client: Prisma.TransactionClient = db(),
): Promise<Approval | null> {
  if (version.status !== "approved") return null;
  const stored = await client.reportApproval.findFirst({
    where: { districtId: district.id, versionId: version.id, round: version.round },
    orderBy: { number: "desc" },
  });
  if (!stored) return null;
  const { contentHash, inputsHash } = stored;
  return {
    snapshot: snapshotSchema.parse(stored.snapshot),
    contentHash,
    inputsHash,
    isIntact: hashOf(stored.snapshot) === contentHash,
  };
}

/** Versions of a year whose approval kept no text, because an earlier release took it. */
export async function listApprovedWithoutText(districtId: string, fiscalYearId: string): Promise<Set<string>> {
  const { rows } = await pool().query<{ id: string }>(
    `SELECT v.id FROM report_version v
     JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
     WHERE v.district_id = $1 AND r.fiscal_year_id = $2 AND v.status = 'approved'
       AND NOT EXISTS (SELECT FROM report_approval a WHERE a.district_id = v.district_id AND a.version_id = v.id AND a.round = v.round)`,
    [districtId, fiscalYearId],
  );
  return new Set(rows.map(({ id }) => id));
}

/**
 * Of an approved version: what people typed at the approval and now, as hashes; `isStored` where what was approved is
 * kept.
 */
export interface ApprovalState {
  isStored: boolean;
  approved: string | null;
  current: string | null;
}

/**
 * For the decision on a version: whether what was approved is stored, and whether anybody has changed anything since.
 */
export function approvalState(content: ReportContent, approval: Approval | null): ApprovalState | null {
  if (content.version.status !== "approved") return null;
  if (!approval) return { isStored: false, approved: null, current: null };
  return { isStored: true, approved: approval.isIntact ? approval.inputsHash : null, current: inputsHashOf(content) };
}

/**
 * What a version was approved or published with; `null` while it is neither, and for approvals of which nothing is
 * stored.
 */
export async function readDecidedSnapshot(content: ReportContent): Promise<Snapshot | null> {
  const { district, version } = content;
  if (version.status !== "published") return (await readApproval(content))?.snapshot ?? null;
  const publication = await db().publication.findUniqueOrThrow({
    where: { districtId_versionId: { districtId: district.id, versionId: version.id } },
    select: { snapshot: true },
  });
  return snapshotSchema.parse(publication.snapshot);
}

/** The facts of a publication as a report package, as the command line exports and imports it. */
export function packageOfSnapshot({
  unit,
  year,
  tableSetId,
  facts,
  texts,
  projects,
  keyEvaluations,
}: Snapshot): ReportPackage {
  const values = facts.map(({ sheet, row, fund, column, value, measure }) => ({
    address: { sheet, row, fund, column } as FactAddress,
    value,
    measure,
  }));
  return toPackage({ unit, year, tableSetId, values, texts, projects, keyEvaluations });
}

/**
 * The model of the facts a version was published with.
 *
 * @throws FormatMissing where the installation has not its format any more.
 */
export function modelOfSnapshot(
  { scope, unit, year, tableSetId, facts, texts }: Snapshot,
  { functional, economic }: Catalogues,
): ReportModel {
  requireFormat({ year, tableSetId });
  return createReportModel({
    identity: { unitName: unit.name, unitKind: unit.kind, year, tableSetId, ...(scope && { scope }) },
    functional,
    economic,
    facts: {
      amounts: new Map(
        facts.map(({ sheet, row, fund, column, value }) => [keyOf({ sheet, row, fund, column } as FactAddress), value]),
      ),
      texts: new Map(texts.map(({ slot, text }) => [slot, text])),
    },
  });
}

/**
 * What the files of an approved or published version are made from: its snapshot alone. Only a workbook asks for the
 * model.
 */
export function fileSourceOf(snapshot: Snapshot, catalogues: Catalogues): FileSource {
  const { unit, year, tables } = snapshot;
  const document = thawDocument(snapshot.document, { unitCode: unit.code, unitName: unit.name, year, tables });
  return { document, model: () => modelOfSnapshot(snapshot, catalogues), reportPackage: packageOfSnapshot(snapshot) };
}

/**
 * Where every printed figure of a publication comes from and where it goes, by cell id: worked out from the facts it
 * was published with.
 */
export async function sourcesOfSnapshot(snapshot: Snapshot): Promise<Record<string, FigureSource>> {
  return figureSources(modelOfSnapshot(snapshot, await readCatalogues(snapshot.catalogueId)), snapshot.tables);
}

/** Names of the subjects the facts speak of and of everything above them, which the tables print as 类 and 款 rows. */
function usedSubjects(facts: Snapshot["facts"], catalogues: Catalogues): Snapshot["subjects"] {
  const used: Snapshot["subjects"] = [];
  for (const classification of ["functional", "economic"] as const) {
    const catalogue = catalogues[classification];
    const codes = new Set<string>();
    for (const { row } of facts) {
      for (
        let code: string | undefined = row;
        code !== undefined && catalogue.get(code);
        code = catalogue.parentCode(code)
      )
        codes.add(code);
    }
    for (const code of [...codes].sort()) used.push({ classification, code, name: catalogue.get(code)!.name });
  }
  return used;
}

/** Joins to publication `p` the version before it as `b`. */
export const joinBefore = `JOIN publication b ON b.district_id = p.district_id AND b.unit_id = p.unit_id AND b.year = p.year AND b.number = p.number - 1`;

/** A published correction beside the version that it corrects. */
export interface PublishedChanges {
  before: { number: number; publishedAt: Date; contentHash: string };
  changes: PublicationChanges;
  /** What the version before prints where a figure has changed, in the unit of its table. */
  printedBefore: ReadonlyMap<string, string>;
}

/** What the publication at a place of the chain changed; `null` where it is the first version of its report. */
export async function readChangesOf(districtId: string, sequence: number): Promise<PublishedChanges | null> {
  const { rows } = await pool().query<PublishedChanges["before"] & { old: unknown; current: unknown }>(
    `SELECT b.number, b.published_at AS "publishedAt", b.content_hash AS "contentHash", b.snapshot AS old, p.snapshot AS current
     FROM publication p ${joinBefore} WHERE p.district_id = $1 AND p.sequence = $2`,
    [districtId, sequence],
  );
  const [row] = rows;
  if (!row) return null;
  const { old, current, ...before } = row;
  const corrected = snapshotSchema.parse(old);
  const changes = changesOf(corrected, snapshotSchema.parse(current));
  return { before, changes, printedBefore: printedAt(corrected, changes.cells) };
}
