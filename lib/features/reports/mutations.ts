import { formatYuan } from "@/lib/domain/words/amounts";
import { factKey, keyOf, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import { performanceSlot } from "@/lib/domain/words/facts";
import {
  addressProblem,
  addressProblemMessages,
  allowsNegative,
  measureOf,
  type Measure,
} from "@/lib/domain/formats/sheets";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import { textProblem } from "@/lib/domain/text/declared-slots";
import type {
  StoredKeyEvaluation,
  StoredPerformance,
  StoredProjectForm,
} from "@/lib/domain/performance/stored-performance";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { performanceSummary } from "@/lib/features/performance/data";
import { decimalOf, namesOf, valueOf, type VersionContext } from "@/lib/features/reports/data";
import type { CellResult, SaveAnswer, SaveCellsInput, TextResult } from "@/lib/features/reports/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db, pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** A person who acts; history keeps the id. */
export type ReportActor = AuditActor & { id: string };

/** One cell as `save_cells` (migration enforce_rules) takes it: decimal text or the input as typed, never both. */
interface CellEdit {
  address: FactAddress;
  measure: Measure;
  amount: string | null;
  raw: string | null;
  base: number;
}

type StoredAnswer<R> =
  | { found: false }
  | { found: true; editable: false; status: VersionStatus }
  | { found: true; editable: true; revision: number; results: R[] };

type CellAnswer =
  | { ok: true; revision: number }
  | {
      ok: false;
      reason: "conflict" | "locked";
      revision: number;
      amount: string | null;
      raw: string | null;
      byId: string | null;
      at: string;
    };

type TextAnswer =
  | { ok: true; revision: number }
  | { ok: false; reason: "conflict"; revision: number; text: string; byId: string | null; at: string };

/**
 * Saves cells of a version in one statement. Every edit is compared with the revision the person started from; an edit
 * that lost the race changes nothing and answers with the other value, who and when. An input that is no amount is kept
 * as typed. Blank clears the cell, whose revision goes on.
 *
 * @throws AppError notEditable when the version has left the unit's hands; the database refuses it, too.
 */
export async function saveCells(
  actor: ReportActor,
  context: VersionContext,
  input: Omit<SaveCellsInput, "versionId">,
): Promise<SaveAnswer<CellResult>> {
  const catalogues = await readCatalogues(context.catalogueId);
  const results: (CellResult | null)[] = [];
  const edits: CellEdit[] = [];
  for (const { address, input: text, baseRevision } of input.edits) {
    const trimmed = text.trim();
    // Clearing is always possible: a subject may have left the catalogue since.
    const problem = trimmed === "" ? undefined : addressProblem(address, catalogues);
    if (problem !== undefined) {
      results.push({
        ok: false,
        reason: "unknownCell",
        message: addressProblemMessages[problem],
        revision: 0,
        value: null,
        rawInput: text,
        by: null,
        at: null,
      });
      continue;
    }
    const measure = measureOf(address);
    const parsed = parseTypedAmount(address, trimmed, input.unit);
    edits.push({
      address,
      measure,
      amount: parsed.ok && parsed.value !== null ? decimalOf(measure, parsed.value) : null,
      raw: parsed.ok ? null : trimmed,
      base: baseRevision,
    });
    results.push(null);
  }

  const answer = await writeCells(pool(), actor, context, input.how, edits);
  const names = await namesOf(
    context.districtId,
    answer.results.map((result) => (result.ok ? null : result.byId)),
  );
  let next = 0;
  return {
    revision: answer.revision,
    results: results.map((result) => {
      if (result !== null) return result;
      const edit = edits[next]!;
      const stored = answer.results[next]!;
      next += 1;
      if (stored.ok)
        return { ok: true, revision: stored.revision, value: valueOf(edit.measure, edit.amount), rawInput: edit.raw };
      const value = valueOf(edit.measure, stored.amount);
      const by = stored.byId === null ? null : (names.get(stored.byId) ?? null);
      const shown =
        stored.raw ?? (value === null ? "空白" : edit.measure === "money" ? `${formatYuan(value)}元` : String(value));
      const message =
        stored.reason === "locked"
          ? `此处取自上年已公开的决算（${shown}），不能修改。`
          : `${by ?? "他人"}刚刚将此处改为${shown}，您的内容尚未保存，请核对两方数值后再选用。`;
      return {
        ok: false,
        reason: stored.reason,
        message,
        revision: stored.revision,
        value,
        rawInput: stored.raw,
        by,
        at: stored.at,
      };
    }),
  };
}

/** Where statements are sent: to the pool, to one of its connections, or into a transaction of Prisma's. */
export interface Statements {
  query<Row>(text: string, values?: unknown[]): Promise<{ rows: Row[] }>;
}

/** The statements of a transaction of Prisma's. */
function statementsOf(transaction: Prisma.TransactionClient): Statements {
  return {
    query: async <Row>(text: string, values: unknown[] = []) => ({
      rows: await transaction.$queryRawUnsafe<Row[]>(text, ...values),
    }),
  };
}

async function writeCells(
  client: Statements,
  actor: ReportActor,
  context: Pick<VersionContext, "districtId" | "versionId">,
  how: string,
  edits: readonly CellEdit[],
) {
  const { rows } = await client.query<{ answer: StoredAnswer<CellAnswer> }>(
    "SELECT save_cells($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::jsonb) AS answer",
    [
      context.districtId,
      context.versionId,
      actor.id,
      how,
      now().toISOString(),
      JSON.stringify(
        edits.map(({ address, measure, amount, raw, base }) => ({ ...address, measure, amount, raw, base })),
      ),
    ],
  );
  return editableOrThrow(rows[0]?.answer);
}

/** Saves texts inside a transaction, or by itself; compares revisions. */
export async function writeTexts(
  client: Statements,
  actor: ReportActor,
  context: Pick<VersionContext, "districtId" | "versionId">,
  how: string,
  edits: readonly { slot: string; text: string; base: number }[],
) {
  const { rows } = await client.query<{ answer: StoredAnswer<TextAnswer> }>(
    "SELECT save_texts($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::jsonb) AS answer",
    [context.districtId, context.versionId, actor.id, how, now().toISOString(), JSON.stringify(edits)],
  );
  return editableOrThrow(rows[0]?.answer);
}

function editableOrThrow<R>(answer: StoredAnswer<R> | undefined): { revision: number; results: R[] } {
  if (!answer?.found) throw new AppError("notFound", "version");
  if (!answer.editable) throw new AppError("notEditable", answer.status);
  return answer;
}

/** Saves texts with the same comparison of revisions as cells. A text that the year has no place for is answered, not kept. */
export async function saveTexts(
  actor: ReportActor,
  context: VersionContext,
  input: { how: string; edits: readonly { slot: string; text: string; baseRevision: number }[] },
): Promise<SaveAnswer<TextResult>> {
  const { functional } = await readCatalogues(context.catalogueId);
  const judged = input.edits.map((edit) => ({
    edit,
    problem: textProblem(edit, { tableSetId: context.tableSetId, functional }),
  }));
  const edits = judged.flatMap(({ edit: { slot, text, baseRevision }, problem }) =>
    problem === undefined ? [{ slot, text, base: baseRevision }] : [],
  );
  const answer = await writeTexts(pool(), actor, context, input.how, edits);
  const names = await namesOf(
    context.districtId,
    answer.results.map((result) => (result.ok ? null : result.byId)),
  );
  const stored = answer.results.values();
  return {
    revision: answer.revision,
    results: judged.map(({ edit, problem }): TextResult => {
      if (problem !== undefined)
        return { ok: false, reason: "unknownSlot", message: problem, revision: 0, text: "", by: null, at: null };
      const result = stored.next().value!;
      if (result.ok) return { ok: true, revision: result.revision, text: edit.text };
      const by = result.byId === null ? null : (names.get(result.byId) ?? null);
      const message = `${by ?? "他人"}刚刚修改了这段文字，您的内容尚未保存，请核对两方文字后再选用。`;
      return {
        ok: false,
        reason: "conflict",
        message,
        revision: result.revision,
        text: result.text,
        by,
        at: result.at,
      };
    }),
  };
}

/** A package of a unit with two hundred subjects takes half a second. */
const IMPORT_LIMIT_MS = 30_000;

/** All of a report's content, as a package brings it. Values are fen or counts. */
export interface ImportedContent {
  facts: readonly { address: FactAddress; value: number }[];
  texts: readonly { slot: string; text: string }[];
  projects: readonly StoredProjectForm[];
  keyEvaluations: readonly StoredKeyEvaluation[];
}

/**
 * Replaces a version's whole content in one transaction, its audit event too: cells and texts that the package does not name become
 * blank, each with its change in the history. A fact at an address that does not exist this year, or another value for a locked
 * cell, refuses the package with every reason; nothing is half-imported.
 */
export async function importContent(
  actor: ReportActor,
  context: VersionContext,
  imported: ImportedContent,
): Promise<Outcome<{ revision: number }>> {
  const catalogues = await readCatalogues(context.catalogueId);
  const reasons: string[] = [];
  const wanted = new Map<FactKey, CellEdit>();
  imported.facts.forEach(({ address, value }, index) => {
    const key = keyOf(address);
    const problem = addressProblem(address, catalogues);
    if (problem) reasons.push(`facts[${index}]（${key}）：${addressProblemMessages[problem]}`);
    else if (wanted.has(key)) reasons.push(`facts[${index}]（${key}）：同一单元格出现了两次。`);
    else if (value < 0 && !allowsNegative(address)) reasons.push(`facts[${index}]（${key}）：此处不应为负数。`);
    const measure = measureOf(address);
    wanted.set(key, { address, measure, amount: decimalOf(measure, value), raw: null, base: 0 });
  });
  if (reasons.length > 0) return { ok: false, reasons };

  return db().$transaction(
    async (transaction): Promise<Outcome<{ revision: number }>> => {
      const statements = statementsOf(transaction);
      const version = [context.districtId, context.versionId];
      await transaction.$executeRaw`SELECT FROM report_version WHERE district_id = ${context.districtId}::uuid AND id = ${context.versionId}::uuid FOR UPDATE`;
      const lines = await statements.query<
        FactAddress & { revision: number; is_locked: boolean; measure: Measure; amount: string | null }
      >(
        `SELECT sheet, subject AS row, fund, column_id AS "column", revision, is_locked, measure::text, amount::text FROM budget_line
         WHERE district_id = $1::uuid AND version_id = $2::uuid`,
        version,
      );
      for (const { sheet, row, fund, column, ...line } of lines.rows) {
        const key = factKey(sheet, row, fund, column);
        const edit = wanted.get(key);
        if (line.is_locked) {
          const isSame =
            edit === undefined || valueOf(line.measure, edit.amount) === valueOf(line.measure, line.amount);
          if (isSame) wanted.delete(key);
          else reasons.push(`${key}：此处取自上年已公开的决算（${line.amount}），报告包中的数不同，请核对。`);
        } else if (edit) edit.base = line.revision;
        else
          wanted.set(key, {
            address: { sheet, row, fund, column },
            measure: line.measure,
            amount: null,
            raw: null,
            base: line.revision,
          });
      }
      // Nothing has been written yet.
      if (reasons.length > 0) return refused(...reasons);
      await writeCells(statements, actor, context, "import", [...wanted.values()]);

      const slots = await statements.query<{ slot: string; revision: number }>(
        "SELECT slot, revision FROM text_slot WHERE district_id = $1::uuid AND version_id = $2::uuid",
        version,
      );
      const texts = new Map(slots.rows.map(({ slot, revision }) => [slot, { slot, text: "", base: revision }]));
      for (const { slot, text } of imported.texts) texts.set(slot, { slot, text, base: texts.get(slot)?.base ?? 0 });
      // The history has the forms, too: whoever brings them has worked on the version.
      if (imported.projects.length + imported.keyEvaluations.length > 0)
        texts.set(performanceSlot, {
          slot: performanceSlot,
          text: performanceSummary(imported),
          base: texts.get(performanceSlot)?.base ?? 0,
        });
      await writeTexts(statements, actor, context, "import", [...texts.values()]);

      await writePerformance(statements, context, imported);
      const { rows } = await statements.query<{ revision: number }>(
        "UPDATE report_version SET revision = revision + 1 WHERE district_id = $1::uuid AND id = $2::uuid RETURNING revision",
        version,
      );
      await recordAudit(
        {
          districtId: context.districtId,
          action: "report.imported",
          actor,
          subject: { kind: "report", id: context.reportId, name: `${context.year}年度` },
          details: { versionId: context.versionId, facts: imported.facts.length },
        },
        transaction,
      );
      return done({ revision: rows[0]!.revision });
    },
    { timeout: IMPORT_LIMIT_MS },
  );
}

/** Replaces the performance part of a version. */
export async function writePerformance(
  client: Statements,
  { districtId, versionId }: Pick<VersionContext, "districtId" | "versionId">,
  { projects, keyEvaluations }: StoredPerformance,
): Promise<void> {
  const version = [districtId, versionId];
  await client.query("DELETE FROM performance_project WHERE district_id = $1 AND version_id = $2", version);
  await client.query("DELETE FROM key_evaluation WHERE district_id = $1 AND version_id = $2", version);
  for (const [position, project] of projects.entries()) {
    const {
      name,
      implementer,
      supervisor,
      phone,
      funding,
      goal,
      attainment,
      executionScore,
      statedScore,
      lowScorePlan,
    } = project;
    const inserted = await client.query<{ id: string }>(
      `INSERT INTO performance_project (district_id, version_id, id, position, name, implementer, supervisor, phone, funding, goal, attainment, execution_score, stated_score, low_score_plan)
       VALUES ($1, $2, gen_random_uuid(), $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) RETURNING id`,
      [
        ...version,
        position,
        name,
        implementer,
        supervisor,
        phone,
        JSON.stringify(funding),
        goal,
        attainment,
        executionScore || null,
        statedScore || null,
        lowScorePlan,
      ],
    );
    for (const [row, indicator] of project.indicators.entries()) {
      const { first, second, third, direction, target, actual, unit, band, weight, score, reason } = indicator;
      await client.query(
        `INSERT INTO performance_indicator (district_id, version_id, project_id, position, first, second, third, direction, target, actual, unit, band, weight, score, reason)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`,
        [
          ...version,
          inserted.rows[0]!.id,
          row,
          first,
          second,
          third,
          direction,
          target,
          actual,
          unit,
          band,
          weight,
          score || null,
          reason,
        ],
      );
    }
  }
  for (const [position, report] of keyEvaluations.entries())
    await client.query(
      "INSERT INTO key_evaluation (district_id, version_id, position, content) VALUES ($1, $2, $3, $4)",
      [...version, position, JSON.stringify(report)],
    );
}
