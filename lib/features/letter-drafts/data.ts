import type { ApprovedAccounts } from "@/lib/domain/decision/letter/approved-figures";
import type { ApprovedSource } from "@/lib/domain/decision/letter/compose";
import { isFormatId } from "@/lib/domain/formats/format-of";
import { createReportModel } from "@/lib/domain/report/open-report";
import { factsOf } from "@/lib/features/checks/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { contentAt } from "@/lib/features/report-states/data";
import { readContent } from "@/lib/features/versions/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** The newest approved version of a unit's accounts of a year, and whether what was approved is kept. */
export interface ApprovedVersion extends Omit<ApprovedSource, "accounts" | "submitted"> {
  reportId: string;
  unitId: string;
  /** Submissions; of one that was submitted once the review changed nothing. */
  round: number;
  /** What was approved; `null`: an earlier release kept no text of it. */
  accounts: ApprovedAccounts | null;
}

/**
 * What was approved of units' accounts of a year, as it was kept at the approval or the publication, by the units'
 * code.
 */
export async function readApprovedVersions(
  districtId: string,
  fiscalYearId: string,
  unitIds: readonly string[],
  client: Prisma.TransactionClient = db(),
): Promise<ApprovedVersion[]> {
  return client.$queryRaw<ApprovedVersion[]>`
    SELECT v.id AS "versionId", r.id AS "reportId", r.unit_id AS "unitId", u.code AS "unitCode", u.name AS "unitName",
      v.number, v.round, v.content_hash AS "contentHash",
      CASE WHEN kept.snapshot IS NOT NULL THEN
        jsonb_build_object('tables', kept.snapshot->'tables', 'facts', kept.snapshot->'facts') END AS accounts
    FROM report r
    JOIN fiscal_year y ON y.id = r.fiscal_year_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(y.year, 12, 31)) u
    CROSS JOIN LATERAL (
      SELECT * FROM report_version v WHERE v.district_id = r.district_id AND v.report_id = r.id
        AND v.status IN ('approved', 'published') AND v.content_hash IS NOT NULL
      ORDER BY v.number DESC LIMIT 1) v
    LEFT JOIN LATERAL (
      SELECT p.snapshot::jsonb AS snapshot FROM publication p WHERE p.district_id = v.district_id AND p.version_id = v.id
      UNION ALL
      (SELECT a.snapshot::jsonb FROM report_approval a WHERE a.district_id = v.district_id AND a.version_id = v.id
        AND a.round = v.round AND a.content_hash = v.content_hash ORDER BY a.number DESC LIMIT 1)
      LIMIT 1) kept ON true
    WHERE r.district_id = ${districtId}::uuid AND r.fiscal_year_id = ${fiscalYearId}::uuid
      AND r.unit_id = ANY(${[...unitIds]}::uuid[])
    ORDER BY u.code, r.id`;
}

/**
 * The accounts of a version as they were first submitted, computed from what was changed since; `null` where nothing was
 * or the installation has not the format.
 */
export async function readSubmittedAccounts(districtId: string, versionId: string): Promise<ApprovedAccounts | null> {
  const first = await db().workflowEvent.findFirst({
    where: { districtId, versionId, step: "submit" },
    orderBy: { at: "asc" },
    select: { at: true },
  });
  const content = first && (await readContent(districtId, versionId));
  if (!content || !isFormatId(content.fiscalYear.tableSetId)) return null;
  const { content: then } = await contentAt(content, first.at);
  if (then.cells.every(({ value }, at) => value === content.cells[at]!.value)) return null;
  const { unit, fiscalYear } = content;
  const { year, tableSetId } = fiscalYear;
  const { texts } = factsOf(content);
  const model = createReportModel({
    identity: { unitName: unit.name, unitKind: unit.kind, year, tableSetId },
    ...(await readCatalogues(fiscalYear.catalogueId)),
    facts: { amounts: factsOf(then).amounts, texts },
  });
  const facts = then.cells.flatMap(({ address, measure, value }) =>
    value === null ? [] : [{ ...address, measure, value }],
  );
  return { tables: model.printedTables(), facts };
}
