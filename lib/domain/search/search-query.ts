import { folded } from "./folded";

/** Longest query that is looked for, in signs, and most terms of it. */
export const LONGEST_QUERY = 100;
export const MOST_TERMS = 8;

/** Amounts in fen from `from` on, up to, not on, `to`. */
export interface AmountRange {
  from: number;
  to: number;
}

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
    .replaceAll(/(?<![\d.,])(\d{4})\s*年度?/g, takeYear)
    .replaceAll(/(?<=^|\s)(\d{4})(?=$|\s)/g, takeYear);
  const words = joinLetters(
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

/** Pinyin is often typed with blanks between the syllables: they are one term. */
function joinLetters(words: readonly string[]): string[] {
  const joined: string[] = [];
  for (const word of words) {
    const last = joined.at(-1);
    if (last !== undefined && isLetters(last) && isLetters(word)) joined[joined.length - 1] = last + word;
    else joined.push(word);
  }
  return joined;
}

const isLetters = (text: string) => /^[a-z'ü]+$/.test(text);

function termOf(text: string): SearchTerm {
  const amounts = amountsOf(text);
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

/** Fen of one 元, 万元, 亿元. */
const units = { 元: 100, 万元: 1_000_000, 万: 1_000_000, 亿元: 10_000_000_000, 亿: 10_000_000_000 } as const;

/**
 * An amount as it is printed is rounded to its last place: it means all those that are printed so. Without a unit it is
 * in 万元, as the tables are; a whole number of five digits and more may be in 元, too.
 */
function amountsOf(text: string): AmountRange[] {
  const [, sign, whole, fraction = "", unit] =
    /^(-?)(\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.(\d{1,6}))?(元|万元|万|亿元|亿)?$/.exec(text) ?? [];
  if (whole === undefined) return [];
  const digits = whole.replaceAll(",", "");
  const range = (fenPerUnit: number, places: number): AmountRange[] => {
    const value = Number(`${digits}.${fraction}`) * fenPerUnit;
    const half = (fenPerUnit * 10 ** -places) / 2;
    // Half up, as it is printed; fractions of a fen are none.
    const [low, high] = [
      Math.ceil(round(value - half)),
      Math.max(Math.ceil(round(value + half)), Math.round(value) + 1),
    ];
    if (!Number.isSafeInteger(high)) return [];
    return [sign === "-" ? { from: 1 - high, to: 1 - low } : { from: low, to: high }];
  };
  if (unit !== undefined) return range(units[unit as keyof typeof units], fraction.length);
  if (fraction !== "") return range(units.万元, fraction.length);
  // A whole number of 万元 is printed with .00.
  return [...range(units.万元, 2), ...(digits.length >= 5 ? range(units.元, 0) : [])];
}

/** Without what binary fractions leave behind. */
const round = (fen: number) => Math.round(fen * 1_000) / 1_000;
