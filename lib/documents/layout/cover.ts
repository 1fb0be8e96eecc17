import type { FileOptions } from "@/lib/documents/layout/file-options";
import type { PrintDocument } from "@/lib/documents/layout/print-document";
import { emsOf } from "@/lib/documents/layout/table-layout";

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
  return { lines: lines.flatMap(balanced), foot: [state, `${documentYear}年${month}月`].filter((line) => line !== "") };
}

/** Characters of a line on the title page, at its size of type. */
const LINE = 16;
const words = new Intl.Segmenter("zh-CN", { granularity: "word" });

/** A long line as lines of about the same length, each ending where a word ends. */
function balanced(line: string): string[] {
  const count = Math.ceil(emsOf(line) / LINE);
  if (count < 2) return [line];
  const ends = Array.from(words.segment(line), ({ index }) => index).slice(1);
  const breaks = Array.from({ length: count - 1 }, (_, at) => {
    const wanted = (line.length * (at + 1)) / count;
    return ends.reduce((best, end) => (Math.abs(end - wanted) < Math.abs(best - wanted) ? end : best), line.length);
  });
  return [0, ...new Set(breaks)].map((from, at, starts) => line.slice(from, starts[at + 1])).filter(Boolean);
}
