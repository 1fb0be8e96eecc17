import type { NoticeFacts, NoticeKind } from "@/lib/domain/notices/notice-kinds";
import type { TransitionName } from "@/lib/domain/report/lifecycle";
import { recordAudit, type AuditActor } from "@/lib/features/audit/mutations";
import { listPreparers, type NoticePlace } from "@/lib/features/notices/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Something that people are to be told. */
export interface Told {
  kind: NoticeKind;
  /** The same is told a person once, however often it is asked for. */
  key: string;
  userIds: readonly string[];
  unitId: string | null;
  fiscalYearId: string | null;
  threadId?: string;
  facts: NoticeFacts;
  href: string;
}

/**
 * Tells people, in the transaction of what they are told of: both happen or neither. Mail is made of it later, by another
 * process.
 */
export async function tell(
  transaction: Prisma.TransactionClient,
  districtId: string,
  told: readonly Told[],
): Promise<void> {
  const createdAt = now();
  const rows = told.flatMap(({ userIds, facts, ...each }) =>
    [...new Set(userIds)].map((userId) => ({ ...each, districtId, userId, facts: { ...facts }, createdAt })),
  );
  if (rows.length === 0) return;
  await transaction.notice.createMany({ data: rows, skipDuplicates: true });
}

/** Which steps of the bureau a unit is told of. Its own steps it knows. */
const kindOfStep: Partial<Record<TransitionName, NoticeKind>> = {
  sendBack: "returned",
  approve: "approved",
  withdrawApproval: "approvalWithdrawn",
  publish: "published",
  correct: "correctionOpened",
};

/** Tells a unit of a step that the bureau took with its report; whoever took it is not told. */
export async function tellOfStep(
  transaction: Prisma.TransactionClient,
  districtId: string,
  step: TransitionName,
  {
    eventId,
    actorId,
    reason,
    place: { unitId, unitCode, unitName, fiscalYearId, year },
  }: { eventId: string; actorId: string; reason: string | null; place: Omit<NoticePlace, "number"> },
): Promise<void> {
  const kind = kindOfStep[step];
  if (kind === undefined) return;
  const people = (await listPreparers(districtId, [unitId], transaction)).get(unitId)!;
  await tell(transaction, districtId, [
    {
      kind,
      key: `step:${eventId}`,
      userIds: people.map(({ id }) => id).filter((id) => id !== actorId),
      unitId,
      fiscalYearId,
      facts: { unit: unitName, year, ...(reason === null ? {} : { text: reason }) },
      href: `/desk/${unitCode}/${year}`,
    },
  ]);
}

/** A person has read a notice, or all of theirs; where it tells of a mention, the mention too. */
export async function markNoticesRead(
  districtId: string,
  userId: string,
  noticeId: string | null,
): Promise<Outcome<undefined>> {
  const readAt = now();
  return db().$transaction(async (transaction) => {
    const where = { districtId, userId, readAt: null, ...(noticeId === null ? {} : { id: noticeId }) };
    const told = await transaction.notice.findMany({
      where: { ...where, kind: "mention" satisfies NoticeKind },
      select: { threadId: true },
    });
    await transaction.notice.updateMany({ where, data: { readAt } });
    const threads = told.flatMap(({ threadId }) => threadId ?? []);
    const inThreads = { OR: [{ id: { in: threads } }, { parentId: { in: threads } }] };
    // 提到我的 on the home page is the same thing.
    if (threads.length > 0)
      await transaction.mention.updateMany({
        where: { districtId, userId, readAt: null, comment: inThreads },
        data: { readAt },
      });
    return done(undefined);
  });
}

/** A person has looked at threads of comments, one or all: what they were told of those is read. */
export async function markThreadNoticesRead(
  transaction: Prisma.TransactionClient,
  { districtId, userId, threadId }: { districtId: string; userId: string; threadId: string | null },
): Promise<void> {
  await transaction.notice.updateMany({
    where: {
      districtId,
      userId,
      readAt: null,
      ...(threadId === null ? { kind: "mention" satisfies NoticeKind } : { threadId }),
    },
    data: { readAt: now() },
  });
}

/** Changes how many days before their deadline units are told. */
export async function saveDeadlineDays(
  districtId: string,
  actor: AuditActor,
  days: readonly number[],
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const [district] = await transaction.$queryRaw<{ name: string; days: number[] }[]>`
      SELECT name, deadline_days AS days FROM district WHERE id = ${districtId}::uuid FOR NO KEY UPDATE`;
    if (district!.days.join() === days.join()) return refused("与现在相同，没有需要保存的内容。");
    await transaction.district.update({ where: { id: districtId }, data: { deadlineDays: [...days] } });
    await recordAudit(
      {
        districtId,
        action: "notices.deadlineDaysChanged",
        actor,
        subject: { kind: "district", id: districtId, name: district!.name },
        details: { deadlineDays: [...days] },
      },
      transaction,
    );
    return done(undefined);
  });
}
