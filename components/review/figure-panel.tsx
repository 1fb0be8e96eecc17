import { FigureNote } from "@/components/document/figure-note";
import type { CitingSentence } from "@/lib/domain/document/citing-sentences";
import { relatedFigures } from "@/components/document/related-figures";
import type { FrozenNumber, FrozenPart } from "@/lib/domain/document/frozen-document";
import type { FigureSource } from "@/lib/domain/report/figure-sources";

/** What the reviewer looks at: a number of the text, or a cell of the tables or of part five. */
export type LookedAt = { kind: "number"; number: FrozenNumber } | { kind: "cell"; id: string; text: string };

interface Props {
  look: LookedAt;
  parts: readonly FrozenPart[];
  sources: Record<string, FigureSource>;
  cellLabels: Record<string, string>;
  onShow: (id: string) => void;
}

/** Where the figure comes from and goes to, in the words that the public will read. */
export function FigurePanel({ look, parts, sources, cellLabels, onShow }: Props) {
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
  const source = sources[look.id];
  return (
    <FigureNote
      text={look.text || "空"}
      label={nameOf(look.id)}
      calculation={source?.calculation ?? null}
      related={relatedFigures(source, nameOf)}
      sentences={sentencesCiting(parts, look.id)}
      onShow={onShow}
    />
  );
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
