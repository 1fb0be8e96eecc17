"use client";

import { quoted } from "@/lib/domain/words/quoted";
import clsx from "clsx";
import { flushSync } from "react-dom";
import { Fragment, useCallback, useEffect, useMemo, useRef, useState } from "react";
import { CommentForm } from "@/components/comments/comment-form";
import { CommentThread } from "@/components/comments/comment-thread";
import type { CommentTarget, ThreadLine } from "@/components/comments/thread-line";
import { useNamedThread } from "@/components/comments/use-named-thread";
import { ExplanationVerdict, type ExplanationLine } from "@/components/review/explanation-verdict";
import { cellElement, lightUp } from "@/components/document/figure-cells";
import { FigureBeside } from "@/components/review/figure-beside";
import { FigurePanel, type LookedAt } from "@/components/review/figure-panel";
import { DocumentBlocks } from "@/components/document/document-blocks";
import { StatutoryTable } from "@/components/statutory-table/statutory-table";
import { EarlierRefusals, type RefusalLine } from "@/components/review/earlier-refusals";
import { ContentsRail } from "@/components/review/contents-rail";
import { SentenceChooser, sentenceTarget } from "@/components/review/sentence-chooser";
import { PanelSection } from "@/components/review/panel-section";
import { RoundPanel } from "@/components/review/round-panel";
import type { ChangeLine, RoundLines } from "@/components/review/round-lines";
import { isStanding, ReviewPoints } from "@/components/review/points/review-points";
import { SeenParts } from "@/components/review/seen-parts";
import { ReportTimeline } from "@/components/timeline/report-timeline";
import { RuleLink } from "@/components/rules/rule-link";
import { severityTones } from "@/components/rules/severity-tones";
import { FormCommentChooser } from "@/components/review/form-comment-chooser";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Refusals } from "@/components/ui/refusals";
import { useSending } from "@/components/ui/use-sending";
import type { FrozenBlock, FrozenPart } from "@/lib/domain/document/frozen-document";
import { unpackLabels, type PackedLabels } from "@/lib/domain/report/packed-labels";
import type { TimelineRound } from "@/lib/domain/report/timeline";
import { amountsInWan } from "@/lib/domain/words/amounts-in-wan";
import { severityLabels, type Severity } from "@/lib/domain/words/finding";
import type { PointsOfReport } from "@/lib/features/point-answers/schema";
import { markSeenAction } from "@/lib/features/second-round/actions";
import { MarkedText } from "@/components/public/marked-change";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { fragmentText } from "@/lib/domain/text/writing/sentence";

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
  /** Name of every figure. */
  labels: PackedLabels;
  findings: FindingLine[];
  threads: ThreadLine[];
  /** The thread that the address names. */
  namedThread?: string;
  /** What is otherwise than when somebody read it before. */
  round: RoundLines;
  /** What the address has besides the points of the comparison. */
  keptInAddress: Record<string, string>;
  /** Every refusal of an explanation, by the key of its finding. */
  refusals: Record<string, RefusalLine[]>;
  timeline: readonly TimelineRound[];
  points: PointsOfReport;
  mayAnswerPoints: boolean;
  mayComment: boolean;
  mayJudge: boolean;
  mayMark: boolean;
}

/** What a narrow screen shows one of. */
const sides = { panel: "审核结果和意见", document: "报告全文" } as const;
type Side = keyof typeof sides;

/** Keys that press the button of the item at hand that carries them, and go on to the next. */
const judgingKeys: ReadonlySet<string> = new Set(["a", "s", "x"]);
/** Keys that answer the point at hand: 通过, 有问题, 不适用. */
const answeringKeys: ReadonlySet<string> = new Set(["1", "2", "3"]);

/**
 * The report as the public will see it beside what is open about it. Keys: j and k walk through the open items, n and p
 * through those of the round (changes nobody marked, comments, explanations that wait); a accepts an explanation, s
 * settles a comment, x marks a change as seen, each going on to the next; r refuses, Enter shows the place, c comments.
 * v and Shift+V walk through the points without an answer, 1, 2 and 3 answer one.
 */
