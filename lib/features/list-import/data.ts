import { createHash } from "node:crypto";
import { openFile } from "@/lib/documents/reading/open-file";
import { countOutcomes, type ImportLine } from "@/lib/domain/lists/difference";
import type { ListColumn, ListSheet } from "@/lib/domain/lists/list-column";
import { portalColumns, type PortalColumnId } from "@/lib/domain/lists/portal-columns";
import { planPortalImport, type PortalDeed } from "@/lib/domain/lists/portal-import";
import { peopleColumns, type PeopleColumnId } from "@/lib/domain/lists/people-columns";
import { planPeopleImport, type PersonDeed } from "@/lib/domain/lists/people-import";
import { subjectColumns, type ListedSubject, type SubjectColumnId } from "@/lib/domain/lists/subject-columns";
import {
  classificationLabels,
  classificationOf,
  planSubjectImport,
  type Classification,
  type UsedSubject,
} from "@/lib/domain/lists/subject-import";
import { sheetOfList, understandList, type UnderstoodRow } from "@/lib/domain/lists/understood-list";
import { unitColumns, type UnitColumnId } from "@/lib/domain/lists/unit-columns";
import { planUnitImport } from "@/lib/domain/lists/unit-import";
import type { UnitRegister } from "@/lib/domain/register/register";
import {
  importKinds,
  importResultSchema,
  readSheetsSchema,
  type ImportKindId,
  type ImportListLine,
  type ImportView,
  type ReadSheet,
} from "@/lib/features/list-import/schema";
import { comparedAddress, portalAddressProblem } from "@/lib/domain/site/portal-address";
import { listAddressedReports, readPortalPlaces } from "@/lib/features/portal-addresses/data";
import { readCatalogueRows, type CatalogueRows } from "@/lib/features/subjects/data";
import { listUnits, readEventContext, readUnitRegister } from "@/lib/features/units/data";
import { listUsers, namesOf, neverSignedIn } from "@/lib/features/users/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** Years that a list may name. */
const [FIRST_YEAR, LAST_YEAR] = [2000, 2100];

/** A catalogue has two lists, which may come in one file. */
const MOST_SHEETS = 2;

/** Reads a file as a list of a kind: by its headings, into rows. Nothing is compared yet. */
export async function readListFile(kind: ImportKindId, bytes: Uint8Array): Promise<Outcome<ReadSheet[]>> {
  const reading = await openFile("list", bytes);
  if (!reading.ok) return refused(reading.problem);
  if (kind === "units") return understood(one(reading.sheets, unitColumns), unitColumns);
  if (kind === "users") return understood(one(reading.sheets, peopleColumns), peopleColumns);
  if (kind === "portal") return understood(one(reading.sheets, portalColumns), portalColumns);
  const sheets = reading.sheets.filter((sheet) => understandList(sheet, subjectColumns).ok);
  return understood(sheets.length > 0 ? sheets.slice(0, MOST_SHEETS) : reading.sheets.slice(0, 1), subjectColumns);
}

function one(sheets: readonly ListSheet[], columns: readonly ListColumn<never>[]): ListSheet[] {
  return [sheetOfList(sheets, columns) ?? sheets[0]!];
}

function understood<Id extends PeopleColumnId | SubjectColumnId | UnitColumnId | PortalColumnId>(
  sheets: readonly ListSheet[],
  columns: readonly ListColumn<never, Id>[],
): Outcome<ReadSheet[]> {
  const read: ReadSheet[] = [];
  for (const sheet of sheets) {
    const list = understandList(sheet, columns);
    if (!list.ok) return refused(...list.problems);
    read.push({ name: list.sheet, rows: list.rows, unread: list.unread });
  }
  return done(read);
}

/** What an import would do now, and what it needs to be done. */
export interface ListPlan {
  lines: ImportLine[];
  questions: string[];
  refusals: string[];
  /** Covers the difference and everything that was compared with. */
  digest: string;
  deeds: ListDeeds;
}

/** What is to be written, by kind. */
export type ListDeeds =
  | { kind: "units"; before: UnitRegister; after: UnitRegister }
  | { kind: "users"; deeds: PersonDeed[] }
  | { kind: "portal"; deeds: (PortalDeed & { unitName: string; before: string })[] }
  | { kind: "subjects"; catalogueId: string; rows: Record<Classification, ListedSubject[]> };

/** An import as it is stored. */
export interface StoredImport {
  id: string;
  kind: ImportKindId;
  fileName: string;
  catalogueId: string | null;
  sheets: ReadSheet[];
  jobId: string | null;
  appliedAt: Date | null;
  /** When its rows were emptied; `null` while they are there. */
  emptiedAt: Date | null;
}

/** One import; `null` when the district has none such, or this release does not know its kind. */
export async function findImport(
  districtId: string,
  importId: string,
  client: Prisma.TransactionClient = db(),
): Promise<StoredImport | null> {
  const row = await client.listImport.findUnique({ where: { districtId_id: { districtId, id: importId } } });
  if (!row || !isKind(row.kind)) return null;
  const { id, kind, fileName, catalogueId, jobId, appliedAt, emptiedAt } = row;
  const sheets = readStored(readSheetsSchema, row.sheets, `sheets of import ${id}`) as ReadSheet[];
  return { id, kind, fileName, catalogueId, sheets, jobId, appliedAt, emptiedAt };
}

