"use server";

import { revalidatePath } from "next/cache";
import { can } from "@/lib/domain/report/permissions";
import { addComment, answerComment, resolveComment } from "@/lib/features/comments/mutations";
import { addCommentSchema, answerCommentSchema, resolveCommentSchema, type AddCommentInput } from "@/lib/features/comments/schema";
import { permittedVersion } from "@/lib/features/reports/loaders";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Writes a comment of the bureau. */
export async function addCommentAction(input: AddCommentInput): Promise<ActionResult<{ commentId: string }>> {
  return runAction(addCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("comment.write", parsed.versionId);
    const outcome = await addComment(context.districtId, session.user.id, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** Answers in a thread; who may comment answers for the bureau, everybody else for the unit. */
export async function answerCommentAction(input: { versionId: string; commentId: string; body: string }): Promise<ActionResult<{ commentId: string }>> {
  return runAction(answerCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("comment.answer", parsed.versionId);
    const author = { id: session.user.id, isFromBureau: can(session.actor, "comment.write", context) };
    const outcome = await answerComment(context.districtId, author, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** Marks a thread as resolved, or opens it again. */
export async function resolveCommentAction(input: { versionId: string; commentId: string; isResolved: boolean }): Promise<ActionResult> {
  return runAction(resolveCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("comment.resolve", parsed.versionId);
    const outcome = await resolveComment(context.districtId, session.user.id, parsed);
    revalidateDesks();
    return outcome;
  });
}

function revalidateDesks(): void {
  revalidatePath("/desk", "layout");
  revalidatePath("/review", "layout");
}
