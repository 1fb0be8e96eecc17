import { performanceSlot } from "@/lib/domain/words/facts";
import type { StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { performancePartOf } from "@/lib/domain/performance/stored-performance";
import { performanceSummary } from "@/lib/features/performance/data";
import type { PerformanceResult } from "@/lib/features/performance/schema";
import { namesOf, readContent, type VersionContext } from "@/lib/features/versions/data";
import { writePerformance, writeTexts, type ReportActor } from "@/lib/features/versions/mutations";
import { AppError } from "@/lib/platform/errors";
import { pool } from "@/lib/platform/db";

/**
 * Replaces the performance part of a version, unless somebody else has saved it since `baseRevision`: then theirs is the
 * answer and nothing changes. Its revision and its history are those of the text slot that sums it up.
 *
 * @throws AppError notFound, notEditable.
 */
export async function savePerformance(
  actor: ReportActor,
  context: VersionContext,
  { performance, baseRevision }: { performance: StoredPerformance; baseRevision: number },
): Promise<PerformanceResult> {
  const client = await pool().connect();
  try {
    await client.query("BEGIN");
    const { results } = await writeTexts(client, actor, context, "typed", [
      { slot: performanceSlot, text: performanceSummary(performance), base: baseRevision },
    ]);
    const [result] = results;
    if (!result) throw new AppError("internal", "no answer for the performance part");
    if (result.ok) {
      if (result.revision !== baseRevision) await writePerformance(client, context, performance);
      await client.query("COMMIT");
      return { ok: true, revision: result.revision };
    }
    await client.query("ROLLBACK");
    const content = await readContent(context.districtId, context.versionId);
    const names = await namesOf(context.districtId, [result.byId]);
    const by = result.byId === null ? null : (names.get(result.byId) ?? null);
    return {
      ok: false,
      revision: result.revision,
      theirs: performancePartOf(content!),
      by,
      at: result.at === null ? null : new Date(result.at).toISOString(),
      message: "项目绩效已被他人修改，请核对后选择保留哪一份。",
    };
  } catch (error) {
    await client.query("ROLLBACK").catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}
