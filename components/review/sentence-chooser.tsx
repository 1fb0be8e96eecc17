"use client";

import type { CommentTarget } from "@/components/comments/thread-line";
import { fragmentText } from "@/lib/domain/text/writing/sentence";
import type { FrozenBlock } from "@/lib/domain/document/frozen-document";
import { quoted } from "@/lib/domain/words/quoted";

type Paragraph = Extract<FrozenBlock, { kind: "paragraph" }>;

/** A paragraph or one of its sentences, as a comment names it: by its beginning. */
export function sentenceTarget({ id, sentences }: Paragraph, sentenceId: string | null): CommentTarget {
  const text = sentences
    .filter((sentence) => sentenceId === null || sentence.id === sentenceId)
    .flatMap(({ fragments }) => fragments.map(fragmentText))
    .join("");
  return {
    kind: "sentence",
    id: sentenceId ?? id,
    label: `决算说明${quoted(`${text.slice(0, 40)}${text.length > 40 ? "…" : ""}`)}`,
  };
}

/** What a comment on a paragraph is on: all of it, or one sentence. */
export function SentenceChooser({
  paragraph,
  chosen,
  onChoose,
}: {
  paragraph: Paragraph;
  /** Address of the paragraph or the sentence. */
  chosen: string;
  onChoose: (target: CommentTarget) => void;
}) {
  return (
    <label className="mb-2 flex flex-col gap-1">
      意见针对
      <select
        value={chosen}
        className="min-h-8 max-w-full border border-line bg-surface px-1 pointer-coarse:min-h-10"
        onChange={({ target: { value } }) => onChoose(sentenceTarget(paragraph, value === paragraph.id ? null : value))}
      >
        <option value={paragraph.id}>整段</option>
        {paragraph.sentences.map((sentence, at) => (
          <option key={sentence.id} value={sentence.id}>
            第{at + 1}句 {sentence.fragments.map(fragmentText).join("").slice(0, 30)}
          </option>
        ))}
      </select>
    </label>
  );
}
