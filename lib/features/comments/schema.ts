import { z } from "zod";
import { textOf } from "@/lib/features/typed-texts/schema";

const body = textOf("内容", 4000).min(1, "请填写内容。");
const anchor = z.object({
  kind: z.enum(["cell", "sentence", "form"]),
  id: z.string().min(1).max(300),
  label: z.string().trim().max(300).default(""),
});

export const addCommentSchema = z.object({
  versionId: z.uuid(),
  anchor,
  body,
  /** The unit has to answer before it submits again. */
  needsAnswer: z.boolean(),
  /** The bureau has to mark it as resolved before it approves. */
  isBlocking: z.boolean(),
});

export const addUnitCommentSchema = z.object({ versionId: z.uuid(), kind: z.enum(["note", "question"]), anchor, body });

export const answerCommentSchema = z.object({ versionId: z.uuid(), commentId: z.uuid(), body });
export const resolveCommentSchema = z.object({ versionId: z.uuid(), commentId: z.uuid(), isResolved: z.boolean() });

/** Mentions of the person who is signed in: those in one thread, or all. */
export const markMentionsReadSchema = z.object({ threadId: z.uuid().nullable() });
