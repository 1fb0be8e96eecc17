import { hasUnusualCharacters, rareCharactersSentence, type RareCharacter } from "@/lib/domain/words/rare-characters";

/** The document holds characters that no font has. The message is for people. */
export class RareCharacterError extends Error {
  constructor(readonly characters: readonly RareCharacter[]) {
    super(rareCharactersSentence(characters));
    this.name = "RareCharacterError";
  }
}

/** A sign that nobody sees, or for private use, is written as its number: `\\u{e000}`. */
function unescaped(text: string): string {
  return text.replace(/\\+u\{([\da-f]{1,6})\}/gi, (_, code: string) => String.fromCodePoint(parseInt(code, 16)));
}

/**
 * The characters Typst's refusal speaks of, with every place they stand in. Empty when the refusal is about something
 * else.
 */
export function rareCharactersIn(refusal: string, texts: readonly { text: string; place: string }[]): RareCharacter[] {
  const refused = new Set(
    [...refusal.matchAll(/the text ["'“]?(.+?)["'”]? could not be displayed/g)]
      .flatMap(([, text]) => [...unescaped(text!)])
      // The refusal quotes and escapes the text: its quotes and backslashes are no part of what has no font.
      .filter((character) => /\S/.test(character) && hasUnusualCharacters(character)),
  );
  if (refused.size === 0) return [];
  const found = new Map<string, RareCharacter>();
  for (const { text, place } of texts)
    for (const character of text) if (refused.has(character)) found.set(`${character}${place}`, { character, place });
  return [...found.values()];
}
