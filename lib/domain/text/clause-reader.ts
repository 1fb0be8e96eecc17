import { fenOfWanHundredths } from "../words/amounts";
import { exactly } from "../words/exact-text";
import { inOneForm } from "../words/one-form";
import type { Narrative } from "../formats/narrative/narrative";

export type FigureMeasure = "fen" | "percent" | "count" | "year" | "score";

/** A number that a clause states. */
export interface ReadFigure {
  /** The place in the phrase: `amount`, `difference`, `rate` … */
  name: string;
  measure: FigureMeasure;
  /** As printed, unit excluded. */
  text: string;
  /** Fen, hundredths of a percentage point or of a score, a count, or a year. */
  value: number;
  /** Where it begins in the text that was read. */
  at: number;
}

/** One piece of text that some phrase of the format would write. */
export interface Clause {
  /** The phrase, by its group: `versusLastYear.fall`. */
  form: string;
  text: string;
  at: number;
  figures: readonly ReadFigure[];
  /** What stands in the places that hold no number: names, reasons. */
  words: Readonly<Record<string, string>>;
}

interface Form {
  id: string;
  pattern: RegExp;
  measures: ReadonlyMap<string, FigureMeasure>;
}

const number = String.raw`-?\d[\d,]*(?:\.\d+)?`;
/** Places that hold what a person typed: anything up to the end of the sentence. */
const typedPlaceholders = new Set([
  "reason",
  "purpose",
  "items",
  "otherNote",
  "assessment",
  "names",
  "rules",
  "mechanism",
]);
/** The word for two equal figures, as one place of the clause. */
export const equalityPlaceholder = "equality";

/** What a place holds, told by the unit behind it. */
function measureBefore(after: string): FigureMeasure | null {
  if (after.startsWith("万元")) return "fen";
  if (after.startsWith("%")) return "percent";
  if (/^年(?!初)/.test(after)) return "year";
  if (after.startsWith("分")) return "score";
  return /^(?:个|辆|人次|批次|台)/.test(after) ? "count" : null;
}

function literal(text: string, equality: readonly string[]): string {
  const escaped = exactly(plainText(text));
  // 主要原因根据…: the verb is often left out.
  const verbless = escaped.replace(/是$/, "是?");
  return verbless.replace(equality[0]!, `(?<${equalityPlaceholder}>${equality.join("|")})`);
}

function formOf(id: string, template: string, equality: readonly string[]): Form | null {
  // The number of a paragraph is read before its text.
  const pieces = template.replace(/^\d+、/, "").split(/\{(\w+)\}/);
  const measures = new Map<string, FigureMeasure>();
  const source = pieces.map((piece, at) => {
    if (at % 2 === 0) return literal(piece, equality);
    const measure = measureBefore(pieces[at + 1]!);
    if (measure) measures.set(piece, measure);
    // A name before a number ends where the number begins, and not in 为 (年初预算为…); others may have digits (12345政务服务热线).
    // `{year}` may stand twice in one sentence; the second time it need not be read.
    const isRepeated = pieces.indexOf(piece) < at;
    const content = measure
      ? number
      : typedPlaceholders.has(piece)
        ? "[^。]*?"
        : piece === "name"
          ? pieces[at + 1] === ""
            ? "[^\\d，。；：]*?(?<!为)"
            : "[^，。；：]*?"
          : "[^。；：]*?";
    return isRepeated ? `(?:${content})` : `(?<${piece}>${content})`;
  });
  const last = pieces.at(-1)!;
  // A piece that ends in an open place, or that is a mere name, marks no end of its own.
  const isMarked =
    measures.size > 0 || /[。：]$/.test(last) || pieces.length === 1 || equality.some((word) => last.endsWith(word));
  const isClause = last !== "" && isMarked;
  return isClause ? { id, pattern: new RegExp(source.join(""), "dy"), measures } : null;
}

const formsOfNarrative = new WeakMap<Narrative, readonly Form[]>();

/** Every phrase of the text as a pattern, made once. Parts may share phrases: each counts once. */
function formsOf(narrative: Narrative): readonly Form[] {
  const made = formsOfNarrative.get(narrative);
  if (made) return made;
  const forms = new Map<string, Form>();
  const walk = (node: unknown, path: string): void => {
    if (typeof node === "string") {
      const form = forms.has(`${path}:${node}`) ? null : formOf(path, node, narrative.equality);
      if (form) forms.set(`${path}:${node}`, form);
    } else if (typeof node === "object" && node !== null)
      for (const [name, inner] of Object.entries(node)) walk(inner, path === "" ? name : `${path}.${name}`);
  };
  for (const { parts } of narrative.sections) for (const { words } of parts) walk(words, "");
  const all = [...forms.values()];
  formsOfNarrative.set(narrative, all);
  return all;
}

/** Text as the reader compares it: one form of every character, no white space but line ends, Chinese punctuation. */
export function plainText(text: string): string {
  return inOneForm(text)
    .replace(/[^\S\n]+/g, "")
    .replace(/\(/g, "（")
    .replace(/\)/g, "）")
    .replace(/;/g, "；")
    .replace(/:/g, "：")
    .replace(/,(?!\d{3}(?!\d))|(?<!\d),/g, "，");
}

function valueOf(text: string, measure: FigureMeasure): number {
  const figure = Number(text.replace(/,/g, ""));
  if (measure === "fen") return fenOfWanHundredths(Math.round(figure * 100));
  return measure === "percent" || measure === "score" ? Math.round(figure * 100) : figure;
}

function clauseAt(text: string, at: number, forms: readonly Form[]): Clause | null {
  let best: { form: Form; match: RegExpExecArray } | null = null;
  for (const form of forms) {
    form.pattern.lastIndex = at;
    const match = form.pattern.exec(text);
    if (!match) continue;
    const [length, bestLength] = [match[0].length, best?.match[0].length ?? 0];
    // Of two that read as far, the one that reads more numbers.
    const readsMore = best !== null && length === bestLength && form.measures.size > best.form.measures.size;
    if (length > bestLength || readsMore) best = { form, match };
  }
  if (!best) return null;
  const { form, match } = best;
  const figures: ReadFigure[] = [];
  const words: Record<string, string> = {};
  for (const [name, found] of Object.entries(match.groups ?? {})) {
    if (found === undefined) continue;
    const measure = form.measures.get(name);
    if (measure)
      figures.push({
        name,
        measure,
        text: found,
        value: valueOf(found, measure),
        at: match.indices!.groups![name]![0],
      });
    else words[name] = found;
  }
  return { form: form.id, text: match[0], at, figures, words };
}

/** What stands between two clauses. */
const between = /(?:[；。，\n]|\d+、|其中：(?=\n?\d+、))+/y;

/**
 * Reads from `at` on: the clause that stands there, or the sentence that no phrase would write, and where the next
 * begins.
 * @param text as `plainText` makes it
 */
export function readAt(
  text: string,
  at: number,
  narrative: Narrative,
): { clause: Clause | null; unread: string; at: number; next: number } {
  between.lastIndex = at;
  const start = at + (between.exec(text)?.[0].length ?? 0);
  const clause = clauseAt(text, start, formsOf(narrative));
  if (clause) return { clause, unread: "", at: start, next: start + clause.text.length };
  const unread = /^[^。\n]*[。\n]?/.exec(text.slice(start))![0];
  return { clause: null, unread: unread.trim(), at: start, next: start + unread.length };
}
