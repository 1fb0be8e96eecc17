import { blockerSentence, exemptionOf, publicationBlockersInLists } from "@/lib/domain/report/blockers";
import { transitionOf, type VersionStatus } from "@/lib/domain/report/lifecycle";
import {
  queueStateLabels,
  SOON_LATE_DAYS,
  type QueueMark,
  type QueueOrder,
  type QueueState,
} from "@/lib/domain/report/review-queue";
import { lastDayOf, type Day } from "@/lib/domain/register/days";
import type { UnitLevel } from "@/lib/domain/register/register";
import { chinaDay } from "@/lib/domain/words/moments";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import type { BulkStep } from "@/lib/features/background-jobs/schema";
import { readDuties } from "@/lib/features/duties/data";
import { requireYear, type FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listApprovedWithoutText } from "@/lib/features/publication/data";
import { REPORTS_OF_A_PAGE, type Chosen, type QueueQuery, type StepChoice } from "@/lib/features/queue/schema";
import { MOST_AT_ONCE } from "@/lib/features/report-steps/schema";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";

/** A unit (or a department whose accounts are begun) with its report of a year, as the queue shows it. */
export interface QueueRow {
  unitId: string;
  unitCode: string;
  unitName: string;
  level: UnitLevel;
  /** Its own, where it is a department. */
  departmentId: string | null;
  departmentName: string | null;
  /** Of the newest version; `null` where nothing is begun. */
  status: VersionStatus | null;
  state: QueueState;
  round: number;
  /** Of the newest published version. */
  publishedNumber: number | null;
  /** Of the last run of the checks; `null` where there was none. */
  blocking: number | null;
  explain: number | null;
  openComments: number;
  submittedAt: string | null;
  /** Until when it has: the deadline of the year, or the unit's own (延期). */
  dueOn: Day;
  /** Until then, where it is owed; negative: so many days late. `null`: not owed. */
  daysLeft: number | null;
  isLate: boolean;
  isSoonLate: boolean;
  reviewerId: string | null;
  /** The last step that somebody else took since one was last here. */
  newStep: string | null;
  /** Comments and answers of others since then. */
  newComments: number;
  /** Given to oneself since then, by somebody else. */
  isNewlyMine: boolean;
}

/** How far the reports of a department are: over all of them, whatever is shown. */
export interface DepartmentProgress {
  /** `null`: of units that hang nowhere. */
  departmentId: string | null;
  code: string | null;
  name: string | null;
  total: number;
  /** Submitted, or further on. */
  reported: number;
  /** Approved, or published. */
  decided: number;
  published: number;
  late: number;
}

export interface QueuePage {
  rows: QueueRow[];
  /** Reports that the query leaves: units, and departments among them. */
  shown: { units: number; departments: number };
  /** The same of the whole year. */
  all: { units: number; departments: number };
  /** How many there would be in each state, with everything else of the query. */
  states: Partial<Record<QueueState, number>>;
  /** The same for what is said of them beside their state. */
  marks: Record<QueueMark, number>;
  /** What is shown, by the status of the newest version. */
  statuses: Partial<Record<VersionStatus | "notOpened", number>>;
  departments: DepartmentProgress[];
  /** Reports of the year that each person has to review. */
  loads: Record<string, number>;
}

/** Whose queue of which year it is, and since when something is new to the person who looks. */
export interface QueueOf {
  districtId: string;
  fiscalYear: Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">;
  userId: string;
  /** `null`: nothing is new. */
  since: Date | null;
}

/**
 * One page of the queue with its counts, in one statement that reads a few columns of every report of the year and
 * hands out those of the page.
 */
