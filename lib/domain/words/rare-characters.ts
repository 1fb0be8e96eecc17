/** A character that no font of the installation has. */
export interface RareCharacter {
  character: string;
  /** Where it stands: 第一部分“单位职责”. */
  place: string;
}

/**
 * What fonts are known to have (files.test.ts sets them all): most texts hold nothing else and need no further look.
 */
const everyday = /^[\n\x20-\x7e一-龥、。〈〉《》「」『』【】〔〕！-～￥　×·—‘’“”…≥≤①-⑩]*$/u;

export function hasUnusualCharacters(text: string): boolean {
  return !everyday.test(text);
}

/** For people: which character, where, and the way out. */
export function rareCharactersSentence(characters: readonly RareCharacter[]): string {
  const places = characters.map(
    ({ character, place }) => `“${character}”（${codePointOf(character)}）在${place}中，现有字库没有这个字。`,
  );
  return `${places.join("")}请改用通用规范汉字，或请管理员把含有该字的字体文件放入本单位字体文件夹后重试。`;
}

function codePointOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
