import type { z } from "zod";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import type { putAwayNoticeSchema, saveNoticeSchema } from "@/lib/features/year-notice/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/**
 * Changes what both sides are told of a year; it is shown again to those who had put it away.
 *
 * @throws AppError notFound for a year that the district has not.
 */
export async function saveNotice(
  districtId: string,
  actor: AuditActor,
  { year, known, notice }: z.output<typeof saveNoticeSchema>,
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const found = await transaction.fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
    if (!found) throw new AppError("notFound", `fiscal year ${year}`);
    if (found.notice === notice && found.noticeRevision > 0) return refused("文字与现在相同，没有需要保存的内容。");
    const { count } = await transaction.fiscalYear.updateMany({
      where: { id: found.id, noticeRevision: known },
      data: { notice, noticeRevision: known + 1 },
    });
    if (count === 0) return refused("他人刚刚修改了本年变化的说明，请刷新后核对再保存。");
    await recordAudit(
      {
        districtId,
        action: "fiscalYear.noticeChanged",
        actor,
        subject: { kind: "fiscalYear", id: found.id, name: `${year}年度` },
        details: { notice },
      },
      transaction,
    );
    return done(undefined);
  });
}

/**
 * Puts the notice of a year away for a person, as they saw it; a later revision is shown again.
 *
 * @throws AppError notFound for a year that the district has not.
 */
export async function putAwayNotice(
  districtId: string,
  userId: string,
  { year, revision }: z.output<typeof putAwayNoticeSchema>,
): Promise<Outcome<undefined>> {
  const found = await db().fiscalYear.findUnique({ where: { districtId_year: { districtId, year } } });
  if (!found) throw new AppError("notFound", `fiscal year ${year}`);
  const key = { districtId, fiscalYearId: found.id, userId };
  if (revision > found.noticeRevision) return refused("没有这一稿本年变化的说明，请刷新后再收起。");
  await db().readNotice.upsert({
    where: { districtId_fiscalYearId_userId: key },
    create: { ...key, revision },
    update: { revision },
  });
  return done(undefined);
}
