import { fromDecimalYuan, toDecimalYuan } from "@/lib/domain/words/amounts";
import type { RareCharacter } from "@/lib/domain/words/rare-characters";
import { keyOf, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import type { Facts } from "@/lib/domain/words/facts";
import type {
  StoredIndicator,
  StoredKeyEvaluation,
  StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import { exemptionOf, type StepSubject } from "@/lib/domain/report/blockers";
import type { OpenPoint } from "@/lib/domain/report/open-points";
import { verdictOn, type Verdict } from "@/lib/domain/report/explanations";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import type { Register } from "@/lib/domain/checks/rule/rule";
import { invalidInputs, unstatedEmptySheets, type Evaluation } from "@/lib/features/checks/data";
import { toFiscalYearRow, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import type { CellChangeRow, RecordedKind } from "@/lib/features/reports/schema";
import type { UnitRow } from "@/lib/features/units/data";
import { db, pool } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** One stored cell. `value` is fen or a count, by `measure`; at most one of `value` and `rawInput` is set. */
export interface StoredCell {
  address: FactAddress;
  key: FactKey;
  measure: "money" | "count";
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
  approvedAt: Date | null;
  publishedAt: Date | null;
  checks: { revision: number; blocking: number; explain: number; hint: number } | null;
  createdAt: Date;
}

/** A report as queues and lists show it: the state of its newest version. */
export interface ReportSummary {
  reportId: string;
  version: VersionRow;
  /** Number of the newest published version, if any. */
  publishedNumber: number | null;
  /** Between unit and bureau; notes of the unit are nobody else's. */
  openComments: number;
}

/** Everything one version says, and whose it is: what checks, tables, snapshots and pages are made from. */
export interface ReportContent {
  district: { id: string; code: string; name: string; separatePublisher: boolean };
  unit: UnitRow;
  department: UnitRow | null;
  fiscalYear: FiscalYearRow;
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
  /** The unit's accounts of the year before, when they are approved or published. */
  priorYear: PriorYear | null;
}

/** Last year's accounts: what this year's openings come from and its figures are compared with. */
export interface PriorYear {
  year: number;
  number: number;
  tableSetId: FiscalYearRow["tableSetId"];
  catalogueId: string;
  facts: Facts;
}

export interface WorkflowStep {
  step: string;
  fromStatus: VersionStatus | null;
  toStatus: VersionStatus;
  reason: string | null;
  /** What was open and the person went on with. */
  confirmed: readonly OpenPoint[];
  round: number;
  by: string;
  at: Date;
}

/** The stored decimal as fen or count. */
export function valueOf(measure: "money" | "count", decimal: string | null): number | null {
  if (decimal === null) return null;
  return measure === "money" ? fromDecimalYuan(decimal) : Number(decimal);
}

/** Fen or count as the stored decimal. */
export function decimalOf(measure: "money" | "count", value: number): string {
  return measure === "money" ? toDecimalYuan(value) : String(value);
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
    // Only what the package schema let through is written.
    funding: funding as unknown as StoredProject["funding"],
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
  unitKind: UnitRow["kind"];
  status: VersionStatus;
  year: number;
  tableSetId: FiscalYearRow["tableSetId"];
  catalogueId: string;
}

/** `null` when the district has no such version: another district's id looks like one that does not exist. */
export async function findVersionContext(districtId: string, versionId: string): Promise<VersionContext | null> {
  const { rows } = await pool().query<VersionContext>(
    `SELECT v.district_id AS "districtId", v.id AS "versionId", v.report_id AS "reportId", r.unit_id AS "unitId", u.kind AS "unitKind",
           v.status, y.year, y.table_set_id AS "tableSetId", y.catalogue_id AS "catalogueId"
         FROM report_version v
         JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
         JOIN unit u ON u.id = r.unit_id
         JOIN fiscal_year y ON y.id = r.fiscal_year_id
         WHERE v.district_id = $1 AND v.id = $2`,
    [districtId, versionId],
  );
  return rows[0] ?? null;
}

/** The names behind user ids, for "who" in conflicts and histories. */
export async function namesOf(
  districtId: string,
  userIds: Iterable<string | null>,
  client: Prisma.TransactionClient = db(),
): Promise<Map<string, string>> {
  const ids = [...new Set(userIds)].filter((id): id is string => id !== null);
  if (ids.length === 0) return new Map();
  const users = await client.user.findMany({
    where: { districtId, id: { in: ids } },
    select: { id: true, name: true },
  });
  return new Map(users.map(({ id, name }) => [id, name]));
}

/** All of a version's content, inside a transaction when given its client; `null` when the district has no such version. */
export async function readContent(
  districtId: string,
  versionId: string,
  client: Prisma.TransactionClient = db(),
): Promise<ReportContent | null> {
  const version = await client.reportVersion.findUnique({
    where: { districtId_id: { districtId, id: versionId } },
    include: { report: { include: { district: true, unit: { include: { parent: true } }, fiscalYear: true } } },
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
  const verdicts = await client.explanationVerdict.findMany({ where });
  const names = await namesOf(
    districtId,
    [...lines, ...texts].map(({ updatedById }) => updatedById),
    client,
  );
  const nameOf = (id: string | null) => (id === null ? null : (names.get(id) ?? null));
  const { report } = version;

  return {
    district: {
      id: districtId,
      code: report.district.code,
      name: report.district.name,
      separatePublisher: report.district.separatePublisher,
    },
    unit: report.unit,
    department: report.unit.parent,
    fiscalYear: toFiscalYearRow(report.fiscalYear),
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
    // Only what the package schema let through is written.
    keyEvaluations: keyEvaluations.map((report) => report.content as unknown as StoredKeyEvaluation),
    explanations: explanations.map(({ findingKey, fingerprint, text }) => ({
      findingKey,
      fingerprint,
      text,
      verdict: verdictOn({ findingKey, fingerprint, text }, verdicts),
    })),
    register: await readRegister(districtId, report.unitId, client),
    priorYear: await readPriorYear(districtId, report.unitId, report.fiscalYear.year, client),
  };
}

/** What L-50 knows of the others. Projects are read from published versions only: a draft is nobody else's business. */
async function readRegister(districtId: string, unitId: string, client: Prisma.TransactionClient): Promise<Register> {
  const units = await client.unit.findMany({
    where: { districtId, level: "unit", id: { not: unitId } },
    orderBy: { code: "asc" },
    select: { name: true },
  });
  const projects = await client.$queryRaw<{ name: string; unitName: string }[]>`
    SELECT project.name, min(unit.name) AS "unitName"
    FROM performance_project project
    JOIN report_version version ON version.district_id = project.district_id AND version.id = project.version_id
    JOIN report ON report.district_id = version.district_id AND report.id = version.report_id
    JOIN unit ON unit.district_id = report.district_id AND unit.id = report.unit_id
    WHERE project.district_id = ${districtId}::uuid AND version.status = 'published'
    GROUP BY project.name
    HAVING count(DISTINCT unit.id) = 1 AND bool_and(unit.id <> ${unitId}::uuid)
    ORDER BY project.name`;
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
  const version = await db().reportVersion.findFirst({
    where: {
      districtId,
      report: { unit: { districtId, code: unitCode }, fiscalYear: { year } },
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

/** The steps of a version, oldest first. */
export async function listSteps(districtId: string, versionId: string): Promise<WorkflowStep[]> {
  const events = await db().workflowEvent.findMany({
    where: { districtId, versionId },
    orderBy: [{ at: "asc" }, { id: "asc" }],
  });
  const names = await namesOf(
    districtId,
    events.map(({ actorId }) => actorId),
  );
  return events.map(({ step, fromStatus, toStatus, reason, confirmed, round, actorId, at }) => ({
    step,
    fromStatus,
    toStatus,
    reason,
    // Only takeStep writes it.
    confirmed: confirmed as unknown as OpenPoint[],
    round,
    by: names.get(actorId) ?? "",
    at,
  }));
}

/** What is computed from a content for a decision; `null` where the step in question does not look at it. */
export interface Computed {
  evaluation: Evaluation | null;
  rareCharacters: readonly RareCharacter[];
  /** Of an approved version: what people typed at the approval and now, as hashes; `isStored` where what was approved is kept. */
  approval: (StepSubject["inputs"] & { isStored: boolean }) | null;
}

/** What `blockersOf` decides on: the content, what was computed from it, and what else is stored about the version. */
export async function readStepSubject(
  content: ReportContent,
  { evaluation, rareCharacters, approval }: Computed,
  client: Prisma.TransactionClient = db(),
): Promise<StepSubject> {
  const { version, fiscalYear, reportId, district } = content;
  const districtId = district.id;
  const contributions = await client.$queryRaw<StepSubject["contributions"][number][]>`
    SELECT user_id AS "userId", part FROM version_contributions(${districtId}::uuid, ${version.id}::uuid) ORDER BY part, user_id`;
  const threads = await client.comment.findMany({
    where: { districtId, versionId: version.id, parentId: null, resolvedAt: null, kind: { not: "note" } },
    select: {
      id: true,
      kind: true,
      needsAnswer: true,
      isBlocking: true,
      replies: { orderBy: [{ createdAt: "desc" }, { id: "desc" }], select: { isFromBureau: true }, take: 1 },
    },
    orderBy: { createdAt: "asc" },
  });
  const inWork = await client.reportVersion.findFirst({
    where: { districtId, reportId, status: { not: "published" } },
    select: { number: true },
  });
  const openPoints = (kind: OpenPoint["kind"], ids: readonly string[]) => ids.map((id): OpenPoint => ({ kind, id }));
  const idsOf = (kind: "review" | "question") =>
    threads.filter((thread) => thread.kind === kind && !thread.isBlocking).map(({ id }) => id);
  return {
    status: version.status,
    revision: version.revision,
    fiscalYear: { year: fiscalYear.year, isOpen: fiscalYear.stage === "open" },
    invalidInputs: invalidInputs(content),
    checks: evaluation && {
      revision: version.revision,
      blocking: evaluation.blocking,
      unexplained: evaluation.unexplained.length,
    },
    refusedFindings: evaluation?.refused ?? [],
    unstatedEmptySheets: unstatedEmptySheets(content),
    blankFigures: evaluation?.blankFigures ?? [],
    missingTexts: evaluation?.missingTexts ?? [],
    rareCharacters,
    // The unit has the last word in a thread that needs an answer; a further question of the bureau needs a further answer.
    unansweredComments: threads
      .filter(({ needsAnswer, replies }) => needsAnswer && replies[0]?.isFromBureau !== false)
      .map(({ id }) => id),
    unresolvedComments: threads.filter(({ isBlocking }) => isBlocking).map(({ id }) => id),
    openPoints: [
      ...openPoints("unexplainedFinding", evaluation?.unexplained ?? []),
      ...openPoints("unjudgedExplanation", evaluation?.unjudged ?? []),
      ...openPoints("openComment", idsOf("review")),
      ...openPoints("openQuestion", idsOf("question")),
      ...openPoints("approvedWithoutText", approval && !approval.isStored ? [version.id] : []),
    ],
    contributions,
    approvedById: version.approvedById,
    separatePublisher: district.separatePublisher,
    exemption: exemptionOf(content.unit),
    inputs: { approved: approval?.approved ?? null, current: approval?.current ?? null },
    versionInWork: inWork?.number ?? null,
  };
}

/** Who changed what nobody typed: an opening that follows last year's accounts. */
const systemName = "系统";

/** Changes of one cell (`sheet:row:fund:column`) or text (`text:slot`), newest first. */
export async function listCellChanges(
  districtId: string,
  versionId: string,
  address: string,
): Promise<CellChangeRow[]> {
  const changes = await db().cellChange.findMany({
    where: { districtId, versionId, address },
    orderBy: { id: "desc" },
    take: 100,
  });
  const names = await namesOf(
    districtId,
    changes.map(({ byId }) => byId),
  );
  return changes.map(({ revision, oldValue, newValue, how, byId, at }) => ({
    revision,
    oldValue,
    newValue,
    how: how as RecordedKind,
    by: byId === null ? systemName : (names.get(byId) ?? ""),
    at,
  }));
}

/** Addresses changed since a moment, with the value they had then: what a reviewer compares after a resubmission. */
export async function listChangesSince(
  districtId: string,
  versionId: string,
  since: Date,
): Promise<{ address: string; before: string | null; after: string | null; by: string; at: Date }[]> {
  const changes = await db().cellChange.findMany({
    where: { districtId, versionId, at: { gt: since } },
    orderBy: { id: "asc" },
  });
  const names = await namesOf(
    districtId,
    changes.map(({ byId }) => byId),
  );
  const byAddress = new Map<
    string,
    { address: string; before: string | null; after: string | null; by: string; at: Date }
  >();
  for (const change of changes) {
    const known = byAddress.get(change.address);
    byAddress.set(change.address, {
      address: change.address,
      before: known ? known.before : change.oldValue,
      after: change.newValue,
      by: change.byId === null ? systemName : (names.get(change.byId) ?? ""),
      at: change.at,
    });
  }
  return [...byAddress.values()].filter(({ before, after }) => before !== after);
}

/** Units × years with the state of their reports, for the desk's home and the review queue. Three queries, whatever the size. */
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
  const summaries = new Map<string, ReportSummary>();
  for (const { id, unitId, fiscalYearId, versions } of reports) {
    const version = versions[0];
    if (!version) continue;
    summaries.set(`${unitId}:${fiscalYearId}`, {
      reportId: id,
      version: toVersionRow(version),
      publishedNumber: versions.find(({ status }) => status === "published")?.number ?? null,
      openComments: openByVersion.get(version.id) ?? 0,
    });
  }
  return summaries;
}
