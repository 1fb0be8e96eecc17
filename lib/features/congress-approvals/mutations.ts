import type { z } from "zod";
import { congressDayProblem } from "@/lib/domain/decision/congress-approval";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { toCongressApproval } from "@/lib/features/congress-approvals/data";
import type { congressApprovalSchema } from "@/lib/features/congress-approvals/schema";
import { dateOf } from "@/lib/features/units/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Records the decision of the people's congress on a year, or corrects it. Whatever is counted from its day is counted
 * anew: due dates are stored nowhere. The audit log keeps what stood there before.
 *
 * @throws AppError notFound for a year of another district.
 */
export async function recordCongressApproval(
  districtId: string,
  actor: AuditActor & { id: string },
  { fiscalYearId, revision, ...approval }: z.output<typeof congressApprovalSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    // Two people who record at once come one after the other; the second sees the revision of the first.
    await transaction.$executeRaw`SELECT FROM fiscal_year WHERE district_id = ${districtId}::uuid AND id = ${fiscalYearId}::uuid FOR NO KEY UPDATE`;
    const year = await transaction.fiscalYear.findFirst({ where: { id: fiscalYearId, districtId } });
    if (!year) throw new AppError("notFound", `fiscal year ${fiscalYearId}`);
    const problem = congressDayProblem(year.year, approval.decidedOn, chinaDay(now()));
    if (problem !== null) return refused(problem);
    const key = { districtId, fiscalYearId };
    const stored = await transaction.congressApproval.findUnique({ where: { districtId_fiscalYearId: key } });
    if ((stored?.revision ?? 0) !== revision)
      return refused("他人刚刚登记或更正了本年度的人大批准，请刷新后核对再保存。");
    const before = stored && toCongressApproval(stored);
    const fields = ["body", "meeting", "decisionNumber", "decidedOn"] as const;
    if (before && fields.every((field) => before[field] === approval[field]))
      return refused("内容与已登记的相同，没有需要保存的内容。");
    const data = {
      ...approval,
      decidedOn: dateOf(approval.decidedOn),
      revision: revision + 1,
      recordedById: actor.id,
      recordedAt: now(),
    };
    await transaction.congressApproval.upsert({
      where: { districtId_fiscalYearId: key },
      create: { ...key, ...data },
      update: data,
    });
    await recordAudit(
      {
        districtId,
        action: before === null ? "congressApproval.recorded" : "congressApproval.corrected",
        actor,
        subject: { kind: "fiscalYear", id: year.id, name: `${year.year}年度` },
        details: { ...approval, ...(before === null ? {} : { before: fields.map((field) => before[field]) }) },
      },
      transaction,
    );
    return done(undefined);
  });
}
