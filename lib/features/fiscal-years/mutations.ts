import type { z } from "zod";
import { formatInForce, formatsOfRegion, noFormat } from "@/lib/domain/formats/format-of";
import { chinaDay } from "@/lib/documents/layout/file-options";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { createFiscalYearSchema, updateFiscalYearSchema } from "@/lib/features/fiscal-years/schema";
import { freezeObligations } from "@/lib/features/units/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Opens a year for entry, in the format that its district's region has in force then: format and subject catalogue are
 * fixed from then on, and who owes it. Refused where the region has no format for the year.
 */
export async function createFiscalYear(
  districtId: string,
  actor: AuditActor,
  input: Omit<z.output<typeof createFiscalYearSchema>, "confirmed">,
): Promise<Outcome<{ fiscalYearId: string }>> {
  try {
    return await db().$transaction(async (transaction) => {
      if ((await transaction.functionalSubject.count({ where: { catalogueId: input.catalogueId } })) === 0) {
        return refused(`科目目录“${input.catalogueId}”不存在，请先导入。`);
      }
      const { regionCode } = await transaction.district.findUniqueOrThrow({ where: { id: districtId } });
      const format = formatInForce(regionCode, input.year);
      if (!format) return refused(noFormat(regionCode, input.year));
      const data = { districtId, ...input, tableSetId: format.id, createdAt: now() };
      const year = await transaction.fiscalYear.create({ data });
      await freezeObligations(transaction, districtId, input.year);
      await recordAudit(
        {
          districtId,
          action: "fiscalYear.created",
          actor,
          subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
          details: { tableSetId: year.tableSetId, catalogueId: year.catalogueId },
        },
        transaction,
      );
      return done({ fiscalYearId: year.id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused(`${input.year}年度已经存在。`);
    throw error;
  }
}

/** Changes the dates of a year, and its format, to another of the district's region, while no unit has begun. */
export async function updateFiscalYear(
  districtId: string,
  actor: AuditActor,
  input: Omit<z.output<typeof updateFiscalYearSchema>, "confirmed">,
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
        },
      },
      transaction,
    );
    return done(undefined);
  });
}

/** Closes a year (nothing more can be submitted) or opens it again. */
export async function setFiscalYearStage(
  districtId: string,
  actor: AuditActor,
  fiscalYearId: string,
  stage: "open" | "closed",
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
      },
      transaction,
    );
    return done(undefined);
  });
}
