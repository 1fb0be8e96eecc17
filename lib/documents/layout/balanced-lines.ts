import { emsOf } from "@/lib/documents/layout/table-layout";

const words = new Intl.Segmenter("zh-CN", { granularity: "word" });

/** No line begins with the first of these or ends with the second (禁则). */
const closing = /^[、，。；：）》”’〕】]/;
const opening = /[（《“‘〔【]$/;

/**
 * A long title as lines of about the same length, each ending where a word ends.
 *
 * @param most Characters that fit on a line.
 */
export function balancedLines(line: string, most: number): string[] {
  const count = Math.ceil(emsOf(line) / most);
  if (count < 2) return [line];
  const ends = Array.from(words.segment(line), ({ index }) => index)
    .slice(1)
    .filter((end) => !closing.test(line.slice(end)) && !opening.test(line.slice(0, end)));
  const breaks = Array.from({ length: count - 1 }, (_, at) => {
    const wanted = (line.length * (at + 1)) / count;
    return ends.reduce((best, end) => (Math.abs(end - wanted) < Math.abs(best - wanted) ? end : best), line.length);
  });
  return [0, ...new Set(breaks)].map((from, at, starts) => line.slice(from, starts[at + 1])).filter(Boolean);
}

/**
 * A title as lines that end, where they can, before or after a name it holds, so that the name is not torn apart; as
 * few lines as there can be, the longer ones below.
 *
 * @param most Characters that fit on a line.
 */
export function linesAroundName(title: string, name: string, most: number): string[] {
  const at = name === "" ? -1 : title.indexOf(name);
  if (at < 0 || emsOf(title) <= most) return balancedLines(title, most);
  const [before, after] = [title.slice(0, at), title.slice(at + name.length)];
  const ways = [
    [before, name + after],
    [before + name, after],
    [before, name, after],
  ]
    .map((lines) => lines.filter((line) => line !== ""))
    .filter((lines) => lines.every((line) => emsOf(line) <= most));
  return ways[0] ?? [before, name, after].filter((line) => line !== "").flatMap((line) => balancedLines(line, most));
}
