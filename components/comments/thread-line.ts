import { formatDateTime } from "@/lib/domain/words/moments";
import type { CommentKind } from "@/lib/domain/report/comment-kinds";
import type { MentionablePerson, ThreadReply } from "@/lib/features/comments/data";
import type { OfferedThread } from "@/lib/features/comments/loaders";

/** What a comment is on. */
export interface CommentTarget {
  kind: "cell" | "sentence" | "form";
  id: string;
  label: string;
}

export interface ReplyLine {
  id: string;
  body: string;
  by: string;
  isFromBureau: boolean;
  /** As printed. */
  at: string;
  /** Names of the people who were told of it. */
  mentioned: readonly string[];
}

/** A thread as the desks show it. */
export interface ThreadLine extends ReplyLine {
  kind: CommentKind;
  anchor: CommentTarget;
  needsAnswer: boolean;
  isBlocking: boolean;
  isAnswered: boolean;
  isResolved: boolean;
  replies: ReplyLine[];
  mayAnswer: boolean;
  mayResolve: boolean;
}

/** Somebody whom a comment may name. */
export type CommentPerson = MentionablePerson;

export function threadLineOf({
  kind,
  anchor,
  needsAnswer,
  isBlocking,
  isAnswered,
  resolved,
  replies,
  mayAnswer,
  mayResolve,
  ...first
}: OfferedThread): ThreadLine {
  return {
    ...replyLineOf(first),
    kind,
    anchor,
    needsAnswer,
    isBlocking,
    isAnswered,
    isResolved: resolved !== null,
    replies: replies.map(replyLineOf),
    mayAnswer,
    mayResolve,
  };
}

function replyLineOf({ id, body, by, isFromBureau, at, mentioned }: ThreadReply): ReplyLine {
  return { id, body, by, isFromBureau, at: formatDateTime(at), mentioned };
}
