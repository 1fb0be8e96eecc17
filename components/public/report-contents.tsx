import type { FrozenPart } from "@/lib/domain/document/frozen-document";
import type { PrintedTable } from "@/lib/domain/model/printed-table";

/** The contents of a published report, beside it on wide screens and folded above it on narrow ones. */
export function ReportContents({ parts, tables }: { parts: readonly FrozenPart[]; tables: readonly PrintedTable[] }) {
  return (
    <nav aria-label="目录" className="mb-6 lg:sticky lg:top-4 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:overflow-auto print:hidden">
      <details open className="text-sm">
        <summary className="cursor-pointer font-medium lg:list-none">目录</summary>
        <ol className="mt-1 space-y-1 border-l border-line pl-3">
          {parts.map((part) => (
            <li key={part.id}>
              <a href={`#${part.id}`}>{part.heading}</a>
              {part.id !== "glossary" && (
                <ol className="pl-3 leading-6">
                  {entriesOf(part, tables).map(({ address, title }) => (
                    <li key={address}>
                      <a href={`#${address}`}>{title}</a>
                    </li>
                  ))}
                </ol>
              )}
            </li>
          ))}
          <li>
            <a href="#versions">版本与校验</a>
          </li>
          <li>
            <a href="#downloads">下载</a>
          </li>
        </ol>
      </details>
    </nav>
  );
}

function entriesOf({ blocks }: FrozenPart, tables: readonly PrintedTable[]): { address: string; title: string }[] {
  return blocks.flatMap((block) => {
    if (block.kind === "heading" && block.level === 1) return [{ address: block.id, title: block.text }];
    const table = block.kind === "statutoryTable" && tables.find(({ id }) => id === block.tableId);
    return table ? [{ address: `table-${table.id}`, title: `${table.code.replace(/^公开/, "")}　${table.title}` }] : [];
  });
}
