/** Text as it is compared: full-width signs as narrow ones, letters small. */
export function folded(text: string): string {
  return text.normalize("NFKC").toLowerCase();
}

/**
 * The pairs of neighbouring signs of a text, each once, without those over a blank: what an index of Chinese, which has
 * no words between blanks, is made of. A text of one sign has none.
 */
export function pairsOf(text: string): string[] {
  const pairs = new Set<string>();
  for (const part of folded(text).split(/\s+/)) {
    const signs = [...part];
    for (let at = 1; at < signs.length; at += 1) pairs.add(signs[at - 1]! + signs[at]!);
  }
  return [...pairs];
}
