import { formatYuan } from "@/lib/domain/words/amounts";
import { keyOf, type FactAddress } from "@/lib/domain/words/fact-address";
import { isNoDataSlot, memberUnitsSlot } from "@/lib/domain/words/facts";
import { adjustmentKey, placeOfAdjustmentSlot } from "@/lib/domain/words/opening-adjustments";
import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import { formatOf } from "@/lib/domain/formats/format-of";
import type { Measure } from "@/lib/domain/formats/sheet-definition";
import { valueText } from "@/lib/domain/formats/stored-values";
import { parseTypedAmount } from "@/lib/domain/formats/typed-amount";
import { textProblem } from "@/lib/domain/text/declared-slots";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import type { AuditActor } from "@/lib/features/audit/mutations";
import { namesOf } from "@/lib/features/users/data";
import { decimalOf, valueOf } from "@/lib/domain/formats/stored-decimal";
import { requireOwnFigures, type VersionContext } from "@/lib/features/versions/data";
import type { CellResult, SaveAnswer, SaveCellsInput, TextResult } from "@/lib/features/versions/schema";
import { readCatalogues } from "@/lib/features/subjects/data";
import { now } from "@/lib/platform/clock";
import { pool } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";
import { heldCall, throwRefusal } from "@/lib/platform/standing";

/** A person who acts; history keeps the id. */
export type ReportActor = AuditActor & { id: string };

/** One cell as `save_cells` (migration enforce_rules) takes it: decimal text or the input as typed, never both. */
export interface CellEdit {
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
  requireOwnFigures(context);
  const catalogues = await readCatalogues(context.catalogueId, { edition: context.catalogueEdition });
  const { sheets } = formatOf(context.tableSetId);
  const results: (CellResult | null)[] = [];
  const edits: CellEdit[] = [];
  for (const { address, input: text, baseRevision } of input.edits) {
    const trimmed = text.trim();
    // Clearing is always possible: a subject may have left the catalogue since.
    const problem = trimmed === "" ? undefined : addressProblem(address, sheets, catalogues);
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
    const measure = sheets.measureOf(address);
    const parsed = parseTypedAmount(address, trimmed, input.unit, sheets);
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
        stored.raw ??
        (value === null
          ? "空白"
          : edit.measure === "money"
            ? `${formatYuan(value)}元`
            : valueText(edit.measure, value));
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
export function statementsOf(transaction: Prisma.TransactionClient): Statements {
  return {
    query: async <Row>(text: string, values: unknown[] = []) => ({
      rows: await transaction.$queryRawUnsafe<Row[]>(text, ...values),
    }),
  };
}

/** Saves cells inside a transaction, or by themselves; compares revisions. */
export async function writeCells(
  client: Statements,
  actor: ReportActor,
  context: Pick<VersionContext, "districtId" | "versionId">,
  how: string,
  edits: readonly CellEdit[],
) {
  return editableOrThrow(
    await callHeld<StoredAnswer<CellAnswer>>(client, "save_cells", [
      context.districtId,
      context.versionId,
      actor.id,
      how,
      now().toISOString(),
      JSON.stringify(
        edits.map(({ address, measure, amount, raw, base }) => ({ ...address, measure, amount, raw, base })),
      ),
    ]),
  );
}

/** Saves texts inside a transaction, or by itself; compares revisions. */
export async function writeTexts(
  client: Statements,
  actor: ReportActor,
  context: Pick<VersionContext, "districtId" | "versionId">,
  how: string,
  edits: readonly { slot: string; text: string; base: number }[],
) {
  return editableOrThrow(
    await callHeld<StoredAnswer<TextAnswer>>(client, "save_texts", [
      context.districtId,
      context.versionId,
      actor.id,
      how,
      now().toISOString(),
      JSON.stringify(edits),
    ]),
  );
}

/** Saves in one statement, while what the person was let in with holds. */
async function callHeld<Answer>(
  client: Statements,
  save: "save_cells" | "save_texts",
  given: readonly unknown[],
): Promise<Answer | undefined> {
  const { text, values } = heldCall(`${save}($1::uuid, $2::uuid, $3::uuid, $4, $5::timestamptz, $6::jsonb)`, given);
  const { rows } = await client.query<{ answer: Answer }>(`SELECT ${text} AS answer`, values).catch(throwRefusal);
  return rows[0]?.answer;
}

function editableOrThrow<R>(answer: StoredAnswer<R> | undefined): { revision: number; results: R[] } {
  if (!answer?.found) throw new AppError("notFound", "version");
  if (!answer.editable) throw new AppError("notEditable", answer.status);
  return answer;
}

const textOfEventProblem =
  "这笔年初余额调整随单位变动登记，文号、日期和说明与登记一致，不能修改。登记有误的，请联系财政局更正登记。";

/** What a department's report has from its total, as it has its figures: not typed. */
function textOfTotalProblem(slot: string): string | undefined {
  if (slot === memberUnitsSlot) return "部门的单位名单随汇总取得，不能修改。名单有误的，请核对单位登记和汇总。";
  return isNoDataSlot(slot) ? "有没有数据由所属单位说明，随汇总取得，不能修改。" : undefined;
}

/**
 * Of these slots those whose words an event of the register has written: they are the event's, as the amount is. Words
 * that somebody wrote where the event left none are theirs.
 */
async function listSlotsOfEvents(
  { districtId, versionId }: VersionContext,
  slots: readonly string[],
): Promise<ReadonlySet<string>> {
  const places = slots.flatMap((slot) => {
    const place = placeOfAdjustmentSlot(slot);
    return place === null ? [] : [{ slot, key: adjustmentKey(place) }];
  });
  if (places.length === 0) return new Set();
  const { rows } = await pool().query<FactAddress & { slot: string }>(
    `SELECT t.slot, l.sheet, l.subject AS row, l.fund, l.column_id AS column FROM text_slot t
     JOIN budget_line l ON l.district_id = t.district_id AND l.version_id = t.version_id AND l.sheet = 'openingAdjustments'
       AND l.is_locked AND l.amount IS NOT NULL
     WHERE t.district_id = $1 AND t.version_id = $2 AND t.slot = ANY($3) AND t.text <> '' AND t.updated_by IS NULL`,
    [districtId, versionId, places.map(({ slot }) => slot)],
  );
  const locked = new Set(rows.map(({ slot, ...address }) => `${slot} ${keyOf(address)}`));
  return new Set(places.flatMap(({ slot, key }) => (locked.has(`${slot} ${key}`) ? [slot] : [])));
}

/**
 * Saves texts with the same comparison of revisions as cells. A text that the year has no place for is answered, not
 * kept.
 */
export async function saveTexts(
  actor: ReportActor,
  context: VersionContext,
  input: { how: string; edits: readonly { slot: string; text: string; baseRevision: number }[] },
): Promise<SaveAnswer<TextResult>> {
  const { functional } = await readCatalogues(context.catalogueId, { edition: context.catalogueEdition });
  const ofEvents = await listSlotsOfEvents(
    context,
    input.edits.map(({ slot }) => slot),
  );
  const { tableSetId, scope } = context;
  const judged = input.edits.map((edit) => ({
    edit,
    problem: ofEvents.has(edit.slot)
      ? textOfEventProblem
      : ((scope === "department" ? textOfTotalProblem(edit.slot) : undefined) ??
        textProblem(edit, { tableSetId, scope, functional })),
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
