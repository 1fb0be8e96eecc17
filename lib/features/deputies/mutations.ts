import { deputyshipDetails, deputyshipProblems } from "@/lib/domain/report/deputies";
import { chinaDay } from "@/lib/domain/words/moments";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { listDeputyPeople, spanOf, spansFrom } from "@/lib/features/deputies/data";
import type { NameDeputyInput } from "@/lib/features/deputies/schema";
import { dateOf } from "@/lib/features/units/data";
import { lockUsers } from "@/lib/features/users/mutations";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";

/** Who names a deputy or ends a span. */
type DeputyActor = AuditActor & { id: string };

/**
 * Names a deputy (代理人). Whether the actor may name one for the absent person is asked before.
 *
 * @throws AppError notFound for an absent person whom the district does not have.
 */
export async function nameDeputy(
  districtId: string,
  actor: DeputyActor,
  input: NameDeputyInput,
): Promise<Outcome<{ deputyshipId: string }>> {
  return db().$transaction(async (transaction) => {
    // Spans of a district are agreed one after the other: two at once must not overlap or make a circle.
    await lockUsers(transaction, districtId);
    const today = chinaDay(now());
    const people = await listDeputyPeople(districtId, transaction);
    const absent = people.find(({ id }) => id === input.absentId);
    if (!absent) throw new AppError("notFound", `user ${input.absentId}`);
    const deputy = people.find(({ id }) => id === input.deputyId) ?? null;
    const roles = [...new Set(input.roles)];
    const { from, to, reason } = input;
    const problems = deputyshipProblems(
      { absent, deputy, roles, from, to },
      await spansFrom(districtId, today, transaction),
      today,
    );
    if (problems.length > 0) return refused(...problems);
    const { id: deputyshipId } = await transaction.deputyship.create({
      data: {
        districtId,
        absentId: absent.id,
        deputyId: deputy!.id,
        roles,
        fromDay: dateOf(from),
        toDay: dateOf(to),
        reason,
        namedById: actor.id,
        namedAt: now(),
      },
    });
    await recordAudit(
      {
        districtId,
        action: "deputy.named",
        actor,
        subject: { kind: "user", id: absent.id, name: absent.username },
        details: { ...deputyshipDetails({ absent, deputy: deputy!, roles, from, to }), reason },
      },
      transaction,
    );
    return done({ deputyshipId });
  });
}

/**
 * Ends a span before its last day is over, or one that has not begun. The deputy loses what was lent with the next
 * request.
 *
 * @param isAdmin whether the actor may end anybody's; otherwise the absent person and the deputy may.
 * @throws AppError notFound for a span that there is not, or that is none of the actor's business.
 */
export async function endDeputyship(
  districtId: string,
  actor: DeputyActor,
  deputyshipId: string,
  { isAdmin }: { isAdmin: boolean },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    await lockUsers(transaction, districtId);
    const row = await transaction.deputyship.findUnique({
      where: { districtId_id: { districtId, id: deputyshipId } },
      include: { absent: true, deputy: true },
    });
    if (!row || !(isAdmin || row.absentId === actor.id || row.deputyId === actor.id))
      throw new AppError("notFound", `deputyship ${deputyshipId} of somebody else`);
    const { from, to } = spanOf(row);
    if (row.endedAt !== null || to < chinaDay(now())) return refused("该项代理已经结束。");
    await transaction.deputyship.update({
      where: { districtId_id: { districtId, id: deputyshipId } },
      data: { endedById: actor.id, endedAt: now() },
    });
    const { absent, deputy, roles } = row;
    await recordAudit(
      {
        districtId,
        action: "deputy.ended",
        actor,
        subject: { kind: "user", id: absent.id, name: absent.username },
        details: deputyshipDetails({ absent, deputy, roles, from, to }),
      },
      transaction,
    );
    return done(undefined);
  });
}
