import type { Editor } from "@tiptap/react";
import { act, render, waitFor } from "@testing-library/react";
import { expect, it } from "vitest";
import { RichTextEditor } from "@/components/performance/rich-text-editor";
import { richTextOf } from "@/lib/domain/performance/rich-text";
import { hostileHtml } from "./rich-texts";

/** What the editor may have on the page: text, paragraphs, and tables. */
const allowed = ["BR", "COL", "COLGROUP", "DIV", "P", "TABLE", "TBODY", "TD", "TH", "TR"];
const seconds = (used: NodeJS.CpuUsage) => (used.user + used.system) / 1_000_000;

it.each(hostileHtml)("pasted, $name is text, paragraphs and tables, and runs nothing", async ({ html }) => {
  let written = "";
  const { container } = render(
    <RichTextEditor label="正文" value="" isEditable onChange={(value) => void (written = value)} />,
  );
  const place = await waitFor(() => container.querySelector<HTMLElement & { editor: Editor }>(".ProseMirror")!);
  const before = process.cpuUsage();
  act(() => void place.editor.view.pasteHTML(html));
  expect(seconds(process.cpuUsage(before))).toBeLessThan(3);
  const elements = [...place.querySelectorAll("*")];
  expect(elements.map(({ tagName }) => tagName).filter((name) => !allowed.includes(name))).toEqual([]);
  const attributes = elements.flatMap((element) => element.getAttributeNames());
  expect(attributes.filter((name) => /^on|^href$|^src|^id$|^name$/.test(name))).toEqual([]);
  expect(written).toContain("字");
  expect(written).not.toContain("globalThis");
  expect(written.length).toBeLessThan(20_000);
  expect(richTextOf(written).length).toBeGreaterThan(0);
  expect((globalThis as { hit?: number }).hit).toBeUndefined();
});
