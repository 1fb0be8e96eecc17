"use client";

import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { useSending } from "@/components/ui/use-sending";
import { commentKindLabels, type CommentKind } from "@/lib/domain/report/comment-kinds";
import { markMentionsReadAction } from "@/lib/features/comments/actions";

/** One place where the person is named. */
export interface MentionLine {
  commentId: string;
  threadId: string;
  kind: CommentKind;
  /** The report, e.g. 区政府办公室 2021年度. */
  report: string;
  /** The figure or sentence. */
  label: string;
  body: string;
  by: string;
  /** As printed. */
  at: string;
  isRead: boolean;
  isResolved: boolean;
  /** To the thread; null where this person's desk no longer shows the version. */
  href: string | null;
}

/** 提到我的: what is not read yet stands open, the rest is folded away. Nothing where nobody has named the person. */
export function MentionList({ mentions }: { mentions: readonly MentionLine[] }) {
  const { reasons, send } = useSending({ unreached: "没有连上服务器，未标为已读。请重试。" });
  const unread = mentions.filter(({ isRead }) => !isRead);
  const read = mentions.filter(({ isRead }) => isRead);

  const markRead = (threadId: string | null) => send(() => markMentionsReadAction({ threadId }));

  if (mentions.length === 0) return null;
  return (
    <section aria-labelledby="mentions" className="mb-10">
      <div className="flex flex-wrap items-baseline justify-between gap-2 border-b border-rule pb-1">
        <h2 id="mentions" className="text-lg font-medium">
          提到我的{unread.length > 0 ? `（${unread.length}条未读）` : ""}
        </h2>
        {unread.length > 1 && <Button onPress={() => void markRead(null)}>全部标为已读</Button>}
      </div>
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.join("")}
        </Callout>
      )}
      <ul>
        {unread.map((mention) => (
          <Mention key={mention.commentId} mention={mention} onRead={() => void markRead(mention.threadId)} />
        ))}
      </ul>
      {read.length > 0 && (
        <details className="mt-2 text-sm">
          <summary className="cursor-pointer text-muted pointer-coarse:min-h-10">已读 {read.length} 条</summary>
          <ul>
            {read.map((mention) => (
              <Mention key={mention.commentId} mention={mention} />
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}

function Mention({
  mention: { kind, report, label, body, by, at, isResolved, href },
  onRead,
}: {
  mention: MentionLine;
  onRead?: () => void;
}) {
  return (
    <li className="flex flex-wrap items-start gap-x-4 gap-y-1 border-b border-line py-2 text-sm">
      <div className="min-w-0 flex-1 wrap-anywhere">
        <p>
          {href === null ? label || report : <Link href={href}>{label || report}</Link>}{" "}
          <Badge tone={isResolved ? "done" : "neutral"}>{isResolved ? "已了结" : commentKindLabels[kind]}</Badge>
        </p>
        <p className="line-clamp-2">{body}</p>
        <p className="text-muted">
          {by} {at} · {report}
        </p>
      </div>
      {onRead && <Button onPress={onRead}>标为已读</Button>}
    </li>
  );
}