export async function readQueuePage(of: QueueOf, query: QueueQuery): Promise<QueuePage> {
  const asked = await askedOf(of, query);
  const offset = ((query.page ?? 1) - 1) * REPORTS_OF_A_PAGE;
  const { rows } = await pool().query<QueuePage>(
    `WITH ${asked.lines}
     SELECT
       (SELECT coalesce(json_object_agg(state, n), '{}') FROM (
          SELECT state, count(*)::int AS n FROM marked WHERE has_mark AND has_rest GROUP BY state) s) AS states,
       (SELECT json_build_object(${Object.entries(marks)
         .map(([name, sql]) => `'${name}', count(*) FILTER (WHERE ${sql})`)
         .join(", ")}) FROM marked WHERE has_state AND has_rest) AS marks,
       (SELECT coalesce(json_object_agg(status, n), '{}') FROM (
          SELECT coalesce(status, 'notOpened') AS status, count(*)::int AS n FROM shown GROUP BY 1) s) AS statuses,
       (SELECT json_build_object(${counted}) FROM shown) AS shown,
       (SELECT json_build_object(${counted}) FROM marked) AS "all",
       (SELECT coalesce(json_object_agg(reviewer_id, n), '{}') FROM (
          SELECT reviewer_id, count(*)::int AS n FROM marked WHERE reviewer_id IS NOT NULL GROUP BY reviewer_id)
            r) AS loads,
       (SELECT coalesce(json_agg(d ORDER BY d.code, d."departmentId"), '[]') FROM (
          SELECT department_id AS "departmentId", department_code AS code, department_name AS name,
            count(*)::int AS total,
            count(*) FILTER (WHERE status NOT IN ('drafting', 'sentBack') OR published_number IS NOT NULL)::int
              AS reported,
            count(*) FILTER (WHERE status IN ('approved', 'published') OR published_number IS NOT NULL)::int AS decided,
            count(*) FILTER (WHERE published_number IS NOT NULL)::int AS published,
            count(*) FILTER (WHERE is_late)::int AS late
          FROM marked GROUP BY department_id, department_code, department_name) d) AS departments,
       (SELECT coalesce(json_agg(p), '[]') FROM (
          SELECT ${rowColumns} FROM shown ORDER BY ${orders[query.order ?? "department"]}
          LIMIT ${REPORTS_OF_A_PAGE} OFFSET ${offset}) p) AS rows`,
    asked.values,
  );
  return rows[0]!;
}

/** Since when something is new to a person who is at the queue of a year; `null` where they never were. */
export async function readSince(districtId: string, fiscalYearId: string, userId: string): Promise<Date | null> {
  const { rows } = await pool().query<{ since: Date }>(
    "SELECT since FROM queue_visit WHERE district_id = $1 AND fiscal_year_id = $2 AND user_id = $3",
    [districtId, fiscalYearId, userId],
  );
  return rows[0]?.since ?? null;
}

/**
 * The queue of a year as a person sees it who is at it.
 *
 * @throws AppError notFound for a year that the district has not
 */
export async function readQueueOf(districtId: string, userId: string, year: number): Promise<QueueOf> {
  const fiscalYear = await requireYear(districtId, year);
  return { districtId, fiscalYear, userId, since: await readSince(districtId, fiscalYear.id, userId) };
}

/** A report as something of many is done to it. */
export interface ChosenReport extends QueueRow {
  version: { versionId: string; revision: number } | null;
  approvedById: string | null;
  approvedForId: string | null;
  isExempt: boolean;
  exemptBasis: string | null;
}

/** Reports that a query shows, whatever page, or those of some units, in the order of the query. */
export async function listChosen(of: QueueOf, chosen: Chosen["of"]): Promise<ChosenReport[]> {
  const query = chosen.kind === "shown" ? chosen.query : {};
  const asked = await askedOf(of, query);
  const values = [...asked.values, chosen.kind === "ticked" ? chosen.unitIds : null];
  const text = `WITH ${asked.lines}
     SELECT ${rowColumns}, version_id AS "versionId", revision, approved_by AS "approvedById", approved_for
       AS "approvedForId",
       exempt_basis IS NOT NULL AS "isExempt", exempt_basis AS "exemptBasis"
     FROM shown WHERE ($${values.length}::uuid[] IS NULL OR unit_id = ANY($${values.length}::uuid[]))
     ORDER BY ${orders[query.order ?? "department"]}`;
  type Row = Omit<ChosenReport, "version"> & { versionId: string | null; revision: number | null };
  const { rows } = await pool().query<Row>(text, values);
  return rows.map(({ versionId, revision, ...row }) => ({
    ...row,
    version: versionId === null ? null : { versionId, revision: revision! },
  }));
}

/** Units among the chosen ones whose report is not there yet: who can be reminded of it. */
export async function listOwing(of: QueueOf, chosen: Chosen["of"]): Promise<string[]> {
  const reports = await listChosen(of, chosen);
  return reports.filter(({ level, daysLeft }) => level === "unit" && daysLeft !== null).map(({ unitId }) => unitId);
}

/**
 * Which of the chosen reports a step can be taken of by a person, as far as a list knows; each is asked when its turn
 * comes.
 */
