import { versionOf } from "./version-of";
import { noticePath, reportPath } from "@/lib/domain/words/report-path";
import type { BlockWithEnd } from "@/components/document/document-blocks";
import type { DecorateCell } from "@/components/statutory-table/statutory-table";
import {
  changeLists,
  countChanges,
  countsSentence,
  hasPlace,
  type Change,
  type ChangeList,
} from "@/lib/domain/document/publication-changes";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import type { PublishedChanges } from "@/lib/features/publication/data";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { MarkedText, ShortChange } from "./marked-change";

/** So many changes of a kind are told above the report; the notice has all. */
const TOLD = 8;

/** What a citizen is told first, in this order; a typed text and a calculation stand in their sentences. */
const told = ["facts", "sentences", "cells", "forms", "wording"] as const satisfies readonly ChangeList[];

/** Above a corrected report: that it is one, why, and what is otherwise, each change with its place in the page. */
export function CorrectionSummary({
  report,
  correction: { before, changes },
}: {
  report: PublicReport;
  correction: PublishedChanges;
}) {
  const { number, correctionReason, publishedAt } = report;
  return (
    <section aria-labelledby="correction" className="mb-8 border-l-4 border-ink bg-shade px-4 py-3 text-sm">
      <h2 id="correction" className="font-serif text-xl font-bold">
        第 {number} 版更正了什么
      </h2>
      {correctionReason && <p className="mt-1">更正原因：{correctionReason}</p>}
      <p className="mt-1">
        {dayText(chinaDay(publishedAt))}更正，{countsSentence(countChanges(changes))}
        正文和表中改动的地方都有“更正”或“原”字标明。
      </p>
      {told.map((list) => (
        <Told key={list} list={list} changes={changes[list]} />
      ))}
      <p className="mt-2 flex flex-wrap gap-x-4">
        <a href={noticePath(versionOf(report))}>更正公告（逐项对照）</a>
        <a href={reportPath(versionOf(report, before.number))}>更正前的第 {before.number} 版</a>
      </p>
    </section>
  );
}

function Told({ list, changes }: { list: ChangeList; changes: readonly Change[] }) {
  if (changes.length === 0) return null;
  const more = changes.length - TOLD;
  return (
    <>
      <h3 className="mt-2 text-muted">{changeLists[list]}</h3>
      <ul className="list-disc pl-5">
        {changes.slice(0, TOLD).map(({ address, what, before, after }) => (
          <li key={address}>
            {hasPlace(list, { after }) ? <a href={`#${address}`}>{what}</a> : what}：
            <ShortChange before={before} after={after} />
          </li>
        ))}
      </ul>
      {more > 0 && <p>还有 {more} 处，见更正公告。</p>}
    </>
  );
}

/** A figure that was corrected shows what it was, in the unit of its table; money that is printed alike, to the fen. */
export function correctedCells({ changes, printedBefore }: PublishedChanges): DecorateCell {
  const changed = new Map(changes.cells.map((change) => [change.address, change]));
  return ({ cellId, text }) => {
    const change = cellId && changed.get(cellId);
    if (!change) return undefined;
    const printed = printedBefore.get(cellId) ?? "";
    return { was: printed === text ? (change.before ?? "空") : printed || "空" };
  };
}

/** Marks the sentences of the page that a correction has changed. */
export function correctedSentences({ changes }: PublishedChanges): (sentenceId: string) => string | undefined {
  const changed = new Set(changes.sentences.map(({ address }) => address));
  return (id) => (changed.has(id) ? "corrected" : undefined);
}

/** The changed cells that stand in a table. */
export function changedCellsOf({ rows }: PrintedTable, { changes }: PublishedChanges): Change[] {
  const own = new Set<string | undefined>(rows.flatMap(({ cells }) => cells.map(({ cellId }) => cellId)));
  return changes.cells.filter(({ address }) => own.has(address));
}

/** Behind a paragraph or a form: what of it was corrected. */
export function ChangedIn({
  block,
  correction: { changes },
  notice,
}: {
  block: BlockWithEnd;
  correction: PublishedChanges;
  notice: string;
}) {
  if (block.kind === "grid")
    return (
      <CellsBefore
        changes={changes.forms.filter(({ address }) => address.startsWith(`${block.id}:`))}
        notice={notice}
      />
    );
  const own = new Set(block.sentences.map(({ id }) => id));
  return <SentencesBefore changes={changes.sentences.filter(({ address }) => own.has(address))} notice={notice} />;
}

/** Behind a paragraph: its corrected sentences as they were and as they are. */
function SentencesBefore({ changes, notice }: { changes: readonly Change[]; notice: string }) {
  if (changes.length === 0) return null;
  return (
    <div role="note" className="correction-note">
      <p>
        以上文字有更正，见<a href={notice}>更正公告</a>。
      </p>
      {changes.map(({ address, before, after }) => (
        <dl key={address}>
          <dt>更正前</dt>
          <dd>
            <MarkedText text={before} other={after} as="del" />
          </dd>
          <dt>更正后</dt>
          <dd>
            <MarkedText text={after} other={before} as="ins" />
          </dd>
        </dl>
      ))}
    </div>
  );
}

/** Behind a table or a form: its corrected figures as they were and as they are. */
export function CellsBefore({ changes, notice }: { changes: readonly Change[]; notice: string }) {
  if (changes.length === 0) return null;
  return (
    <div role="note" className="correction-note">
      <p>
        本表有更正（{changes.length} 处），见<a href={notice}>更正公告</a>。
      </p>
      <ul>
        {changes.map(({ address, what, before, after }) => (
          <li key={address}>
            {what}：<ShortChange before={before} after={after} />
          </li>
        ))}
      </ul>
    </div>
  );
}
