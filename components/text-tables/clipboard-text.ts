/** Rectangles of text as spreadsheets put them on the clipboard. */

/**
 * Cells of tab-separated text as Excel and WPS write it: a cell with a tab, newline or quote stands in quotes, quotes
 * inside are doubled, the last line ends with a newline. A quote that is never closed is an ordinary character.
 */
export function parseTabSeparated(text: string): string[][] {
  const rows: string[][] = [[]];
  let at = 0;
  while (at < text.length) {
    const quoted = text[at] === '"' ? closingQuote(text, at) : -1;
    let end: number;
    if (quoted >= 0) {
      rows.at(-1)!.push(text.slice(at + 1, quoted).replaceAll('""', '"'));
      end = quoted + 1;
    } else {
      end = at;
      while (end < text.length && text[end] !== "\t" && text[end] !== "\n" && text[end] !== "\r") end++;
      rows.at(-1)!.push(text.slice(at, end));
    }
    if (end >= text.length) break;
    if (text[end] === "\t") {
      at = end + 1;
      if (at >= text.length || text[at] === "\n" || text[at] === "\r") {
        rows.at(-1)!.push("");
        if (at >= text.length) break;
        end = at;
      } else continue;
    }
    at = end + (text[end] === "\r" && text[end + 1] === "\n" ? 2 : 1);
    if (at < text.length) rows.push([]);
    while (at < text.length && (text[at] === "\n" || text[at] === "\r")) {
      rows.at(-1)!.push("");
      at += text[at] === "\r" && text[at + 1] === "\n" ? 2 : 1;
      if (at < text.length) rows.push([]);
    }
  }
  return rows.filter((row) => row.length > 0);
}

/** The end of a quoted cell, if the quote is closed right before a tab, a line end or the end. */
function closingQuote(text: string, from: number): number {
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] !== '"') continue;
    if (text[at + 1] === '"') at++;
    else return at + 1 === text.length || "\t\r\n".includes(text[at + 1]!) ? at : -1;
  }
  return -1;
}

/** The rectangle as tab-separated text that Excel and WPS take. */
export function toTabSeparated(rows: readonly (readonly string[])[]): string {
  return rows
    .map((row) => row.map((cell) => (/[\t\r\n"]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join("\t"))
    .join("\r\n");
}

/** The rectangle as an HTML table. Codes keep their zeros; figures arrive as figures. */
export function toHtmlTable(rows: readonly (readonly string[])[]): string {
  const cell = (text: string) => {
    const format = /^-?\d+\.\d{2}$/.test(text)
      ? "#,##0.00"
      : /^-?\d+\.\d+$/.test(text)
        ? "#,##0.00####"
        : /^-?\d{1,6}$/.test(text)
          ? "0"
          : "\\@";
    return `<td style="mso-number-format:'${format}'">${text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll("\n", "<br>")}</td>`;
  };
  return `<table>${rows.map((row) => `<tr>${row.map(cell).join("")}</tr>`).join("")}</table>`;
}
