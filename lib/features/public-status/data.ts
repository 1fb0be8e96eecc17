import { chinaDay } from "@/lib/domain/words/moments";
import {
  congressText,
  stateOf,
  statusesOf,
  type RecordedUnit,
  type StatusOfYear,
} from "@/lib/domain/questions/public-status";
import { publicStates, type PublicState, type Question } from "@/lib/domain/questions/question";
import type { StatusPage } from "@/lib/domain/questions/views/units";
import { lastDayOf, type Day } from "@/lib/domain/register/days";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { chinaDate, chinaDayText, dayText } from "@/lib/platform/postgres/china-days";

/** That a period holds on the last day of the year. */
const isOn = (period: string) =>
  `(${period}.valid_from IS NULL OR ${period}.valid_from <= $4::date) AND (${period}.valid_to IS NULL OR ${period}.valid_to > $4::date)`;

/** By the letter that counts, once the bureau has written; in the system before. */
const approvedOn = (approvedAt: string) =>
  `CASE WHEN letter.is_written THEN letter.own_on WHEN owed.exempt_basis IS NULL THEN ${chinaDate(approvedAt)} END`;

const letters = `
  SELECT r.unit_id, bool_or(l.kind = 'bureauToDepartment') AS is_written,
    min(l.received_on) FILTER (WHERE l.kind = 'bureauToDepartment') AS passed_on,
    min(l.issued_on) FILTER (WHERE l.kind = 'departmentToUnit' OR l.addressee_id = r.unit_id) AS own_on
  FROM approval_letter l
  JOIN approval_letter_report a ON a.district_id = l.district_id AND a.letter_id = l.id
  JOIN report r ON r.district_id = a.district_id AND r.id = a.report_id
  WHERE l.district_id = $1 AND l.fiscal_year_id = $2 AND l.status IN ('issued', 'received', 'superseded') GROUP BY r.unit_id`;

/** Of those that are not public: what is public is so whenever it was approved. */
const waiting = `
  SELECT r.unit_id, v.approved_at FROM report r
  JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id AND v.number = 1 AND v.status <> 'published'
  WHERE r.district_id = $1 AND r.fiscal_year_id = $2`;

/** Every day that a unit may have been approved on; thousands are on the same few. $1 district, $2 fiscal year. */
const approvalDays = `
  SELECT ${dayText("day")} AS day FROM (
    SELECT ${chinaDate("approved_at")} FROM (${waiting}) waiting
    UNION SELECT own_on FROM (${letters}) letter) known(day) WHERE day IS NOT NULL`;

/**
 * The units of a page and how many are in each state. $3 the year, $4 its last day; $5 code of a department, $6 a part of
 * a name or the beginning of a code, $7 a state, or null; $8 the days of $1 … that are over, $9 the state of those that
 * nothing is recorded of, $10 the states in their order.
 */
