"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useSending } from "@/components/ui/use-sending";
import { Callout } from "@/components/ui/callout";
import { commentKindLabels, type UnitCommentKind } from "@/lib/domain/report/comment-kinds";
import { addUnitCommentAction } from "@/lib/features/comments/actions";
import { useCommentScope } from "./comment-scope";
import { MentionField } from "./mention-field";
import type { CommentTarget } from "./thread-line";
import { useUnsentText } from "./use-unsent-text";

const choices: readonly { kind: UnitCommentKind; label: string; effect: string }[] = [
  { kind: "note", label: commentKindLabels.note, effect: "只有本单位填报人看得到" },
  { kind: "question", label: "向财政局提问", effect: "本单位和财政局审核人看得到" },
];

/**
 * A comment of the unit on one cell: a note for itself, or a question to the bureau. What was typed stays until it is
 * saved.
 */
export function UnitCommentForm({ target }: { target: CommentTarget }) {
  const { versionId } = useCommentScope();
  const [kind, setKind] = useState<UnitCommentKind>("note");
  const [body, setBody] = useUnsentText(target.id);
  const [saved, setSaved] = useState<string | null>(null);
  const { reasons, isSending, send } = useSending({ unreached: "没有连上服务器，未保存，内容留在本机。请重试。" });

  async function save() {
    if (isSending || !body.trim()) return;
    const anchor = { ...target, label: target.label.slice(0, 300) };
    await send(
      () => addUnitCommentAction({ versionId, kind, anchor, body }),
      () => {
        setBody("");
        setSaved(`已保存${commentKindLabels[kind]}。`);
      },
    );
  }

  return (
    <form
      method="post"
      className="flex flex-col gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <MentionField label="写备注或提问" kind={kind} value={body} onChange={setBody} autoFocus />
      <fieldset className="flex flex-col gap-1">
        <legend className="sr-only">给谁看</legend>
        {choices.map(({ kind: each, label, effect }) => (
          <label key={each} className="flex items-baseline gap-2 pointer-coarse:min-h-10">
            <input type="radio" name="comment-kind" checked={kind === each} onChange={() => setKind(each)} />
            <span>
              {label} <span className="text-muted">{effect}，不影响上报</span>
            </span>
          </label>
        ))}
      </fieldset>
      {reasons.length > 0 ? (
        <Callout tone="danger" isAlert>
          {reasons.join("")}
        </Callout>
      ) : (
        saved && (
          <p role="status" className="text-done">
            {saved}
          </p>
        )
      )}
      <Button type="submit" emphasis="primary" isDisabled={isSending || !body.trim()} className="self-start">
        {isSending ? "正在保存……" : "保存"}
      </Button>
    </form>
  );
}