export async function chooseForStep(
  of: QueueOf,
  step: BulkStep,
  chosen: Chosen["of"],
  parties: readonly string[],
): Promise<StepChoice> {
  const { districtId, fiscalYear } = of;
  const [reports, withoutText, { isSeparate: separatePublisher }] = await Promise.all([
    listChosen(of, chosen),
    step === "publish" ? listApprovedWithoutText(districtId, fiscalYear.id) : new Set<string>(),
    readDuties(districtId),
  ]);
  const choice: StepChoice = { ready: [], excluded: [], elsewhere: [], leftForLater: 0 };
  const elsewhere = new Map<string, number>();
  for (const report of reports) {
    const { unitCode, unitName, level: scope, state, version } = report;
    if (version === null || report.status === null || !transitionOf(step).from.includes(report.status)) {
      const label = queueStateLabels[state];
      elsewhere.set(label, (elsewhere.get(label) ?? 0) + 1);
      continue;
    }
    const reasons = obstaclesOf(step, report, { parties, separatePublisher });
    if (reasons.length > 0) choice.excluded.push({ unitCode, unitName, scope, reason: reasons.join("") });
    else if (choice.ready.length === MOST_AT_ONCE) choice.leftForLater += 1;
    else {
      const departmentName = report.departmentName ?? "";
      const isWithoutText = withoutText.has(version.versionId);
      choice.ready.push({ unitCode, unitName, departmentName, scope, version, isWithoutText });
    }
  }
  return { ...choice, elsewhere: [...elsewhere].map(([label, count]) => ({ label, count })) };
}

function obstaclesOf(
  step: BulkStep,
  report: ChosenReport,
  { parties, separatePublisher }: { parties: readonly string[]; separatePublisher: boolean },
): string[] {
  if (step === "beginReview") return [];
  const { approvedById, approvedForId, openComments } = report;
  const subject = { approvedById, approvedForId, separatePublisher, exemption: exemptionOf(report) };
  return [
    ...(step === "publish" ? publicationBlockersInLists(subject, parties).map(blockerSentence) : []),
    ...(openComments > 0 ? [`还有${openComments}条意见或提问没有了结，请在审核页面办理或确认。`] : []),
  ];
}

/** A report of the queue beside another one. */
export interface Neighbour {
  unitCode: string;
  unitName: string;
}

/** Where a report stands in what a query shows. */
export interface PlaceInQueue {
  /** From 1; `null` where the query does not show it, any more perhaps. */
  position: number | null;
  /** Begun reports that the query shows. */
  count: number;
  previous: Neighbour | null;
  next: Neighbour | null;
}

/**
 * The neighbours of a unit's report in what a query shows. A report that the query does not show any more (approved,
 * say, under 审核中) still has those that stood beside it.
 */
export async function readPlaceInQueue(of: QueueOf, query: QueueQuery, unitId: string): Promise<PlaceInQueue> {
  const asked = await askedOf(of, query);
  const unit = `$${asked.values.length + 1}::uuid`;
  const order = orders[query.order ?? "department"];
  const beside = (way: "lag" | "lead") =>
    `${way}(CASE WHEN version_id IS NOT NULL THEN json_build_object('unitCode', code, 'unitName', name) END) OVER w`;
  const { rows } = await pool().query<{
    isShown: boolean;
    position: number;
    count: number;
    previous: Neighbour | null;
    next: Neighbour | null;
  }>(
    `WITH ${asked.lines},
     placed AS (
       SELECT unit_id, is_shown AS "isShown", (count(*) FILTER (WHERE is_shown) OVER w)::int AS position,
         (count(*) FILTER (WHERE is_shown) OVER ())::int AS count, ${beside("lag")} AS previous,
           ${beside("lead")} AS next
       FROM (SELECT *, has_state AND has_mark AND has_rest AS is_shown FROM marked) m
       WHERE version_id IS NOT NULL AND (is_shown OR unit_id = ${unit})
       WINDOW w AS (ORDER BY ${order}))
     SELECT "isShown", position, count, previous, next FROM placed WHERE unit_id = ${unit}`,
    [...asked.values, unitId],
  );
  const [found] = rows;
  if (!found) return { position: null, count: 0, previous: null, next: null };
  const { isShown, position, ...around } = found;
  return { ...around, position: isShown ? position : null };
}

