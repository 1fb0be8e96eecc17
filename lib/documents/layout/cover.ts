import type { FileOptions } from "@/lib/documents/layout/file-options";
import type { PrintDocument } from "@/lib/documents/layout/print-document";
import { balancedLines } from "@/lib/documents/layout/balanced-lines";

/** Characters of a line on the title page, at its size of type. */
const LINE = 16;

export interface Cover {
  /** The title in lines, broken where its parts end. */
  lines: string[];
  foot: string[];
}

/** The title page: 2021年度 / 单位名称 / 单位决算. */
export function coverOf(
  { title, unitName, year }: Pick<PrintDocument, "title" | "unitName" | "year">,
  { date, publication }: FileOptions,
): Cover {
  const start = `${year}年度`;
  const at = title.indexOf(unitName);
  const lines =
    at < 0
      ? [title]
      : [title.slice(0, at), unitName, title.slice(at + unitName.length)]
          .map((line) => line.trim())
          .filter((line) => line !== "");
  if (!lines[0]!.startsWith(start) && at < 0) lines.unshift(start);
  const [documentYear, month] = date.split("-").map(Number);
  const state =
    publication === null
      ? "（草稿，未经批复和公开）"
      : publication.number > 1
        ? `（更正，第${publication.number}版）`
        : "";
  return {
    lines: lines.flatMap((line) => balancedLines(line, LINE)),
    foot: [state, `${documentYear}年${month}月`].filter((line) => line !== ""),
  };
}
