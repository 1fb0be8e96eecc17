/**
 * Typed report text with tables, kept as plain lines: a paragraph a line; lines with tabs are the rows of a table,
 * their first the heads. What comes out of an editor or a clipboard is reduced to this; styles and scripts have no
 * place in it.
 */
export type RichBlock = { kind: "paragraph"; text: string } | { kind: "table"; rows: string[][] };

const TAB = "\t";

/** The blocks of a text; rows of one table all have as many cells. */
export function richTextOf(text = ""): RichBlock[] {
  const blocks: RichBlock[] = [];
  for (const line of text.split(/\r?\n/)) {
    const last = blocks.at(-1);
    if (line.includes(TAB)) {
      const cells = line.split(TAB).map((cell) => cell.trim());
      if (last?.kind === "table") last.rows.push(cells);
      else blocks.push({ kind: "table", rows: [cells] });
    } else if (line.trim() !== "") blocks.push({ kind: "paragraph", text: line.trim() });
    // An empty line ends a table, so that another may follow.
    else if (last?.kind === "table") blocks.push({ kind: "paragraph", text: "" });
  }
  return blocks
    .filter((block) => block.kind === "table" || block.text !== "")
    .map((block) => (block.kind === "table" ? { ...block, rows: squared(block.rows) } : block));
}

/** The text of blocks; `richTextOf` gives the same blocks again. */
export function writeRichText(blocks: readonly RichBlock[]): string {
  return blocks
    .map((block, at) => {
      if (block.kind === "paragraph") return plain(block.text);
      const rows = squared(block.rows).map((cells) =>
        (cells.length === 1 ? [...cells, ""] : cells).map(plain).join(TAB),
      );
      return rows.join("\n") + (blocks[at + 1]?.kind === "table" ? "\n" : "");
    })
    .join("\n");
}

const plain = (text: string): string => text.replace(/\s+/g, " ").trim();

function squared(rows: readonly (readonly string[])[]): string[][] {
  const width = Math.max(0, ...rows.map((cells) => cells.length));
  return rows.map((cells) => [...cells, ...Array.from({ length: width - cells.length }, () => "")]);
}
