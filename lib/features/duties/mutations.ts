import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { db } from "@/lib/platform/db";

/**
 * Decides whether who approves may publish. It holds for every publication from now on; the database asks for it, too.
 */
export async function setSeparation(
  districtId: string,
  actor: AuditActor,
  { isSeparate, reason }: { isSeparate: boolean; reason: string },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const { count } = await transaction.district.updateMany({
      where: { id: districtId, separatePublisher: !isSeparate },
      data: { separatePublisher: isSeparate },
    });
    if (count === 0)
      return refused(isSeparate ? "批复和公开已经规定由不同的人办理。" : "批复和公开已经可以由同一人办理。");
    const { name } = await transaction.district.findUniqueOrThrow({
      where: { id: districtId },
      select: { name: true },
    });
    await recordAudit(
      {
        districtId,
        action: "duties.changed",
        actor,
        subject: { kind: "district", id: districtId, name },
        details: { isSeparate, reason },
      },
      transaction,
    );
    return done(undefined);
  });
}
