import type { z } from "zod";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import type { addCommentSchema } from "@/lib/features/comments/schema";
import { done, refused, type Outcome } from "@/lib/platform/action-result";
import { now } from "@/lib/platform/clock";
import { db } from "@/lib/platform/db";
import { AppError } from "@/lib/platform/errors";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

const closedStatus = "报告已公开，不能再提出或答复审核意见。如需修改，请由财政局更正。";

/** Writes a comment of the bureau on a cell, sentence or form. */
export async function addComment(districtId: string, userId: string, input: z.output<typeof addCommentSchema>): Promise<Outcome<{ commentId: string }>> {
  return db().$transaction(async (transaction) => {
    const version = await lockVersion(transaction, districtId, input.versionId);
    if (version.status === "published") return refused(closedStatus);
    const comment = await transaction.comment.create({
      data: {
        districtId,
        versionId: input.versionId,
        anchorKind: input.anchor.kind,
        anchorId: input.anchor.id,
        anchorLabel: input.anchor.label,
        body: input.body,
        round: version.round,
        byId: userId,
        isFromBureau: true,
        needsAnswer: input.needsAnswer,
        isBlocking: input.isBlocking,
        createdAt: now(),
      },
    });
    return done({ commentId: comment.id });
  });
}

/** Answers in a thread, from the unit or the bureau. */
export async function answerComment(
  districtId: string,
  author: { id: string; isFromBureau: boolean },
  input: { versionId: string; commentId: string; body: string },
): Promise<Outcome<{ commentId: string }>> {
  return db().$transaction(async (transaction) => {
    const version = await lockVersion(transaction, districtId, input.versionId);
    const thread = await findThread(transaction, districtId, input);
    if (version.status === "published") return refused(closedStatus);
    const answer = await transaction.comment.create({
      data: {
        districtId,
        versionId: input.versionId,
        parentId: thread.id,
        anchorKind: thread.anchorKind,
        anchorId: thread.anchorId,
        anchorLabel: thread.anchorLabel,
        body: input.body,
        round: version.round,
        byId: author.id,
        isFromBureau: author.isFromBureau,
        createdAt: now(),
      },
    });
    return done({ commentId: answer.id });
  });
}

/** Marks a thread as resolved, or opens it again. */
export async function resolveComment(districtId: string, userId: string, input: { versionId: string; commentId: string; isResolved: boolean }): Promise<Outcome<undefined>> {
  return db().$transaction(async (transaction) => {
    const version = await lockVersion(transaction, districtId, input.versionId);
    const thread = await findThread(transaction, districtId, input);
    if (version.status === "published") return refused(closedStatus);
    await transaction.comment.update({
      where: { districtId_versionId_id: { districtId, versionId: input.versionId, id: thread.id } },
      data: input.isResolved ? { resolvedAt: now(), resolvedById: userId } : { resolvedAt: null, resolvedById: null },
    });
    return done(undefined);
  });
}

/** Waits for a step that is under way: a comment must not slip in between its checks and its end. */
async function lockVersion(transaction: Prisma.TransactionClient, districtId: string, versionId: string): Promise<{ status: VersionStatus; round: number }> {
  const rows = await transaction.$queryRaw<{ status: VersionStatus; round: number }[]>`
    SELECT status::text AS status, round FROM report_version WHERE district_id = ${districtId}::uuid AND id = ${versionId}::uuid FOR UPDATE`;
  if (!rows[0]) throw new AppError("notFound", `version ${versionId}`);
  return rows[0];
}

async function findThread(transaction: Prisma.TransactionClient, districtId: string, { versionId, commentId }: { versionId: string; commentId: string }) {
  const thread = await transaction.comment.findFirst({ where: { districtId, versionId, id: commentId, parentId: null } });
  if (!thread) throw new AppError("notFound", `comment ${commentId}`);
  return thread;
}
