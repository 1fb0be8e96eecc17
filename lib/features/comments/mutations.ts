import type { z } from "zod";
import { commentKindLabels, type CommentKind } from "@/lib/domain/report/comment-kinds";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { mentionedIn } from "@/lib/domain/report/mentions";
import { recordAuditOfVersion, type AuditActor } from "@/lib/features/audit/mutations";
import { listMentionable, type MentionablePerson } from "@/lib/features/comments/data";
import type { addCommentSchema, addUnitCommentSchema } from "@/lib/features/comments/schema";
import { placeOfVersion } from "@/lib/features/notices/data";
import { markThreadNoticesRead, tell, type Told } from "@/lib/features/notices/mutations";
import { readSaid } from "@/lib/features/report-states/data";
import { readAssignee } from "@/lib/features/review-assignments/data";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

/** Who writes, answers and resolves. */
type Author = AuditActor & { id: string };

const closedStatus = "报告已公开，不能再写意见、提问或备注。如需修改，请由财政局更正。";

/** Writes a comment of the bureau on a cell, sentence or form. */
export async function addComment(
  districtId: string,
  author: Author,
  input: z.output<typeof addCommentSchema>,
): Promise<Outcome<{ commentId: string }>> {
  return write(districtId, author, input.versionId, () => ofBureau(author, input));
}

/** The same in a transaction at hand. */
export async function addCommentIn(
  transaction: Prisma.TransactionClient,
  districtId: string,
  author: Author,
  input: z.output<typeof addCommentSchema>,
): Promise<Outcome<{ commentId: string }>> {
  return writeIn(transaction, districtId, author, {
    versionId: input.versionId,
    comment: () => ofBureau(author, input),
  });
}

function ofBureau(author: Author, input: z.output<typeof addCommentSchema>): NewComment {
  const { body, needsAnswer, isBlocking } = input;
  return { kind: "review", ...anchored(input), body, byId: author.id, isFromBureau: true, needsAnswer, isBlocking };
}

/** Writes a comment of the unit: a note for itself, or a question to the bureau. */
export async function addUnitComment(
  districtId: string,
  author: Author,
  input: z.output<typeof addUnitCommentSchema>,
): Promise<Outcome<{ commentId: string }>> {
  return write(districtId, author, input.versionId, () => ({
    kind: input.kind,
    ...anchored(input),
    body: input.body,
    byId: author.id,
    isFromBureau: false,
  }));
}

/** Answers in a thread, from the unit or the bureau. */
export async function answerComment(
  districtId: string,
  author: Author & { isFromBureau: boolean },
  input: { versionId: string; commentId: string; body: string },
): Promise<Outcome<{ commentId: string }>> {
  return write(districtId, author, input.versionId, async (transaction) => {
    const { id: parentId, kind, anchorKind, anchorId, anchorLabel } = await findThread(transaction, districtId, input);
    return {
      parentId,
      kind,
      anchorKind,
      anchorId,
      anchorLabel,
      body: input.body,
      byId: author.id,
      isFromBureau: author.isFromBureau,
    };
  });
}

/** Marks a thread as resolved, or opens it again. */
export async function resolveComment(
  districtId: string,
  actor: Author,
  input: { versionId: string; commentId: string; isResolved: boolean },
): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const version = await lockVersion(transaction, districtId, input.versionId);
    const thread = await findThread(transaction, districtId, input);
    if (version.status === "published") return refused(closedStatus);
    await transaction.comment.update({
      where: { districtId_versionId_id: { districtId, versionId: input.versionId, id: thread.id } },
      data: input.isResolved ? { resolvedAt: now(), resolvedById: actor.id } : { resolvedAt: null, resolvedById: null },
    });
    await recordAuditOfVersion(
      {
        districtId,
        versionId: input.versionId,
        actor,
        action: input.isResolved ? "comment.resolved" : "comment.reopened",
        details: about(thread),
      },
      transaction,
    );
    return done(undefined);
  });
}

/** A person has seen where they are mentioned: in one thread, or everywhere. */
export async function markMentionsRead(
  districtId: string,
  userId: string,
  threadId: string | null,
): Promise<Outcome<undefined>> {
  const within = threadId === null ? {} : { comment: { OR: [{ id: threadId }, { parentId: threadId }] } };
  return db().$transaction(async (transaction) => {
    await transaction.mention.updateMany({
      where: { districtId, userId, readAt: null, ...within },
      data: { readAt: now() },
    });
    await markThreadNoticesRead(transaction, { districtId, userId, threadId });
    return done(undefined);
  });
}

type NewComment = Pick<
  Prisma.CommentUncheckedCreateInput,
  | "anchorKind"
  | "anchorId"
  | "anchorLabel"
  | "body"
  | "byId"
  | "isFromBureau"
  | "needsAnswer"
  | "isBlocking"
  | "parentId"
> & { kind: CommentKind; anchorKind: "cell" | "sentence" | "form" };

/** Writes a comment and tells everybody whom it names; a person who may not see it is not told. */
async function write(
  districtId: string,
  author: Author,
  versionId: string,
  comment: MadeComment,
): Promise<Outcome<{ commentId: string }>> {
  return db().$transaction((transaction) => writeIn(transaction, districtId, author, { versionId, comment }));
}

type MadeComment = (transaction: Prisma.TransactionClient) => NewComment | Promise<NewComment>;