function isKind(kind: string): kind is ImportKindId {
  return kind in importKinds;
}

interface PlanOptions {
  districtId: string;
  importerId: string | null;
  /** Each id greater than the one before; what is only looked at gets numbers. */
  nextId?: () => string;
  client?: Prisma.TransactionClient;
}

/** Compares an import with what is stored now. */
export async function planOf(stored: StoredImport, options: PlanOptions): Promise<ListPlan> {
  let numbers = 0;
  const given = { client: db(), nextId: () => String((numbers += 1)), ...options };
  if (stored.kind === "units") return unitPlan(stored, given);
  if (stored.kind === "users") return peoplePlan(stored, given);
  if (stored.kind === "portal") return portalPlan(stored, given);
  return subjectPlan(stored, given);
}

type GivenOptions = Required<PlanOptions>;

async function unitPlan(stored: StoredImport, { districtId, nextId, client }: GivenOptions): Promise<ListPlan> {
  const register = await readUnitRegister(districtId, client);
  const context = await readEventContext(districtId, client);
  const rows = stored.sheets[0]!.rows as UnderstoodRow<UnitColumnId>[];
  const plan = planUnitImport(rows, register, { context, nextId });
  const { lines, questions } = plan;
  const deeds = { kind: "units", before: register, after: plan.register } as const;
  return { lines, questions, refusals: [], deeds, digest: digestOf({ lines, questions, register }) };
}

async function peoplePlan(stored: StoredImport, { districtId, importerId, client }: GivenOptions): Promise<ListPlan> {
  const rows = stored.sheets[0]!.rows as UnderstoodRow<PeopleColumnId>[];
  const users = await listUsers(districtId, client);
  const people = users.map(({ id, username, name, grants, disabledAt }) => {
    const stable = grants.toSorted((one, other) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1));
    return { userId: id, username, name, grants: stable, isDisabled: disabledAt !== null };
  });
  const units = (await listUnits(districtId, { client })).map(
    ({ id, code, name, level, parentId, isThere, isToCome }) => ({
      unitId: id,
      code,
      name,
      level,
      parentId,
      isEnded: !isThere && !isToCome,
    }),
  );
  const wanted = rows.map(({ cells }) => (cells.username ?? "").toLowerCase());
  const elsewhere = await client.user.findMany({
    where: { username: { in: wanted }, NOT: { districtId } },
    select: { username: true },
  });
  const taken = new Set(elsewhere.map(({ username }) => username));
  const { lines, deeds } = planPeopleImport(rows, { people, units, taken, importerId });
  const digest = digestOf({ lines, people, units });
  return { lines, questions: [], refusals: [], deeds: { kind: "users", deeds }, digest };
}

async function portalPlan(stored: StoredImport, { districtId, client }: GivenOptions): Promise<ListPlan> {
  const rows = stored.sheets[0]!.rows as UnderstoodRow<PortalColumnId>[];
  const years = [...new Set(rows.map(({ cells }) => Number(cells.year)))].filter(
    (year) => year >= FIRST_YEAR && year <= LAST_YEAR,
  );
  const [reports, places] = await Promise.all([
    listAddressedReports(districtId, years, client),
    readPortalPlaces(districtId, client),
  ]);
  const known = {
    reports,
    problemOf: (address: string) => portalAddressProblem(address, places),
    compared: comparedAddress,
  };
  const { lines, deeds: planned } = planPortalImport(rows, known);
  const byReport = new Map([...reports.values()].map((report) => [`${report.unitId} ${report.year}`, report]));
  const deeds = planned.map((deed) => {
    const { unitName, address: before } = byReport.get(`${deed.unitId} ${deed.year}`)!;
    return { ...deed, unitName, before };
  });
  const digest = digestOf({ lines, reports: [...reports], places });
  return { lines, questions: [], refusals: [], deeds: { kind: "portal", deeds }, digest };
}

async function subjectPlan(stored: StoredImport, { districtId, client }: GivenOptions): Promise<ListPlan> {
  const catalogueId = stored.catalogueId!;
  const known = await readCatalogueRows(catalogueId, client);
  const base = known.functional.length > 0 ? known : await rowsBefore(catalogueId, client);
  const [used, others] = await Promise.all([
    usedSubjects(districtId, catalogueId, client),
    client.fiscalYear.count({ where: { catalogueId, NOT: { districtId } } }),
  ]);
  const refusals = others > 0 ? ["该科目目录也用于其他地区的年度，不能由本地区改动。请另起一个目录名称。"] : [];
  const rows: Record<Classification, ListedSubject[]> = { functional: base.functional, economic: base.economic };
  const lines: ImportLine[] = [];
  const seen = new Set<Classification>();
  for (const sheet of stored.sheets) {
    const given = sheet.rows as UnderstoodRow<SubjectColumnId>[];
    const classification = classificationOf(given);
    if (classification === null || seen.has(classification)) {
      refusals.push(
        classification === null
          ? `工作表“${sheet.name}”须全是功能分类科目（2 开头）或全是经济分类科目（3 开头）。`
          : `文件中有两张${classificationLabels[classification]}科目表，请只保留一张。`,
      );
      continue;
    }
    seen.add(classification);
    const ofKind = used.filter(({ code }) => code.startsWith(classification === "functional" ? "2" : "3"));
    const options = { classification, stored: base[classification], used: ofKind, source: stored.fileName };
    const plan = planSubjectImport(given, options);
    lines.push(...plan.lines);
    rows[classification] = plan.rows;
  }
  const digest = digestOf({ lines, known, used });
  return { lines, questions: [], refusals, deeds: { kind: "subjects", catalogueId, rows }, digest };
}

