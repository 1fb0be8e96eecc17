import type { CitingSentence } from "@/lib/domain/document/citing-sentences";

/** Figures that one figure has to do with: what it comes from, what it goes into. */
export interface RelatedFigures {
  title: string;
  figures: readonly { id: string; label: string }[];
}

interface Props {
  /** As printed. */
  text: string;
  label: string | null;
  calculation: string | null;
  related: readonly RelatedFigures[];
  /** `null` where nobody asks which sentences cite it, as for a number of a sentence. */
  sentences: readonly CitingSentence[] | null;
  onShow: (id: string) => void;
}

/**
 * A figure's origin and uses in words: its calculation, the figures before and after it, the sentences that cite it.
 */
export function FigureNote({ text, label, calculation, related, sentences, onShow }: Props) {
  return (
    <>
      <p className="text-lg font-semibold tabular-nums">{text}</p>
      {label && <p className="text-muted">{label}</p>}
      {calculation && <p className="mt-1 break-words">{calculation}</p>}
      {related
        .filter(({ figures }) => figures.length > 0)
        .map(({ title, figures }) => (
          <section key={title} className="mt-2">
            <h3 className="text-muted">{title}</h3>
            <ul>
              {figures.map(({ id, label: name }) => (
                <li key={id}>
                  <button
                    type="button"
                    className="cursor-pointer text-left text-accent underline underline-offset-4"
                    onClick={() => onShow(id)}
                  >
                    {name}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        ))}
      {sentences && (
        <section className="mt-2">
          <h3 className="text-muted">
            {sentences.length > 0 ? "引用这个数的文字" : "情况说明的文字没有直接引用这个数。"}
          </h3>
          {sentences.map(({ id, text: sentence }) => (
            <a key={id} href={`#${id}`} className="mt-1 line-clamp-3">
              {sentence}
            </a>
          ))}
        </section>
      )}
    </>
  );
}
