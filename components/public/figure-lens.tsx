"use client";

import { useEffect, useState } from "react";

/** What somebody looks at: a number of the text, or a cell of a table with the sentences that cite it. */
type Look = { kind: "number"; text: string; explanation: string; cells: string[] } | { kind: "cell"; id: string; text: string; title: string; sentences: { id: string; text: string }[] };

const marks = ["bg-accent-shade", "outline-2", "-outline-offset-2", "outline-accent"];

const cellElements = (id: string) => document.querySelectorAll<HTMLElement>(`td[data-cell="${CSS.escape(id)}"]`);
const nameOf = (cell: HTMLElement) => [cell.closest("section")?.querySelector("h3")?.textContent, cell.closest("tr")?.querySelector("th")?.textContent].filter(Boolean).join(" ");

/**
 * Shows where the figures of the page come from and go to: a number of the text lights up its cells and says its
 * calculation; a cell names the sentences that cite it. Reads the addresses in the page; without it every number is a
 * link to its table.
 */
export function FigureLens() {
  const [look, setLook] = useState<Look | null>(null);

  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
      const number = event.target.closest<HTMLElement>("[data-explanation]");
      const cell = event.target.closest<HTMLElement>("td[data-cell]");
      if (number) {
        event.preventDefault();
        setLook({ kind: "number", text: number.textContent, explanation: number.dataset.explanation ?? "", cells: (number.dataset.cells ?? "").split(" ").filter(Boolean) });
      } else if (cell && cell.textContent !== "") {
        const id = cell.dataset.cell!;
        const sentences = [...document.querySelectorAll<HTMLElement>(`[data-cells~="${CSS.escape(id)}"]`)].map((each) => each.closest<HTMLElement>("span[id]")).filter((each) => each !== null);
        setLook({ kind: "cell", id, text: cell.textContent, title: nameOf(cell), sentences: [...new Set(sentences)].map((each) => ({ id: each.id, text: each.textContent })) });
      }
    }
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, []);

  useEffect(() => {
    if (!look) return;
    const lit = (look.kind === "number" ? look.cells : [look.id]).flatMap((id) => [...cellElements(id)]);
    for (const cell of lit) cell.classList.add(...marks);
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && setLook(null);
    document.addEventListener("keydown", onKey);
    return () => {
      for (const cell of lit) cell.classList.remove(...marks);
      document.removeEventListener("keydown", onKey);
    };
  }, [look]);

  if (!look) return null;
  return (
    <aside aria-live="polite" aria-label="数字的来源" className="fixed inset-x-0 bottom-0 z-10 border-t-2 border-accent bg-surface p-4 text-sm shadow-lg lg:right-6 lg:bottom-6 lg:left-auto lg:w-96 lg:border print:hidden">
      <div className="flex items-start gap-3">
        <div className="max-h-[40dvh] min-w-0 flex-1 overflow-auto">
          <p className="text-lg font-semibold tabular-nums">{look.text}</p>
          {look.kind === "number" ? <p className="break-words">{look.explanation}</p> : <p>{look.title}</p>}
          {look.kind === "number" && look.cells.length > 0 && (
            <ul className="mt-1">
              {look.cells.map((id) => (
                <li key={id}>
                  <button
                    type="button"
                    className="cursor-pointer text-left text-accent underline underline-offset-4"
                    onClick={() => cellElements(id)[0]?.scrollIntoView({ block: "center", inline: "center" })}
                  >
                    {labelOf(id)}
                  </button>
                </li>
              ))}
            </ul>
          )}
          {look.kind === "cell" && (look.sentences.length === 0 ? <p className="text-muted">决算说明中没有直接引用这个数。</p> : <p className="mt-1 text-muted">引用这个数的文字：</p>)}
          {look.kind === "cell" &&
            look.sentences.map(({ id, text }) => (
              <a key={id} href={`#${id}`} className="mt-1 line-clamp-3">
                {text}
              </a>
            ))}
        </div>
        <button type="button" className="cursor-pointer border border-line px-3 py-1" onClick={() => setLook(null)}>
          关闭
        </button>
      </div>
    </aside>
  );
}

/** The cell's table and row as the page shows them. */
function labelOf(id: string): string {
  const cell = cellElements(id)[0];
  return cell ? `看表：${nameOf(cell)}` : "本数不单列于公开表";
}
