"use client";

import Document from "@tiptap/extension-document";
import Paragraph from "@tiptap/extension-paragraph";
import { TableCell, TableHeader, TableKit } from "@tiptap/extension-table";
import Text from "@tiptap/extension-text";
import { UndoRedo } from "@tiptap/extensions";
import { EditorContent, useEditor, useEditorState, type Editor, type JSONContent } from "@tiptap/react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { richTextOf, writeRichText, type RichBlock } from "@/lib/domain/performance/rich-text";

interface Props {
  label: string;
  /** Text with tables as it is stored (lib/domain/performance/rich-text.ts). */
  value: string;
  isEditable: boolean;
  error?: string | undefined;
  onChange: (value: string) => void;
}

/** No table that somebody reads is wider or has a cell over more rows; the editor keeps a place for each. */
const MOST_SPANNED = 100;

/** Over how many columns or rows a pasted cell says it stands: a page may say a million. */
const spanned = (name: "colspan" | "rowspan") => ({
  default: 1,
  parseHTML: (cell: HTMLElement) => Math.min(Math.max(Number(cell.getAttribute(name)) || 1, 1), MOST_SPANNED),
});
const spans = { colspan: spanned("colspan"), rowspan: spanned("rowspan") };

/** Paragraphs and tables, nothing else: what is pasted from Word or a page leaves its styles and scripts behind. */
const extensions = [
  Document,
  Paragraph,
  Text,
  UndoRedo,
  TableKit.configure({ table: { resizable: false }, tableCell: false, tableHeader: false }),
  ...[TableCell, TableHeader].map((cell) =>
    cell.extend({
      addAttributes() {
        return { ...this.parent?.(), ...spans };
      },
    }),
  ),
];

/** A text of a report in which tables stay tables. */
export function RichTextEditor({ label, value, isEditable, error, onChange }: Props) {
  const id = useId();
  const editor = useEditor({
    extensions,
    content: contentOf(richTextOf(value)),
    editable: isEditable,
    injectCSS: false,
    immediatelyRender: false,
    editorProps: {
      attributes: {
        role: "textbox",
        "aria-multiline": "true",
        "aria-labelledby": id,
        class: "rich-text min-h-20 border border-line bg-surface px-2 py-1",
      },
    },
    onUpdate: ({ editor: changed }) => onChange(writeRichText(blocksOf(changed.getJSON()))),
  });
  return (
    <div className="flex flex-col gap-0.5">
      <span id={id}>{label}</span>
      {isEditable && editor && <TableButtons editor={editor} label={label} />}
      <EditorContent editor={editor} />
      {error && (
        <span role="alert" className="text-xs text-danger">
          {error}
        </span>
      )}
    </div>
  );
}

function TableButtons({ editor, label }: { editor: Editor; label: string }) {
  const isInTable = useEditorState({ editor, selector: ({ editor: now }) => now.isActive("table") });
  const run = (change: (chain: ReturnType<Editor["chain"]>) => ReturnType<Editor["chain"]>) => () =>
    void change(editor.chain().focus()).run();
  return (
    <div role="group" aria-label={`${label}：表格`} className="flex flex-wrap gap-1">
      {isInTable ? (
        <>
          <Button onPress={run((chain) => chain.addRowAfter())}>加行</Button>
          <Button onPress={run((chain) => chain.addColumnAfter())}>加列</Button>
          <Button onPress={run((chain) => chain.deleteRow())}>删行</Button>
          <Button onPress={run((chain) => chain.deleteColumn())}>删列</Button>
          <Button onPress={run((chain) => chain.deleteTable())}>删除表格</Button>
        </>
      ) : (
        <Button onPress={run((chain) => chain.insertTable({ rows: 3, cols: 3, withHeaderRow: true }))}>插入表格</Button>
      )}
    </div>
  );
}

function contentOf(blocks: readonly RichBlock[]): JSONContent {
  const paragraph = (text: string): JSONContent => ({
    type: "paragraph",
    ...(text !== "" && { content: [{ type: "text", text }] }),
  });
  const content = blocks.map(
    (block): JSONContent =>
      block.kind === "paragraph"
        ? paragraph(block.text)
        : {
            type: "table",
            content: block.rows.map((cells, row) => ({
              type: "tableRow",
              content: cells.map((text) => ({
                type: row === 0 ? "tableHeader" : "tableCell",
                content: [paragraph(text)],
              })),
            })),
          },
  );
  return { type: "doc", content: content.length > 0 ? content : [paragraph("")] };
}

function blocksOf({ content = [] }: JSONContent): RichBlock[] {
  return content.map((node) =>
    node.type === "table"
      ? { kind: "table", rows: (node.content ?? []).map(({ content: cells = [] }) => cells.map(textOf)) }
      : { kind: "paragraph", text: textOf(node) },
  );
}

function textOf(node: JSONContent): string {
  return node.text ?? (node.content ?? []).map(textOf).join(node.type === "paragraph" ? "" : " ");
}
