import { amountRanges, areOneAmount, type AmountRange } from "./amounts";
import { folded } from "./folded";

/** Longest query that is looked for, in signs, and most terms of it. */
export const LONGEST_QUERY = 100;
export const MOST_TERMS = 8;

export interface SearchTerm {
  /** As it is compared. */
  text: string;
  /** Han signs, Latin letters (pinyin or initials), digits, or of several kinds. */
  script: "han" | "letters" | "digits" | "mixed";
  /** The amounts that it means, where it can be one: 13.86 → [13.855, 13.865) 万元. */
  amounts: AmountRange[];
  /** It cannot be anything else. */
  isAmount: boolean;
}

export type ReadQuery =
  | { ok: true; terms: SearchTerm[]; year: number | null }
  /** Why nothing is looked for, and what to do. */
  | { ok: false; reason: string };

/**
 * Reads what a person typed: terms between blanks, all of which have to be found; a year that has been published is
 * taken as the year, letters are pinyin or its initials, figures amounts as they are printed.
 *
 * @param years that have been published.
 */
export function readQuery(text: string, years: readonly number[]): ReadQuery {
  if ([...text].length > LONGEST_QUERY)
    return { ok: false, reason: `查找内容最多 ${LONGEST_QUERY} 个字，现有 ${[...text].length} 个。请只留下关键的词。` };
  let year: number | null = null;
  const takeYear = (whole: string, digits: string) => {
    if (!years.includes(Number(digits)) || (year !== null && year !== Number(digits))) return whole;
    year = Number(digits);
    return " ";
  };
  const rest = folded(text)
    .replaceAll("−", "-")
    .replaceAll(/(?<![\d.,])(\d{4})\s*年度?/g, takeYear)
    .replaceAll(/(?<=^|\s)(\d{4})(?=$|\s)/g, takeYear);
  const words = joined(
    rest
      .split(/\s+/)
      .map(trimSigns)
      .filter((word) => word !== ""),
  );
  if (words.length === 0 && year === null)
    return { ok: false, reason: "请输入单位、科目、项目的名称或代码，报告中的词句，或一个金额。" };
  if (words.length > MOST_TERMS)
    return { ok: false, reason: `最多同时查找 ${MOST_TERMS} 个词，现有 ${words.length} 个。请只留下关键的词。` };
  return { ok: true, terms: [...new Set(words)].map(termOf), year };
}

/** Without signs around it that are neither letters nor figures: quotes, brackets, wild cards. */
function trimSigns(word: string): string {
  return word.replace(/^(?!-\d)[^\p{L}\p{N}]+/u, "").replace(/[^\p{L}\p{N}]+$/u, "");
}

/**
 * Words that are one term: pinyin is often typed with blanks between the syllables, and the unit of a number apart from it.
 */
function joined(words: readonly string[]): string[] {
  const terms: string[] = [];
  for (const word of words) {
    const last = terms.at(-1);
    const isOne = last !== undefined && ((isLetters(last) && isLetters(word)) || areOneAmount(last, word));
    if (isOne) terms[terms.length - 1] = last + word;
    else terms.push(word);
  }
  return terms;
}

const isLetters = (text: string) => /^[a-z'ü]+$/.test(text);

function termOf(text: string): SearchTerm {
  const amounts = amountRanges(text);
  const script = isLetters(text)
    ? "letters"
    : /^\p{Script=Han}+$/u.test(text)
      ? "han"
      : /^\d+$/.test(text)
        ? "digits"
        : "mixed";
  return {
    text: script === "letters" ? text.replaceAll("'", "").replaceAll("ü", "v") : text,
    script,
    amounts,
    isAmount: amounts.length > 0 && script !== "digits",
  };
}
