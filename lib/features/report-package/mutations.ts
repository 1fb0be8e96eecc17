import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import type { StoredKeyEvaluation, StoredProjectForm } from "@/lib/domain/performance/stored-performance";
import { adjustedOpenings } from "@/lib/domain/report/adjusted-openings";
import { factKey, keyOf, type FactAddress, type FactKey } from "@/lib/domain/words/fact-address";
import { performanceSlot } from "@/lib/domain/words/facts";
import { adjustmentKey, placeOfAdjustment, placeOfAdjustmentSlot } from "@/lib/domain/words/opening-adjustments";
import { valuesOf } from "@/lib/documents/report-package/read-package";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { recordAudit, recordAuditOfVersion, type AuditActor } from "@/lib/features/audit/mutations";
import { performanceSummary } from "@/lib/features/performance/data";
import { writePerformance } from "@/lib/features/performance/mutations";
import { misplacedReasons, placedPackage } from "@/lib/features/report-package/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import { decimalOf, valueOf } from "@/lib/domain/formats/stored-decimal";
import { readContent, requireOwnFigures, type ReportContent, type VersionContext } from "@/lib/features/versions/data";
import {
  statementsOf,
  writeCells,
  writeTexts,
  type CellEdit,
  type ReportActor,
} from "@/lib/features/versions/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Replaces a version's content with a package's, or refuses it with every reason: another unit, another year, another
 * table set, cells that do not exist this year. Nothing is half-imported. `notes`: what did not find its place here and
 * was kept as it is.
 *
 * @throws AppError notEditable when the version has left the unit's hands.
 */
export async function importPackage(
  actor: ReportActor,
  context: VersionContext,
  brought: ReportPackage,
): Promise<Outcome<{ revision: number; notes: string[] }>> {
  const target = await readContent(context.districtId, context.versionId);
  if (!target) throw new AppError("notFound", `version ${context.versionId}`);

  const reasons = misplacedReasons(brought, target.unit, context, await readCatalogues(context.catalogueId));
  if (reasons.length > 0) return refused(...reasons);

  const { content, notes } = await placedPackage(context, brought);
  const outcome = await importContent(actor, context, {
    facts: valuesOf(content),
    texts: content.texts,
    projects: content.projects,
    keyEvaluations: content.keyEvaluations,
  });
  return outcome.ok ? done({ ...outcome.data, notes }) : outcome;
}

/** Records that somebody took an unpublished version out of the system, and in which form. */
export async function recordExport(
  actor: AuditActor,
  { district, reportId, unit, fiscalYear, version }: ReportContent,
  format: string,
): Promise<void> {
  const event = {
    districtId: district.id,
    action: "report.exported",
    actor,
    subject: { kind: "report", id: reportId, name: `${unit.name}${fiscalYear.year}年度` },
    details: { versionId: version.id, number: version.number, format },
  } as const;
  await db().$transaction((transaction) => recordAudit(event, transaction));
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
 * Replaces a version's whole content in one transaction, its audit event too: cells and texts that the package does not
 * name become blank, each with its change in the history. A fact at an address that does not exist this year, or
 * another value for a locked cell, refuses the package with every reason; nothing is half-imported.
 */
export async function importContent(
  actor: ReportActor,
  context: VersionContext,
  imported: ImportedContent,
): Promise<Outcome<{ revision: number }>> {
  requireOwnFigures(context);
  const catalogues = await readCatalogues(context.catalogueId);
  const { sheets } = formatOf(context.tableSetId);
  const reasons: string[] = [];
  const wanted = new Map<FactKey, CellEdit>();
  imported.facts.forEach(({ address, value }, index) => {
    const key = keyOf(address);
    const problem = addressProblem(address, sheets, catalogues);
    if (problem) reasons.push(`facts[${index}]（${key}）：${addressProblemMessages[problem]}`);
    else if (wanted.has(key)) reasons.push(`facts[${index}]（${key}）：同一单元格出现了两次。`);
    else if (value < 0 && !sheets.allowsNegative(address)) reasons.push(`facts[${index}]（${key}）：此处不应为负数。`);
    const measure = sheets.measureOf(address);
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
      const adjusted = openingsAfter(lines.rows, wanted);
      for (const { sheet, row, fund, column, ...line } of lines.rows) {
        const key = factKey(sheet, row, fund, column);
        const edit = wanted.get(key);
        if (line.is_locked) {
          // A locked opening moves with the adjustments that the package brings.
          const moved = adjusted.get(key);
          const after = moved === undefined ? valueOf(line.measure, line.amount) : moved;
          const isSame = edit === undefined || valueOf(line.measure, edit.amount) === after;
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
      const revisions = new Map(slots.rows.map(({ slot, revision }) => [slot, revision]));
      // What an event of the register hands over keeps its words as it keeps its amount.
      const locked = new Set(lines.rows.filter((line) => line.is_locked).map(keyOf));
      const isOfEvent = (slot: string) => {
        const place = placeOfAdjustmentSlot(slot);
        return place !== null && locked.has(adjustmentKey(place));
      };
      const texts = new Map<string, { slot: string; text: string; base: number }>(
        slots.rows.flatMap(({ slot, revision }) =>
          isOfEvent(slot) ? [] : [[slot, { slot, text: "", base: revision }] as const],
        ),
      );
      for (const { slot, text } of imported.texts) texts.set(slot, { slot, text, base: revisions.get(slot) ?? 0 });
      // The history has the forms, too: whoever brings them has worked on the version.
      if (imported.projects.length + imported.keyEvaluations.length > 0)
        texts.set(performanceSlot, {
          slot: performanceSlot,
          text: performanceSummary(imported),
          base: revisions.get(performanceSlot) ?? 0,
        });
      await writeTexts(statements, actor, context, "import", [...texts.values()]);

      await writePerformance(statements, context, imported);
      const { rows } = await statements.query<{ revision: number }>(
        "UPDATE report_version SET revision = revision + 1 WHERE district_id = $1::uuid AND id = $2::uuid RETURNING revision",
        version,
      );
      await recordAuditOfVersion(
        {
          districtId: context.districtId,
          versionId: context.versionId,
          actor,
          action: "report.imported",
          details: { facts: imported.facts.length },
        },
        transaction,
      );
      return done({ revision: rows[0]!.revision });
    },
    { timeout: IMPORT_LIMIT_MS },
  );
}

/** What the locked openings will be with the adjustments of a package in place of those of the version, in fen. */
function openingsAfter(
  lines: readonly (FactAddress & { is_locked: boolean; measure: Measure; amount: string | null })[],
  wanted: ReadonlyMap<FactKey, CellEdit>,
): ReadonlyMap<FactKey, number> {
  const stored = new Map(lines.map((line) => [keyOf(line), valueOf(line.measure, line.amount)] as const));
  const locked = new Set(lines.filter((line) => line.is_locked).map(keyOf));
  const keys = new Set(
    [...stored.keys(), ...wanted.keys()].filter((key) => placeOfAdjustment(key) && !locked.has(key)),
  );
  const after = [...keys].map((key) => {
    const edit = wanted.get(key);
    return [key, edit ? valueOf(edit.measure, edit.amount) : null] as const;
  });
  return new Map(adjustedOpenings(after, locked, (key) => stored.get(key) ?? null));
}
