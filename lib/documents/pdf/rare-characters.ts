import { textsWithPlaces, type PrintDocument } from "@/lib/documents/layout/print-document";

export interface RareCharacter {
  character: string;
  /** Where it stands: 第一部分“单位职责”. */
  place: string;
}

/** Characters that no font of the installation has. The message is for people. */
export class RareCharacterError extends Error {
  constructor(readonly characters: readonly RareCharacter[]) {
    super(
      characters
        .map(({ character, place }) => `“${character}”（${codePointOf(character)}）在${place}中，现有字库没有这个字。`)
        .join("") + "请改用通用规范汉字，或把含有该字的字体文件放入本单位字体文件夹后重试。",
    );
    this.name = "RareCharacterError";
  }
}

/** The characters Typst's refusal speaks of, with every place they stand in. Empty when the refusal is about something else. */
export function rareCharactersIn(refusal: string, document: PrintDocument): RareCharacter[] {
  const refused = new Set([...refusal.matchAll(/the text ["'“]?(.+?)["'”]? could not be displayed/g)].flatMap(([, text]) => [...text!]).filter((character) => /\S/.test(character)));
  if (refused.size === 0) return [];
  const found = new Map<string, RareCharacter>();
  for (const { text, place } of textsWithPlaces(document))
    for (const character of text) if (refused.has(character)) found.set(`${character}${place}`, { character, place });
  return [...found.values()];
}

function codePointOf(character: string): string {
  return `U+${character.codePointAt(0)!.toString(16).toUpperCase().padStart(4, "0")}`;
}
