import type { TotalScope } from "@/lib/domain/consolidation/scope";
import { addressProblem, addressProblemMessages } from "@/lib/domain/formats/address-problem";
import { formatOf } from "@/lib/domain/formats/format-of";
import { unitOfInput } from "@/lib/domain/formats/stored-values";
import { amountProblemMessage, parseAmount } from "@/lib/domain/words/amounts";
import type { FactAddress } from "@/lib/domain/words/fact-address";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { AuditAction } from "@/lib/features/audit/schema";
import { requireYear } from "@/lib/features/fiscal-years/data";
import { readCatalogues } from "@/lib/features/subjects/data";
import type { AdjustmentDecision, DecideAdjustment, ProposeAdjustment } from "@/lib/features/total-adjustments/schema";
import { nameOfScope } from "@/lib/features/total-scopes/data";
import { dateOf } from "@/lib/features/units/data";
import { decimalOf } from "@/lib/domain/formats/stored-decimal";
import { done, refused, refusedFields, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

type Person = AuditActor & { id: string };

/**
 * Writes down what is to be entered into a total beside its units. It counts once another person has approved it.
 *
 * @throws AppError notFound for a year or a department that the district has not.
 */
export async function proposeAdjustment(
  districtId: string,
  actor: Person,
  { year, departmentId, lines, documentDate, ...said }: ProposeAdjustment,
): Promise<Outcome<{ adjustmentId: string }>> {
  const fiscalYear = await requireYear(districtId, year);
  const scope: TotalScope = departmentId === null ? { kind: "district" } : { kind: "department", departmentId };
  const name = await nameOfScope(districtId, year, scope);
  if (documentDate > chinaDay(now()))
    return refusedFields([{ field: "documentDate", reason: "文件日期还没有到，请核对。" }]);
  const { sheets } = formatOf(fiscalYear.tableSetId);
  const catalogues = await readCatalogues(fiscalYear.catalogueId);
  const problems: { field: string; reason: string }[] = [];
  const stored = new Map<string, Prisma.TotalAdjustmentLineCreateManyInput>();
  const id = crypto.randomUUID();
  lines.forEach(({ place, code, amount }, at) => {
    const [sheet = "", row = "", fund = "", column = ""] = place.split(":");
    const address = { sheet, row: row === "" ? code : row, fund, column } as FactAddress;
    const ofPlace = addressProblem(address, sheets, catalogues);
    const measure = sheets.measureOf(address);
    const unit = unitOfInput(measure, "yuan" as const);
    // What is taken out of a sum is negative, wherever it stands.
    const typed = parseAmount(amount, unit, { allowNegative: true });
    const behaviour = sheets.inSumOf(address);
    const key = `${sheet}:${address.row}:${fund}:${column}`;
    const refuse = (field: "place" | "code" | "amount", reason: string) =>
      problems.push({ field: `lines.${at}.${field}`, reason: `第 ${at + 1} 笔：${reason}` });
    if (ofPlace) refuse(row === "" ? "code" : "place", addressProblemMessages[ofPlace]);
    else if (behaviour === "left" || behaviour === "memberByMember") refuse("place", "这一栏不汇总，不能调整。");
    else if (!typed.ok) refuse("amount", amountProblemMessage(typed.problem, unit));
    else if (typed.value === null || typed.value === 0) refuse("amount", "请填写不为零的金额。");
    else if (stored.has(key)) refuse("place", "与前面一笔是同一栏，请合并填列。");
    else
      stored.set(key, {
        districtId,
        adjustmentId: id,
        ...address,
        measure,
        amount: decimalOf(measure, typed.value),
      });
  });
  if (problems.length > 0) return refusedFields(problems);
  await db().$transaction(async (transaction) => {
    await transaction.totalAdjustment.create({
      data: {
        districtId,
        id,
        year,
        departmentId,
        ...said,
        documentDate: dateOf(documentDate),
        proposedById: actor.id,
        proposedAt: now(),
      },
    });
    await transaction.totalAdjustmentLine.createMany({ data: [...stored.values()] });
    await recordAudit(
      {
        districtId,
        action: "adjustment.proposed",
        actor,
        subject: { kind: "fiscalYear", id: fiscalYear.id, name },
        details: { document: `${said.documentNumber}（${documentDate}）`, lines: stored.size },
      },
      transaction,
    );
  });
  return done({ adjustmentId: id });
}

type Row = Awaited<ReturnType<typeof lockAdjustment>>;

async function lockAdjustment(transaction: Prisma.TransactionClient, districtId: string, adjustmentId: string) {
  await transaction.$executeRaw`SELECT FROM total_adjustment WHERE district_id = ${districtId}::uuid AND id = ${adjustmentId}::uuid FOR UPDATE`;
  const found = await transaction.totalAdjustment.findUnique({
    where: { districtId_id: { districtId, id: adjustmentId } },
  });
  if (!found) throw new AppError("notFound", `adjustment ${adjustmentId}`);
  return found;
}

/** Why something cannot be decided of an adjustment as it stands; `null`: it can. */
function problemOf({ state, proposedById, withdrawalAskedById }: Row, decision: AdjustmentDecision, actor: Person) {
  const isAsked = withdrawalAskedById !== null;
  if (state === "withdrawn") return "这笔代编或调整已经撤销，请刷新后再办。";
  if (decision === "approved" || decision === "refused") {
    if (state === "approved") return "这笔代编或调整已经批准，请刷新后再办。";
    return decision === "approved" && proposedById === actor.id
      ? "提请的人不能批准自己的代编或调整，请由另一位审核人批准。"
      : null;
  }
  if (state !== "approved") return "这笔代编或调整还没有批准，请刷新后再办。";
  if (decision === "withdrawalAsked") return isAsked ? "已有人申请撤销，请刷新后再办。" : null;
  if (!isAsked) return "没有撤销申请，或者已经办理，请刷新后再办。";
  return decision === "withdrawn" && withdrawalAskedById === actor.id
    ? "申请撤销的人不能自己确认，请由另一位审核人确认。"
    : null;
}

const nobodyAsks = { withdrawalAskedById: null, withdrawalAskedAt: null, withdrawalReason: null };

/**
 * Approves an adjustment of somebody else or sends it back; asks that an approved one be withdrawn, and confirms or
 * declines what another person asks.
 *
 * @throws AppError notFound for an adjustment of another district.
 */
export async function decideAdjustment(
  districtId: string,
  actor: Person,
  { adjustmentId, decision, reason }: DecideAdjustment,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const found = await lockAdjustment(transaction, districtId, adjustmentId);
    const problem = problemOf(found, decision, actor);
    if (problem !== null) return refused(problem);
    const decided = { decidedById: actor.id, decidedAt: now() };
    const asked = { withdrawalAskedById: actor.id, withdrawalAskedAt: now(), withdrawalReason: reason };
    const { data, action } = {
      approved: { data: { state: "approved", ...decided }, action: "adjustment.approved" },
      refused: { data: { state: "withdrawn", ...decided, ...asked }, action: "adjustment.refused" },
      withdrawalAsked: { data: asked, action: "adjustment.withdrawalAsked" },
      withdrawn: { data: { state: "withdrawn", ...decided }, action: "adjustment.withdrawn" },
      withdrawalDeclined: { data: nobodyAsks, action: "adjustment.withdrawalDeclined" },
    }[decision] as { data: Prisma.TotalAdjustmentUncheckedUpdateInput; action: AuditAction };
    await transaction.totalAdjustment.update({ where: { districtId_id: { districtId, id: adjustmentId } }, data });
    const why = reason !== "" ? reason : found.withdrawalReason;
    await recordAudit(
      {
        districtId,
        action,
        actor,
        subject: { kind: "fiscalYear", id: null, name: `${found.year}年度汇总` },
        details: { document: found.documentNumber, ...(why !== null && { reason: why }) },
      },
      transaction,
    );
    return done(undefined);
  });
}
