import type { z } from "zod";
import { changedOfRule, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import { daysAfter } from "@/lib/domain/decision/working-days";
import { dayText, type Day } from "@/lib/domain/register/days";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { decisionRuleSchema, ownDaysSchema } from "@/lib/features/decision-rules/schema";
import { toFiscalYearRow } from "@/lib/features/fiscal-years/data";
import { dayOf, dateOf } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/**
 * Stores the rule of a year where it differs from the initial one. Every due date of the year is counted by it from now
 * on; none is stored.
 *
 * @throws AppError notFound for a year of another district.
 */
export async function saveDecisionRule(
  districtId: string,
  actor: AuditActor,
  { fiscalYearId, rule, known }: z.output<typeof decisionRuleSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await transaction.$executeRaw`SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${fiscalYearId}::uuid FOR NO KEY UPDATE`;
    const year = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
    if (!year) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
    const before = toFiscalYearRow(year).rule;
    const fields = Object.keys(before) as (keyof DecisionRule)[];
    if (fields.some((field) => before[field] !== known[field]))
      return refused("他人刚刚修改了本年度的期限规则，请刷新后核对再保存。");
    const changed = fields.filter((field) => before[field] !== rule[field]);
    if (changed.length === 0) return refused("各项规则与现在相同，没有需要保存的内容。");
    await transaction.fiscalYear.update({
      where: { id: year.id },
      data: { decisionRule: changedOfRule(year.year, rule) },
    });
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.ruleChanged",
        actor,
        subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
        details: { rule: Object.fromEntries(changed.map((field) => [field, [before[field], rule[field]]])) },
      },
      transaction,
    );
    return done(undefined);
  });
}

/** Enters a stretch of days that are worked, or not; all of them or, where one is entered already, none. */
export async function addOwnDays(
  districtId: string,
  actor: AuditActor,
  { from, to, isWorked, name }: z.output<typeof ownDaysSchema>,
): Promise<Outcome<undefined>> {
  const days: Day[] = [];
  for (let day = from; day <= to; day = daysAfter(day, 1)) days.push(day);
  try {
    return await db().$transaction(async (transaction) => {
      const entered = await transaction.ownDay.findFirst({
        where: { districtId, day: { in: days.map(dateOf) } },
        orderBy: { day: "asc" },
      });
      if (entered) return refused(`${dayText(dayOf(entered.day))}已登记为“${entered.name}”，请先删除再登记。`);
      await transaction.ownDay.createMany({
        data: days.map((day) => ({ districtId, day: dateOf(day), isWorked, name })),
      });
      await auditDays(transaction, districtId, actor, {
        name,
        isWorked,
        days: from === to ? from : `${from} 至 ${to}`,
      });
      return done(undefined);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused("他人刚刚登记了其中的日期，请刷新后核对。");
    throw error;
  }
}

/** Takes back a day that was entered; the arrangements hold for it again. */
export async function removeOwnDay(districtId: string, actor: AuditActor, day: Day): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const [removed] = await transaction.$queryRaw<{ name: string; isWorked: boolean }[]>`
      DELETE FROM own_day WHERE district_id = ${districtId}::uuid AND day = ${day}::date
      RETURNING name, is_worked AS "isWorked"`;
    if (!removed) return refused("这一天已不在登记之中。");
    await auditDays(transaction, districtId, actor, { ...removed, removed: day });
    return done(undefined);
  });
}

async function auditDays(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  details: Prisma.InputJsonObject,
): Promise<void> {
  const { name } = await transaction.district.findUniqueOrThrow({ where: { id: districtId }, select: { name: true } });
  const subject = { kind: "district", id: districtId, name } as const;
  await recordAudit({ districtId, action: "ownDays.changed", actor, subject, details }, transaction);
}
