"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { CommentTarget } from "@/components/comments/comment-form";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { TextField } from "@/components/ui/text-field";
import { answerCommentAction, resolveCommentAction } from "@/lib/features/comments/actions";

export interface ReplyLine {
  id: string;
  body: string;
  by: string;
  isFromBureau: boolean;
  /** As printed. */
  at: string;
}

export interface ThreadLine extends ReplyLine {
  anchor: CommentTarget;
  round: number;
  needsAnswer: boolean;
  isBlocking: boolean;
  isAnswered: boolean;
  isResolved: boolean;
  replies: ReplyLine[];
}

interface Props {
  versionId: string;
  thread: ThreadLine;
  mayAnswer: boolean;
  mayResolve: boolean;
  /** To the figure or sentence that the comment is on. */
  onShow?: (anchor: CommentTarget) => void;
}

/** One comment with its answers; both the bureau and the unit answer in it. */
export function CommentThread({ versionId, thread, mayAnswer, mayResolve, onShow }: Props) {
  const router = useRouter();
  const [isAnswering, setIsAnswering] = useState(false);
  const [body, setBody] = useState("");
  const [reasons, setReasons] = useState<string[]>([]);
  const [isPending, setIsPending] = useState(false);
  const { id: commentId, anchor } = thread;

  async function run(action: () => Promise<{ ok: true } | { ok: false; reasons: string[] }>) {
    setIsPending(true);
    const result = await action().catch(() => null);
    setIsPending(false);
    setReasons(result === null ? ["没有连上服务器，未保存。请重试。"] : result.ok ? [] : result.reasons);
    if (!result?.ok) return;
    setBody("");
    setIsAnswering(false);
    router.refresh();
  }

  return (
    <div data-item={thread.isResolved ? undefined : `thread:${commentId}`} tabIndex={0} role="group" aria-label={`审核意见：${anchor.label}`} className="flex flex-col gap-1 border-b border-line py-2">
      {anchor.kind !== "form" && onShow ? (
        <button type="button" className="cursor-pointer text-left text-accent underline underline-offset-4" onClick={() => onShow(anchor)}>
          {anchor.label}
        </button>
      ) : (
        <p className="font-medium">{anchor.label}</p>
      )}
      <div className="flex flex-wrap gap-1">
        {thread.isResolved && <Badge tone="done">已解决</Badge>}
        {!thread.isResolved && thread.isBlocking && <Badge tone="danger">须解决</Badge>}
        {!thread.isResolved && thread.needsAnswer && <Badge tone={thread.isAnswered ? "active" : "warn"}>{thread.isAnswered ? "已答复" : "待答复"}</Badge>}
      </div>
      {[thread, ...thread.replies].map(({ id, body: text, by, isFromBureau, at }) => (
        <div key={id} className={isFromBureau ? "" : "border-l-2 border-line pl-3"}>
          <p className="whitespace-pre-line">{text}</p>
          <p className="text-muted">
            {isFromBureau ? "财政局" : "单位"} {by} {at}
          </p>
        </div>
      ))}
      {isAnswering && (
        <form
          className="flex flex-col gap-2"
          onSubmit={(event) => {
            event.preventDefault();
            void run(() => answerCommentAction({ versionId, commentId, body }));
          }}
        >
          <TextField label="答复" isMultiline rows={3} value={body} onChange={setBody} maxLength={4000} autoFocus />
          <div className="flex gap-2">
            <Button type="submit" emphasis="primary" isDisabled={isPending || !body.trim()}>
              保存答复
            </Button>
            <Button onPress={() => setIsAnswering(false)}>取消</Button>
          </div>
        </form>
      )}
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.join("")}
        </Callout>
      )}
      {!isAnswering && (
        <div className="flex gap-2">
          {mayAnswer && !thread.isResolved && <Button onPress={() => setIsAnswering(true)}>答复</Button>}
          {mayResolve && (
            <Button isDisabled={isPending} onPress={() => void run(() => resolveCommentAction({ versionId, commentId, isResolved: !thread.isResolved }))}>
              {thread.isResolved ? "重新打开" : "标为已解决"}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