async function writeIn(
  transaction: Prisma.TransactionClient,
  districtId: string,
  author: Author,
  { versionId, comment }: { versionId: string; comment: MadeComment },
): Promise<Outcome<{ commentId: string }>> {
  const version = await lockVersion(transaction, districtId, versionId);
  const data = await comment(transaction);
  if (version.status === "published") return refused(closedStatus);
  const createdAt = now();
  const { anchorKind, anchorId } = data;
  const anchorSaid = data.parentId
    ? null
    : await readSaid(districtId, versionId, { kind: anchorKind, id: anchorId }, transaction);
  const { id: commentId } = await transaction.comment.create({
    data: { ...data, anchorSaid, districtId, versionId, round: version.round, createdAt },
  });
  const people = (await listMentionable({ districtId, ...version }, transaction)).filter(
    ({ id, kinds }) => id !== data.byId && kinds.includes(data.kind),
  );
  const mentions = mentionedIn(data.body, people).map(({ id: userId }) => ({
    districtId,
    versionId,
    commentId,
    userId,
    createdAt,
  }));
  if (mentions.length > 0) await transaction.mention.createMany({ data: mentions });
  await recordAuditOfVersion(
    {
      districtId,
      versionId,
      actor: author,
      action: data.parentId ? "comment.answered" : "comment.written",
      details: about(data),
    },
    transaction,
  );
  await tellOfComment(transaction, districtId, author, {
    ...data,
    versionId,
    commentId,
    people,
    mentioned: mentions.map(({ userId }) => userId),
  });
  return done({ commentId });
}

interface WrittenComment extends NewComment {
  versionId: string;
  commentId: string;
  /** Who may answer, without the one who wrote. */
  people: readonly MentionablePerson[];
  mentioned: readonly string[];
}

/**
 * Tells whoever has to do with a comment: those it names, those who have written in its thread, and the side that it is
 * for. A note of a unit is for those it names and its thread. Nobody is told of one comment twice.
 */
async function tellOfComment(
  transaction: Prisma.TransactionClient,
  districtId: string,
  author: Author,
  { versionId, commentId, parentId, kind, isFromBureau, people, mentioned }: WrittenComment,
): Promise<void> {
  const threadId = parentId ?? commentId;
  const inThread = await transaction.comment.findMany({
    where: { districtId, versionId, OR: [{ id: threadId }, { parentId: threadId }] },
    select: { byId: true },
  });
  const writers = new Set(inThread.map(({ byId }) => byId));
  const place = await placeOfVersion(districtId, versionId, transaction);
  const { unitId, unitCode, unitName, fiscalYearId, year, number } = place;
  const bureau = people.filter(({ role }) => role === "reviewer").map(({ id }) => id);
  const assigned = await readAssignee(districtId, { fiscalYearId, unitId }, transaction);
  // Whoever has the report to review answers for the bureau; without one, or where that person may not any more, all
  // of it is asked until somebody takes it up.
  const asked = assigned !== null && bureau.includes(assigned) ? [assigned] : bureau;
  const isAnswered = bureau.some((id) => writers.has(id));
  const isFor = ({ id, role }: MentionablePerson) =>
    writers.has(id) || (kind !== "note" && (isFromBureau ? role === "preparer" : !isAnswered && asked.includes(id)));
  const one = (person: MentionablePerson): Told => ({
    kind: mentioned.includes(person.id) ? "mention" : "comment",
    key: `comment:${commentId}`,
    userIds: [person.id],
    unitId,
    fiscalYearId,
    threadId,
    facts: { unit: unitName, year, by: author.name },
    href:
      person.role === "preparer"
        ? `/desk/${unitCode}/${year}?tab=comments&thread=${threadId}`
        : `/review/${unitCode}/${year}?version=${number}&thread=${threadId}`,
  });
  const told = people.filter((person) => mentioned.includes(person.id) || isFor(person));
  await tell(transaction, districtId, told.map(one));
}

/** What the log says of a comment: never its words, and of a note, which is its unit's own, not its place either. */
function about({ kind, anchorLabel }: { kind: CommentKind; anchorLabel?: string | undefined }) {
  return { commentKind: commentKindLabels[kind], ...(kind === "note" || !anchorLabel ? {} : { place: anchorLabel }) };
}

function anchored({ anchor }: { anchor: { kind: "cell" | "sentence" | "form"; id: string; label: string } }) {
  return { anchorKind: anchor.kind, anchorId: anchor.id, anchorLabel: anchor.label };
}

/** Waits for a step that is under way: a comment must not slip in between its checks and its end. */
async function lockVersion(
  transaction: Prisma.TransactionClient,
  districtId: string,
  versionId: string,
): Promise<{ unitId: string; status: VersionStatus; round: number }> {
  const rows = await transaction.$queryRaw<{ unitId: string; status: VersionStatus; round: number }[]>`
    SELECT report.unit_id AS "unitId", version.status::text AS status, version.round
    FROM report_version version JOIN report ON report.district_id = version.district_id AND report.id = version.report_id
    WHERE version.district_id = ${districtId}::uuid AND version.id = ${versionId}::uuid FOR UPDATE OF version`;
  if (!rows[0]) throw new AppError("notFound", `version ${versionId}`);
  return rows[0];
}

async function findThread(
  transaction: Prisma.TransactionClient,
  districtId: string,
  { versionId, commentId }: { versionId: string; commentId: string },
) {
  const thread = await transaction.comment.findFirst({
    where: { districtId, versionId, id: commentId, parentId: null },
  });
  if (!thread) throw new AppError("notFound", `comment ${commentId}`);
  return thread;
}
