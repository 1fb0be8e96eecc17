import { chinaDay } from "@/lib/domain/words/moments";
import type { Disclosure, UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import { readUnitDeadlines } from "@/lib/features/extensions/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listUnitsOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { listReportSummaries, waitsForCongress, type ReportSummary } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";
import { chinaDayText } from "@/lib/platform/postgres/china-days";

/** A version of a report that was approved, and what was published of it. */
interface ApprovedVersion {
  number: number;
  /** Days in China. */
  approvedOn: string;
  contentHash: string | null;
  publishedOn: string | null;
  publishedHash: string | null;
  correctionReason: string | null;
}

/** Units of a year, with their departments. */
export interface AskedUnits {
  units: readonly UnitOfYear[];
  /** `null`: these are all that the district has. */
  unitIds: readonly string[] | null;
}

/**
 * How every unit that owes a year or has published it stands in that year: what L-60 to L-62 look at. As many queries
 * whatever the size.
 *
 * @param of what was read of the register already; absent: all units of the district
 */
export async function readDisclosure(
  districtId: string,
  { id: fiscalYearId, year, deadline, rule }: Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">,
  of?: AskedUnits,
): Promise<Disclosure> {
  const unitIds = of?.unitIds ?? null;
  const [units, approvedOf, underReview, congress, holidays, deadlines] = await Promise.all([
    of?.units ?? listUnitsOfYear(districtId, year),
    readApproved(districtId, fiscalYearId, unitIds),
    listUnderReview(districtId, fiscalYearId, unitIds),
    readCongressApproval(districtId, fiscalYearId),
    listOwnDays(districtId),
    readUnitDeadlines(districtId, { id: fiscalYearId, deadline }),
  ]);
  const demand = demandOf(congress, rule);
  // No other report can wait, and once the congress has decided none does: what keeps it from approval is read of these alone.
  const summaries =
    demand === null || underReview.length === 0
      ? new Map<string, ReportSummary>()
      : await listReportSummaries(districtId, { unitIds: underReview, fiscalYearId });
  const waits = (unitId: string) => {
    const report = summaries.get(`${unitId}:${fiscalYearId}`);
    return report !== undefined && waitsForCongress(report, demand);
  };
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const at = now();
  return {
    today: chinaDay(at),
    congressDecidedOn: congress?.decidedOn ?? null,
    rule,
    holidays,
    units: units
      .filter(
        (unit) =>
          unit.level === "unit" && (unit.isOwing || approvedOf.get(unit.id)?.some(({ publishedOn }) => publishedOn)),
      )
      .map(({ id, parentId, code, name, isExempt, exemptBasis }) => ({
        unitCode: code,
        unitName: name,
        departmentName: parentId === null ? null : (nameOf.get(parentId) ?? null),
        isExempt,
        exemptBasis,
        isDue: at > deadlines.of(id),
        hasAccounts: approvedOf.has(id),
        waitsForCongress: waits(id),
        departmentApprovedOn: approvedOf.get(parentId ?? "")?.[0]?.approvedOn ?? null,
        ...stateOf(approvedOf.get(id) ?? []),
      })),
  };
}

/**
 * The approved versions of every report of a year in the order of their numbers, by unit; none of a report of which nothing was
 * approved. Plain rows with their days as they are told: a district has ten thousand, and a list shows a hundred.
 *
 * @param unitIds `null`: of all units.
 */
async function readApproved(
  districtId: string,
  fiscalYearId: string,
  unitIds: readonly string[] | null,
): Promise<Map<string, ApprovedVersion[]>> {
  const { rows } = await pool().query<{ unitId: string } & (ApprovedVersion | { number: null })>(
    `SELECT r.unit_id AS "unitId", v.number, v.content_hash AS "contentHash",
       ${chinaDayText("v.approved_at")} AS "approvedOn",
       ${chinaDayText("p.published_at")} AS "publishedOn",
       p.content_hash AS "publishedHash", p.correction_reason AS "correctionReason"
     FROM report r
     LEFT JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id AND v.approved_at IS NOT NULL
     LEFT JOIN publication p ON p.district_id = v.district_id AND p.version_id = v.id
     WHERE r.district_id = $1 AND r.fiscal_year_id = $2 AND ($3::uuid[] IS NULL OR r.unit_id = ANY($3)) ORDER BY v.number`,
    [districtId, fiscalYearId, unitIds],
  );
  const approvedOf = new Map<string, ApprovedVersion[]>();
  for (const row of rows) {
    const versions = approvedOf.get(row.unitId) ?? [];
    if (row.number !== null) versions.push(row);
    approvedOf.set(row.unitId, versions);
  }
  return approvedOf;
}

/** Units whose report of a year is under review in its newest version. */
async function listUnderReview(
  districtId: string,
  fiscalYearId: string,
  unitIds: readonly string[] | null,
): Promise<string[]> {
  const { rows } = await pool().query<{ unitId: string }>(
    `SELECT r.unit_id AS "unitId" FROM report r JOIN report_version v ON v.district_id = r.district_id AND v.report_id = r.id
     WHERE r.district_id = $1 AND r.fiscal_year_id = $2 AND v.status = 'underReview' AND ($3::uuid[] IS NULL OR r.unit_id = ANY($3))
       AND NOT EXISTS (SELECT FROM report_version n WHERE n.district_id = v.district_id AND n.report_id = v.report_id AND n.number > v.number)`,
    [districtId, fiscalYearId, unitIds],
  );
  return rows.map(({ unitId }) => unitId);
}

/**
 * What is public stays so while a correction of it is approved and waits to be published; the days are those of the first
 * version, which the clocks of the year are about.
 *
 * @param versions in the order of their numbers.
 */
function stateOf(
  versions: readonly ApprovedVersion[],
): Pick<
  UnitDisclosure,
  "approvedOn" | "publishedOn" | "number" | "approvedHash" | "publishedHash" | "correctionReason" | "correction"
> {
  const [first] = versions;
  const newest = versions.at(-1);
  const shown = versions.findLast(({ publishedOn }) => publishedOn) ?? newest;
  return {
    approvedOn: first?.approvedOn ?? null,
    publishedOn: first?.publishedOn ?? null,
    number: shown?.number ?? 1,
    approvedHash: shown?.contentHash ?? null,
    publishedHash: shown?.publishedHash ?? null,
    correctionReason: shown?.correctionReason ?? null,
    correction:
      newest && newest.number > 1
        ? {
            number: newest.number,
            approvedOn: newest.approvedOn,
            publishedOn: newest.publishedOn,
          }
        : null,
  };
}
