import { z } from "zod";
import { isCellId } from "@/lib/domain/words/cell-id";
import { isFactKey } from "@/lib/domain/words/fact-address";
import { textOf } from "@/lib/features/typed-texts/schema";

const body = textOf("内容", 4000).min(1, "请填写内容。");
const anchor = z
  .object({
    kind: z.enum(["cell", "sentence", "form"]),
    id: z.string().min(1).max(300),
    label: z.string().trim().max(300).default(""),
  })
  // A place that has gone meanwhile is one all the same: a comment follows it. What never can be one is no page's.
  .refine(({ kind, id }) => kind !== "cell" || isFactKey(id) || isCellId(id), "所指的位置有误，请刷新页面后再写。");

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
