import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { evaluate, modelOf, type Evaluation } from "@/lib/features/checks/data";
import type { ExplainFindingInput, JudgeExplanationInput } from "@/lib/features/checks/schema";
import { readContent } from "@/lib/features/versions/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { databaseRefusalOf } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Runs the checks on a version as it is now and keeps their counts for the queues.
 *
 * @throws AppError notFound when the district has no such version.
 */
export async function runChecks(districtId: string, versionId: string): Promise<Evaluation & { revision: number }> {
  const content = await readContent(districtId, versionId);
  if (!content) throw new AppError("notFound", `version ${versionId}`);
  const evaluation = evaluate(content, modelOf(content, await readCatalogues(content.fiscalYear.catalogueId)));
  const { revision, status } = content.version;
  if (status !== "published") {
    // Counts of a revision that has passed meanwhile are not worth keeping.
    await db().reportVersion.updateMany({
      where: { districtId, id: versionId, revision, status: { not: "published" } },
      data: {
        checkedRevision: revision,
        blockingFindings: evaluation.blocking,
        explainFindings: evaluation.explain,
        hintFindings: evaluation.hint,
      },
    });
  }
  return { ...evaluation, revision };
}

/**
 * Writes the unit's explanation of one finding; an empty text takes it back. It lapses when the finding's figures change.
 * Each author stays in the history, which a trigger writes: none of them decides on the version.
 */
export async function explainFinding(
  districtId: string,
  userId: string,
  input: ExplainFindingInput,
): Promise<Outcome<undefined>> {
  const key = { districtId, versionId: input.versionId, findingKey: input.findingKey };
  const data = { fingerprint: input.fingerprint, text: input.text, byId: userId, at: now() };
  try {
    if (input.text === "") await db().findingExplanation.updateMany({ where: { ...key, text: { not: "" } }, data });
    else
      await db().findingExplanation.upsert({
        where: { districtId_versionId_findingKey: key },
        create: { ...key, ...data },
        update: data,
      });
    return done(undefined);
  } catch (error) {
    if (databaseRefusalOf(error) === "versionNotEditable") return refused("报告已上报，不能再修改核实说明。");
    throw error;
  }
}

/** Accepts or refuses an explanation while the bureau has the report; refused ones stand in the way of the next 上报. */
export async function judgeExplanation(
  districtId: string,
  userId: string,
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
    const data = { fingerprint, text, isAccepted, reason: isAccepted ? "" : input.reason, byId: userId, at: now() };
    await transaction.explanationVerdict.upsert({
      where: { districtId_versionId_findingKey: key },
      create: { ...key, ...data },
      update: data,
    });
    return done(undefined);
  });
}
