import { chinaDay } from "@/lib/domain/words/moments";
import {
  congressText,
  stateOf,
  statusesOf,
  type RecordedUnit,
  type StandingUnits,
  type StatusOfYear,
} from "@/lib/domain/questions/public-status";
import { publicStates, type PublicState, type Question } from "@/lib/domain/questions/question";
import type { StatusPage } from "@/lib/domain/questions/views/units";
import { lastDayOf } from "@/lib/domain/register/days";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";

/** That a period holds on the last day of the year. */
const isOn = (period: string) =>
  `(${period}.valid_from IS NULL OR ${period}.valid_from <= $4::date) AND (${period}.valid_to IS NULL OR ${period}.valid_to > $4::date)`;

const dayOf = (column: string) => `to_char(${column}, 'YYYY-MM-DD')`;

/**
 * `u`: every unit that owes a year or has published it, with its days; $1 district, $2 year, $3 fiscal year, $4 its last
 * day, $5 code of a department or null, $6 a part of a name, or of the beginning of a code, or null.
 */
const standing = `
  WITH owed AS (
    SELECT unit_id FROM obligation WHERE district_id = $1 AND year = $2 AND scope = 'unit'
    UNION SELECT unit_id FROM publication WHERE district_id = $1 AND year = $2 AND number = 1),
  letter AS (
    SELECT r.unit_id, bool_or(l.kind = 'bureauToDepartment') AS is_written,
      min(l.received_on) FILTER (WHERE l.kind = 'bureauToDepartment') AS passed_on,
      min(l.issued_on) FILTER (WHERE l.kind = 'departmentToUnit' OR l.addressee_id = r.unit_id) AS own_on
    FROM approval_letter l
    JOIN approval_letter_report a ON a.district_id = l.district_id AND a.letter_id = l.id
    JOIN report r ON r.district_id = a.district_id AND r.id = a.report_id
    WHERE l.district_id = $1 AND l.fiscal_year_id = $3 AND l.status IN ('issued', 'received', 'superseded') GROUP BY r.unit_id),
  dated AS (
    SELECT coalesce(u.code, ended.code) AS code, coalesce(u.name, ended.name) AS name, d.name AS department_name,
      o.exempt_basis, p.published_at, letter.passed_on, letter.is_written,
      CASE WHEN letter.is_written THEN letter.own_on
        WHEN o.exempt_basis IS NULL THEN (v.approved_at AT TIME ZONE 'Asia/Shanghai')::date END AS approved_on
    FROM owed
    LEFT JOIN unit_period u ON u.district_id = $1 AND u.unit_id = owed.unit_id AND ${isOn("u")}
    -- Those that ended before are as they were last.
    LEFT JOIN LATERAL (SELECT * FROM unit_as_of(owed.unit_id, $4::date) WHERE u.id IS NULL) ended ON true
    LEFT JOIN unit_period d ON d.district_id = $1 AND d.unit_id = coalesce(u.parent_id, ended.parent_id) AND ${isOn("d")}
    LEFT JOIN obligation o ON o.district_id = $1 AND o.year = $2 AND o.unit_id = owed.unit_id
    LEFT JOIN publication p ON p.district_id = $1 AND p.year = $2 AND p.unit_id = owed.unit_id AND p.number = 1
    LEFT JOIN report r ON r.district_id = $1 AND r.fiscal_year_id = $3 AND r.unit_id = owed.unit_id
    LEFT JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id AND v.number = 1
    LEFT JOIN letter ON letter.unit_id = owed.unit_id
    WHERE coalesce(u.level, ended.level) = 'unit' AND ($5::text IS NULL OR d.code = $5)
      AND ($6::text IS NULL OR strpos(coalesce(u.name, ended.name), $6) > 0 OR starts_with(coalesce(u.code, ended.code), $6))),
  u AS (
    SELECT *, CASE WHEN published_at IS NOT NULL THEN 'published' WHEN exempt_basis IS NOT NULL THEN 'exempt'
      WHEN approved_on IS NOT NULL THEN 'approved' WHEN is_written THEN 'passing' ELSE 'open' END AS situation,
      CASE WHEN published_at IS NULL AND exempt_basis IS NULL THEN ${dayOf("approved_on")} END AS awaited_since FROM dated)`;

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
  [limit, offset]: [limit: number, offset: number],
): Promise<StatusPage | null> {
  const stored = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year: year! } } });
  if (!stored) return null;
  const { id: fiscalYearId, rule } = toFiscalYearRow(stored);
  const meant = [districtId, year, fiscalYearId, lastDayOf(year!), department ?? null, q ?? null];
  const [{ rows: groups }, congress, holidays] = await Promise.all([
    pool().query<StandingUnits & { departmentName: string | null }>(
      `${standing} SELECT situation, awaited_since AS "approvedOn", count(*)::int AS units, max(department_name) AS "departmentName"
       FROM u GROUP BY 1, 2`,
      meant,
    ),
    readCongressApproval(districtId, fiscalYearId),
    listOwnDays(districtId),
  ]);
  const ofYear: StatusOfYear = {
    today: chinaDay(now()),
    congressDecidedOn: congress?.decidedOn ?? null,
    rule,
    holidays,
  };
  const placed = groups.map((group) => ({ ...group, state: stateOf(group, ofYear) }));
  const listed = placed.filter((group) => !state || group.state === state);
  const { rows } = await pool().query<RecordedUnit>(
    `${standing} SELECT code, name, department_name AS "departmentName", u.situation, exempt_basis AS "exemptBasis",
       ${dayOf("published_at AT TIME ZONE 'Asia/Shanghai'")} AS "publishedOn", ${dayOf("approved_on")} AS "approvedOn",
       ${dayOf("passed_on")} AS "passedOn"
     FROM u JOIN unnest($7::text[], $8::text[], $9::int[]) AS listed(situation, since, place)
       ON listed.situation = u.situation AND listed.since = coalesce(awaited_since, '')
     ORDER BY listed.place, code LIMIT ${limit} OFFSET ${offset}`,
    [
      ...meant,
      listed.map(({ situation }) => situation),
      listed.map(({ approvedOn }) => approvedOn ?? ""),
      listed.map((group) => stateOrder.indexOf(group.state)),
    ],
  );
  return {
    units: statusesOf(rows, ofYear),
    counts: stateOrder.flatMap((each) => {
      const n = placed.reduce((sum, group) => sum + (group.state === each ? group.units : 0), 0);
      return n === 0 ? [] : [{ state: each, n }];
    }),
    congress: congressText(ofYear),
    departmentName: department === undefined ? null : (groups[0]?.departmentName ?? null),
  };
}
