/**
 * Naming a person in a comment: `@姓名`. What counts as a mention is read from the text alone, by the browser and by the
 * server.
 */

interface Named {
  name: string;
}

/** A mention that is being typed: where its sign stands, and what follows it. */
export interface OpenMention {
  from: number;
  query: string;
}

const SIGNS = /[@＠]/;
/** A sign further back belongs to something else: an address, a sentence. */
const LONGEST_QUERY = 20;

/** The mention that the caret stands in; null where there is none. */
export function openMentionAt(text: string, caret: number): OpenMention | null {
  const before = text.slice(0, caret);
  const from = Math.max(before.lastIndexOf("@"), before.lastIndexOf("＠"));
  if (from < 0) return null;
  const query = before.slice(from + 1);
  // A letter or digit before the sign makes it an e-mail address.
  if (query.length > LONGEST_QUERY || /\s/.test(query) || /[A-Za-z0-9]$/.test(before.slice(0, from))) return null;
  return { from, query };
}

/** The text with the person's name in place of what was typed, and where the caret stands then. */
export function withMention(
  text: string,
  caret: number,
  { from }: OpenMention,
  { name }: Named,
): { text: string; caret: number } {
  const head = `${text.slice(0, from)}@${name} `;
  return { text: head + text.slice(caret).replace(/^ /, ""), caret: head.length };
}

/** A text in pieces: plain words, and names of these people with their sign. */
export function partsWithMentions<Person extends Named>(
  text: string,
  people: readonly Person[],
): { text: string; mentioned: readonly Person[] }[] {
  // Of 王丽 and 王丽娟 the longer name is the one that is meant.
  const longestFirst = people.filter(({ name }) => name !== "").sort((a, b) => b.name.length - a.name.length);
  const parts: { text: string; mentioned: readonly Person[] }[] = [];
  let plain = "";
  for (let at = 0; at < text.length; ) {
    const named = SIGNS.test(text[at]!) ? longestFirst.find(({ name }) => text.startsWith(name, at + 1)) : undefined;
    if (!named) {
      plain += text[at++];
      continue;
    }
    if (plain !== "") parts.push({ text: plain, mentioned: [] });
    plain = "";
    const end = at + 1 + named.name.length;
    parts.push({ text: text.slice(at, end), mentioned: people.filter(({ name }) => name === named.name) });
    at = end;
  }
  return plain === "" ? parts : [...parts, { text: plain, mentioned: [] }];
}

/** The people whom a text names, each once; two of one name are both meant. */
export function mentionedIn<Person extends Named>(text: string, people: readonly Person[]): Person[] {
  return [...new Set(partsWithMentions(text, people).flatMap(({ mentioned }) => mentioned))];
}
