"use client";

import { formatForInput } from "@/lib/domain/words/amounts";
import type { FactKey } from "@/lib/domain/words/fact-address";
import { numberAt, sentencesCiting } from "@/lib/domain/text/citations";
import type { NarrativeSection } from "@/lib/domain/text/writing/section";
import { sentenceText, type NumberFragment } from "@/lib/domain/text/writing/sentence";
import type { ReportModel } from "@/lib/domain/report/open-report";
import type { CellId } from "@/lib/domain/words/cell-id";
import { useDesk, useDeskActs } from "../store/use-desk";
import { CellHistory } from "./cell-history";

interface Props {
  model: ReportModel;
  /** The text as the figures write it now. */
  narrative: readonly NarrativeSection[];
  onSentence: (sentenceId: string) => void;
  onShow: (cell: CellId) => void;
  onGoTo: (key: FactKey) => void;
}

/** Where a figure comes from, where it goes, and who changed it. */
export function SourcePanel() {
  const { ways } = useDeskActs();
  const { model, narrative } = useDesk(({ seen }) => seen);
  const versionId = useDesk(({ report }) => report.versionId);
  const selection = useDesk(({ place }) => place.selection);
  const { show: onShow, goTo: onGoTo } = ways;
  const onSentence = (sentenceId: string) => ways.goToText({ sentenceId });
  if (!selection) return <p className="text-muted">点击任一数字，这里说明它从哪里来、用到哪里去。</p>;
  if (selection.kind === "cell")
    return (
      <CellSource
        model={model}
        narrative={narrative}
        cell={selection.id}
        onShow={onShow}
        onGoTo={onGoTo}
        onSentence={onSentence}
      />
    );
  if (selection.kind === "number")
    return <NumberSource model={model} number={numberAt(narrative, selection)} onShow={onShow} onGoTo={onGoTo} />;
  const { key } = selection;
  const uses = model.dependentsOf(key);
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{model.labelOfFact(key)}</p>
      <section>
        <h3 className="text-muted">用到这个数的地方</h3>
        {uses.length === 0 && <p>没有用到这个数的公开表。</p>}
        <CellLinks model={model} cells={uses} onShow={onShow} />
        <SentenceLinks narrative={narrative} id={key} onSentence={onSentence} />
      </section>
      <CellHistory key={key} versionId={versionId} address={key} sheets={model.tableSet.sheets} />
    </div>
  );
}

/** A number of the text: its calculation in words, and the figures it came from. */
function NumberSource({
  model,
  number,
  onShow,
  onGoTo,
}: Pick<Props, "model" | "onShow" | "onGoTo"> & { number: NumberFragment | null }) {
  if (!number) return <p className="text-muted">数据已变动，这个数字不在文字中了。</p>;
  return (
    <div className="flex flex-col gap-3">
      <p className="figures text-left text-lg">{number.text}</p>
      <p className="break-words">{number.explain()}</p>
      <section>
        <h3 className="text-muted">来自</h3>
        <CellLinks model={model} cells={number.cells} onShow={onShow} />
        <ul className="space-y-1">
          {number.facts.map((key) => (
            <li key={key}>
              <button
                type="button"
                className="cursor-pointer text-left text-accent underline underline-offset-4"
                onClick={() => onGoTo(key)}
              >
                {model.labelOfFact(key)}
              </button>
            </li>
          ))}
        </ul>
      </section>
    </div>
  );
}

function CellSource({
  model,
  narrative,
  cell,
  onShow,
  onGoTo,
  onSentence,
}: Pick<Props, "model" | "narrative" | "onShow" | "onGoTo" | "onSentence"> & { cell: CellId }) {
  const provenance = model.provenance(cell);
  const uses = model.dependentsOf(cell);
  return (
    <div className="flex flex-col gap-3">
      <p className="font-medium">{model.labelOf(cell)}</p>
      <p className="figures text-lg">{inYuan(model.value(cell))}</p>
      {provenance && (
        <ol className="border-t border-line">
          {provenance.terms.map((term, at) => (
            <li key={term.id} className="flex gap-2 border-b border-line py-1">
              <span aria-hidden className="w-3 shrink-0 text-muted">
                {term.sign < 0 ? "−" : at === 0 ? "=" : "+"}
              </span>
              <button
                type="button"
                className="cursor-pointer text-left text-accent underline underline-offset-4"
                onClick={() => (term.kind === "cell" ? onShow(term.id as CellId) : onGoTo(term.id as FactKey))}
              >
                {term.sign < 0 && <span className="sr-only">减：</span>}
                {term.label}
              </button>
              <span className="figures ml-auto">{inYuan(term.value)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="text-muted">上年数：{inYuan(model.priorValue(cell))}</p>
      {uses.length > 0 && (
        <section>
          <h3 className="text-muted">用到这个数的地方</h3>
          <CellLinks model={model} cells={uses} onShow={onShow} />
        </section>
      )}
      <SentenceLinks narrative={narrative} id={cell} onSentence={onSentence} />
    </div>
  );
}

/** The sentences that speak of a figure. */
function SentenceLinks({
  narrative,
  id,
  onSentence,
}: Pick<Props, "narrative" | "onSentence"> & { id: CellId | FactKey }) {
  const citing = sentencesCiting(narrative, id);
  if (citing.length === 0) return null;
  return (
    <section className="mt-2">
      <h3 className="text-muted">引用这个数的文字</h3>
      <ul className="space-y-1">
        {citing.map(({ sentence }) => (
          <li key={sentence.id}>
            <button
              type="button"
              className="line-clamp-3 cursor-pointer text-left text-accent underline underline-offset-4"
              onClick={() => onSentence(sentence.id)}
            >
              {sentenceText(sentence)}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function inYuan(value: number | null): string {
  return value === null ? "无" : `${formatForInput(value, "yuan")} 元`;
}

function CellLinks({
  model,
  cells,
  onShow,
}: {
  model: ReportModel;
  cells: readonly CellId[];
  onShow: (cell: CellId) => void;
}) {
  return (
    <ul className="space-y-1">
      {cells.map((cell) => (
        <li key={cell}>
          <button
            type="button"
            className="cursor-pointer text-left text-accent underline underline-offset-4"
            onClick={() => onShow(cell)}
          >
            {model.labelOf(cell)}
          </button>
        </li>
      ))}
    </ul>
  );
}
