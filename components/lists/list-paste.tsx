"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import { useFileReading } from "@/components/desk/import/use-file-reading";
import { Button } from "@/components/ui/button";
import { Refusals } from "@/components/ui/refusals";
import { TextField } from "@/components/ui/text-field";
import { readListAction } from "@/lib/features/list-import/actions";
import { importPath, MAX_LIST_BYTES, type ImportKindId } from "@/lib/features/list-import/schema";

/** Takes in a list that was copied from a table, its headings with it, and goes on to its difference. */
export function ListPaste({ kind }: { kind: ImportKindId }) {
  const router = useRouter();
  const [text, setText] = useState("");
  const { reasons, isReading, take } = useFileReading({
    maxBytes: MAX_LIST_BYTES,
    tooLargeHint: "请分成几次粘贴。",
    read: (content, fileName) => readListAction({ kind, fileName, catalogueId: null, content }),
    onRead: ({ importId }) => router.push(importPath(kind, importId)),
  });
  return (
    <div className="flex flex-col items-start gap-2">
      <TextField
        label="或者从 Excel 复制后粘贴（连同标题行）"
        isMultiline
        rows={5}
        value={text}
        onChange={setText}
        className="w-full"
      />
      <Refusals reasons={reasons} title="没有读取" />
      <Button isDisabled={isReading || text.trim() === ""} onPress={() => take(new File([text], "粘贴的表格"))}>
        {isReading ? "正在读取……" : "读取粘贴的内容"}
      </Button>
    </div>
  );
}
