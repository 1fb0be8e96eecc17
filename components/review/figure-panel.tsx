"use client";

import { useEffect, useState } from "react";
import { FigureNote } from "@/components/document/figure-note";
import type { CitingSentence } from "@/lib/domain/document/citing-sentences";
import { relatedFigures } from "@/components/document/related-figures";
import type { FrozenNumber, FrozenPart } from "@/lib/domain/document/frozen-document";
import type { FigureSource } from "@/lib/domain/report/figure-sources";
import { figureSourceAction } from "@/lib/features/figure-beside/actions";

/** What the reviewer looks at: a number of the text, or a cell of the tables or of part five. */
export type LookedAt = { kind: "number"; number: FrozenNumber } | { kind: "cell"; id: string; text: string };

interface Props {
  versionId: string;
  look: LookedAt;
  parts: readonly FrozenPart[];
  cellLabels: Record<string, string>;
  onShow: (id: string) => void;
}

/** Where the figure comes from and goes to, in the words that the public will read. */
export function FigurePanel({ versionId, look, parts, cellLabels, onShow }: Props) {
  const source = useSource(versionId, look.kind === "cell" && look.text !== "" ? look.id : null);
  const nameOf = (id: string) => cellLabels[id] ?? "附件中的数";
  if (look.kind === "number") {
    const { text, explanation, places = [], cells } = look.number;
    const figures = [...places, ...cells].map((id) => ({ id, label: nameOf(id) }));
    return (
      <FigureNote
        text={text}
        label={null}
        calculation={explanation}
        related={[{ title: "来自", figures }]}
        sentences={null}
        onShow={onShow}
      />
    );
  }
  return (
    <FigureNote
      text={look.text || "空"}
      label={nameOf(look.id)}
      calculation={typeof source === "string" ? source : (source?.calculation ?? null)}
      related={typeof source === "object" && source ? relatedFigures(source, nameOf) : []}
      sentences={sentencesCiting(parts, look.id)}
      onShow={onShow}
    />
  );
}

/** Of a cell, read when somebody looks at it; words while it is read, and where it cannot be. */
function useSource(versionId: string, cell: string | null): FigureSource | string | null {
  const [read, setRead] = useState<{ cell: string; source: FigureSource | string | null } | null>(null);
  useEffect(() => {
    if (cell === null) return;
    let isCurrent = true;
    const keep = (source: FigureSource | string | null) => isCurrent && setRead({ cell, source });
    figureSourceAction({ versionId, cell }).then(
      (answer) => keep(answer.ok ? answer.data : answer.reasons.join("")),
      () => keep("没有连上服务器，暂时看不到来源。"),
    );
    return () => {
      isCurrent = false;
    };
  }, [versionId, cell]);
  if (cell === null) return null;
  return read?.cell === cell ? read.source : "正在读取来源…";
}

function sentencesCiting(parts: readonly FrozenPart[], id: string): CitingSentence[] {
  return parts.flatMap(({ blocks }) =>
    blocks.flatMap((block) =>
      block.kind !== "paragraph"
        ? []
        : block.sentences
            .filter(({ fragments }) =>
              fragments.some(
                (fragment) =>
                  fragment.kind === "number" && (fragment.cells.includes(id) || fragment.places?.includes(id)),
              ),
            )
            .map((sentence) => ({ id: sentence.id, text: sentence.fragments.map(({ text }) => text).join("") })),
    ),
  );
}
