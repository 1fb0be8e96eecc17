import type { Citation } from "@/lib/domain/report/citation";

const ways = { plain: "正文引用", standard: "GB/T 7714", bibtex: "BibTeX" } as const satisfies Record<
  keyof Citation,
  string
>;

/**
 * How a page is cited, in every way at a press, and how what it shows is put into another page. Without scripts: a press
 * chooses a whole citation, to be copied.
 */
export function CiteBox({
  citation,
  embed,
}: {
  citation: Citation;
  /** Whole address of what stands inside other pages, and its height in CSS pixels. */
  embed?: { source: string; title: string; height: number } | null;
}) {
  return (
    <section aria-labelledby="cite" className="mt-8 border border-line bg-surface p-4 text-sm">
      <h2 id="cite" className="mb-1 text-base font-semibold">
        引用
      </h2>
      <dl>
        {(["plain", "standard", "bibtex"] as const).map((way) => (
          <div key={way} className="mt-2">
            <dt className="text-muted">{ways[way]}</dt>
            <dd
              className={
                way === "bibtex" ? "select-all break-all whitespace-pre-wrap font-mono text-xs" : "select-all break-all"
              }
            >
              {citation[way]}
            </dd>
          </div>
        ))}
      </dl>
      {embed && (
        <details className="mt-3 print:hidden">
          <summary className="cursor-pointer">嵌入到别的网页</summary>
          <code className="mt-1 block select-all break-all bg-shade p-2">
            {`<iframe src="${embed.source}" title="${embed.title}" width="100%" height="${embed.height}" loading="lazy"></iframe>`}
          </code>
        </details>
      )}
    </section>
  );
}
