import type { DecorateCell } from "@/components/statutory-table/statutory-table";
import type { CitedCell } from "@/lib/domain/document/citing-sentences";

/** A figure of a table leads to the first sentence of the text that states it; the list below has all of them. */
export function linkToText(cited: readonly CitedCell[]): DecorateCell {
  const byCell = new Map(cited.map((each) => [each.cell, each.sentences]));
  return ({ cellId, text }) => {
    const sentences = cellId && byCell.get(cellId);
    if (!sentences) return undefined;
    return {
      content: (
        <a href={`#${sentences[0]!.id}`} className="cited" aria-label={`${text}，见情况说明`}>
          {text}
        </a>
      ),
    };
  };
}

/** Which sentences state the figures of a table, folded. */
export function StatedInText({ tableId, cited }: { tableId: string; cited: readonly CitedCell[] }) {
  if (cited.length === 0) return null;
  return (
    <details className="mt-2 text-sm print:hidden" data-stated={tableId}>
      <summary className="cursor-pointer pointer-coarse:min-h-10">
        情况说明中写到的本表数字（{cited.length} 个）
      </summary>
      <dl className="mt-2 flex flex-col gap-2">
        {cited.map(({ cell, label, text, sentences }) => (
          <div key={cell}>
            <dt className="text-muted">
              {label} <span className="text-ink tabular-nums">{text}</span>
            </dt>
            {sentences.map((sentence) => (
              <dd key={sentence.id} className="pl-4">
                <a href={`#${sentence.id}`} className="line-clamp-2">
                  {sentence.text}
                </a>
              </dd>
            ))}
          </div>
        ))}
      </dl>
    </details>
  );
}
