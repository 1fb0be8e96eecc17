"use client";

import { memo, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { Callout } from "@/components/ui/callout";
import type { FollowedPlace } from "@/lib/domain/differences/comment-places";
import { commentKindLabels } from "@/lib/domain/report/comment-kinds";
import { partsWithMentions } from "@/lib/domain/report/mentions";
import type { ActionResult } from "@/lib/platform/action-result";
import { answerCommentAction, resolveCommentAction } from "@/lib/features/comments/actions";
import { useCommentScope } from "./comment-scope";
import { MentionField } from "./mention-field";
import type { CommentTarget, ThreadLine } from "./thread-line";
import { PlaceOfComment } from "./place-of-comment";
import { useUnsentText } from "./use-unsent-text";

interface Props {
  thread: ThreadLine;
  /** To the figure or sentence that the comment is on; the same function at every rendering. */
  onShow?: (anchor: CommentTarget) => void;
  /** What became of the place that the comment is on; absent where nobody asked. */
  place?: FollowedPlace;
}

/** One comment with its answers; whoever it concerns answers in it. */
export const CommentThread = memo(function CommentThread({ thread, onShow, place }: Props) {
  const { versionId } = useCommentScope();
  const [isAnswering, setIsAnswering] = useState(false);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，未保存。请重试。" });
  const { id: commentId, kind, anchor, isResolved } = thread;

  const run = (action: () => Promise<ActionResult<unknown>>): Promise<boolean> =>
    send(action, () => setIsAnswering(false));

  return (
    <div
      data-item={isResolved ? undefined : `thread:${commentId}`}
      data-thread={commentId}
      tabIndex={0}
      role="group"
      aria-label={`${commentKindLabels[kind]}：${anchor.label}`}
      className="flex flex-col gap-1 border-b border-line py-2 wrap-anywhere"
    >
      {anchor.kind !== "form" && onShow ? (
        <button
          type="button"
          className="cursor-pointer text-left text-accent underline underline-offset-4 pointer-coarse:min-h-10"
          onClick={() => onShow(anchor)}
        >
          {anchor.label}
        </button>
      ) : (
        <p className="font-medium">{anchor.label}</p>
      )}
      <div className="flex flex-wrap gap-1">
        {kind !== "review" && <Badge tone="neutral">{commentKindLabels[kind]}</Badge>}
        {isResolved && <Badge tone="done">{kind === "review" ? "已解决" : "已了结"}</Badge>}
        {!isResolved && thread.isBlocking && <Badge tone="danger">须解决</Badge>}
        {!isResolved && (thread.needsAnswer || kind === "question") && (
          <Badge tone={thread.isAnswered ? "active" : "warn"}>{thread.isAnswered ? "已答复" : "待答复"}</Badge>
        )}
      </div>
      {place && <PlaceOfComment place={place} isResolved={isResolved} />}
      {[thread, ...thread.replies].map(({ id, body, by, isFromBureau, at, mentioned }) => (
        <div key={id} className={isFromBureau === thread.isFromBureau ? "" : "border-l-2 border-line pl-3"}>
          <p className="whitespace-pre-line">
            {partsWithMentions(
              body,
              mentioned.map((name) => ({ name })),
            ).map(({ text, mentioned: named }, part) =>
              named.length > 0 ? (
                <span key={part} className="font-medium text-accent">
                  {text}
                </span>
              ) : (
                text
              ),
            )}
          </p>
          <p className="text-muted">
            {isFromBureau ? "财政局" : "单位"} {by} {at}
          </p>
        </div>
      ))}
      {isAnswering && (
        <AnswerForm
          thread={thread}
          isPending={isSending}
          onSave={(body) => run(() => answerCommentAction({ versionId, commentId, body }))}
          onCancel={() => setIsAnswering(false)}
        />
      )}
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.join("")}
        </Callout>
      )}
      {!isAnswering && (
        <div className="flex gap-2">
          {thread.mayAnswer && !isResolved && (
            <Button onPress={() => setIsAnswering(true)}>{kind === "note" ? "接着写" : "答复"}</Button>
          )}
          {thread.mayResolve && (
            <Button
              isDisabled={isSending}
              data-shortcut={isResolved ? undefined : "s"}
              onPress={() => void run(() => resolveCommentAction({ versionId, commentId, isResolved: !isResolved }))}
            >
              {isResolved ? "重新打开" : kind === "review" ? "标为已解决" : "了结"}
            </Button>
          )}
        </div>
      )}
    </div>
  );
});

interface AnswerProps {
  thread: ThreadLine;
  isPending: boolean;
  /** Whether it was saved. */
  onSave: (body: string) => Promise<boolean>;
  onCancel: () => void;
}

function AnswerForm({ thread: { id, kind }, isPending, onSave, onCancel }: AnswerProps) {
  const [body, setBody] = useUnsentText(`answer.${id}`);
  return (
    <form
      method="post"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        if (isPending || !body.trim()) return;
        void onSave(body).then((isSaved) => isSaved && setBody(""));
      }}
    >
      <MentionField label="答复" kind={kind} value={body} onChange={setBody} autoFocus />
      <div className="flex gap-2">
        <Button type="submit" emphasis="primary" isDisabled={isPending || !body.trim()}>
          保存答复
        </Button>
        <Button onPress={onCancel}>取消</Button>
      </div>
    </form>
  );
}