/** The rows of the newest other catalogue: what a catalogue that is not there yet is compared with. */
async function rowsBefore(catalogueId: string, client: Prisma.TransactionClient): Promise<CatalogueRows> {
  const before = await client.functionalSubject.findFirst({
    where: { catalogueId: { not: catalogueId } },
    orderBy: { catalogueId: "desc" },
    select: { catalogueId: true },
  });
  return before ? readCatalogueRows(before.catalogueId, client) : { functional: [], economic: [] };
}

/** Subjects that reports of the catalogue's years have something on; the reports of other districts are not named. */
async function usedSubjects(
  districtId: string,
  catalogueId: string,
  client: Prisma.TransactionClient,
): Promise<UsedSubject[]> {
  return client.$queryRaw<UsedSubject[]>`
    SELECT l.subject AS code,
      array_agg(DISTINCT CASE WHEN y.district_id = ${districtId}::uuid THEN p.name || y.year || '年度' ELSE '其他地区的决算' END) AS by
    FROM fiscal_year y
    JOIN report r ON r.district_id = y.district_id AND r.fiscal_year_id = y.id
    JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
    JOIN budget_line l ON l.district_id = v.district_id AND l.version_id = v.id
      AND (l.amount IS NOT NULL OR l.raw_input IS NOT NULL)
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) p
    WHERE y.catalogue_id = ${catalogueId} AND l.subject ~ '^[0-9]+$'
    GROUP BY l.subject ORDER BY l.subject`;
}

function digestOf(content: unknown): string {
  return createHash("sha256").update(JSON.stringify(content)).digest("hex");
}

/** An import for its page. */
export async function viewImport(districtId: string, importerId: string, importId: string): Promise<ImportView | null> {
  const stored = await findImport(districtId, importId);
  if (!stored) return null;
  const { id, kind, fileName, catalogueId, jobId } = stored;
  const sheets = stored.sheets.map(({ name, rows, unread }) => ({ name, rows: rows.length, unread }));
  const emptiedAt = stored.emptiedAt?.toISOString() ?? null;
  const head = { id, kind, fileName, catalogueId, sheets, jobId, emptiedAt };
  if (stored.appliedAt === null && emptiedAt !== null)
    return { ...head, lines: [], questions: [], refusals: [], digest: "", applied: null, withoutPassword: [] };
  if (stored.appliedAt === null) {
    const { lines, questions, refusals, digest } = await planOf(stored, { districtId, importerId });
    return { ...head, lines, questions, refusals, digest, applied: null, withoutPassword: [] };
  }
  const row = await db().listImport.findUniqueOrThrow({ where: { districtId_id: { districtId, id } } });
  const result = readStored(importResultSchema, row.result, `result of import ${id}`);
  const names = await namesOf(districtId, [row.appliedById]);
  const applied = {
    by: names.get(row.appliedById ?? "") ?? "",
    at: stored.appliedAt.toISOString(),
    durationMs: result.durationMs,
    counts: result.counts ?? countOutcomes(result.lines),
  };
  const waiting = await db().user.findMany({
    where: { districtId, id: { in: result.created.map(({ userId }) => userId) }, ...neverSignedIn },
    select: { id: true },
  });
  const ids = new Set(waiting.map((user) => user.id));
  const withoutPassword = result.created.filter(({ userId }) => ids.has(userId));
  return {
    ...head,
    lines: result.lines,
    questions: result.questions,
    refusals: [],
    digest: "",
    applied,
    withoutPassword,
  };
}

const LISTED = 20;

/** The newest imports of these kinds. */
export async function listImports(districtId: string, kinds: readonly ImportKindId[]): Promise<ImportListLine[]> {
  const rows = await db().listImport.findMany({
    where: { districtId, kind: { in: [...kinds] } },
    orderBy: { readAt: "desc" },
    take: LISTED,
    select: { id: true, kind: true, fileName: true, readAt: true, appliedAt: true, readBy: { select: { name: true } } },
  });
  return rows.map(({ id, kind, fileName, readAt, appliedAt, readBy }) => ({
    id,
    kind: kind as ImportKindId,
    fileName,
    readBy: readBy.name,
    readAt: readAt.toISOString(),
    isApplied: appliedAt !== null,
  }));
}
