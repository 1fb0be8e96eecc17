import type { Action } from "./actions";

/** 审核意见 of the bureau to the unit, 提问 of the unit to the bureau, 单位备注 of the unit for itself. */
export const commentKinds = ["review", "question", "note"] as const;
export type CommentKind = (typeof commentKinds)[number];

/** What the unit itself begins. */
export type UnitCommentKind = Exclude<CommentKind, "review">;

export const commentKindLabels: Record<CommentKind, string> = {
  review: "审核意见",
  question: "提问",
  note: "单位备注",
};

type CommentAction = Extract<Action, "report.read" | `comment.${string}`>;

/**
 * What has to be permitted for a deed on a comment of a kind; reading a note is a right of its own, so that only the
 * unit has it.
 */
const needed = {
  review: { read: "report.read", write: "comment.write", answer: "comment.answer", resolve: "comment.resolve" },
  question: { read: "report.read", write: "comment.ask", answer: "comment.answer", resolve: "comment.resolveQuestion" },
  note: {
    read: "comment.keepNote",
    write: "comment.keepNote",
    answer: "comment.keepNote",
    resolve: "comment.keepNote",
  },
} as const satisfies Record<CommentKind, Record<string, CommentAction>>;

export type CommentDeed = keyof (typeof needed)[CommentKind];

export function actionOnComment(kind: CommentKind, deed: CommentDeed): CommentAction {
  return needed[kind][deed];
}
