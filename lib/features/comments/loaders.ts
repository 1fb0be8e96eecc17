import "server-only";
import { actionOnComment, commentKinds, type CommentDeed, type CommentKind } from "@/lib/domain/report/comment-kinds";
import { can } from "@/lib/domain/report/permissions";
import {
  findThreadKind,
  listMentionable,
  listMentions,
  listThreads,
  type MentionablePerson,
  type MentionRow,
  type Thread,
} from "@/lib/features/comments/data";
import { actingAs } from "@/lib/features/session/data";
import { permissionOf, requireSession } from "@/lib/features/session/loaders";
import { grantVersion, permittedVersion, type PermittedVersion } from "@/lib/features/versions/loaders";
import type { Permission } from "@/lib/platform/action";
import { AppError } from "@/lib/platform/errors";

/** A thread with what the person may do in it. */
export interface OfferedThread extends Thread {
  mayAnswer: boolean;
  mayResolve: boolean;
}

/** The comment threads of a version that this person may read, and whom they may name in theirs. */
export async function loadComments(
  versionId: string,
): Promise<{ threads: OfferedThread[]; people: MentionablePerson[] }> {
  const { session, context } = await permittedVersion("report.read", versionId);
  const may = (kind: CommentKind, deed: CommentDeed) => can(session.actor, actionOnComment(kind, deed), context);
  const [threads, people] = await Promise.all([
    listThreads(
      context.districtId,
      versionId,
      commentKinds.filter((kind) => may(kind, "read")),
    ),
    listMentionable(context),
  ]);
  const isOpen = context.status !== "published";
  return {
    threads: threads.map((thread) => ({
      ...thread,
      mayAnswer: isOpen && may(thread.kind, "answer"),
      mayResolve: isOpen && may(thread.kind, "resolve"),
    })),
    people: people.filter(({ id }) => id !== session.user.id),
  };
}

/**
 * For an action in one thread: the version and the kind of the thread, when the person may do the deed in it. A thread
 * that the person may not even read is not found.
 */
export function onThread(
  deed: Exclude<CommentDeed, "read" | "write">,
): Permission<{ versionId: string; commentId: string }, PermittedVersion & { kind: CommentKind }> {
  return permissionOf(async (session, thread) => {
    // A right that everybody has who may do it in any thread: others do not learn whether there is one.
    const { context } = await grantVersion(
      session,
      deed === "answer" ? "comment.answer" : "comment.resolveQuestion",
      thread.versionId,
    );
    const kind = await findThreadKind(context.districtId, thread);
    if (kind === null || !can(session.actor, actionOnComment(kind, "read"), context))
      throw new AppError("notFound", `comment ${thread.commentId} of another unit`);
    if (!can(session.actor, actionOnComment(kind, deed), context)) throw new AppError("forbidden", `${deed} a ${kind}`);
    return { session: actingAs(session, actionOnComment(kind, deed), context), context, kind };
  });
}

/** More are not shown at once; what is read makes room for what is not. */
const MENTIONS_SHOWN = 50;

/** Where the signed-in person is named, as far as they may still read it. */
export async function loadMentions(): Promise<MentionRow[]> {
  const { actor, user, district } = await requireSession();
  if (!can(actor, "mention.read", { districtId: district.id })) return [];
  const mentions = await listMentions(district.id, user.id, MENTIONS_SHOWN);
  return mentions.filter(({ kind, unit, version }) =>
    can(actor, actionOnComment(kind, "read"), { districtId: district.id, unitId: unit.id, status: version.status }),
  );
}
