import { owesYear, type OwedYears } from "@/lib/domain/report/owed-years";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { CreateUnitInput, UpdateUnitInput } from "@/lib/features/units/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { isUniqueViolation } from "@/lib/platform/database-refusals";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

const codeTaken = "该单位代码已被使用，请核对。";

/** Adds a department (at the top, or below another) or a unit (always below a department). */
export async function createUnit(
  districtId: string,
  actor: AuditActor,
  input: CreateUnitInput,
): Promise<Outcome<{ unitId: string }>> {
  try {
    return await db().$transaction(async (transaction) => {
      const problem = await parentProblem(transaction, districtId, input.level, input.parentId, null);
      if (problem) return refused(problem);
      const unit = await transaction.unit.create({ data: { districtId, ...input, createdAt: now() } });
      await recordAudit(
        {
          districtId,
          action: "unit.created",
          actor,
          subject: { kind: "unit", id: unit.id, name: unit.name },
          details: { code: unit.code, kind: unit.kind, firstYear: unit.firstYear, lastYear: unit.lastYear },
        },
        transaction,
      );
      return done({ unitId: unit.id });
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused(codeTaken);
    throw error;
  }
}

/** Changes a unit. Its published reports keep the name they were published under. */
export async function updateUnit(
  districtId: string,
  actor: AuditActor,
  input: UpdateUnitInput,
): Promise<Outcome<undefined>> {
  const { unitId, ...fields } = input;
  const data = { ...fields, exemptBasis: fields.isExempt ? fields.exemptBasis : null };
  try {
    return await db().$transaction(async (transaction) => {
      const unit = await transaction.unit.findFirst({ where: { id: unitId, districtId } });
      if (!unit) throw new AppError("notFound", `unit ${unitId}`);
      const problem = await parentProblem(transaction, districtId, unit.level, data.parentId, unitId);
      if (problem) return refused(problem);
      const outside = await reportsOutside(transaction, districtId, unitId, data);
      if (outside.length > 0)
        return refused(`该单位已有 ${outside.join("、")} 年度的决算，起止年度须把这些年度包括在内。`);
      await transaction.unit.update({
        where: { id: unitId },
        data,
      });
      await recordAudit(
        {
          districtId,
          action: "unit.updated",
          actor,
          subject: { kind: "unit", id: unitId, name: data.name },
          details: { ...data },
        },
        transaction,
      );
      return done(undefined);
    });
  } catch (error) {
    if (isUniqueViolation(error)) return refused(codeTaken);
    throw error;
  }
}

/** Years outside of those it is to owe for which the unit has begun a report. */
async function reportsOutside(
  transaction: Prisma.TransactionClient,
  districtId: string,
  unitId: string,
  owed: OwedYears,
): Promise<number[]> {
  const reports = await transaction.report.findMany({
    where: { districtId, unitId },
    select: { fiscalYear: { select: { year: true } } },
    orderBy: { fiscalYear: { year: "asc" } },
  });
  return reports.map(({ fiscalYear }) => fiscalYear.year).filter((year) => !owesYear(owed, year));
}

/** Why the parent does not fit, or `null`: it exists, is a department, and does not stand below the unit itself. */
async function parentProblem(
  transaction: Prisma.TransactionClient,
  districtId: string,
  level: "department" | "unit",
  parentId: string | null,
  unitId: string | null,
): Promise<string | null> {
  if (parentId === null) return level === "unit" ? "请选择主管部门。" : null;
  const rows = await transaction.unit.findMany({
    where: { districtId },
    select: { id: true, parentId: true, level: true },
  });
  const byId = new Map(rows.map((row) => [row.id, row]));
  const parent = byId.get(parentId);
  if (parent?.level !== "department") return "上级须为本地区的主管部门。";
  for (
    let at: typeof parent | undefined = parent, steps = 0;
    at && steps <= rows.length;
    at = at.parentId === null ? undefined : byId.get(at.parentId), steps += 1
  ) {
    if (at.id === unitId) return "上级不能是该单位自己或其下级。";
  }
  return null;
}
