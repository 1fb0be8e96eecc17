import type { YearNotice } from "@/lib/features/year-notice/schema";
import type { ReactNode } from "react";
import { YearChangeList } from "./year-change-list";

/** Everything that is otherwise in a year, and what the bureau writes of it. */
export function YearChangesPage({ view, children }: { view: YearNotice; children?: ReactNode }) {
  const { year, before, notice, changes } = view;
  return (
    <div className="mx-auto flex max-w-4xl flex-col gap-4">
      <div>
        <h1 className="font-serif text-2xl">{year}年度有什么变化</h1>
        {before !== null && <p className="text-sm text-muted">与{before}年度比较，按现在的设置列出。</p>}
      </div>
      <section aria-label="财政局说明" className="flex flex-col gap-2">
        {notice === "" ? (
          <p className="text-sm text-muted">财政局没有补充说明。</p>
        ) : (
          <p className="max-w-prose whitespace-pre-line">{notice}</p>
        )}
        {children}
      </section>
      <YearChangeList changes={changes} />
    </div>
  );
}
