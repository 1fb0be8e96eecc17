"use client";

import { useState } from "react";
import { ListDrop } from "./list-drop";

/** Takes in the subjects of a catalogue that is there or a new one. */
export function SubjectDrop({ catalogues }: { catalogues: readonly string[] }) {
  const [catalogueId, setCatalogueId] = useState(catalogues[0] ?? "");
  return (
    <div className="flex flex-col gap-2">
      <label className="flex flex-wrap items-center gap-2 text-sm">
        科目目录
        <input
          list="catalogues"
          value={catalogueId}
          onChange={({ target }) => setCatalogueId(target.value)}
          className="min-h-8 border border-line bg-surface px-2"
        />
        <span className="text-muted">填新的名称即新建目录，与最近一个目录比较。</span>
      </label>
      <datalist id="catalogues">
        {catalogues.map((id) => (
          <option key={id} value={id} />
        ))}
      </datalist>
      <ListDrop kind="subjects" catalogueId={catalogueId.trim() || null} />
    </div>
  );
}
