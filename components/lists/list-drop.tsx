"use client";

import { useRouter } from "next/navigation";
import { DropZone } from "react-aria-components";
import { useFileReading } from "@/components/desk/import/use-file-reading";
import { FileButton } from "@/components/ui/file-button";
import { Refusals } from "@/components/ui/refusals";
import { readListAction } from "@/lib/features/list-import/actions";
import { importKinds, importPath, MAX_LIST_BYTES, type ImportKindId } from "@/lib/features/list-import/schema";

/** Takes in the file of a list, chosen or dropped, and goes on to its difference. */
export function ListDrop({ kind, catalogueId = null }: { kind: ImportKindId; catalogueId?: string | null }) {
  const router = useRouter();
  const { label } = importKinds[kind];
  const { reasons, isReading, take } = useFileReading({
    maxBytes: MAX_LIST_BYTES,
    tooLargeHint: "请分成几个文件。",
    read: (content, fileName) => readListAction({ kind, fileName, catalogueId, content }),
    onRead: ({ importId }) => router.push(importPath(kind, importId)),
  });
  return (
    <div className="flex flex-col gap-2">
      <DropZone
        aria-label={`把${label}文件拖到这里`}
        onDrop={async ({ items }) => {
          const item = items.find((each) => each.kind === "file");
          if (item?.kind === "file") take(await item.getFile());
        }}
        className="flex flex-wrap items-center gap-3 border border-dashed border-line px-4 py-4 data-drop-target:border-accent data-drop-target:bg-accent-shade"
      >
        <FileButton
          label={`选择${label}文件`}
          inputLabel={`${label}文件`}
          accept=".xlsx,.xls,.csv"
          isReading={isReading}
          onFile={take}
        />
        <span className="text-sm text-muted">或把 Excel、CSV 文件拖到这里，先看差异，再决定是否导入。</span>
      </DropZone>
      <Refusals reasons={reasons} title="没有读取" />
    </div>
  );
}
