import clsx from "clsx";
import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { FigureNote, type RelatedFigures } from "@/components/document/figure-note";
import { cellElement, figureReachedBy, lightUp } from "@/components/document/figure-cells";
import { relatedFigures } from "@/components/document/related-figures";
import type { CitingSentence } from "@/lib/domain/document/citing-sentences";
import type { FigureSource } from "@/lib/domain/report/figure-sources";
import { PlaceTools, type NamedPlace } from "./place-tools";

/** What somebody looks at: a number of the text, or a cell of a table. */
type Look =
  | { kind: "number"; text: string; explanation: string; cells: string[]; sentence: string | null }
  | { kind: "cell"; id: string };

const showCell = (id: string) => cellElement(id)?.scrollIntoView({ block: "center", inline: "center" });

/**
 * Shows where the figures of the page come from and go to: a number of the text lights up its cells and says its
 * calculation; a cell says its own, the figures made of it and the sentences that cite it. By keyboard: Enter at a
 * table, then the arrows from figure to figure; Enter at a number goes into its explanation; Escape closes it and goes back
 * to where one came from. Reads the addresses in the page, and `sources`
 * (2021.provenance.json) when somebody first looks; without it every number is a link to its table. `version`: the lasting
 * address of what the page shows.
 */
export function FigureLens({ sources, version }: { sources: string; version: string }) {
  const [look, setLook] = useState<Look | null>(null);
  const [figures, setFigures] = useState<Record<string, FigureSource> | null>(null);
  const isLooking = look !== null;
  const note = useRef<HTMLDivElement>(null);
  /** Where the keyboard was before it went into the explanation. */
  const opener = useRef<HTMLElement | null>(null);
  const [entries, setEntries] = useState(0);
  const enter = useCallback(() => setEntries((count) => count + 1), []);
  const close = useCallback(() => {
    setLook(null);
    if (note.current?.closest("aside")?.contains(document.activeElement)) opener.current?.focus();
    opener.current = null;
  }, []);
  const show = useCallback((id: string) => {
    setLook({ kind: "cell", id });
    showCell(id);
  }, []);

  // An address may name a cell: whoever comes from a list of figures wants to see where this one is from.
  useEffect(() => {
    function onAddress() {
      const id = location.hash.slice(1);
      if (document.getElementById(id)?.dataset.cell === id) show(id);
    }
    onAddress();
    window.addEventListener("hashchange", onAddress);
    return () => window.removeEventListener("hashchange", onAddress);
  }, [show]);

  // Once the explanation is there.
  useLayoutEffect(() => {
    if (entries > 0) note.current?.focus();
  }, [entries]);

  useEffect(() => {
    function onClick(event: MouseEvent) {
      if (event.ctrlKey || event.metaKey || event.shiftKey || !(event.target instanceof Element)) return;
      const number = event.target.closest<HTMLElement>("[data-explanation]");
      const cell = event.target.closest<HTMLElement>("[data-cell]");
      const figure = event.target.closest<HTMLElement>("[data-figure]");
      // A click without a place on the screen is the Enter key at a link.
      if ((number || figure || cell) && event.detail === 0 && document.activeElement instanceof HTMLAnchorElement) {
        opener.current = document.activeElement;
        enter();
      }
      if (number) {
        event.preventDefault();
        setLook({
          kind: "number",
          text: number.textContent,
          explanation: number.dataset.explanation ?? "",
          cells: (number.dataset.cells ?? "").split(" ").filter(Boolean),
          sentence: number.closest("span[id]")?.id ?? null,
        });
      } else if (figure) {
        event.preventDefault();
        show(figure.dataset.figure!);
      } else if (cell && cell.textContent !== "") {
        // The figure is a link to its sentence where nothing runs; the note has all of them.
        event.preventDefault();
        setLook({ kind: "cell", id: cell.dataset.cell! });
      }
    }
    document.addEventListener("click", onClick);
    return () => document.removeEventListener("click", onClick);
  }, [show, enter]);

  useEffect(() => {
    if (!isLooking) return;
    let isGone = false;
    // What the page itself knows stays when this cannot be had.
    fetch(sources)
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ figures: Record<string, FigureSource> }>) : null))
      .then(
        (data) => !isGone && data && setFigures(data.figures),
        () => undefined,
      );
    return () => void (isGone = true);
  }, [isLooking, sources]);

  // Before the next key: who presses them fast loses none.
  useLayoutEffect(() => {
    const putOut = look && lightUp(look.kind === "number" ? look.cells : [look.id]);
    function onKey(event: KeyboardEvent) {
      if (event.key === "Escape") return close();
      const table =
        event.target instanceof Element && event.target.matches("[role=region]:has([data-cell])") ? event.target : null;
      if (!table || event.ctrlKey || event.metaKey || event.altKey) return;
      const from = look?.kind === "cell" ? cellElement(look.id) : null;
      const reached = figureReachedBy(event.key, table, from && table.contains(from) ? from : null);
      if (reached === null) return;
      event.preventDefault();
      show(reached);
    }
    document.addEventListener("keydown", onKey);
    return () => {
      putOut?.();
      document.removeEventListener("keydown", onKey);
    };
  }, [look, show, close]);

  if (!look) return null;
  const nameOf = (id: string) => figures?.[id]?.label ?? nameInPage(id);
  const related: RelatedFigures[] =
    look.kind === "number"
      ? [
          {
            title: look.cells.length > 0 ? "来自（点击看所在单元格）" : "本数不单列于公开表",
            figures: look.cells.filter(cellElement).map((id) => ({ id, label: nameOf(id) })),
          },
        ]
      : relatedFigures(figures?.[look.id], nameOf);
  return (
    <aside
      aria-live="polite"
      aria-label="数字的来源"
      className={clsx(
        "fixed inset-x-0 bottom-0 z-10 border-t-2 border-accent bg-surface p-4 text-sm shadow-lg",
        "lg:right-auto lg:bottom-2 lg:left-2 lg:w-72 lg:border min-[90rem]:left-6 min-[90rem]:w-96 print:hidden",
      )}
    >
      <div className="flex items-start gap-3">
        <div
          ref={note}
          tabIndex={0}
          role="group"
          aria-label="数字的来源"
          className="max-h-[40dvh] min-w-0 flex-1 overflow-auto lg:max-h-[60dvh]"
        >
          <FigureNote
            text={look.kind === "number" ? look.text : (cellElement(look.id)?.textContent ?? "")}
            label={look.kind === "number" ? null : nameOf(look.id)}
            calculation={look.kind === "number" ? look.explanation : (figures?.[look.id]?.calculation ?? null)}
            related={related}
            sentences={
              look.kind === "number" ? null : sentencesCiting([look.id, ...alikeOf(look.id, figures?.[look.id])])
            }
            onShow={(id) => {
              show(id);
              // The button that was pressed belongs to the figure before.
              note.current?.focus();
            }}
          />
          <Beside ids={look.kind === "number" ? look.cells : [look.id]} nameOf={nameOf} />
          <PlaceTools key={look.kind === "cell" ? look.id : look.sentence} version={version} places={placesOf(look)} />
        </div>
        <button type="button" className="cursor-pointer border border-line px-3 py-1" onClick={close}>
          关闭
        </button>
      </div>
    </aside>
  );
}

