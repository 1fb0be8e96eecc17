import { chinaDay } from "@/lib/domain/words/moments";
import { congressText, statusesOf, type RecordedUnit, type StatusOfYear } from "@/lib/domain/questions/public-status";
import type { UnitStatus } from "@/lib/domain/questions/views/units";
import { lastDayOf } from "@/lib/domain/register/days";
import { readCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listLetterDays } from "@/lib/features/letters/data";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";

/** That a period holds on the last day of the year. */
const isOn = (period: string) =>
  `(${period}.valid_from IS NULL OR ${period}.valid_from <= $4::date) AND (${period}.valid_to IS NULL OR ${period}.valid_to > $4::date)`;

type Row = Omit<RecordedUnit, "publishedOn" | "approvedOn" | "bureauLetter" | "ownLetter"> & {
  publishedAt: Date | null;
  approvedAt: Date | null;
};

/**
 * How the publication of every unit stands that owes a year or has published it: days, names and the basis of an
 * exemption, and nothing of what a report says. `null` when the district has no such year.
 */
export async function readPublicStatus(
  districtId: string,
  year: number,
): Promise<{ units: UnitStatus[]; congress: string } | null> {
  const stored = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!stored) return null;
  const { id: fiscalYearId, rule } = toFiscalYearRow(stored);
  const [{ rows }, congress, holidays, letters] = await Promise.all([
    pool().query<Row>(
      `SELECT coalesce(u.code, ended.code) AS code, coalesce(u.name, ended.name) AS name, d.code AS "departmentCode",
         d.name AS "departmentName", o.exempt_basis AS "exemptBasis", p.published_at AS "publishedAt",
         CASE WHEN o.exempt_basis IS NULL THEN v.approved_at END AS "approvedAt"
       FROM (SELECT unit_id FROM obligation WHERE district_id = $1 AND year = $2 AND scope = 'unit'
             UNION SELECT unit_id FROM publication WHERE district_id = $1 AND year = $2 AND scope = 'unit' AND number = 1) owed
       LEFT JOIN unit_period u ON u.district_id = $1 AND u.unit_id = owed.unit_id AND ${isOn("u")}
       -- Those that ended before are as they were last.
       LEFT JOIN LATERAL (SELECT * FROM unit_as_of(owed.unit_id, $4::date) WHERE u.id IS NULL) ended ON true
       LEFT JOIN unit_period d ON d.district_id = $1 AND d.unit_id = coalesce(u.parent_id, ended.parent_id) AND ${isOn("d")}
       LEFT JOIN obligation o ON o.district_id = $1 AND o.year = $2 AND o.unit_id = owed.unit_id
       LEFT JOIN publication p ON p.district_id = $1 AND p.year = $2 AND p.unit_id = owed.unit_id AND p.number = 1
       LEFT JOIN report r ON r.district_id = $1 AND r.fiscal_year_id = $3 AND r.unit_id = owed.unit_id
       LEFT JOIN report_version v ON v.district_id = $1 AND v.report_id = r.id AND v.number = 1
       WHERE coalesce(u.level, ended.level) = 'unit'`,
      [districtId, year, fiscalYearId, lastDayOf(year)],
    ),
    readCongressApproval(districtId, fiscalYearId),
    listOwnDays(districtId),
    listLetterDays(districtId, fiscalYearId),
  ]);
  const ofYear: StatusOfYear = {
    today: chinaDay(now()),
    congressDecidedOn: congress?.decidedOn ?? null,
    rule,
    holidays,
  };
  const recorded = rows.map(({ publishedAt, approvedAt, ...row }) => ({
    ...row,
    publishedOn: publishedAt && chinaDay(publishedAt),
    approvedOn: approvedAt && chinaDay(approvedAt),
    bureauLetter: letters.get(row.code)?.bureau ?? null,
    ownLetter: letters.get(row.code)?.own ?? null,
  }));
  return { units: statusesOf(recorded, ofYear), congress: congressText(ofYear) };
}