const rowColumns = `unit_id AS "unitId", code AS "unitCode", name AS "unitName", level, department_id AS "departmentId",
  department_name AS "departmentName", status, state, coalesce(round, 0) AS round, published_number
    AS "publishedNumber",
  blocking, explain, open_comments AS "openComments", submitted_at AS "submittedAt", due_on::text AS "dueOn",
  CASE WHEN is_owed THEN days_left END AS "daysLeft", is_late AS "isLate",
  is_soon_late AS "isSoonLate", reviewer_id AS "reviewerId", new_step AS "newStep", new_comments AS "newComments",
  is_newly_mine AS "isNewlyMine"`;

const counted = `'units', count(*) FILTER (WHERE level = 'unit'),
  'departments', count(*) FILTER (WHERE level = 'department')`;

/** Which lines each mark is said of. */
const marks: Record<QueueMark, string> = {
  late: "is_late",
  soonLate: "is_soon_late",
  changed: "changed_at IS NOT NULL",
  findings: "blocking > 0 OR explain > 0",
  comments: "open_comments > 0",
  resubmitted: "status = 'submitted' AND round > 1",
  corrected: "published_number IS NOT NULL AND status <> 'published'",
};

// The department's own line stands before those of its units.
const byUnit = `department_code NULLS LAST, department_id, level, code, unit_id`;

const orders: Record<QueueOrder, string> = {
  department: byUnit,
  state: `array_position(ARRAY['submitted','underReview','forCongress','approved','sentBack','drafting','notOpened','published'], state),
    round DESC, ${byUnit}`,
  findings: `blocking DESC NULLS LAST, explain DESC NULLS LAST, ${byUnit}`,
  submitted: `submitted_at DESC NULLS LAST, ${byUnit}`,
  changed: `changed_at DESC NULLS LAST, ${byUnit}`,
};

/**
 * The statement's common part: `marked` has a line for every report of the year with whether the state, the mark and
 * the rest of the query are its, `shown` those of them that the query leaves.
 */