/** What the page says beside figures: last year's, which leads to its report, and the budget (components/public). */
function Beside({ ids, nameOf }: { ids: readonly string[]; nameOf: (id: string) => string }) {
  const said = ids.flatMap((id) => {
    const place = document.querySelector(`[data-beside="${CSS.escape(id)}"]`);
    return place ? [{ id, text: place.textContent, address: place.querySelector("a")?.getAttribute("href") }] : [];
  });
  if (said.length === 0) return null;
  return (
    <section className="mt-2">
      <h3 className="text-muted">与上年、预算对照</h3>
      {said.map(({ id, text, address }) => (
        <p key={id}>
          {ids.length > 1 && `${nameOf(id)}：`}
          {text} {address && <a href={address}>上年决算中的这个数</a>}
        </p>
      ))}
    </section>
  );
}

/** The sentence of a number; the cell and its row, by the name before it. */
function placesOf(look: Look): NamedPlace[] {
  if (look.kind === "number") return look.sentence === null ? [] : [{ noun: "本句", id: look.sentence }];
  const row = headsBefore(cellElement(look.id)).at(-1)?.id;
  return [{ noun: "本格", id: look.id }, ...(row ? [{ noun: "本行", id: row }] : [])];
}

function headsBefore(cell: Element | null): Element[] {
  return [...(cell?.closest("tr")?.querySelectorAll("th") ?? [])].filter(
    (head) => head === cell || head.compareDocumentPosition(cell!) & Node.DOCUMENT_POSITION_FOLLOWING,
  );
}

/** Table and row of a cell as the page shows them: the nearest row head before it. */
function nameInPage(id: string): string {
  const cell = cellElement(id);
  const table = cell
    ?.closest("[role=region]")
    ?.getAttribute("aria-label")
    ?.replace(/（.*）$/, "");
  return [table, headsBefore(cell).at(-1)?.textContent].filter(Boolean).join(" ") || "所在文字";
}

/** The cells that are the same figure: the same money elsewhere, and what it is made of or makes where that is all of it. */
function alikeOf(id: string, source: FigureSource | undefined): string[] {
  if (!source) return [];
  const textOf = (each: string) => cellElement(each)?.textContent;
  return [...source.same, ...[...source.from, ...source.into].filter((each) => textOf(each) === textOf(id))];
}

/** Of a figure, wherever it is printed: its own first, then those of the same money in other tables. */
function sentencesCiting(ids: readonly string[]): CitingSentence[] {
  const numbers = ids.flatMap((id) => [...document.querySelectorAll<HTMLElement>(`[data-cells~="${CSS.escape(id)}"]`)]);
  const cited = numbers.flatMap((number) => number.closest<HTMLElement>("span[id]") ?? []);
  return [...new Set(cited)].map((sentence) => ({ id: sentence.id, text: sentence.textContent }));
}
