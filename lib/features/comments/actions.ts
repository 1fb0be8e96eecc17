"use server";

import type { z } from "zod";
import { actionOnComment } from "@/lib/domain/report/comment-kinds";
import { can } from "@/lib/domain/report/permissions";
import { onThread } from "@/lib/features/comments/loaders";
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
} from "@/lib/features/comments/schema";
import { inDistrict } from "@/lib/features/session/loaders";
import { onVersion } from "@/lib/features/versions/loaders";
import { action } from "@/lib/platform/action";

/** Writes a comment of the bureau. */
export const addCommentAction = action("addCommentAction", {
  input: addCommentSchema,
  permission: onVersion("comment.write"),
  run: (input, { session, context }) => addComment(context.districtId, session.user, input),
  revalidates: ["/desk", "/review"],
});

/** Writes a comment of the unit: a note for itself, or a question to the bureau. */
export const addUnitCommentAction = action("addUnitCommentAction", {
  input: addUnitCommentSchema,
  permission: onVersion(({ kind }: z.output<typeof addUnitCommentSchema>) => actionOnComment(kind, "write")),
  run: (input, { session, context }) => addUnitComment(context.districtId, session.user, input),
  revalidates: ["/desk", "/review"],
});

/**
 * Answers in a thread; who may comment answers for the bureau, everybody else for the unit. A note is among the unit.
 */
export const answerCommentAction = action("answerCommentAction", {
  input: answerCommentSchema,
  permission: onThread("answer"),
  run: (input, { session, context, kind }) => {
    const isFromBureau = kind !== "note" && can(session.actor, "comment.write", context);
    return answerComment(context.districtId, { ...session.user, isFromBureau }, input);
  },
  revalidates: ["/desk", "/review"],
});

/** Marks a thread as resolved, or opens it again. */
export const resolveCommentAction = action("resolveCommentAction", {
  input: resolveCommentSchema,
  permission: onThread("resolve"),
  run: (input, { session, context }) => resolveComment(context.districtId, session.user, input),
  revalidates: ["/desk", "/review"],
});

/**
 * The signed-in person has seen where they are mentioned. The page it is called from shows none of it, or asks for
 * itself anew.
 */
export const markMentionsReadAction = action("markMentionsReadAction", {
  input: markMentionsReadSchema,
  permission: inDistrict("mention.read"),
  run: ({ threadId }, { user, district }) => markMentionsRead(district.id, user.id, threadId),
});
