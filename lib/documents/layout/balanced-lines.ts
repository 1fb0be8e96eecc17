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
  return [0, ...new Set(breaks)]
    .map((from, at, starts) => line.slice(from, starts[at + 1]))
    .filter((each) => each !== "");
}

/**
 * A title as lines that end, where they can, before or after a name it holds, or at the punctuation of a long name, so
 * that no name is torn apart; as few lines as there can be, the longer ones below.
 *
 * @param most Characters that fit on a line.
 */
export function linesAroundName(title: string, name: string, most: number): string[] {
  const at = name === "" ? -1 : title.indexOf(name);
  if (at < 0 || widthOf(title) <= most) return balancedLines(title, most);
  const [before, after] = [title.slice(0, at), title.slice(at + name.length)];
  const ways = [
    [before, name + after],
    [before + name, after],
    [before, name, after],
  ]
    .map((lines) => lines.filter((line) => line !== ""))
    .filter((lines) => lines.every((line) => widthOf(line) <= most));
  return (
    ways[0] ??
    [...balancedLines(before, most), ...packed(name, most), ...balancedLines(after, most)].filter((line) => line !== "")
  );
}

/** A long name as lines that end at its punctuation where they can. */
function packed(name: string, most: number): string[] {
  const lines: string[] = [];
  for (const piece of name.split(/(?<=[、，）])|(?=（)/)) {
    const last = lines.at(-1);
    if (last !== undefined && widthOf(last + piece) <= most) lines[lines.length - 1] = last + piece;
    else lines.push(...balancedLines(piece, most));
  }
  return lines;
}

/** Ems of a line; where a figure meets a character it is set with some space. */
function widthOf(line: string): number {
  return emsOf(line) + (line.match(/\p{Script=Han}[0-9A-Za-z]|[0-9A-Za-z]\p{Script=Han}/gu) ?? []).length / 4;
}
