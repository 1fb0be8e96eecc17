/**
 * How alike two short texts are, by the pairs of neighbouring characters they share; blanks, quotation marks and signs
 * do not count.
 */

function plain(text: string): string {
  return text.replace(/[\s“”"'《》〈〉<>（）()，。、；：]/g, "");
}

function pairsOf(text: string): string[] {
  const characters = [...plain(text)];
  return characters.slice(1).map((character, at) => characters[at]! + character);
}

/** Number of pairs in common, each counted as often as both have it. */
export function sharedPairs(one: string, other: string): number {
  const left = new Map<string, number>();
  for (const pair of pairsOf(one)) left.set(pair, (left.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of pairsOf(other)) {
    const count = left.get(pair) ?? 0;
    if (count === 0) continue;
    left.set(pair, count - 1);
    shared++;
  }
  return shared;
}

/** 0 for nothing in common, 1 for the same text (Dice's coefficient). */
export function similarity(one: string, other: string): number {
  if (plain(one) === plain(other)) return 1;
  const pairs = pairsOf(one).length + pairsOf(other).length;
  return pairs === 0 ? 0 : (2 * sharedPairs(one, other)) / pairs;
}

const SAME_PROJECT = 0.6;

/** The project that a name most likely means; `undefined` when none is near. */
export function projectNamed<P>(name: string, projects: readonly P[], nameOf: (project: P) => string): P | undefined {
  let best: { project: P; likeness: number } | undefined;
  for (const project of projects) {
    const likeness = similarity(name, nameOf(project));
    if (likeness >= SAME_PROJECT && likeness > (best?.likeness ?? 0)) best = { project, likeness };
  }
  return best?.project;
}
