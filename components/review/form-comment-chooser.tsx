"use client";

import type { CommentTarget } from "@/components/comments/thread-line";
import type { FrozenBlock } from "@/lib/domain/document/frozen-document";
import { formRowAddress } from "@/lib/domain/words/form-row-address";

/**
 * Below a form of 绩效: a comment on one of its rows, which follows the row when others come before it, or on all of it.
 */
export function FormCommentChooser({
  block: { id, grid },
  commented,
  onChoose,
}: {
  block: Extract<FrozenBlock, { kind: "grid" }>;
  /** Addresses that open comments are on. */
  commented: ReadonlySet<string>;
  onChoose: (target: CommentTarget) => void;
}) {
  const title = grid.title ?? "本表";
  const rows = [...grid.head, ...grid.body].map((cells, at) => ({
    id: formRowAddress(id, at + 1),
    label: `第${at + 1}行 ${cells
      .map(({ text }) => text.replace(/\s+/g, ""))
      .filter(Boolean)
      .slice(0, 3)
      .join(" ")
      .slice(0, 40)}`,
  }));
  return (
    <p className="font-sans text-sm">
      <select
        aria-label={`对${title}提意见`}
        value=""
        className="min-h-8 max-w-full border border-line bg-surface px-1 text-accent pointer-coarse:min-h-10"
        onChange={({ target }) => {
          const row = rows.find((each) => each.id === target.value);
          onChoose({ kind: "sentence", id: row?.id ?? id, label: row ? `${title} ${row.label}` : title });
        }}
      >
        <option value="">对本表提意见……</option>
        <option value={id}>整张表</option>
        {rows.map((row) => (
          <option key={row.id} value={row.id}>
            {commented.has(row.id) ? `${row.label}（有意见）` : row.label}
          </option>
        ))}
      </select>
    </p>
  );
}
