import { plainText, readAt, type Clause } from "./clause-reader";
import { exactly } from "../words/exact-text";
import type { Narrative } from "../formats/narrative/narrative";

/** A clause with its place in the document: which section, and what it speaks of there. */
export interface Statement {
  /** The same for the same statement in any text: section, subject, kind of statement. */
  key: string;
  sectionId: string;
  /** What it speaks of within the section: `财政拨款收入`, `行政运行`; empty for the section's total. */
  subject: string;
  /** The kind of statement, whichever way the figures went: `change`, `completion`, `reason` … */
  kind: string;
  clause: Clause;
}

export interface Headings {
  /** Section headings in order. */
  sections: readonly { id: string; heading: string }[];
  /** Headings within sections. */
  inner: readonly string[];
}

export interface ReadText {
  statements: readonly Statement[];
  /** Number of sentences that were read whole. */
  readSentences: number;
  /** Sentences that no phrase of the format would write. */
  unread: readonly { sectionId: string; text: string }[];
  /** Section headings as they stand there, in order; `id` is null for one that no section has. */
  headings: readonly { id: string | null; text: string }[];
  /** Headings within sections as they stand there. */
  inner: readonly string[];
}

/** Phrases that say the same thing of other figures. */
const kinds: readonly (readonly [RegExp, string])[] = [
  [/^versusLastYear\.reason$/, "reason"],
  [/^versusLastYear\./, "change"],
  [/^change\.(?:rise|fall)Reason$/, "reason"],
  [/^change\./, "change"],
  [/^budget\.(?:completion|withoutBudget|nothing)$/, "completion"],
  [/^budget\./, "relation"],
  [/^threePublic\.(?:below|above|aboveNothing|equal)$/, "threePublic"],
  [/^completion\.(?:whole|item)\./, "threePublic"],
  [/^completion\./, "relation"],
  [/^agencyCost\.reason$/, "reason"],
  [/^agencyCost\./, "agencyCost"],
  [/^procurement\.(?:total|none)$/, "procurement"],
  [/^(?:share|shares\.item)\./, "share"],
  [/^generalPublic\.(?:share|unrated|none)$/, "generalPublic"],
  [/^basic\.(?:total|none)$/, "basic"],
  [/^performance\.execution/, "execution"],
  [/^performance\.overview/, "overview"],
  [/^performanceManagement\.(?:problems|noProblems)$/, "problems"],
  [/^funds\./, "funds"],
];

function kindOf(form: string): string {
  return kinds.find(([pattern]) => pattern.test(form))?.[1] ?? form.replace(/None$/, "");
}

/** What a clause turns to, for the ones after it; `null` when it goes on with the same. */
function subjectOf({ form, words }: Clause): string | null {
  if (form === "totals.part") return words.name ?? "";
  if (form === "generalPublic.item") return [words.category, words.group, words.item].join("/");
  if (form === "performance.score" || form === "performance.keyScore") return (words.name ?? "").replace(/^\d+、/, "");
  if (/^(?:completion|change)\.item\.|^change\.(?:rise|fall)Reason$/.test(form)) return words.name ?? "";
  if (/^(?:completion|change|shares)\./.test(form)) return "";
  if (/^threePublic\.(?:below|above|aboveNothing|equal)$/.test(form))
    return (words.subject ?? "").replace(/\d+年?(?:度|、)?/g, "");
  return null;
}

const numerals = "[一二三四五六七八九十]+";

/**
 * Reads a whole text by the phrases that write it. `paragraphs` are plain text; headings may stand alone or before
 * their text.
 */
export function readNarrative(
  paragraphs: readonly string[],
  { sections, inner }: Headings,
  narrative: Narrative,
): ReadText {
  const text = plainText(paragraphs.join("\n"));
  const statements: Statement[] = [];
  const unread: { sectionId: string; text: string }[] = [];
  const found: { id: string | null; text: string }[] = [];
  const foundInner: string[] = [];
  // Sentences by where they end: one of which a piece was not read is not read.
  const [readEnds, unreadEnds] = [new Set<number>(), new Set<number>()];
  const endOf = (from: number) => (/[。\n]|$/.exec(text.slice(from))?.index ?? 0) + from;
  const official = sections.map(({ id, heading }) => ({ id, heading: plainText(heading) }));
  const innerHeadings = inner.map(plainText);
  // Titles that do not end as most do are read as the format has them.
  const others = official.flatMap(({ heading }) =>
    heading.endsWith("情况说明") ? [] : [`${exactly(heading.slice(heading.indexOf("、") + 1))}(?=\n|$)`],
  );
  const titles = ["[^。，；：\\n]{2,40}?情况说明", ...others].join("|");
  const sectionHeading = new RegExp(`[\\n；。]*(${numerals}、(?:${titles}))`, "y");
  const lineEnds = /[\n；。]*/y;
  let sectionId = "";
  let subject = "";
  let at = 0;
  while (at < text.length) {
    sectionHeading.lastIndex = at;
    const heading = sectionHeading.exec(text);
    if (heading) {
      const title = heading[1]!;
      const ordinal = (of: string) => of.slice(0, of.indexOf("、"));
      const section =
        official.find((each) => each.heading === title) ??
        official.find((each) => ordinal(each.heading) === ordinal(title));
      found.push({ id: section?.id ?? null, text: title });
      [sectionId, subject] = [section?.id ?? "", ""];
      at += heading[0].length;
      continue;
    }
    lineEnds.lastIndex = at;
    const start = at + (lineEnds.exec(text)?.[0].length ?? 0);
    const innerHeading = innerHeadings.find((each) => text.startsWith(each, start));
    if (innerHeading) {
      foundInner.push(innerHeading);
      at = start + innerHeading.length;
      // What follows speaks of another thing.
      subject = "";
      continue;
    }
    const read = readAt(text, at, narrative);
    if (read.clause) {
      const { clause } = read;
      subject = subjectOf(clause) ?? subject;
      const kind = kindOf(clause.form);
      const key = [sectionId, subject, kind, kind === "share" ? clause.words.name : ""].join("|");
      statements.push({ key, sectionId, subject, kind, clause });
      readEnds.add(endOf(clause.at + clause.text.length - 1));
    } else if (read.unread !== "") {
      unread.push({ sectionId, text: read.unread });
      unreadEnds.add(endOf(read.at));
    }
    at = Math.max(read.next, at + 1);
  }
  return {
    statements,
    readSentences: [...readEnds].filter((end) => !unreadEnds.has(end)).length,
    unread,
    headings: found,
    inner: foundInner,
  };
}
