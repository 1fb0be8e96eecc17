import { valueOf } from "@/lib/domain/formats/stored-decimal";
import { z } from "zod";
import { switchesOf } from "@/lib/domain/checks/rule-switches";
import type { CounterpartContext, Register } from "@/lib/domain/checks/rule/rule";
import type { CongressDemand } from "@/lib/domain/decision/decision-rule";
import { isWaitingForCongress } from "@/lib/domain/decision/waiting";
import { formatMissingSentence, isFormatId } from "@/lib/domain/formats/format-of";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import {
  performancePartOf,
  type StoredIndicator,
  type StoredKeyEvaluation,
  type StoredPerformance,
  type StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import { verdictOn, type Verdict } from "@/lib/domain/report/explanations";
import { isDecided, type VersionStatus } from "@/lib/domain/report/lifecycle";
import { placeOfCounterpart } from "@/lib/domain/words/counterparts";
import { keyOf, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import type { GrantLine } from "@/lib/domain/words/grants";
import type { ReportScope } from "@/lib/domain/words/report-identity";
import { ruleChanges, type RuleSwitches } from "@/lib/domain/words/rule-switches";
import { fundingSchema, keyEvaluationSchema } from "@/lib/documents/report-package/performance-schema";
import { readCounterparts } from "@/lib/features/counterparts/data";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { readGrants } from "@/lib/features/grants/data";
import { catalogueEdition } from "@/lib/features/subjects/data";
import { readTakenTotal, type TakenTotal } from "@/lib/features/taken-totals/data";
import { listUnitsOfYear, readUnitOfYear, findUnitByCode, type UnitOfYear } from "@/lib/features/units/data";
import { namesOf } from "@/lib/features/users/data";
import { db, pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { readStored } from "@/lib/platform/stored-json";

/** One stored cell. `value` is fen or a count, by `measure`; at most one of `value` and `rawInput` is set. */
export interface StoredCell {
  address: FactAddress;
  key: FactKey;
  measure: Measure;
  value: number | null;
  /** An input that is no amount, as typed. */
  rawInput: string | null;
  revision: number;
  isLocked: boolean;
  updatedAt: Date;
  updatedBy: string | null;
}

export interface StoredText {
  slot: string;
  text: string;
  revision: number;
  updatedAt: Date;
  updatedBy: string | null;
}

export interface StoredProject extends StoredProjectForm {
  id: string;
  position: number;
  indicators: (StoredIndicator & { position: number })[];
}

export interface VersionRow {
  id: string;
  number: number;
  status: VersionStatus;
  revision: number;
  round: number;
  contentHash: string | null;
  correctionReason: string | null;
  submittedById: string | null;
  submittedAt: Date | null;
  approvedById: string | null;
  approvedForId: string | null;
  approvedAt: Date | null;
  publishedAt: Date | null;
  checks: { revision: number; blocking: number; explain: number; hint: number } | null;
  createdAt: Date;
}

/** Whether a report waits for the people's congress only; `demand` as in `isWaitingForCongress`. */
export function waitsForCongress(
  { version, openComments, unsettledExplanations }: ReportSummary,
  demand: CongressDemand | null,
): boolean {
  const { status, checks } = version;
  const blocking = checks?.blocking ?? null;
  return isWaitingForCongress({ status, blocking, openComments, unsettledExplanations }, demand);
}

/** A report as queues and lists show it: the state of its newest version. */
export interface ReportSummary {
  reportId: string;
  version: VersionRow;
  /** Number of the newest published version, if any. */
  publishedNumber: number | null;
  /** Between unit and bureau; notes of the unit are nobody else's. */
  openComments: number;
  /** Explanations of the unit that the bureau has not accepted. */
  unsettledExplanations: number;
}

/** Everything one version says, and whose it is: what checks, tables, snapshots and pages are made from. */
export interface ReportContent {
  /** Of a department the figures are those of the total that it has taken. */
  scope: ReportScope;
  taken: TakenTotal | null;
  district: { id: string; code: string; name: string; separatePublisher: boolean };
  unit: UnitOfYear;
  department: UnitOfYear | null;
  fiscalYear: FiscalYearRow;
  /**
   * The changed rules that it is judged by: those of its year as they are now, once it is approved those that it was
   * approved by.
   */
  switches: RuleSwitches;
  reportId: string;
  version: VersionRow;
  cells: StoredCell[];
  texts: StoredText[];
  projects: StoredProject[];
  keyEvaluations: StoredKeyEvaluation[];
  /** With the bureau's judgement, while it still holds. */
  explanations: { findingKey: string; fingerprint: string; text: string; verdict: Verdict | null }[];
  /** The district's other units and their published projects, which this unit's texts have no reason to mention. */
  register: Register;
  /** What the bureau granted to the unit by its own statement; `null` where none names the unit. */
  grants: GrantLine[] | null;
  /** What other units state of their payments with this one. */
  counterparts: CounterpartContext;
  /** The unit's accounts of the year before, when they are approved or published. */
  priorYear: PriorYear | null;
}

/** Last year's accounts: what this year's openings come from and its figures are compared with. */
export interface PriorYear {
  year: number;
  /** Of the version; `null`: the sum of the accounts of a department's units. */
  number: number | null;
  tableSetId: FiscalYearRow["tableSetId"];
  catalogueId: string;
  facts: Facts;
}

/** A year and the format that it was opened in. */
export interface YearOfFormat {
  year: number;
  tableSetId: string;
}

/**
 * A year's format has left the installation: its reports are stored as they were, and nobody here can compute or write
 * them.
 */
export class FormatMissing extends AppError {
  constructor(private readonly of: YearOfFormat) {
    super("formatMissing", `format ${of.tableSetId} of ${of.year}`);
  }

  override get sentence(): string {
    return formatMissingSentence(this.of);
  }
}

/** @throws FormatMissing where the installation has not the format of the year. */
export function requireFormat(year: YearOfFormat): void {
  if (!isFormatId(year.tableSetId)) throw new FormatMissing(year);
}

/** For `catch`: hands on that a format is missing, and throws everything else. */
export function formatMissing(thrown: unknown): FormatMissing {
  if (thrown instanceof FormatMissing) return thrown;
  throw thrown;
}

type ProjectRecord = Prisma.PerformanceProjectGetPayload<{ include: { indicators: true } }>;

function toStoredProject({
  districtId: _district,
  versionId: _version,
  funding,
  executionScore,
  statedScore,
  indicators,
  ...project
}: ProjectRecord): StoredProject {
  return {
    ...project,
    funding: readStored(fundingSchema, funding, `funding of project ${project.id}`),
    executionScore: executionScore?.toString() ?? "",
    statedScore: statedScore?.toString() ?? "",
    indicators: indicators.map(
      ({ districtId: _, versionId: __, projectId: ___, direction, band, weight, score, ...indicator }) => ({
        ...indicator,
        direction: direction as StoredIndicator["direction"],
        band: band as StoredIndicator["band"],
        weight: weight.toString(),
        score: score?.toString() ?? "",
      }),
    ),
  };
}

/** The performance part of versions, each as it is stored. */
export async function readPerformance(
  districtId: string,
  versionIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, StoredPerformance>> {
  const where = { districtId, versionId: { in: [...versionIds] } };
  const projects = await client.performanceProject.findMany({
    where,
    orderBy: { position: "asc" },
    include: { indicators: { orderBy: { position: "asc" } } },
  });
  const evaluations = await client.keyEvaluation.findMany({ where, orderBy: { position: "asc" } });
  return new Map(
    versionIds.map((versionId) => [
      versionId,
      performancePartOf({
        projects: projects.filter((project) => project.versionId === versionId).map(toStoredProject),
        keyEvaluations: evaluations
          .filter((evaluation) => evaluation.versionId === versionId)
          .map(({ position, content }) =>
            readStored(keyEvaluationSchema, content, `key evaluation ${position} of version ${versionId}`),
          ),
      }),
    ]),
  );
}

type VersionRecord = Prisma.ReportVersionGetPayload<object>;

function toVersionRow(version: VersionRecord): VersionRow {
  return {
    id: version.id,
    number: version.number,
    status: version.status,
    revision: version.revision,
    round: version.round,
    contentHash: version.contentHash,
    correctionReason: version.correctionReason,
    submittedById: version.submittedById,
    submittedAt: version.submittedAt,
    approvedById: version.approvedById,
    approvedForId: version.approvedForId,
    approvedAt: version.approvedAt,
    publishedAt: version.publishedAt,
    createdAt: version.createdAt,
    checks:
      version.checkedRevision === null
        ? null
        : {
            revision: version.checkedRevision,
            blocking: version.blockingFindings,
            explain: version.explainFindings,
            hint: version.hintFindings,
          },
  };
}

/** What permission and parsing need to know of a version before a write; one statement, asked on every saved cell. */
export interface VersionContext {
  districtId: string;
  versionId: string;
  reportId: string;
  unitId: string;
  unitKind: UnitOfYear["kind"];
  scope: ReportScope;
  status: VersionStatus;
  year: number;
  tableSetId: FiscalYearRow["tableSetId"];
  catalogueId: string;
  /** By which `readCatalogues` knows whether it has the rows as they are. */
  catalogueEdition: string | null;
}

/** `null` when the district has no such version: another district's id looks like one that does not exist. */
export async function findVersionContext(districtId: string, versionId: string): Promise<VersionContext | null> {
  const { rows } = await pool().query<VersionContext>(
    `SELECT v.district_id AS "districtId", v.id AS "versionId", v.report_id AS "reportId", r.unit_id AS "unitId", u.kind AS "unitKind", r.scope,
           v.status, y.year, y.table_set_id AS "tableSetId", y.catalogue_id AS "catalogueId",
           ${catalogueEdition("y.catalogue_id")} AS "catalogueEdition"
         FROM report_version v
         JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
         JOIN fiscal_year y ON y.id = r.fiscal_year_id
         CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
         WHERE v.district_id = $1 AND v.id = $2`,
    [districtId, versionId],
  );
  return rows[0] ?? null;
}

/**
 * All of a version's content, inside a transaction when given its client; `null` when the district has no such version.
 */
export async function readContent(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient = db(),
): Promise<ReportContent | null> {
  const version = await client.reportVersion.findUnique({
    where: { districtId_id: { districtId, id: versionId } },
    include: { report: { include: { district: true, fiscalYear: { include: { ruleSwitches: true } } } } },
  });
  if (!version) return null;
  const where = { districtId, versionId };
  const lines = await client.budgetLine.findMany({
    where,
    orderBy: [{ sheet: "asc" }, { row: "asc" }, { fund: "asc" }, { column: "asc" }],
  });
  const texts = await client.textSlot.findMany({ where, orderBy: { slot: "asc" } });
  const projects = await client.performanceProject.findMany({
    where,
    orderBy: { position: "asc" },
    include: { indicators: { orderBy: { position: "asc" } } },
  });
  const keyEvaluations = await client.keyEvaluation.findMany({ where, orderBy: { position: "asc" } });
  const explanations = await client.findingExplanation.findMany({ where, orderBy: { findingKey: "asc" } });
  // The newest first: it is the one that holds.
  const verdicts = await client.explanationVerdict.findMany({ where, orderBy: [{ at: "desc" }, { id: "desc" }] });
  const names = await namesOf(
    districtId,
    [...lines, ...texts].map(({ updatedById }) => updatedById),
    client,
  );
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const { report } = version;
  const place = (await readUnitOfYear(districtId, report.unitId, report.fiscalYear.year, client))!;
  const taken = report.scope === "department" ? await readTakenTotal(districtId, versionId, client) : null;

  return {
    scope: report.scope,
    taken,
    district: {
      id: districtId,
      code: report.district.code,
      name: report.district.name,
      separatePublisher: report.district.separatePublisher,
    },
    ...place,
    fiscalYear: toFiscalYearRow(report.fiscalYear),
    switches: isDecided(version.status)
      ? await readApprovedSwitches(districtId, version, client)
      : switchesOf(report.fiscalYear.ruleSwitches),
    reportId: report.id,
    version: toVersionRow(version),
    cells: lines.map((line) => {
      // Only addresses that exist are written (addressProblem in mutations.ts).
      const address = { sheet: line.sheet, row: line.row, fund: line.fund, column: line.column } as FactAddress;
      return {
        address,
        key: keyOf(address),
        measure: line.measure,
        value: valueOf(line.measure, line.amount?.toFixed(2) ?? null),
        rawInput: line.rawInput,
        revision: line.revision,
        isLocked: line.isLocked,
        updatedAt: line.updatedAt,
        updatedBy: nameOf(line.updatedById),
      };
    }),
    texts: texts.map(({ slot, text, revision, updatedAt, updatedById }) => ({
      slot,
      text,
      revision,
      updatedAt,
      updatedBy: nameOf(updatedById),
    })),
    projects: projects.map(toStoredProject),
    keyEvaluations: keyEvaluations.map(({ position, content }) =>
      readStored(keyEvaluationSchema, content, `key evaluation ${position} of version ${versionId}`),
    ),
    explanations: explanations.map(({ findingKey, fingerprint, text }) => ({
      findingKey,
      fingerprint,
      text,
      verdict: verdictOn({ findingKey, fingerprint, text }, verdicts),
    })),
    register: await readRegister(districtId, report.unitId, report.fiscalYear.year, client),
    grants: await readGrants(districtId, report.unitId, report.fiscalYear.year, client),
    counterparts: await readCounterparts(
      districtId,
      {
        unitId: report.unitId,
        departmentId: place.department?.id ?? null,
        year: report.fiscalYear.year,
        named: lines.flatMap(({ sheet, row, fund, column }) => {
          const key = keyOf({ sheet, row, fund, column } as FactAddress);
          return placeOfCounterpart(key)?.party ?? [];
        }),
      },
      client,
    ),
    priorYear:
      (await readPriorYear(districtId, report.unitId, report.fiscalYear.year, client)) ??
      (taken?.lastYear ? lastYearOfUnits(toFiscalYearRow(report.fiscalYear), taken.lastYear) : null),
  };
}

/** Last year's accounts of a department's units, added up in the format of this year. */
function lastYearOfUnits(
  { year, tableSetId, catalogueId }: FiscalYearRow,
  amounts: ReadonlyMap<FactKey, number>,
): PriorYear {
  return { year: year - 1, number: null, tableSetId, catalogueId, facts: { amounts, texts: new Map() } };
}

/**
 * For whoever writes figures of a version.
 *
 * @throws AppError figuresTaken for one of a department, whose figures are those of a total. The database refuses it, too.
 */
export function requireOwnFigures({ scope, versionId }: Pick<VersionContext, "scope" | "versionId">): void {
  if (scope === "department") throw new AppError("figuresTaken", `version ${versionId}`);
}

const storedSwitchesSchema = z.record(z.string(), z.enum(ruleChanges));

/** The changed rules that a version was approved by; none where its approval is older than such changes. */
async function readApprovedSwitches(
  districtId: string,
  { id: versionId, round }: Pick<VersionRecord, "id" | "round">,
  client: Prisma.TransactionClient,
): Promise<RuleSwitches> {
  const approval = await client.reportApproval.findFirst({
    where: { districtId, versionId, round },
    orderBy: { number: "desc" },
    select: { ruleSwitches: true },
  });
  return approval ? readStored(storedSwitchesSchema, approval.ruleSwitches, `switches of version ${versionId}`) : {};
}

/** What L-50 knows of the others. Projects are read from published versions only: a draft is nobody else's business. */
async function readRegister(
  districtId: string,
  unitId: string,
  year: number,
  client: Prisma.TransactionClient,
): Promise<Register> {
  const units = (await listUnitsOfYear(districtId, year, { client })).filter(
    ({ id, level }) => level === "unit" && id !== unitId,
  );
  const projects = await client.$queryRaw<{ name: string; unitName: string }[]>`
    SELECT found.name, unit.name AS "unitName"
    FROM (
      SELECT project.name, min(report.unit_id::text)::uuid AS unit_id
      FROM performance_project project
      JOIN report_version version ON version.district_id = project.district_id AND version.id = project.version_id
      JOIN report ON report.district_id = version.district_id AND report.id = version.report_id
      WHERE project.district_id = ${districtId}::uuid AND report.scope = 'unit' AND version.status = 'published'
      GROUP BY project.name
      HAVING count(DISTINCT report.unit_id) = 1 AND bool_and(report.unit_id <> ${unitId}::uuid)
    ) found CROSS JOIN LATERAL unit_as_of(found.unit_id, make_date(${year}::int, 12, 31)) unit
    ORDER BY found.name`;
  return { units: units.map(({ name }) => name), projects };
}

/** The newest approved or published version of a unit's year before `year`; `null` when the system has none. */
export async function readPriorYear(
  districtId: string,
  unitId: string,
  year: number,
  client: Prisma.TransactionClient = db(),
): Promise<PriorYear | null> {
  const version = await client.reportVersion.findFirst({
    where: {
      districtId,
      status: { in: ["approved", "published"] },
      report: { unitId, fiscalYear: { year: year - 1 } },
    },
    orderBy: { number: "desc" },
    select: { id: true, number: true, report: { select: { fiscalYear: true } } },
  });
  if (!version) return null;
  const where = { districtId, versionId: version.id };
  const lines = await client.budgetLine.findMany({
    where: { ...where, amount: { not: null } },
    orderBy: [{ sheet: "asc" }, { row: "asc" }, { fund: "asc" }, { column: "asc" }],
  });
  const texts = await client.textSlot.findMany({ where, orderBy: { slot: "asc" } });
  const { fiscalYear } = version.report;
  return {
    year: fiscalYear.year,
    number: version.number,
    tableSetId: toFiscalYearRow(fiscalYear).tableSetId,
    catalogueId: fiscalYear.catalogueId,
    facts: {
      amounts: new Map(
        lines.map(({ sheet, row, fund, column, measure, amount }) => [
          keyOf({ sheet, row, fund, column } as FactAddress),
          valueOf(measure, amount!.toFixed(2))!,
        ]),
      ),
      texts: new Map(texts.filter(({ text }) => text !== "").map(({ slot, text }) => [slot, text])),
    },
  };
}

/** The version a unit's year stands at: its newest, or the given number. */
export async function findVersionId(
  districtId: string,
  unitCode: string,
  year: number,
  number?: number,
): Promise<string | null> {
  const unitId = await findUnitByCode(districtId, unitCode, year);
  if (unitId === null) return null;
  const version = await db().reportVersion.findFirst({
    where: {
      districtId,
      report: { unitId, fiscalYear: { year } },
      ...(number === undefined ? {} : { number }),
    },
    orderBy: { number: "desc" },
    select: { id: true },
  });
  return version?.id ?? null;
}

/** All versions of a report, oldest first. */
export async function listVersions(districtId: string, reportId: string): Promise<VersionRow[]> {
  const versions = await db().reportVersion.findMany({ where: { districtId, reportId }, orderBy: { number: "asc" } });
  return versions.map(toVersionRow);
}

/**
 * Units × years with the state of their reports, for the desk's home and the review queue. Four queries, whatever the
 * size.
 */
export async function listReportSummaries(
  districtId: string,
  filter: { unitIds?: string[]; fiscalYearId?: string },
): Promise<Map<string, ReportSummary>> {
  const reports = await db().report.findMany({
    where: {
      districtId,
      ...(filter.unitIds ? { unitId: { in: filter.unitIds } } : {}),
      ...(filter.fiscalYearId ? { fiscalYearId: filter.fiscalYearId } : {}),
    },
    include: { versions: { orderBy: { number: "desc" } } },
  });
  const newest = reports.flatMap(({ versions }) => (versions[0] ? [versions[0].id] : []));
  const open = await db().comment.groupBy({
    by: ["versionId"],
    where: { districtId, versionId: { in: newest }, parentId: null, resolvedAt: null, kind: { not: "note" } },
    _count: { _all: true },
  });
  const openByVersion = new Map(open.map(({ versionId, _count }) => [versionId, _count._all]));
  const unsettled = await db().$queryRaw<{ versionId: string; count: number }[]>`
    SELECT e.version_id AS "versionId", count(*)::int AS count FROM finding_explanation e
    WHERE e.district_id = ${districtId}::uuid AND e.version_id = ANY(${newest}::uuid[]) AND e.text <> ''
      AND NOT coalesce((SELECT v.is_accepted FROM explanation_verdict v
        WHERE v.district_id = e.district_id AND v.version_id = e.version_id AND v.finding_key = e.finding_key
          AND v.fingerprint = e.fingerprint AND v.text = e.text
        ORDER BY v.at DESC, v.id DESC LIMIT 1), false)
    GROUP BY e.version_id`;
  const unsettledByVersion = new Map(unsettled.map(({ versionId, count }) => [versionId, count]));
  const summaries = new Map<string, ReportSummary>();
  for (const { id, unitId, fiscalYearId, versions } of reports) {
    const version = versions[0];
    if (!version) continue;
    summaries.set(`${unitId}:${fiscalYearId}`, {
      reportId: id,
      version: toVersionRow(version),
      publishedNumber: versions.find(({ status }) => status === "published")?.number ?? null,
      openComments: openByVersion.get(version.id) ?? 0,
      unsettledExplanations: unsettledByVersion.get(version.id) ?? 0,
    });
  }
  return summaries;
}
