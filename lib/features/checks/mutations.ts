import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { recordAuditOfVersion, type AuditActor } from "@/lib/features/audit/mutations";
import { askFor, type Claim, type ItemOutcome } from "@/lib/features/background-jobs/mutations";
import type { ItemOf } from "@/lib/features/background-jobs/schema";
import { evaluate, keptOfRun, modelOf, type Evaluation } from "@/lib/features/checks/data";
import type { ExplainFindingInput, JudgeExplanationInput } from "@/lib/features/checks/schema";
import { readContent, type ReportContent } from "@/lib/features/versions/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { databaseRefusalOf } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Runs the checks on a version as it is now and keeps their counts for the queues.
 *
 * @throws AppError notFound when the district has no such version.
 */
export async function runChecks(districtId: string, versionId: string): Promise<Evaluation & { revision: number }> {
  const evaluation = await evaluationOf(districtId, versionId);
  const { revision, status } = evaluation.version;
  if (status !== "published") {
    // Counts of a revision that has passed meanwhile are not worth keeping.
    await db().reportVersion.updateMany({
      where: { districtId, id: versionId, revision, status: { not: "published" } },
      data: keptOfRun(evaluation, evaluation),
    });
  }
  const { version: _, ...found } = evaluation;
  return { ...found, revision };
}

async function evaluationOf(
  districtId: string,
  versionId: string,
): Promise<Evaluation & Pick<ReportContent, "version">> {
  const content = await readContent(districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const catalogues = await readCatalogues(content.fiscalYear.catalogueId);
  return { ...evaluate(content, modelOf(content, catalogues)), version: content.version };
}

/**
 * Writes the unit's explanation of one finding; an empty text takes it back. It lapses when the finding's figures
 * change. Each author stays in the history, which a trigger writes: none of them decides on the version.
 */
export async function explainFinding(
  districtId: string,
  userId: string,
  input: ExplainFindingInput,
): Promise<Outcome<undefined>> {
  const key = { districtId, versionId: input.versionId, findingKey: input.findingKey };
  const data = { fingerprint: input.fingerprint, text: input.text, byId: userId, at: now() };
  try {
    await db().$transaction(async ({ findingExplanation }) => {
      if (input.text === "") await findingExplanation.updateMany({ where: { ...key, text: { not: "" } }, data });
      else
        await findingExplanation.upsert({
          where: { districtId_versionId_findingKey: key },
          create: { ...key, ...data },
          update: data,
        });
    });
    return done(undefined);
  } catch (error) {
    if (databaseRefusalOf(error) === "versionNotEditable") return refused("报告已上报，不能再修改核实说明。");
    throw error;
  }
}

/**
 * The same for what a page sends: an explanation is taken only of a finding that the checks give on what is stored. It
 * may be of other figures by now; taking one back is always possible.
 *
 * @throws AppError notFound when the district has no such version; FormatMissing where the installation has not the
 * year's format.
 */
export async function explainShownFinding(
  districtId: string,
  userId: string,
  input: ExplainFindingInput,
): Promise<Outcome<undefined>> {
  if (input.text !== "") {
    const { findings } = await evaluationOf(districtId, input.versionId);
    if (!findings.some(({ key }) => key === input.findingKey))
      return refused("现有数据没有这条审核结果，说明没有保存。请刷新后核对；数据有未保存的，先处理后重试。");
  }
  return explainFinding(districtId, userId, input);
}

/** Accepts or refuses an explanation while the bureau has the report; refused ones stand in the way of the next 上报. */
export async function judgeExplanation(
  districtId: string,
  actor: AuditActor & { id: string },
  input: JudgeExplanationInput,
): Promise<Outcome<undefined>> {
  const { versionId, findingKey, fingerprint, text, isAccepted } = input;
  return db().$transaction(async (transaction) => {
    // Waits for a step that is under way, as comments do.
    const [version] = await transaction.$queryRaw<{ status: VersionStatus }[]>`
      SELECT status::text AS status FROM report_version WHERE district_id = ${districtId}::uuid AND id = ${versionId}::uuid FOR UPDATE`;
    if (!version) throw new AppError("notFound", `version ${versionId}`);
    if (version.status !== "submitted" && version.status !== "underReview")
      return refused("报告不在审核中，不能办理核实说明。");
    const key = { districtId, versionId, findingKey };
    if ((await transaction.findingExplanation.count({ where: { ...key, fingerprint, text } })) === 0)
      return refused("单位的说明已有变化，请刷新后再办理。");
    const data = { fingerprint, text, isAccepted, reason: isAccepted ? "" : input.reason, byId: actor.id, at: now() };
    await transaction.explanationVerdict.create({ data: { ...key, ...data } });
    await recordAuditOfVersion(
      {
        districtId,
        versionId,
        actor,
        action: isAccepted ? "explanation.accepted" : "explanation.refused",
        details: { finding: findingKey, reason: data.reason },
      },
      transaction,
    );
    return done(undefined);
  });
}

/** One report's turn in the job: its findings are counted anew, by the rules of that moment. */
export async function recheckOfJob({ districtId }: Claim, { versionId }: ItemOf<"recheck">): Promise<ItemOutcome> {
  await runChecks(districtId, versionId);
  return { state: "done", reasons: [] };
}

/**
 * Asks for the counts of a year's reports that are in work to be made anew, in the transaction that changed what they
 * are judged by.
 */
export async function askForRecheck(
  transaction: Prisma.TransactionClient,
  districtId: string,
  askedBy: AuditActor,
  { id: fiscalYearId, year }: { id: string; year: number },
): Promise<void> {
  const counted = await transaction.$queryRaw<{ versionId: string; unitCode: string; unitName: string }[]>`
    SELECT v.id AS "versionId", u.code AS "unitCode", u.name AS "unitName" FROM report_version v
    JOIN report r ON r.district_id = v.district_id AND r.id = v.report_id
    CROSS JOIN LATERAL unit_as_of(r.unit_id, make_date(${year}::int, 12, 31)) u
    WHERE v.district_id = ${districtId}::uuid AND r.fiscal_year_id = ${fiscalYearId}::uuid
      AND v.checked_revision IS NOT NULL AND v.status NOT IN ('approved', 'published')
    ORDER BY u.code`;
  if (counted.length === 0) return;
  await askFor(transaction, {
    districtId,
    kind: "recheck",
    askedBy,
    subject: `${year}年度 ${counted.length} 个单位`,
    items: counted.map(({ versionId, unitCode, unitName }) => ({
      label: unitName,
      code: unitCode,
      href: `/review/${unitCode}/${year}`,
      input: { versionId },
    })),
  });
}
