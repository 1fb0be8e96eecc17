"use client";

import { quoted } from "@/lib/domain/words/quoted";
import clsx from "clsx";
import { useCallback, useEffect, useRef, useState } from "react";
import { CommentForm } from "@/components/comments/comment-form";
import { CommentThread } from "@/components/comments/comment-thread";
import type { CommentTarget, ThreadLine } from "@/components/comments/thread-line";
import { useNamedThread } from "@/components/comments/use-named-thread";
import { ExplanationVerdict, type ExplanationLine } from "@/components/review/explanation-verdict";
import { cellElement, lightUp } from "@/components/document/figure-cells";
import { FigurePanel, type LookedAt } from "@/components/review/figure-panel";
import { DocumentBlocks } from "@/components/document/document-blocks";
import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import { ReviewHistory, type ChangeLine } from "@/components/review/review-history";
import { PanelSection } from "@/components/review/panel-section";
import { RuleLink } from "@/components/rules/rule-link";
import { severityTones } from "@/components/rules/severity-tones";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { FrozenBlock, FrozenPart } from "@/lib/domain/document/frozen-document";
import type { TimelineRound } from "@/lib/domain/report/timeline";
import type { FigureSource } from "@/lib/domain/report/figure-sources";
import { severityLabels, type Severity } from "@/lib/domain/words/finding";
import type { PrintedTable } from "@/lib/domain/engine/contract";

export interface FindingLine {
  key: string;
  ruleId: string;
  severity: Severity;
  message: string;
  cells: string[];
  /** The unit's explanation, when it is still valid for these figures. */
  explanation: ExplanationLine | null;
}

interface Props {
  versionId: string;
  /** What whoever made the report is called: 单位 or 部门. */
  preparer: string;
  tables: PrintedTable[];
  parts: FrozenPart[];
  /** Name of every figure, by cell id. */
  cellLabels: Record<string, string>;
  /** Where every printed figure comes from and goes to. */
  sources: Record<string, FigureSource>;
  findings: FindingLine[];
  threads: ThreadLine[];
  /** The thread that the address names. */
  namedThread?: string;
  changes: ChangeLine[];
  timeline: readonly TimelineRound[];
  mayComment: boolean;
  mayJudge: boolean;
}

/**
 * The report as the public will see it beside what is open about it. Keys: j and k walk through the open items, Enter
 * shows the figure, c comments on it.
 */
