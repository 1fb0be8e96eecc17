import type { Letter } from "@/lib/domain/decision/letter/letter";

/** Characters a name keeps; with `.docx` it stays below the 255 bytes that file systems take, three to a character. */
const MOST_CHARACTERS = 80;

/**
 * What the file of a letter is called: its title, with the mark of a draft, without what Windows, macOS or Linux refuse
 * in a name.
 */
export function letterFileName({ title, number, signedOn }: Letter, format: "pdf" | "docx"): string {
  const name = title
    .normalize("NFC")
    .replace(/[\\/:*?"<>|]/g, "_")
    .replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, "")
    .replace(/\s+/g, " ")
    .replace(/^[. ]+|[. ]+$/g, "");
  const draft = number === null || signedOn === null ? "（草稿）" : "";
  return `${shortened(name === "" ? "批复" : name)}${draft}.${format}`;
}

/** The end of a title tells what it is about, so a long one loses its middle. */
function shortened(name: string): string {
  const characters = [...name];
  if (characters.length <= MOST_CHARACTERS) return name;
  const half = (MOST_CHARACTERS - 1) / 2;
  return `${characters.slice(0, Math.ceil(half)).join("")}…${characters.slice(-Math.floor(half)).join("")}`;
}
