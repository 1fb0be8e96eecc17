import { parseTabSeparated, toHtmlTable, toTabSeparated } from "@/components/text-tables/clipboard-text";

/** What a paste brings: a rectangle of texts, or the reason why there is none. */
export type PastedBlock = { ok: true; block: string[][] } | { ok: false; message: string };

/**
 * Reads a clipboard: text as spreadsheets write it, else the first table of its HTML. Formulas and markup are not read.
 */
export function readClipboard(data: DataTransfer): PastedBlock {
  const block = parseTabSeparated(data.getData("text/plain"));
  if (block.length > 0) return { ok: true, block };
  const table = tableOf(data.getData("text/html"));
  if (table.length > 0) return { ok: true, block: table };
  const isImage = [...data.types].includes("Files") || [...data.items].some(({ kind }) => kind === "file");
  return {
    ok: false,
    message: isImage
      ? "剪贴板里是图片或文件，不是数字，没有粘贴。请在表格软件中选中单元格再复制。"
      : "剪贴板里没有可以粘贴的内容。",
  };
}

/** Puts a rectangle on the clipboard, for spreadsheets and for text. */
export function writeClipboard(data: DataTransfer, rows: readonly (readonly string[])[]): void {
  data.setData("text/plain", toTabSeparated(rows));
  data.setData("text/html", toHtmlTable(rows));
}

function tableOf(html: string): string[][] {
  if (!html) return [];
  const table = new DOMParser().parseFromString(html, "text/html").querySelector("table");
  return [...(table?.rows ?? [])].map((row) =>
    [...row.cells].flatMap((cell) => [
      cell.textContent.trim(),
      ...Array.from({ length: Math.min(cell.colSpan, 100) - 1 }, () => ""),
    ]),
  );
}