async function askedOf(
  { districtId, fiscalYear, userId, since }: QueueOf,
  query: QueueQuery,
): Promise<{ lines: string; values: unknown[] }> {
  const demand = demandOf(await readCongressApproval(districtId, fiscalYear.id), fiscalYear.rule);
  const values: unknown[] = [
    districtId,
    fiscalYear.id,
    fiscalYear.year,
    lastDayOf(fiscalYear.year),
    chinaDay(now()),
    chinaDay(fiscalYear.deadline),
    userId,
    since?.toISOString() ?? null,
  ];
  const given = (value: unknown, type: string) => {
    values.push(value);
    return `$${values.length}::${type}`;
  };
  const rest = [
    ...(query.department === undefined ? [] : [`department_code = ${given(query.department, "text")}`]),
    ...(query.reviewer === undefined
      ? []
      : query.reviewer === "none"
        ? ["reviewer_id IS NULL"]
        : [`reviewer_id = ${query.reviewer === "mine" ? "$7::uuid" : given(query.reviewer, "uuid")}`]),
    ...(query.q === undefined
      ? []
      : [
          `position(lower(${given(query.q, "text")}) IN lower(concat_ws(' ', code, name, department_code,
            department_name))) > 0`,
        ]),
  ];
  const state = query.state === undefined ? "true" : `state = ${given(query.state, "text")}`;
  const mark = query.mark === undefined ? "true" : `coalesce(${marks[query.mark]}, false)`;
  // The same as isWaitingForCongress, which the database test compares it with.
  const waits =
    demand === null || demand === "ignore"
      ? "false"
      : `v.status = 'underReview' AND v.blocking = 0 AND open.count IS NULL AND NOT EXISTS (
           SELECT FROM finding_explanation e WHERE e.district_id = $1::uuid AND e.version_id = v.version_id
             AND e.text <> ''
             AND NOT coalesce((SELECT j.is_accepted FROM explanation_verdict j
               WHERE j.district_id = e.district_id AND j.version_id = e.version_id AND j.finding_key = e.finding_key
                 AND j.fingerprint = e.fingerprint AND j.text = e.text ORDER BY j.at DESC, j.id DESC LIMIT 1), false))`;
  const lines = `
    versions AS (
      SELECT r.unit_id, v.report_id, v.id AS version_id, v.number, v.status::text AS status, v.revision,
        v.round, v.submitted_at, v.approved_by, v.approved_for, CASE WHEN v.checked_revision IS NOT NULL THEN v.blocking_findings END
          AS blocking,
        CASE WHEN v.checked_revision IS NOT NULL THEN v.explain_findings END AS explain
      FROM report r JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
      WHERE r.district_id = $1::uuid AND r.fiscal_year_id = $2::uuid),
    newest AS (SELECT DISTINCT ON (report_id) * FROM versions ORDER BY report_id, number DESC),
    published AS (SELECT report_id, max(number) AS number FROM versions WHERE status = 'published' GROUP BY report_id),
    open AS (
      SELECT version_id, count(*)::int AS count FROM comment
      WHERE district_id = $1::uuid AND parent_id IS NULL AND resolved_at IS NULL AND kind <> 'note'
        GROUP BY version_id),
    steps AS (
      SELECT DISTINCT ON (version_id) version_id, step, at FROM workflow_event
      WHERE district_id = $1::uuid AND at > $8::timestamptz AND actor_id <> $7::uuid
      ORDER BY version_id, at DESC, id DESC),
    remarks AS (
      SELECT version_id, count(*)::int AS count, max(created_at) AS at FROM comment
      WHERE district_id = $1::uuid AND created_at > $8::timestamptz AND by_id <> $7::uuid AND kind <> 'note'
        GROUP BY version_id),
    places AS MATERIALIZED (
      SELECT p.unit_id AS id, p.code, p.name, p.level::text AS level, p.parent_id
      FROM units_as_of($1::uuid, $4::date) p),
    line AS (
      SELECT u.id AS unit_id, u.code, u.name, u.level, d.id AS department_id, d.code AS department_code,
        d.name AS department_name, o.exempt_basis, v.version_id, v.status, v.revision, v.round, v.submitted_at, v.approved_by,
        v.approved_for, v.blocking,
        v.explain, published.number AS published_number, coalesce(open.count, 0) AS open_comments, a.reviewer_id,
        steps.step AS new_step, coalesce(remarks.count, 0) AS new_comments,
        coalesce(a.assigned_at > $8::timestamptz AND a.reviewer_id = $7::uuid AND a.assigned_by <> $7::uuid,
          false) AS is_newly_mine,
        greatest(steps.at, remarks.at,
          CASE WHEN a.reviewer_id = $7::uuid AND a.assigned_by <> $7::uuid AND a.assigned_at > $8::timestamptz
            THEN a.assigned_at END
        ) AS changed_at,
        -- A correction in work is not late: the unit's accounts were on time. Who need not publish has to report all
        -- the same.
        o.unit_id IS NOT NULL AND published.number IS NULL AND coalesce(v.status IN ('drafting', 'sentBack'),
          true) AS is_owed,
        coalesce(own.due_on, $6::date) AS due_on,
        coalesce(own.due_on, $6::date) - $5::date AS days_left,
        CASE WHEN v.version_id IS NULL THEN 'notOpened' WHEN ${waits} THEN 'forCongress' ELSE v.status END AS state
      FROM places u
      LEFT JOIN places d ON d.id = CASE u.level WHEN 'department' THEN u.id ELSE u.parent_id END
      LEFT JOIN obligation o ON o.district_id = $1::uuid AND o.unit_id = u.id AND o.year = $3::int
      LEFT JOIN newest v ON v.unit_id = u.id
      LEFT JOIN published ON published.report_id = v.report_id
      LEFT JOIN open ON open.version_id = v.version_id
      LEFT JOIN steps ON steps.version_id = v.version_id
      LEFT JOIN remarks ON remarks.version_id = v.version_id
      LEFT JOIN own_deadlines($1::uuid, $2::uuid) own ON own.unit_id = u.id
      LEFT JOIN review_assignment a ON a.district_id = $1::uuid AND a.fiscal_year_id = $2::uuid AND a.unit_id = u.id
      -- A department owes nothing itself: it stands here once its accounts are begun.
      WHERE (u.level = 'unit' AND o.unit_id IS NOT NULL) OR v.version_id IS NOT NULL),
    dated AS (
      SELECT *, is_owed AND days_left < 0 AS is_late, is_owed AND days_left BETWEEN 0 AND ${SOON_LATE_DAYS}
        AS is_soon_late FROM line),
    marked AS MATERIALIZED (
      SELECT *, ${state} AS has_state, ${mark} AS has_mark, ${["true", ...rest].join(" AND ")} AS has_rest FROM dated),
    shown AS (SELECT * FROM marked WHERE has_state AND has_mark AND has_rest)`;
  return { lines, values };
}
