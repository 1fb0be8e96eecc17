import { performanceChanges } from "@/lib/domain/differences/performance-entries";
import { performanceSlot } from "@/lib/domain/words/facts";
import {
  performancePartOf,
  type StoredPerformance,
  type StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import { performanceSummary } from "@/lib/features/performance/data";
import type { PerformanceResult } from "@/lib/features/performance/schema";
import { namesOf } from "@/lib/features/users/data";
import { readContent, requireOwnFigures, type VersionContext } from "@/lib/features/versions/data";
import { writeTexts, type ReportActor, type Statements } from "@/lib/features/versions/mutations";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Replaces the performance part of a version, unless somebody else has saved it since `baseRevision`: then theirs is
 * the answer and nothing changes. Its revision and its history are those of the text slot that sums it up.
 *
 * @throws AppError notFound, notEditable.
 */
export async function savePerformance(
  actor: ReportActor,
  context: VersionContext,
  { performance, baseRevision }: { performance: StoredPerformance; baseRevision: number },
): Promise<PerformanceResult> {
  requireOwnFigures(context);
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

/** One indicator with where it stands. */
type PlacedIndicator = StoredProjectForm["indicators"][number] & { project: number; position: number };

/**
 * Makes the performance part of a version the given one, in eight statements however long it is. Projects, indicators
 * and reports keep their rows by position; a row that says the same already is not written. What it changed is kept.
 */
export async function writePerformance(
  client: Statements,
  { districtId, versionId }: Pick<VersionContext, "districtId" | "versionId">,
  { projects, keyEvaluations }: StoredPerformance,
): Promise<void> {
  const version = [districtId, versionId];
  const changes = performanceChanges(
    await readStoredPart(client, version),
    performancePartOf({ projects, keyEvaluations }),
  );
  if (changes.length > 0)
    await client.query(
      `INSERT INTO performance_change (district_id, version_id, changes, at)
       VALUES ($1::uuid, $2::uuid, $3::jsonb, $4::timestamptz)`,
      [...version, JSON.stringify(changes), now().toISOString()],
    );
  const rows = projects.map(({ indicators: _, ...project }, position) => ({ position, ...project }));
  const indicators = projects.flatMap((project, at) =>
    project.indicators.map((indicator, position): PlacedIndicator => ({ project: at, position, ...indicator })),
  );
  // A project takes its indicators with it.
  await client.query(
    "DELETE FROM performance_project WHERE district_id = $1::uuid AND version_id = $2::uuid AND position >= $3::int",
    [...version, projects.length],
  );
  await client.query(
    `INSERT INTO performance_project AS stored
       (district_id, version_id, id, position, name, implementer, supervisor, phone, funding, goal, attainment,
        execution_score, stated_score, low_score_plan)
     SELECT $1::uuid, $2::uuid, gen_random_uuid(), position, name, implementer, supervisor, phone, funding, goal,
       attainment, nullif("executionScore", '')::numeric, nullif("statedScore", '')::numeric, "lowScorePlan"
     FROM jsonb_to_recordset($3::jsonb) AS given(
       position int, name text, implementer text, supervisor text, phone text, funding jsonb, goal text,
       attainment text, "executionScore" text, "statedScore" text, "lowScorePlan" text)
     ON CONFLICT (district_id, version_id, position) DO UPDATE
     SET name = excluded.name, implementer = excluded.implementer, supervisor = excluded.supervisor,
         phone = excluded.phone, funding = excluded.funding, goal = excluded.goal, attainment = excluded.attainment,
         execution_score = excluded.execution_score, stated_score = excluded.stated_score,
         low_score_plan = excluded.low_score_plan
     WHERE (stored.name, stored.implementer, stored.supervisor, stored.phone, stored.funding, stored.goal,
            stored.attainment, stored.execution_score, stored.stated_score, stored.low_score_plan)
       IS DISTINCT FROM
           (excluded.name, excluded.implementer, excluded.supervisor, excluded.phone, excluded.funding, excluded.goal,
            excluded.attainment, excluded.execution_score, excluded.stated_score, excluded.low_score_plan)`,
    [...version, JSON.stringify(rows)],
  );
  await client.query(
    `DELETE FROM performance_indicator AS indicator USING performance_project AS project
     WHERE project.district_id = $1::uuid AND project.version_id = $2::uuid
       AND indicator.district_id = project.district_id AND indicator.version_id = project.version_id
       AND indicator.project_id = project.id
       AND indicator.position >= ($3::jsonb ->> project.position)::int`,
    [...version, JSON.stringify(projects.map((project) => project.indicators.length))],
  );
  await client.query(
    `INSERT INTO performance_indicator AS stored
       (district_id, version_id, project_id, position, first, second, third, direction, target, actual, unit, band,
        weight, score, reason)
     SELECT project.district_id, project.version_id, project.id, given.position, first, second, third, direction,
       target, actual, unit, band, weight, nullif(score, '')::numeric, reason
     FROM jsonb_to_recordset($3::jsonb) AS given(
       project int, position int, first text, second text, third text, direction text, target text, actual text,
       unit text, band text, weight numeric, score text, reason text)
     JOIN performance_project AS project
       ON project.district_id = $1::uuid AND project.version_id = $2::uuid AND project.position = given.project
     ON CONFLICT (district_id, version_id, project_id, position) DO UPDATE
     SET first = excluded.first, second = excluded.second, third = excluded.third, direction = excluded.direction,
         target = excluded.target, actual = excluded.actual, unit = excluded.unit, band = excluded.band,
         weight = excluded.weight, score = excluded.score, reason = excluded.reason
     WHERE (stored.first, stored.second, stored.third, stored.direction, stored.target, stored.actual, stored.unit,
            stored.band, stored.weight, stored.score, stored.reason)
       IS DISTINCT FROM
           (excluded.first, excluded.second, excluded.third, excluded.direction, excluded.target, excluded.actual,
            excluded.unit, excluded.band, excluded.weight, excluded.score, excluded.reason)`,
    [...version, JSON.stringify(indicators)],
  );
  await client.query(
    "DELETE FROM key_evaluation WHERE district_id = $1::uuid AND version_id = $2::uuid AND position >= $3::int",
    [...version, keyEvaluations.length],
  );
  await client.query(
    `INSERT INTO key_evaluation AS stored (district_id, version_id, position, content)
     SELECT $1::uuid, $2::uuid, at - 1, content FROM jsonb_array_elements($3::jsonb) WITH ORDINALITY AS given(content, at)
     ON CONFLICT (district_id, version_id, position) DO UPDATE SET content = excluded.content
     WHERE stored.content IS DISTINCT FROM excluded.content`,
    [...version, JSON.stringify(keyEvaluations)],
  );
}

/** The part as the same statements see it, in the form in which it is stored and exchanged. */
async function readStoredPart(client: Statements, version: readonly string[]): Promise<StoredPerformance> {
  const { rows } = await client.query<StoredPerformance>(
    `SELECT
       (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'name', p.name, 'implementer', p.implementer, 'supervisor', p.supervisor, 'phone', p.phone, 'funding', p.funding,
          'goal', p.goal, 'attainment', p.attainment, 'executionScore', coalesce(trim_scale(p.execution_score)::text, ''),
          'statedScore', coalesce(trim_scale(p.stated_score)::text, ''), 'lowScorePlan', p.low_score_plan,
          'indicators', (SELECT coalesce(jsonb_agg(jsonb_build_object(
             'first', i.first, 'second', i.second, 'third', i.third, 'direction', i.direction, 'target', i.target,
             'actual', i.actual, 'unit', i.unit, 'band', i.band, 'weight', trim_scale(i.weight)::text,
             'score', coalesce(trim_scale(i.score)::text, ''), 'reason', i.reason) ORDER BY i.position), '[]')
           FROM performance_indicator i
           WHERE i.district_id = p.district_id AND i.version_id = p.version_id AND i.project_id = p.id)
        ) ORDER BY p.position), '[]')
        FROM performance_project p WHERE p.district_id = $1::uuid AND p.version_id = $2::uuid) AS projects,
       (SELECT coalesce(jsonb_agg(content ORDER BY position), '[]')
        FROM key_evaluation WHERE district_id = $1::uuid AND version_id = $2::uuid) AS "keyEvaluations"`,
    [...version],
  );
  return performancePartOf(rows[0]!);
}