const statusPage = (limit: number, offset: number) => `
  WITH owed AS (
    SELECT unit_id, o.exempt_basis, p.published_at
    FROM (SELECT unit_id, exempt_basis FROM obligation WHERE district_id = $1 AND year = $3 AND scope = 'unit') o
    FULL JOIN (SELECT unit_id, published_at FROM publication WHERE district_id = $1 AND year = $3 AND scope = 'unit' AND number = 1) p USING (unit_id)),
  named AS (
    SELECT u.unit_id, u.level, u.code, u.name, u.parent_id FROM unit_period u WHERE u.district_id = $1 AND ${isOn("u")}
    -- Those that ended before are as they were last.
    UNION ALL SELECT gone.unit_id, ended.level, ended.code, ended.name, ended.parent_id
    FROM (SELECT unit_id FROM owed EXCEPT SELECT u.unit_id FROM unit_period u WHERE u.district_id = $1 AND ${isOn("u")}) gone
    CROSS JOIN LATERAL unit_as_of(gone.unit_id, $4::date) ended),
  letter AS MATERIALIZED (${letters}),
  waiting AS MATERIALIZED (${waiting}),
  dated AS (
    SELECT owed.*, n.code, n.name, d.code AS department_code, d.name AS department_name, letter.is_written,
      ${approvedOn("waiting.approved_at")} AS approved_on
    FROM owed
    JOIN named n ON n.unit_id = owed.unit_id
    LEFT JOIN unit_period d ON d.district_id = $1 AND d.unit_id = n.parent_id AND d.level = 'department' AND ${isOn("d")}
    LEFT JOIN waiting ON waiting.unit_id = owed.unit_id
    LEFT JOIN letter ON letter.unit_id = owed.unit_id
    WHERE n.level = 'unit'),
  u AS MATERIALIZED (
    SELECT *, CASE situation WHEN 'approved' THEN CASE WHEN ${dayText("approved_on")} = ANY($8::text[]) THEN 'late' ELSE 'due' END
      WHEN 'passing' THEN 'unapproved' WHEN 'open' THEN $9::text ELSE situation END AS state
    FROM (SELECT *, CASE WHEN published_at IS NOT NULL THEN 'published' WHEN exempt_basis IS NOT NULL THEN 'exempt'
      WHEN approved_on IS NOT NULL THEN 'approved' WHEN is_written THEN 'passing' ELSE 'open' END AS situation FROM dated) situated),
  meant AS (
    SELECT * FROM u WHERE ($5::text IS NULL OR department_code = $5) AND ($6::text IS NULL OR strpos(name, $6) > 0 OR starts_with(code, $6))),
  page AS (
    SELECT *, array_position($10::text[], state) AS place FROM meant WHERE $7::text IS NULL OR state = $7
    ORDER BY place, code LIMIT ${limit} OFFSET ${offset}),
  listed AS (
    SELECT owed.place, owed.code, owed.name, owed.department_name AS "departmentName", owed.situation, owed.exempt_basis AS "exemptBasis",
      ${chinaDayText("owed.published_at")} AS "publishedOn", ${dayText(approvedOn("v.approved_at"))} AS "approvedOn",
      ${dayText("letter.passed_on")} AS "passedOn"
    FROM page owed
    LEFT JOIN report r ON r.district_id = $1 AND r.fiscal_year_id = $2 AND r.unit_id = owed.unit_id
    LEFT JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id AND v.number = 1
    LEFT JOIN letter ON letter.unit_id = owed.unit_id)
  SELECT (SELECT coalesce(jsonb_agg(to_jsonb(listed) ORDER BY place, code), '[]') FROM listed) AS units,
    (SELECT coalesce(jsonb_object_agg(state, n), '{}') FROM (SELECT state, count(*) AS n FROM meant GROUP BY state) counted) AS counts,
    (SELECT max(department_name) FROM u WHERE department_code = $5) AS "departmentName"`;

const stateOrder = Object.keys(publicStates) as PublicState[];

/**
 * How the publication of the units of a page stands, and how many are in each state: days, names and the basis of an
 * exemption, and nothing of what a report says. `null` when the district has no such year.
 *
 * @param limits how many, and after how many
 */
export async function readPublicStatus(
  districtId: string,
  { year, department, state, q }: Question,
  limits: [limit: number, offset: number],
): Promise<StatusPage | null> {
  const stored = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year: year! } } });
  if (!stored) return null;
  const { id: fiscalYearId, rule } = toFiscalYearRow(stored);
  const [{ rows: days }, congress, holidays] = await Promise.all([
    pool().query<{ day: Day }>(approvalDays, [districtId, fiscalYearId]),
    readCongressApproval(districtId, fiscalYearId),
    listOwnDays(districtId),
  ]);
  const ofYear: StatusOfYear = {
    today: chinaDay(now()),
    congressDecidedOn: congress?.decidedOn ?? null,
    rule,
    holidays,
  };
  const isLate = (approvedOn: Day) => stateOf({ situation: "approved", approvedOn }, ofYear) === "late";
  const { rows } = await pool().query<{
    units: RecordedUnit[];
    counts: Partial<Record<PublicState, number>>;
    departmentName: string | null;
  }>(statusPage(...limits), [
    districtId,
    fiscalYearId,
    year,
    lastDayOf(year!),
    department ?? null,
    q ?? null,
    state ?? null,
    days.map(({ day }) => day).filter(isLate),
    stateOf({ situation: "open", approvedOn: null }, ofYear),
    stateOrder,
  ]);
  const { units, counts, departmentName } = rows[0]!;
  return {
    units: statusesOf(units, ofYear),
    counts: stateOrder.flatMap((each) => (counts[each] ? [{ state: each, n: counts[each] }] : [])),
    congress: congressText(ofYear),
    departmentName,
  };
}
