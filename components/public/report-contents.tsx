import type { FrozenPart } from "@/lib/domain/document/frozen-document";
import type { PrintedTable } from "@/lib/domain/engine/contract";
import { chineseNumeral } from "@/lib/domain/words/chinese-numeral";

/**
 * The contents of a published report: beside it on wide screens, on narrow ones a sheet that folds down from the top.
 */
export function ReportContents({
  parts,
  tables,
  hasOverview,
  hasContact,
}: {
  parts: readonly FrozenPart[];
  tables: readonly PrintedTable[];
  hasOverview: boolean;
  hasContact: boolean;
}) {
  return (
    <nav
      id="contents"
      aria-label="目录"
      className="sticky top-0 z-10 -mx-4 mb-6 max-h-dvh overflow-auto border-b border-line bg-paper px-4 py-2 lg:top-4 lg:mx-0 lg:max-h-[calc(100dvh-2rem)] lg:self-start lg:border-0 lg:px-0 print:hidden"
    >
      <details className="contents-sheet text-sm">
        <summary className="cursor-pointer font-medium">目录</summary>
        <ol className="mt-1 space-y-1 border-l border-line pl-3 [&_a]:block [&_a]:aria-[current]:font-medium [&_a]:aria-[current]:text-ink">
          {hasOverview && (
            <li>
              <a href="#overview">本年收支一览</a>
            </li>
          )}
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
          {hasContact && (
            <li>
              <a href="#contact">联系、纠错和依申请公开</a>
            </li>
          )}
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
    return table ? [{ address: `table-${table.id}`, title: listedTitle(table) }] : [];
  });
}

/** 01表　收入支出决算总表; of a form that has no codes, by number: 一、收入支出决算总表. */
function listedTitle({ code, number, title }: PrintedTable): string {
  return code === "" ? `${chineseNumeral(number)}、${title}` : `${code.replace(/^公开/, "")}　${title}`;
}
