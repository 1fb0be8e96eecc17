import type { z } from "zod";
import { extensionProblems } from "@/lib/domain/notices/deadlines";
import type { NoticeKind } from "@/lib/domain/notices/notice-kinds";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { readUnitDeadlines } from "@/lib/features/extensions/data";
import type { extendDeadlineSchema, withdrawExtensionSchema } from "@/lib/features/extensions/schema";
import { listPreparers } from "@/lib/features/notices/data";
import { tell } from "@/lib/features/notices/mutations";
import { dateOf, dayOf, readUnitOfYear, type UnitOfYear } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { FiscalYear, Prisma } from "@/lib/platform/generated/prisma/client";

/** Who gives a unit more time, or takes it back. */
type Extender = AuditActor & { id: string };

/**
 * Gives one unit a later deadline (延期) and tells it.
 *
 * @throws AppError notFound for a year or unit that the district has not.
 */
export async function extendDeadline(
  districtId: string,
  actor: Extender,
  { fiscalYearId, unitId, dueOn, reason }: z.output<typeof extendDeadlineSchema>,
): Promise<Outcome<{ extensionId: string }>> {
  return db().$transaction(async (transaction) => {
    const fiscalYear = await lockYear(transaction, districtId, fiscalYearId);
    const found = await readUnitOfYear(districtId, unitId, fiscalYear.year, transaction);
    if (!found) throw new AppError("notFound", `unit ${unitId}`);
    const { unit } = found;
    if (fiscalYear.stage === "closed") return refused(`${fiscalYear.year}年度已经关闭，不能延期。`);
    if (unit.level !== "unit" || !unit.isOwing) return refused(`${unit.name}不需要报送${fiscalYear.year}年度决算。`);
    const deadlines = await readUnitDeadlines(districtId, fiscalYear, transaction);
    const current = deadlines.of(unitId);
    const problems = extensionProblems(dueOn, { ofYear: fiscalYear.deadline, current, today: chinaDay(now()) });
    if (problems.length > 0) return refused(...problems);
    const { id: extensionId } = await transaction.deadlineExtension.create({
      data: {
        districtId,
        fiscalYearId,
        unitId,
        dueOn: dateOf(dueOn),
        reason,
        grantedById: actor.id,
        grantedAt: now(),
      },
    });
    const change = { before: chinaDay(current), after: dueOn };
    await auditAndTell(transaction, districtId, actor, { fiscalYear, unit, extensionId, reason, ...change });
    return done({ extensionId });
  });
}

/**
 * Takes an extension back: what held before it holds again. The unit is told.
 *
 * @throws AppError notFound for an extension that the district has not.
 */
export async function withdrawExtension(
  districtId: string,
  actor: Extender,
  { extensionId, reason }: z.output<typeof withdrawExtensionSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const row = await transaction.deadlineExtension.findUnique({
      where: { districtId_id: { districtId, id: extensionId } },
    });
    if (!row) throw new AppError("notFound", `extension ${extensionId}`);
    const fiscalYear = await lockYear(transaction, districtId, row.fiscalYearId);
    const before = chinaDay((await readUnitDeadlines(districtId, fiscalYear, transaction)).of(row.unitId));
    const { count } = await transaction.deadlineExtension.updateMany({
      where: { districtId, id: extensionId, withdrawnAt: null },
      data: { withdrawnById: actor.id, withdrawnAt: now(), withdrawal: reason },
    });
    if (count === 0) return refused("该项延期已经撤销。");
    const after = chinaDay((await readUnitDeadlines(districtId, fiscalYear, transaction)).of(row.unitId));
    const { unit } = (await readUnitOfYear(districtId, row.unitId, fiscalYear.year, transaction))!;
    const isWithdrawal = true;
    await auditAndTell(transaction, districtId, actor, {
      fiscalYear,
      unit,
      extensionId,
      reason,
      before: before === after ? dayOf(row.dueOn) : before,
      after,
      isWithdrawal,
    });
    return done(undefined);
  });
}

/** Extensions of a year are agreed one after the other: each looks at the deadline that it moves. */
async function lockYear(transaction: Prisma.TransactionClient, districtId: string, id: string): Promise<FiscalYear> {
  const rows = await transaction.$queryRaw<unknown[]>`
    SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${id}::uuid FOR NO KEY UPDATE`;
  if (rows.length === 0) throw new AppError("notFound", `fiscal year ${id}`);
  return transaction.fiscalYear.findUniqueOrThrow({ where: { id } });
}

async function auditAndTell(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: Extender,
  {
    fiscalYear: { id: fiscalYearId, year },
    unit,
    extensionId,
    reason,
    before,
    after,
    isWithdrawal = false,
  }: {
    fiscalYear: FiscalYear;
    unit: UnitOfYear;
    extensionId: string;
    reason: string;
    before: string;
    after: string;
    isWithdrawal?: boolean;
  },
): Promise<void> {
  await recordAudit(
    {
      districtId,
      action: isWithdrawal ? "deadline.extensionWithdrawn" : "deadline.extended",
      actor,
      subject: { kind: "unit", id: unit.id, name: `${unit.name}${year}年度` },
      details: { dueOn: [before, after], reason },
    },
    transaction,
  );
  const people = (await listPreparers(districtId, [unit.id], transaction)).get(unit.id)!;
  const kind: NoticeKind = isWithdrawal ? "extensionWithdrawn" : "extensionGranted";
  await tell(transaction, districtId, [
    {
      kind,
      key: `${kind}:${extensionId}`,
      userIds: people.map(({ id }) => id).filter((id) => id !== actor.id),
      unitId: unit.id,
      fiscalYearId,
      facts: { unit: unit.name, year, dueOn: after, text: reason },
      href: "/desk",
    },
  ]);
}
