"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { Callout } from "@/components/ui/callout";
import { addCommentAction } from "@/lib/features/comments/actions";
import { useCommentScope } from "./comment-scope";
import { MentionField } from "./mention-field";
import type { CommentTarget } from "./thread-line";
import { useUnsentText } from "./use-unsent-text";

/** A new comment of the bureau on one place of the report. What was typed stays when saving fails. */
export function CommentForm({ target, onDone }: { target: CommentTarget; onDone: () => void }) {
  const { versionId } = useCommentScope();
  const [body, setBody] = useUnsentText(target.id);
  const [needsAnswer, setNeedsAnswer] = useState(true);
  const [isBlocking, setIsBlocking] = useState(false);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，意见未保存。请重试。" });

  async function save() {
    if (isSending || !body.trim()) return;
    const anchor = { ...target, label: target.label.slice(0, 300) };
    await send(
      () => addCommentAction({ versionId, anchor, body, needsAnswer, isBlocking }),
      () => {
        setBody("");
        onDone();
      },
    );
  }

  return (
    <form
      method="post"
      className="flex flex-col gap-2 border border-accent bg-surface p-3"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <p className="font-medium">{target.label}</p>
      <MentionField label="审核意见" kind="review" value={body} onChange={setBody} autoFocus />
      <label className="flex gap-2">
        <input type="checkbox" checked={needsAnswer} onChange={(event) => setNeedsAnswer(event.target.checked)} />
        需要单位答复后才能重新上报
      </label>
      <label className="flex gap-2">
        <input type="checkbox" checked={isBlocking} onChange={(event) => setIsBlocking(event.target.checked)} />
        须解决后才能批复
      </label>
      {reasons.length > 0 && (
        <Callout tone="danger" isAlert>
          {reasons.join("")}
        </Callout>
      )}
      <div className="flex gap-2">
        <Button type="submit" emphasis="primary" isDisabled={isSending || !body.trim()}>
          {isSending ? "正在保存……" : "提出意见"}
        </Button>
        <Button onPress={onDone}>取消</Button>
      </div>
    </form>
  );
}
