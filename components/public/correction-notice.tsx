import { versionOf } from "./version-of";
import { reportDataPath, reportPath } from "@/lib/domain/words/report-path";
import { ListTable } from "@/components/ui/list-table";
import { documentName } from "@/lib/domain/document/document-name";
import {
  changeLists,
  countChanges,
  countsSentence,
  hasPlace,
  type Change,
  type ChangeList,
} from "@/lib/domain/document/publication-changes";
import { dayText } from "@/lib/domain/register/days";
import { chinaDay } from "@/lib/domain/words/moments";
import type { PublishedChanges } from "@/lib/features/publication/data";
import type { PublicReport } from "@/lib/features/public-reports/data";
import { MarkedText } from "./marked-change";

/** Lists of figures, one line each. */
const lists = ["facts", "cells", "forms", "wording"] as const satisfies readonly ChangeList[];

/**
 * What a correction changed, for everybody: why and when, every figure and every sentence before and after. Typed texts
 * and calculations stand in the sentences that say them.
 */
export function CorrectionNotice({
  report,
  before,
  changes,
}: { report: PublicReport } & Pick<PublishedChanges, "before" | "changes">) {
  const { snapshot, number, publishedAt, correctionReason } = report;
  const page = reportPath(versionOf(report));
  return (
    <article className="max-w-4xl">
      <h1 className="font-serif text-3xl font-bold leading-snug">{documentName(snapshot)}更正公告</h1>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm">
        <dt className="text-muted">更正原因</dt>
        <dd>{correctionReason}</dd>
        <dt className="text-muted">更正后</dt>
        <dd>
          <a href={page}>第 {number} 版</a>，{dayText(chinaDay(publishedAt))}公开
        </dd>
        <dt className="text-muted">更正前</dt>
        <dd>
          <a href={reportPath(versionOf(report, before.number))}>第 {before.number} 版</a>，
          {dayText(chinaDay(before.publishedAt))}
          公开，永久保留
        </dd>
        <dt className="text-muted">改动</dt>
        <dd>{countsSentence(countChanges(changes))}</dd>
      </dl>
      <Sentences list={changes.sentences} page={page} />
      {lists.map((list) => (
        <Things key={list} list={list} changes={changes[list]} page={page} />
      ))}
      <p className="mt-8 text-sm">
        <a href={reportDataPath(versionOf(report), ".changes.json")}>逐项对照的数据（JSON）</a>
      </p>
      <p className="mt-2 break-all text-xs text-muted">
        校验值（SHA-256）：第 {before.number} 版 {before.contentHash}，第 {number} 版 {report.contentHash}。
      </p>
    </article>
  );
}

function Sentences({ list, page }: { list: readonly Change[]; page: string }) {
  if (list.length === 0) return null;
  return (
    <section aria-labelledby="changed-sentences" className="mt-8">
      <h2 id="changed-sentences" className="mb-3 font-serif text-2xl">
        {changeLists.sentences}
      </h2>
      <ol className="space-y-5">
        {list.map(({ address, what, before, after }) => (
          <li key={address} className="border-l-2 border-line pl-3">
            <p className="text-sm text-muted">{after === null ? what : <a href={`${page}#${address}`}>{what}</a>}</p>
            <p className="mt-1">
              <span className="mr-2 text-sm text-muted">更正前</span>
              <MarkedText text={before} other={after} as="del" />
            </p>
            <p className="mt-1">
              <span className="mr-2 text-sm text-muted">更正后</span>
              <MarkedText text={after} other={before} as="ins" />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}

function Things({ list, changes, page }: { list: ChangeList; changes: readonly Change[]; page: string }) {
  if (changes.length === 0) return null;
  const label = changeLists[list];
  return (
    <section aria-labelledby={`changed-${list}`} className="mt-8">
      <h2 id={`changed-${list}`} className="mb-3 font-serif text-2xl">
        {label}
      </h2>
      <ListTable label={`${label}（可左右滚动）`} heads={["内容", "更正前", "更正后"]} hasCards>
        {changes.map(({ address, what, before, after }) => (
          <tr key={address} className="border-b border-line align-top">
            <th scope="row" className="px-2 py-1 text-left font-normal">
              {hasPlace(list, { after }) ? <a href={`${page}#${address}`}>{what}</a> : what}
            </th>
            <td data-head="更正前" className="whitespace-pre-line px-2 py-1 tabular-nums">
              {before ?? "空"}
            </td>
            <td data-head="更正后" className="whitespace-pre-line px-2 py-1 tabular-nums">
              {after ?? "空"}
            </td>
          </tr>
        ))}
      </ListTable>
    </section>
  );
}
