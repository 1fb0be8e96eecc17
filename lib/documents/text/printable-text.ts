/**
 * Text as it can stand in a PDF, a Word or an Excel file, in a list, a feed or an answer: controls that XML forbids and halves of characters are taken
 * out or shown as a box; line breaks of every system become `\n`.
 */
export function printableText(text: string): string {
  return text
    .replace(/\r\n?|\u2028|\u2029/g, "\n")

    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/g, "")
    .replace(/[\ud800-\udfff]/gu, "□");
}