export function ReviewWorkspace(props: Props) {
  const {
    versionId,
    preparer,
    tables,
    parts,
    cellLabels,
    sources,
    findings,
    threads,
    namedThread,
    changes,
    timeline,
    mayComment,
    mayJudge,
  } = props;
  const [selected, setSelected] = useState<string | null>(null);
  const [look, setLook] = useState<LookedAt | null>(null);
  const [target, setTarget] = useState<CommentTarget | null>(null);
  const [current, setCurrent] = useState<string | null>(null);
  const panel = useRef<HTMLElement>(null);

  const openItems = [
    ...findings.map(({ key, cells }) => ({ id: `finding:${key}`, cell: cells[0] ?? null })),
    ...threads
      .filter(({ isResolved }) => !isResolved)
      .map(({ id, anchor }) => ({ id: `thread:${id}`, cell: anchor.kind === "cell" ? anchor.id : null })),
  ];

  const jumpTo = useCallback((cell: string) => {
    setSelected(cell);
    const found = cellElement(cell);
    found?.scrollIntoView({ block: "center", inline: "center" });
    found?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }, []);

  const showAnchor = useCallback(
    ({ kind, id }: CommentTarget) =>
      kind === "cell" ? jumpTo(id) : document.getElementById(id)?.scrollIntoView({ block: "center" }),
    [jumpTo],
  );

  const showCell = (id: string) => {
    setLook({ kind: "cell", id, text: cellElement(id)?.textContent ?? "" });
    jumpTo(id);
  };

  const commentOn = useCallback(
    (cell: string) => {
      setSelected(cell);
      setTarget({ kind: "cell", id: cell, label: cellLabels[cell] ?? cell });
    },
    [cellLabels],
  );

  useEffect(() => {
    function onKeyDown(event: KeyboardEvent) {
      const element = event.target as HTMLElement;
      if (
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        element.closest("input, textarea, select, [role=dialog], [contenteditable]")
      )
        return;
      const index = openItems.findIndex(({ id }) => id === current);
      if (event.key === "j" || event.key === "k") {
        const next = openItems[event.key === "j" ? Math.min(index + 1, openItems.length - 1) : Math.max(index - 1, 0)];
        if (!next) return;
        event.preventDefault();
        setCurrent(next.id);
        const item = panel.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(next.id)}"]`);
        item?.focus();
        item?.scrollIntoView({ block: "nearest" });
      } else if (event.key === "Enter" && element.dataset.item) {
        const cell = openItems.find(({ id }) => id === element.dataset.item)?.cell;
        if (!cell) return;
        event.preventDefault();
        jumpTo(cell);
      } else if (event.key === "c" && mayComment) {
        const cell = element.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? openItems[index]?.cell ?? selected;
        if (!cell) return;
        event.preventDefault();
        commentOn(cell);
      }
    }
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  });

  useNamedThread(panel, namedThread);

  useEffect(
    () =>
      lightUp([
        ...(selected ? [selected] : []),
        ...(look?.kind === "number" ? [...look.number.cells, ...(look.number.places ?? [])] : []),
      ]),
    [selected, look],
  );

  const marked = new Map<string, Severity>();
  for (const { cells, severity } of findings)
    for (const cell of cells) if (marked.get(cell) !== "blocking") marked.set(cell, severity);
  const commented = new Set(threads.filter(({ isResolved }) => !isResolved).map(({ anchor }) => anchor.id));

  function showTable(tableId: string) {
    const table = tables.find(({ id }) => id === tableId);
    return (
      table && (
        <StatutoryTable
          table={table}
          decorate={({ cellId, text }) => {
            if (!cellId) return undefined;
            const severity = marked.get(cellId);
            const notes = [severity && severityLabels[severity], commented.has(cellId) && "有意见或提问"].filter(
              Boolean,
            );
            return {
              className: clsx(
                severity === "blocking" && "bg-danger-shade outline outline-1 outline-danger",
                severity === "explain" && "bg-warn-shade",
                commented.has(cellId) && "border-b-2 border-b-accent",
              ),
              content: (
                <button
                  type="button"
                  className="block min-h-5 w-full cursor-pointer text-right"
                  aria-label={[cellLabels[cellId], text || "空", ...notes].join("，")}
                  onClick={() => {
                    setLook({ kind: "cell", id: cellId, text });
                    if (mayComment) commentOn(cellId);
                    else setSelected(cellId);
                  }}
                >
                  {text}
                </button>
              ),
            };
          }}
        />
      )
    );
  }

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem]">
      <article aria-label="公开后的样式" className="flex min-w-0 flex-col gap-10">
        {parts.map(({ id, heading, blocks }) => (
          <section key={id} aria-labelledby={id}>
            <h2 id={id} className="mb-2 font-serif text-xl">
              {heading}
            </h2>
            <div className={id === "tables" ? "flex flex-col gap-10" : "font-serif"}>
              <DocumentBlocks
                headingLevel={3}
                blocks={blocks}
                showNumber={(number) => (
                  <button
                    type="button"
                    title={number.explanation}
                    onClick={() => setLook({ kind: "number", number })}
                    className="cursor-pointer tabular-nums underline decoration-line decoration-dotted underline-offset-4"
                  >
                    {number.text}
                  </button>
                )}
                showTable={showTable}
                trailing={(paragraph) =>
                  mayComment && (
                    <button
                      type="button"
                      className={clsx(
                        "ml-2 cursor-pointer indent-0 font-sans text-xs text-accent",
                        commented.has(paragraph.id) && "border-b-2 border-b-accent",
                      )}
                      onClick={() => setTarget({ kind: "sentence", id: paragraph.id, label: textOf(paragraph) })}
                    >
                      提意见
                    </button>
                  )
                }
              />
            </div>
          </section>
        ))}
      </article>

      <aside
        ref={panel}
        aria-label="审核"
        className="flex flex-col gap-6 text-sm lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto"
        tabIndex={-1}
      >
        {look && (
          <section aria-label="数字的来源" aria-live="polite" className="border-l-2 border-accent pl-3">
            <FigurePanel look={look} parts={parts} sources={sources} cellLabels={cellLabels} onShow={showCell} />
            <Button onPress={() => setLook(null)} className="mt-2">
              关闭
            </Button>
          </section>
        )}
        <p className="text-muted">按键：j 下一条，k 上一条，Enter 看所在单元格，c 提意见。</p>
        {mayComment && (
          <div>
            {target ? (
              <CommentForm key={target.id} target={target} onDone={() => setTarget(null)} />
            ) : (
              <Button onPress={() => setTarget({ kind: "form", id: "report", label: "整份报告" })}>
                对整份报告提意见
              </Button>
            )}
          </div>
        )}

        <PanelSection title={`审核结果（${findings.length}）`}>
          {findings.length === 0 && <EmptyState title="审核全部通过" />}
          {findings.map(({ key, ruleId, severity, message, cells, explanation }) => (
            <div
              key={key}
              data-item={`finding:${key}`}
              tabIndex={0}
              role="group"
              aria-label={severityLabels[severity]}
              className="border-b border-line py-2"
            >
              <Badge tone={severityTones[severity]}>{severityLabels[severity]}</Badge> <RuleLink ruleId={ruleId} />
              <p>{message}</p>
              {severity === "explain" &&
                (explanation ? (
                  <ExplanationVerdict
                    versionId={versionId}
                    preparer={preparer}
                    explanation={explanation}
                    mayJudge={mayJudge}
                  />
                ) : (
                  <p className="text-muted">{preparer}尚未说明。</p>
                ))}
              <div className="flex flex-wrap gap-x-3">
                {cells.map((cell) => (
                  <button
                    key={cell}
                    type="button"
                    className="cursor-pointer text-left text-accent underline underline-offset-4"
                    onClick={() => jumpTo(cell)}
                  >
                    {cellLabels[cell] ?? cell}
                  </button>
                ))}
              </div>
            </div>
          ))}
        </PanelSection>

        <PanelSection title={`意见和提问（未决 ${threads.filter(({ isResolved }) => !isResolved).length}）`}>
          {threads.length === 0 && (
            <EmptyState title="还没有审核意见">
              {mayComment ? "点击任一数字，或按 c，提出第一条。" : "审核人提出意见后列在这里。"}
            </EmptyState>
          )}
          {threads.map((thread) => (
            <CommentThread key={thread.id} thread={thread} onShow={showAnchor} />
          ))}
        </PanelSection>

        <ReviewHistory preparer={preparer} changes={changes} timeline={timeline} />
      </aside>
    </div>
  );
}

/** The beginning of a paragraph, as a comment names it. */
function textOf({ sentences }: Extract<FrozenBlock, { kind: "paragraph" }>): string {
  const text = sentences.flatMap(({ fragments }) => fragments.map((fragment) => fragment.text)).join("");
  return `决算说明${quoted(`${text.slice(0, 40)}${text.length > 40 ? "…" : ""}`)}`;
}
