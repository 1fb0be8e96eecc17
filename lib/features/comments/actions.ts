"use server";

import { revalidatePath } from "next/cache";
import { actionOnComment } from "@/lib/domain/report/comment-kinds";
import { can } from "@/lib/domain/report/permissions";
import { permittedThread } from "@/lib/features/comments/loaders";
import {
  addComment,
  addUnitComment,
  answerComment,
  markMentionsRead,
  resolveComment,
} from "@/lib/features/comments/mutations";
import {
  addCommentSchema,
  addUnitCommentSchema,
  answerCommentSchema,
  markMentionsReadSchema,
  resolveCommentSchema,
  type AddCommentInput,
  type AddUnitCommentInput,
} from "@/lib/features/comments/schema";
import { permittedVersion } from "@/lib/features/versions/loaders";
import { permittedSession } from "@/lib/features/session/loaders";
import type { ActionResult } from "@/lib/platform/action-result";
import { runAction } from "@/lib/platform/run-action";

/** Writes a comment of the bureau. */
export async function addCommentAction(input: AddCommentInput): Promise<ActionResult<{ commentId: string }>> {
  return runAction("addCommentAction", addCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion("comment.write", parsed.versionId);
    const outcome = await addComment(context.districtId, session.user.id, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** Writes a comment of the unit: a note for itself, or a question to the bureau. */
export async function addUnitCommentAction(input: AddUnitCommentInput): Promise<ActionResult<{ commentId: string }>> {
  return runAction("addUnitCommentAction", addUnitCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedVersion(actionOnComment(parsed.kind, "write"), parsed.versionId);
    const outcome = await addUnitComment(context.districtId, session.user.id, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** Answers in a thread; who may comment answers for the bureau, everybody else for the unit. A note is among the unit. */
export async function answerCommentAction(input: {
  versionId: string;
  commentId: string;
  body: string;
}): Promise<ActionResult<{ commentId: string }>> {
  return runAction("answerCommentAction", answerCommentSchema, input, async (parsed) => {
    const { session, context, kind } = await permittedThread("answer", parsed);
    const author = {
      id: session.user.id,
      isFromBureau: kind !== "note" && can(session.actor, "comment.write", context),
    };
    const outcome = await answerComment(context.districtId, author, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** Marks a thread as resolved, or opens it again. */
export async function resolveCommentAction(input: {
  versionId: string;
  commentId: string;
  isResolved: boolean;
}): Promise<ActionResult> {
  return runAction("resolveCommentAction", resolveCommentSchema, input, async (parsed) => {
    const { session, context } = await permittedThread("resolve", parsed);
    const outcome = await resolveComment(context.districtId, session.user.id, parsed);
    revalidateDesks();
    return outcome;
  });
}

/** The signed-in person has seen where they are mentioned. */
export async function markMentionsReadAction(input: { threadId: string | null }): Promise<ActionResult> {
  return runAction("markMentionsReadAction", markMentionsReadSchema, input, async ({ threadId }) => {
    const { user, district } = await permittedSession("mention.read");
    // The page it is called from shows none of it, or asks for itself anew: nothing is made again for a mark.
    return markMentionsRead(district.id, user.id, threadId);
  });
}

function revalidateDesks(): void {
  revalidatePath("/desk", "layout");
  revalidatePath("/review", "layout");
}
