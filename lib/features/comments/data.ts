import type { CommentAnchor } from "@/lib/domain/differences/comment-places";
import { actionOnComment, commentKinds, type CommentKind } from "@/lib/domain/report/comment-kinds";
import { rolesThatMay, unitOf, type Role } from "@/lib/domain/report/roles";
import { can, type Actor, type ReportSubject } from "@/lib/domain/report/permissions";
import type { VersionStatus } from "@/lib/domain/report/lifecycle";
import { readUnitOfYear } from "@/lib/features/units/data";
import { rolesHeldBy } from "@/lib/features/session/data";
import { namesOf, rolesReaching, runningDeputyships } from "@/lib/features/users/data";
import { db } from "@/lib/platform/db";
import type { Prisma } from "@/lib/platform/generated/prisma/client";

export interface ThreadReply {
  id: string;
  body: string;
  by: string;
  isFromBureau: boolean;
  at: Date;
  /** Names of the people who were told of it. */
  mentioned: string[];
}

export interface Thread extends ThreadReply {
  kind: CommentKind;
  anchor: CommentAnchor & { label: string };
  round: number;
  needsAnswer: boolean;
  isBlocking: boolean;
  resolved: { by: string; at: Date } | null;
  /** The side that was asked has the last word. */
  isAnswered: boolean;
  replies: ThreadReply[];
}

/** Whom a comment may name: people who may answer it. */
export interface MentionablePerson {
  id: string;
  name: string;
  role: Role;
  kinds: CommentKind[];
}

/** One place where a person is named, with what the report has to say to let them read it. */
export interface MentionRow {
  commentId: string;
  threadId: string;
  kind: CommentKind;
  label: string;
  body: string;
  by: string;
  at: Date;
  isRead: boolean;
  isResolved: boolean;
  unit: { id: string; code: string; name: string };
  year: number;
  version: { number: number; status: VersionStatus; isNewest: boolean };
}

/** The comment threads of a version of these kinds, oldest first. */
export async function listThreads(
  districtId: string,
  versionId: string,
  kinds: readonly CommentKind[],
): Promise<Thread[]> {
  const comments = await db().comment.findMany({
    where: { districtId, versionId, kind: { in: [...kinds] } },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    include: { mentions: { select: { user: { select: { name: true } } } } },
  });
  const names = await namesOf(
    districtId,
    comments.flatMap(({ byId, resolvedById }) => [byId, resolvedById]),
  );
  const threads = new Map<string, Thread>();
  for (const comment of comments) {
    const reply: ThreadReply = {
      id: comment.id,
      body: comment.body,
      by: names.get(comment.byId) ?? "",
      isFromBureau: comment.isFromBureau,
      at: comment.createdAt,
      mentioned: comment.mentions.map(({ user }) => user.name),
    };
    if (comment.parentId === null) {
      threads.set(comment.id, {
        ...reply,
        kind: comment.kind,
        anchor: {
          kind: comment.anchorKind,
          id: comment.anchorId,
          label: comment.anchorLabel,
          said: comment.anchorSaid,
        },
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
    thread.isAnswered = reply.isFromBureau !== thread.isFromBureau;
  }
  return [...threads.values()];
}

/** The kind of a thread; null when the version has no such thread. */
export async function findThreadKind(
  districtId: string,
  { versionId, commentId }: { versionId: string; commentId: string },
): Promise<CommentKind | null> {
  const thread = await db().comment.findFirst({
    where: { districtId, versionId, id: commentId, parentId: null },
    select: { kind: true },
  });
  return thread?.kind ?? null;
}

/**
 * People who may be named in comments on a report, by name: those who may answer. Disabled people are not told of
 * anything.
 */
export async function listMentionable(
  { districtId, unitId, status }: ReportSubject,
  client: Prisma.TransactionClient = db(),
): Promise<MentionablePerson[]> {
  const reach = await rolesReaching(districtId, unitId, rolesThatMay("comment.answer"), client);
  const running = runningDeputyships();
  const users = await client.user.findMany({
    where: {
      districtId,
      disabledAt: null,
      OR: [
        { roles: { some: reach } },
        { deputyships: { some: { ...running, absent: { disabledAt: null, roles: { some: reach } } } } },
      ],
    },
    select: { id: true, name: true },
    orderBy: [{ name: "asc" }, { username: "asc" }],
  });
  const held = await rolesHeldBy(
    districtId,
    users.map(({ id }) => id),
    client,
  );
  return users.flatMap(({ id, name }) => {
    const grants = held.get(id) ?? [];
    // A newcomer reads it after changing the initial password.
    const actor: Actor = { kind: "user", id, districtId, grants, owes: null };
    const kinds = commentKinds.filter((kind) =>
      can(actor, actionOnComment(kind, "answer"), { districtId, unitId, status }),
    );
    // Of several roles, the one that is declared first.
    const role = rolesThatMay("comment.answer").find((each) =>
      grants.some((grant) => grant.role === each && (unitOf(grant) ?? unitId) === unitId),
    );
    return role === undefined || kinds.length === 0 ? [] : [{ id, name, role, kinds }];
  });
}

/** Where a person is named, newest first, at most `limit`, and those they have not read before all others. */
export async function listMentions(districtId: string, userId: string, limit: number): Promise<MentionRow[]> {
  const mentions = await db().mention.findMany({
    where: { districtId, userId },
    orderBy: [{ readAt: { sort: "desc", nulls: "first" } }, { createdAt: "desc" }],
    take: limit,
    include: {
      comment: {
        include: {
          parent: { select: { resolvedAt: true } },
          version: {
            select: {
              number: true,
              status: true,
              report: {
                select: {
                  unitId: true,
                  fiscalYear: { select: { year: true } },
                  versions: { select: { number: true }, orderBy: { number: "desc" }, take: 1 },
                },
              },
            },
          },
        },
      },
    },
  });
  const names = await namesOf(
    districtId,
    mentions.map(({ comment }) => comment.byId),
  );
  const units = await Promise.all(
    mentions.map(async ({ comment: { version } }) =>
      readUnitOfYear(districtId, version.report.unitId, version.report.fiscalYear.year),
    ),
  );
  return mentions.map(({ comment, readAt, createdAt }, index) => ({
    commentId: comment.id,
    threadId: comment.parentId ?? comment.id,
    kind: comment.kind,
    label: comment.anchorLabel,
    body: comment.body,
    by: names.get(comment.byId) ?? "",
    at: createdAt,
    isRead: readAt !== null,
    isResolved: (comment.parent ?? comment).resolvedAt !== null,
    unit: units[index]!.unit,
    year: comment.version.report.fiscalYear.year,
    version: {
      number: comment.version.number,
      status: comment.version.status,
      isNewest: comment.version.report.versions[0]?.number === comment.version.number,
    },
  }));
}
