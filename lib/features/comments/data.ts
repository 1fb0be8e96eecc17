import { namesOf } from "@/lib/features/reports/data";
import { db } from "@/lib/platform/db";

export interface ThreadReply {
  id: string;
  body: string;
  by: string;
  isFromBureau: boolean;
  at: Date;
}

export interface Thread extends ThreadReply {
  anchor: { kind: "cell" | "sentence" | "form"; id: string; label: string };
  round: number;
  needsAnswer: boolean;
  isBlocking: boolean;
  resolved: { by: string; at: Date } | null;
  /** The unit has the last word. */
  isAnswered: boolean;
  replies: ThreadReply[];
}

/** The comment threads of a version, oldest first. */
export async function listThreads(districtId: string, versionId: string): Promise<Thread[]> {
  const comments = await db().comment.findMany({ where: { districtId, versionId }, orderBy: [{ createdAt: "asc" }, { id: "asc" }] });
  const names = await namesOf(districtId, comments.flatMap(({ byId, resolvedById }) => [byId, resolvedById]));
  const threads = new Map<string, Thread>();
  for (const comment of comments) {
    const reply: ThreadReply = { id: comment.id, body: comment.body, by: names.get(comment.byId) ?? "", isFromBureau: comment.isFromBureau, at: comment.createdAt };
    if (comment.parentId === null) {
      threads.set(comment.id, {
        ...reply,
        anchor: { kind: comment.anchorKind, id: comment.anchorId, label: comment.anchorLabel },
        round: comment.round,
        needsAnswer: comment.needsAnswer,
        isBlocking: comment.isBlocking,
        resolved: comment.resolvedAt && { by: names.get(comment.resolvedById ?? "") ?? "", at: comment.resolvedAt },
        isAnswered: false,
        replies: [],
      });
      continue;
    }
    const thread = threads.get(comment.parentId);
    if (!thread) continue;
    thread.replies.push(reply);
    thread.isAnswered = !reply.isFromBureau;
  }
  return [...threads.values()];
}