export function ReviewWorkspace(props: Props) {
  const {
    versionId,
    preparer,
    tables,
    parts,
    labels,
    findings,
    threads,
    namedThread,
    round,
    keptInAddress,
    refusals,
    timeline,
    points,
    mayAnswerPoints,
    mayComment,
    mayJudge,
    mayMark,
  } = props;
  const cellLabels = useMemo(() => unpackLabels(tables, labels), [tables, labels]);
  const [selected, setSelected] = useState<string | null>(null);
  const [look, setLook] = useState<LookedAt | null>(null);
  const [target, setTarget] = useState<CommentTarget | null>(null);
  /** On a narrow screen one of the two is shown: what is open first, the document behind it. */
  const [side, setSide] = useState<Side>("panel");
  const [current, setCurrent] = useState<string | null>(null);
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const marking = useSending();
  const panel = useRef<HTMLElement>(null);

  const isMarked = ({ part, hash, isSeen }: Pick<ChangeLine, "part" | "hash" | "isSeen">) =>
    isSeen || marked.has(`${part} ${hash}`);
  const waiting = new Set([
    ...(mayJudge ? findings.filter(({ explanation }) => explanation && !explanation.verdict) : []).map(
      ({ key }) => `finding:${key}`,
    ),
    ...threads.filter(({ isResolved, mayResolve }) => !isResolved && mayResolve).map(({ id }) => `thread:${id}`),
  ]);
  // An answer or an explanation that waits to be judged is seen where it is judged.
  const changesToSee = (mayMark ? (round.changes ?? []) : []).filter(
    (line) => !isMarked(line) && !(line.place !== null && waiting.has(line.place)),
  );
  const roundItems = [
    ...changesToSee.map(({ part, place }) => ({ id: part, cell: place })),
    ...threads.map(({ id, anchor }) => ({ id: `thread:${id}`, cell: anchor.id })).filter(({ id }) => waiting.has(id)),
    ...findings
      .map(({ key, cells }) => ({ id: `finding:${key}`, cell: cells[0] ?? null }))
      .filter(({ id }) => waiting.has(id)),
  ];

  const openPoints = points.lines
    .filter((line) => !isStanding(line))
    .map(({ id, places }) => ({ id: `point:${id}`, cell: places[0]?.address ?? null }));

  async function markSeen(marks: { part: string; hash: string }[]): Promise<void> {
    const keys = marks.map(({ part, hash }) => `${part} ${hash}`);
    setMarked((before) => new Set([...before, ...keys]));
    const isKept = await marking.send(() => markSeenAction({ versionId, marks }));
    if (!isKept) setMarked((before) => new Set([...before].filter((key) => !keys.includes(key))));
  }

  const openItems = [
    ...findings.map(({ key, cells }) => ({ id: `finding:${key}`, cell: cells[0] ?? null })),
    ...threads
      .filter(({ isResolved }) => !isResolved)
      .map(({ id, anchor }) => ({ id: `thread:${id}`, cell: anchor.kind === "cell" ? anchor.id : null })),
  ];

  const jumpTo = useCallback((cell: string) => {
    // It has to be on the screen before one can go to it.
    flushSync(() => {
      setSelected(cell);
      setSide("document");
    });
    const found = cellElement(cell);
    found?.scrollIntoView({ block: "center", inline: "center" });
    found?.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  }, []);

  const showAnchor = useCallback(
    ({ kind, id }: CommentTarget) => {
      if (kind === "cell") return jumpTo(id);
      flushSync(() => setSide("document"));
      cellElement(id)?.scrollIntoView({ block: "center" });
    },
    [jumpTo],
  );

  const showCell = (id: string) => {
    setLook({ kind: "cell", id, text: cellElement(id)?.textContent ?? "" });
    jumpTo(id);
  };

  const lookAt = (place: LookedAt) => {
    setLook(place);
    setSide("panel");
  };

  const commentOn = useCallback(
    (cell: string) => {
      setSelected(cell);
      setSide("panel");
      setTarget({ kind: "cell", id: cell, label: cellLabels[cell] ?? cell });
    },
    [cellLabels],
  );

  const writeTo = useCallback((place: CommentTarget) => {
    setTarget(place);
    setSide("panel");
  }, []);

  const goTo = useCallback((id: string) => {
    flushSync(() => {
      setCurrent(id);
      setSide("panel");
    });
    const item = panel.current?.querySelector<HTMLElement>(`[data-item="${CSS.escape(id)}"]`);
    item?.focus();
    item?.scrollIntoView({ block: "nearest" });
    return item ?? null;
  }, []);

  /** The item after the one at hand, or before it; nothing behind the last. */
  const besides = (items: readonly { id: string }[], by: 1 | -1, from = current): string | undefined => {
    const index = items.findIndex(({ id }) => id === from);
    return items[Math.max(0, Math.min(index + by, items.length - 1))]?.id;
  };

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
      const walked = {
        j: openItems,
        k: openItems,
        n: roundItems,
        p: roundItems,
        v: openPoints,
        V: openPoints,
      }[event.key];
      if (walked) {
        const next = besides(walked, ["j", "n", "v"].includes(event.key) ? 1 : -1);
        if (next === undefined) return;
        event.preventDefault();
        goTo(next);
      } else if (judgingKeys.has(event.key) || answeringKeys.has(event.key) || event.key === "r") {
        const item = element.closest<HTMLElement>("[data-item]");
        const button = item?.querySelector<HTMLElement>(`[data-shortcut="${event.key}"]:not(:disabled)`);
        if (!item || !button) return;
        event.preventDefault();
        const next = judgingKeys.has(event.key) ? besides(roundItems, 1, item.dataset.item) : undefined;
        if (answeringKeys.has(event.key)) setCurrent(item.dataset.item ?? null);
        button.click();
        if (next !== undefined && next !== item.dataset.item) goTo(next);
      } else if (event.key === "Enter" && element.dataset.item) {
        const cell = [...openItems, ...roundItems, ...openPoints].find(({ id }) => id === element.dataset.item)?.cell;
        if (!cell || !cellElement(cell)) return;
        event.preventDefault();
        jumpTo(cell);
      } else if (event.key === "c" && mayComment) {
        const sentence = selectedSentence(parts);
        const cell = element.closest<HTMLElement>("[data-cell]")?.dataset.cell ?? openItems[index]?.cell ?? selected;
        if (!cell && !sentence) return;
        event.preventDefault();
        if (sentence) return writeTo(sentence);
        if (!cell) return;
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

  const severities = new Map<string, Severity>();
  for (const { cells, severity } of findings)
    for (const cell of cells) if (severities.get(cell) !== "blocking") severities.set(cell, severity);
  const commented = new Set(threads.filter(({ isResolved }) => !isResolved).map(({ anchor }) => anchor.id));

  const refusedElsewhere = Object.entries(refusals).filter(([key]) => !findings.some((finding) => finding.key === key));

  function labelOfItem(item: string): string | null {
    const [kind, id] = [item.slice(0, item.indexOf(":")), item.slice(item.indexOf(":") + 1)];
    if (kind === "thread") return threads.find((thread) => thread.id === id)?.body ?? null;
    return findings.find(({ key }) => key === id)?.message ?? null;
  }

  function showTable(tableId: string) {
    const table = tables.find(({ id }) => id === tableId);
    return (
      table && (
        <StatutoryTable
          table={table}
          decorate={({ cellId, text }) => {
            if (!cellId) return undefined;
            const severity = severities.get(cellId);
            const was = round.cellsBefore[cellId];
            const notes = [severity && severityLabels[severity], commented.has(cellId) && "有意见或提问"].filter(
              Boolean,
            );
            if (was !== undefined) notes.push(`原为 ${was}`);
            return {
              ...(was !== undefined && { was }),
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
                    lookAt({ kind: "cell", id: cellId, text });
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

  const onParagraph = target && paragraphOf(parts, target.id);

  return (
    <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_24rem] 2xl:grid-cols-[12rem_minmax(0,1fr)_24rem]">
      <div role="group" aria-label="看哪一边" className="flex gap-2 lg:hidden">
        {(Object.keys(sides) as Side[]).map((each) => (
          <Button
            key={each}
            aria-pressed={side === each}
            onPress={() => setSide(each)}
            className={clsx("flex-1", side === each && "border-ink font-semibold")}
          >
            {sides[each]}
          </Button>
        ))}
      </div>
      <ContentsRail parts={round.parts} onShow={jumpTo} />
      <article
        aria-label="公开后的样式"
        className={clsx("flex min-w-0 flex-col gap-10", side !== "document" && "max-lg:hidden")}
      >
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
                    onClick={() => lookAt({ kind: "number", number })}
                    className="cursor-pointer tabular-nums underline decoration-line decoration-dotted underline-offset-4"
                  >
                    {number.text}
                  </button>
                )}
                showTable={showTable}
                sentenceClass={(id) =>
                  clsx(id in round.sentencesBefore && "revised", commented.has(id) && "border-b-2 border-b-accent") ||
                  undefined
                }
                after={(block) =>
                  block.kind === "paragraph" ? (
                    <SentencesBefore sentences={block.sentences} before={round.sentencesBefore} />
                  ) : (
                    mayComment && <FormCommentChooser block={block} commented={commented} onChoose={writeTo} />
                  )
                }
                trailing={(block) =>
                  mayComment && (
                    <button
                      type="button"
                      className={clsx(
                        "ml-2 cursor-pointer indent-0 font-sans text-xs text-accent",
                        commented.has(block.id) && "border-b-2 border-b-accent",
                      )}
                      onClick={() =>
                        writeTo(
                          block.kind === "term"
                            ? { kind: "sentence", id: block.id, label: `名词解释${quoted(block.term)}` }
                            : sentenceTarget(block, null),
                        )
                      }
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
        className={clsx(
          "flex min-w-0 flex-col gap-6 text-sm",
          side !== "panel" && "max-lg:hidden",
          "lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:overflow-auto",
        )}
        tabIndex={-1}
      >
        {look && (
          <section aria-label="数字的来源" aria-live="polite" className="border-l-2 border-accent pl-3 max-lg:-order-2">
            <FigurePanel versionId={versionId} look={look} parts={parts} cellLabels={cellLabels} onShow={showCell} />
            {look.kind === "cell" && tables.some(({ id }) => look.id.startsWith(`${id}.`)) && (
              <FigureBeside key={look.id} versionId={versionId} cell={look.id} />
            )}
            <Button onPress={() => setLook(null)} className="mt-2">
              关闭
            </Button>
          </section>
        )}
        <p className="text-muted max-lg:hidden">
          按键：n 下一处改动或待办，p 上一处，x 看过，s 意见已解决，a 认可说明，r 不认可；j、k 逐条看审核结果和意见，v
          下一条待办理的要点，1、2、3 定结论，Enter 看所在处，c 提意见。
        </p>
        <Refusals title="没有标记" reasons={marking.reasons} />
        <RoundPanel
          round={round}
          preparer={preparer}
          kept={keptInAddress}
          mayMark={mayMark}
          labelOf={labelOfItem}
          isMarked={isMarked}
          onShow={jumpTo}
          onMark={(marks) => void markSeen(marks)}
          onGoTo={goTo}
        />
        {mayComment && (
          <div className="max-lg:-order-2">
            {target ? (
              <>
                {onParagraph && onParagraph.sentences.length > 1 && (
                  <SentenceChooser paragraph={onParagraph} chosen={target.id} onChoose={setTarget} />
                )}
                <CommentForm key={target.id} target={target} onDone={() => setTarget(null)} />
              </>
            ) : (
              <Button onPress={() => setTarget({ kind: "form", id: "report", label: "整份报告" })}>
                对整份报告提意见
              </Button>
            )}
          </div>
        )}

        <div id="explanations" />
        <PanelSection title={`审核结果（${findings.length}）`} isFirstOnPhones>
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
              <FindingMessage message={message} />
              {severity === "explain" &&
                (explanation ? (
                  <ExplanationVerdict
                    versionId={versionId}
                    preparer={preparer}
                    explanation={explanation}
                    refusals={refusals[key] ?? []}
                    mayJudge={mayJudge}
                  />
                ) : (
                  <>
                    <EarlierRefusals preparer={preparer} refusals={refusals[key] ?? []} />
                    <p className="text-muted">{preparer}尚未说明。</p>
                  </>
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
            <CommentThread
              key={thread.id}
              thread={thread}
              onShow={showAnchor}
              {...(round.followed[thread.id] && { place: round.followed[thread.id] })}
            />
          ))}
        </PanelSection>

        {refusedElsewhere.length > 0 && (
          <PanelSection title="已不再出现的审核结果的未认可记录">
            {refusedElsewhere.map(([key, lines]) => (
              <div key={key} className="border-b border-line py-2">
                <p>{key.split("@")[0]}</p>
                <EarlierRefusals preparer={preparer} refusals={lines} />
              </div>
            ))}
          </PanelSection>
        )}
        <ReviewPoints
          versionId={versionId}
          preparer={preparer}
          points={points}
          mayAnswer={mayAnswerPoints}
          current={current?.startsWith("point:") ? current.slice("point:".length) : null}
          onShow={jumpTo}
        />
        <SeenParts
          parts={round.parts.map((part) => (marked.has(`${part.id} ${part.hash}`) ? { ...part, state: "seen" } : part))}
          colleagues={round.colleagues}
          mayMark={mayMark}
          onShow={jumpTo}
          onMark={(marks) => void markSeen(marks)}
        />
        <PanelSection title="办理过程">
          <ReportTimeline rounds={timeline} />
        </PanelSection>
      </aside>
    </div>
  );
}

/** What a check found, in 万元 as the tables beside it are; to the fen on demand. */
function FindingMessage({ message }: { message: string }) {
  const inWan = amountsInWan(message);
  if (inWan === message) return <p>{message}</p>;
  return (
    <>
      <p title={message}>{inWan}</p>
      <details className="text-xs text-muted">
        <summary className="cursor-pointer">精确到分</summary>
        <p>{message}</p>
      </details>
    </>
  );
}

/** The paragraph that an address is of, or of a sentence of. */
function paragraphOf(parts: readonly FrozenPart[], id: string): Paragraph | null {
  for (const { blocks } of parts)
    for (const block of blocks)
      if (block.kind === "paragraph" && (block.id === id || block.sentences.some((sentence) => sentence.id === id)))
        return block;
  return null;
}
type Paragraph = Extract<FrozenBlock, { kind: "paragraph" }>;

/** The sentence that the reader has marked words of. */
function selectedSentence(parts: readonly FrozenPart[]): CommentTarget | null {
  const selection = window.getSelection();
  if (!selection || selection.isCollapsed) return null;
  const id = selection.anchorNode?.parentElement?.closest<HTMLElement>("p > span[id]")?.id;
  const paragraph = id === undefined ? null : paragraphOf(parts, id);
  return paragraph && sentenceTarget(paragraph, id!);
}

/** Behind a paragraph: its changed sentences as they were. */
function SentencesBefore({
  sentences,
  before,
}: Pick<Extract<FrozenBlock, { kind: "paragraph" }>, "sentences"> & { before: Record<string, string | null> }) {
  const changed = sentences.filter(({ id }) => id in before);
  if (changed.length === 0) return null;
  return (
    <div role="note" aria-label="本段的改动" className="correction-note">
      <dl>
        {changed.map(({ id, fragments }) => (
          <Fragment key={id}>
            <dt>原为</dt>
            <dd>
              <MarkedText text={before[id] ?? null} other={fragments.map(fragmentText).join("")} as="del" />
            </dd>
          </Fragment>
        ))}
      </dl>
    </div>
  );
}
