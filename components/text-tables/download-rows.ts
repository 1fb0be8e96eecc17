import { toTabSeparated } from "./clipboard-text";

/**
 * Gives the person a list as a file: tab-separated text with a byte order mark, which spreadsheets open without asking.
 */
export function downloadRows(rows: readonly (readonly string[])[], name: string): void {
  const url = URL.createObjectURL(new Blob(["\ufeff", toTabSeparated(rows)], { type: "text/tab-separated-values" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = `${name}.tsv`;
  link.click();
  URL.revokeObjectURL(url);
}
