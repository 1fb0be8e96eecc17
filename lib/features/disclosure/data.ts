import { chinaDay } from "@/lib/domain/words/moments";
import type { Disclosure, UnitDisclosure } from "@/lib/domain/checks/rule/disclosure";
import { demandOf, readCongressApproval } from "@/lib/features/congress-approvals/data";
import { listOwnDays } from "@/lib/features/decision-rules/data";
import type { FiscalYearRow } from "@/lib/features/fiscal-years/data";
import { listUnitsOfYear } from "@/lib/features/units/data";
import { listReportSummaries, waitsForCongress } from "@/lib/features/versions/data";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";

/** A version of a report that was approved, and what was published of it. */
interface ApprovedVersion {
  number: number;
  approvedAt: Date;
  contentHash: string | null;
  publication: { publishedAt: Date; contentHash: string; correctionReason: string | null } | null;
}

/**
 * How every unit that owes a year or has published it stands in that year: what L-60 to L-62 look at. As many queries
 * whatever the size.
 */
export async function readDisclosure(
  districtId: string,
  { id: fiscalYearId, year, deadline, rule }: Pick<FiscalYearRow, "id" | "year" | "deadline" | "rule">,
): Promise<Disclosure> {
  const [units, reports, summaries, congress, holidays] = await Promise.all([
    listUnitsOfYear(districtId, year),
    db().report.findMany({
      where: { districtId, fiscalYearId },
      select: {
        unitId: true,
        versions: {
          where: { approvedAt: { not: null } },
          orderBy: { number: "asc" },
          select: {
            number: true,
            approvedAt: true,
            contentHash: true,
            publication: { select: { publishedAt: true, contentHash: true, correctionReason: true } },
          },
        },
      },
    }),
    listReportSummaries(districtId, { fiscalYearId }),
    readCongressApproval(districtId, fiscalYearId),
    listOwnDays(districtId),
  ]);
  const demand = demandOf(congress, rule);
  const waits = (unitId: string) => {
    const report = summaries.get(`${unitId}:${fiscalYearId}`);
    return report !== undefined && waitsForCongress(report, demand);
  };
  const nameOf = new Map(units.map(({ id, name }) => [id, name]));
  const approvedOf = new Map(reports.map(({ unitId, versions }) => [unitId, versions as ApprovedVersion[]]));
  return {
    today: chinaDay(now()),
    isDue: now() > deadline,
    congressDecidedOn: congress?.decidedOn ?? null,
    rule,
    holidays,
    units: units
      .filter(
        (unit) =>
          unit.level === "unit" && (unit.isOwing || approvedOf.get(unit.id)?.some(({ publication }) => publication)),
      )
      .map(({ id, parentId, code, name, isExempt, exemptBasis }) => ({
        unitCode: code,
        unitName: name,
        departmentName: parentId === null ? null : (nameOf.get(parentId) ?? null),
        isExempt,
        exemptBasis,
        hasAccounts: approvedOf.has(id),
        waitsForCongress: waits(id),
        departmentApprovedOn: dayOf(approvedOf.get(parentId ?? "")?.[0]?.approvedAt),
        ...stateOf(approvedOf.get(id) ?? []),
      })),
  };
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
  const shown = versions.findLast(({ publication }) => publication) ?? newest;
  return {
    approvedOn: dayOf(first?.approvedAt),
    publishedOn: dayOf(first?.publication?.publishedAt),
    number: shown?.number ?? 1,
    approvedHash: shown?.contentHash ?? null,
    publishedHash: shown?.publication?.contentHash ?? null,
    correctionReason: shown?.publication?.correctionReason ?? null,
    correction:
      newest && newest.number > 1
        ? {
            number: newest.number,
            approvedOn: chinaDay(newest.approvedAt),
            publishedOn: dayOf(newest.publication?.publishedAt),
          }
        : null,
  };
}

function dayOf(moment: Date | null | undefined): string | null {
  return moment ? chinaDay(moment) : null;
}
