import { chineseNumeral } from "./chinese-numeral";

/**
 * What a person is told of a text that is longer than can be stored; `undefined` when it is not. It is never cut: what
 * was pasted stays in its field until the person shortens it.
 */
export function tooLong(text: string, longest: number): string | undefined {
  return text.length > longest ? `现有${text.length}个字，最多${longest}个字，请精简后保存。` : undefined;
}

/** The same as the `error` of a field; nothing where there is none. */
export function lengthError(text: string, longest: number): { error?: string } {
  const error = tooLong(text, longest);
  return error === undefined ? {} : { error };
}

/** 四千, 两百, 四十: a length below ten thousand as people say it. */
export function lengthInWords(longest: number): string {
  const [thousands, rest] = [Math.floor(longest / 1000), longest % 1000];
  const words = [
    thousands > 0 ? `${chineseNumeral(thousands)}千` : "",
    thousands > 0 && rest > 0 && rest < 100 ? "零" : "",
    chineseNumeral(rest),
  ].join("");
  return words.replace(/^二(?=[百千])/, "两");
}

/** Signs that turn the direction of what follows: an amount would read backwards (U+202A to U+202E, U+2066 to U+2069). */
const turning = /[\u202a-\u202e\u2066-\u2069]/;

/** Whether a text is stored as it reads: no U+0000, no half of a character, nothing that turns its direction. */
export function isStorable(text: string): boolean {
  return !text.includes("\u0000") && !/\p{Surrogate}/u.test(text) && !turning.test(text);
}
