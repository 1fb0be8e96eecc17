import type { z } from "zod";
import { changedOfRule, type DecisionRule } from "@/lib/domain/decision/decision-rule";
import { formatChoices, formatsOfRegion, noFormat } from "@/lib/domain/formats/format-of";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { freezeObligations } from "@/lib/features/units/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** What a year is opened with. */
export interface NewYear {
  year: number;
  catalogueId: string;
  opensAt: Date;
  deadline: Date;
  /** Another format of the district's region than the one in force. */
  tableSetId?: string;
  /** Where it is not the initial one of the year. */
  rule?: DecisionRule;
  /** What both sides are told of it; without, there is no notice. */
  notice?: string;
  /** The consequences that were confirmed, for the log. */
  open?: readonly string[];
}

/**
 * Opens a year for entry, in the format that its district's region has in force then: format and subject catalogue are
 * fixed from then on, and who owes it. Refused where the region has no format for the year.
 */
export async function createFiscalYear(
  districtId: string,
  actor: AuditActor,
  input: NewYear,
): Promise<Outcome<{ fiscalYearId: string }>> {
  try {
    return await db().$transaction((transaction) => openYear(transaction, districtId, actor, input));
  } catch (error) {
    if (isUniqueViolation(error)) return refused(`${input.year}年度已经存在。`);
    throw error;
  }
}

/** The same as a part of something larger; a year that is there violates a unique key. */
export async function openYear(
  transaction: Prisma.TransactionClient,
  districtId: string,
  actor: AuditActor,
  { tableSetId, rule, notice, open = [], ...input }: NewYear,
): Promise<Outcome<{ fiscalYearId: string }>> {
  if ((await transaction.functionalSubject.count({ where: { catalogueId: input.catalogueId } })) === 0) {
    return refused(`科目目录“${input.catalogueId}”不存在，请先导入。`);
  }
  const { regionCode } = await transaction.district.findUniqueOrThrow({ where: { id: districtId } });
  const choices = formatChoices(regionCode, input.year);
  if (choices.length === 0) return refused(noFormat(regionCode, input.year));
  const choice = choices.find(({ format, isInForce }) => (tableSetId ? format.id === tableSetId : isInForce));
  if (!choice) return refused(`报表格式“${tableSetId}”不属于本区县所在地区，不能选用。`);
  const year = await transaction.fiscalYear.create({
    data: {
      districtId,
      ...input,
      tableSetId: choice.format.id,
      ...(rule && { decisionRule: changedOfRule(input.year, rule) }),
      ...(notice !== undefined && { notice, noticeRevision: 1 }),
      createdAt: now(),
    },
  });
  await freezeObligations(transaction, districtId, input.year);
  await recordAudit(
    {
      districtId,
      action: "fiscalYear.created",
      actor,
      subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
      details: {
        tableSetId: year.tableSetId,
        catalogueId: year.catalogueId,
        opensAt: year.opensAt.toISOString(),
        deadline: year.deadline.toISOString(),
        open: [...open],
      },
    },
    transaction,
  );
  return done({ fiscalYearId: year.id });
}

/**
 * Changes the dates of a year, and its format, to another of the district's region, while no unit has begun.
 *
 * @param open the consequences that were confirmed, for the log.
 */
export async function updateFiscalYear(
  districtId: string,
  actor: AuditActor,
  input: Omit<z.output<typeof updateFiscalYearSchema>, "confirmed">,
  open: readonly string[] = [],
): Promise<Outcome<undefined>> {
  const { fiscalYearId, tableSetId, opensAt, deadline } = input;
  return db().$transaction(async (transaction) => {
    const year = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
    if (!year) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
    if (deadline > year.deadline && deadline < now())
      return refused(
        `截止日期不能延长到已经过去的日期：${chinaDay(deadline)}早于今天（${chinaDay(now())}）。延期须到今天或以后。`,
      );
    const isOtherSet = tableSetId !== undefined && tableSetId !== year.tableSetId;
    if (isOtherSet) {
      // A report that is being opened holds a key share of the year's row: this waits for it, or it for this.
      await transaction.$executeRaw`SELECT FROM fiscal_year WHERE id = ${fiscalYearId}::uuid FOR UPDATE`;
      const begun = await transaction.report.count({ where: { districtId, fiscalYearId } });
      const { regionCode } = await transaction.district.findUniqueOrThrow({ where: { id: districtId } });
      if (!formatsOfRegion(regionCode).some(({ id }) => id === tableSetId))
        return refused(`报表格式“${tableSetId}”不属于本区县所在地区，不能选用。`);
      if (begun > 0) return refused(`已有${begun}个单位开始填报${year.year}年度决算，报表格式不能再改。`);
    }
    const data = { opensAt, deadline, ...(isOtherSet ? { tableSetId } : {}) };
    await transaction.fiscalYear.update({ where: { id: fiscalYearId }, data });
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.updated",
        actor,
        subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
        details: {
          ...(isOtherSet ? { tableSetId } : {}),
          opensAt: data.opensAt.toISOString(),
          deadline: data.deadline.toISOString(),
          open: [...open],
        },
      },
      transaction,
    );
    return done(undefined);
  });
}

/**
 * Closes a year (nothing more can be submitted) or opens it again.
 *
 * @param open the consequences that were confirmed, for the log.
 */
export async function setFiscalYearStage(
  districtId: string,
  actor: AuditActor,
  fiscalYearId: string,
  stage: "open" | "closed",
  open: readonly string[] = [],
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const year = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
    if (!year) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
    const { count } = await transaction.fiscalYear.updateMany({
      where: { id: fiscalYearId, stage: stage === "open" ? "closed" : "open" },
      data: { stage },
    });
    if (count === 0) return refused(stage === "open" ? "该年度已经开放。" : "该年度已经关闭。");
    await recordAudit(
      {
        districtId,
        action: stage === "open" ? "fiscalYear.reopened" : "fiscalYear.closed",
        actor,
        subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
        details: { open: [...open] },
      },
      transaction,
    );
    return done(undefined);
  });
}
