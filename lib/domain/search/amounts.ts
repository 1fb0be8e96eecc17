/** Amounts as people write them, in a query and in a text. Everything is `folded` before. */

/** Amounts in fen from `from` on, up to, not on, `to`. */
export interface AmountRange {
  from: number;
  to: number;
}

const FEN_PER_YUAN = 100;
const FEN_PER_WAN = 1_000_000;

/** Fen of one of each; with 元 behind it or without. */
const magnitudes: Readonly<Record<string, number>> = {
  亿: 10_000 * FEN_PER_WAN,
  千万: 1_000 * FEN_PER_WAN,
  百万: 100 * FEN_PER_WAN,
  万: FEN_PER_WAN,
  千元: 1_000 * FEN_PER_YUAN,
  元: FEN_PER_YUAN,
};

const unitPattern = "(?:亿|千万|百万|万)元?|千元|元";
const numberPattern = String.raw`(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?`;

/** What may stand before an amount. */
const leads = "人民币|约|共|计|¥";

/** A number with its unit, of which larger ones may stand before it: 1亿2000万元. */
const united = `(?:${numberPattern}(?:${unitPattern}))+`;
const unitAlone = new RegExp(`^(?:${unitPattern})$`);
const numberAlone = new RegExp(`^-?(?:${leads})?-?${numberPattern}$`);
const leadAlone = new RegExp(`^(?:${leads})$`);

/** Whether two words are one amount whose number stands apart: 1234.56 万元, 人民币 138600元. */
export function areOneAmount(before: string, after: string): boolean {
  return (numberAlone.test(before) && unitAlone.test(after)) || (leadAlone.test(before) && /^-?\d/.test(after));
}

const isWhole = new RegExp(`^(-?)(?:${leads})?(-?)(${united}|${numberPattern})(?:人民币)?$`);

/**
 * What a word of a query can mean as an amount. An amount as it is printed is rounded to its last place: it means all
 * those that are printed so. Without a unit it is in 万元, as the tables are, or in 元 where it has five digits and more
 * and no fractions of a fen.
 */
export function amountRanges(word: string): AmountRange[] {
  const [, outer, inner, amount] = isWhole.exec(word) ?? [];
  if (amount === undefined) return [];
  const sign = outer || inner ? -1 : 1;
  const parts = partsOf(amount);
  if (parts.length > 0) return signed(rangeOfParts(parts), sign);
  const { digits, places } = numberOf(amount);
  const value = Number(amount.replaceAll(",", ""));
  // A whole number of 万元 is printed with .00.
  const inWan = rangeAround(value * FEN_PER_WAN, FEN_PER_WAN, places === 0 ? 2 : places);
  const mayBeYuan = digits >= 5 && places <= 2;
  return signed([...inWan, ...(mayBeYuan ? rangeAround(value * FEN_PER_YUAN, FEN_PER_YUAN, places) : [])], sign);
}

/** Every amount with a unit that a text says, in whole fen. */
export function amountsIn(text: string): number[] {
  return (text.replaceAll(/(?<=\d) (?=[亿千百万元])/g, "").match(new RegExp(united, "g")) ?? []).flatMap((found) => {
    const parts = partsOf(found);
    const fen = Math.round(parts.reduce((sum, { value, magnitude }) => sum + value * magnitude, 0));
    return isDescending(parts) && Number.isSafeInteger(fen) ? [fen] : [];
  });
}

interface Part {
  value: number;
  places: number;
  magnitude: number;
}

function partsOf(text: string): Part[] {
  return [...text.matchAll(new RegExp(`(${numberPattern})(${unitPattern})`, "g"))].map(([, number, unit]) => ({
    value: Number(number!.replaceAll(",", "")),
    places: numberOf(number!).places,
    magnitude: magnitudes[unit!] ?? magnitudes[unit!.replace(/元$/, "")]!,
  }));
}

function numberOf(text: string): { digits: number; places: number } {
  const [whole = "", fraction = ""] = text.replaceAll(",", "").split(".");
  return { digits: whole.length, places: fraction.length };
}

const isDescending = (parts: readonly Part[]) =>
  parts.every(({ magnitude }, at) => at === 0 || magnitude < parts[at - 1]!.magnitude);

function rangeOfParts(parts: readonly Part[]): AmountRange[] {
  if (!isDescending(parts)) return [];
  const last = parts.at(-1)!;
  const value = parts.reduce((sum, part) => sum + part.value * part.magnitude, 0);
  return rangeAround(value, last.magnitude, last.places);
}

/** Half up, as it is printed; fractions of a fen are none. */
function rangeAround(value: number, fenPerUnit: number, places: number): AmountRange[] {
  const half = (fenPerUnit * 10 ** -places) / 2;
  const from = Math.ceil(round(value - half));
  const to = Math.max(Math.ceil(round(value + half)), Math.round(value) + 1);
  return Number.isSafeInteger(to) ? [{ from, to }] : [];
}

function signed(ranges: readonly AmountRange[], sign: 1 | -1): AmountRange[] {
  return ranges.map(({ from, to }) => (sign < 0 ? { from: 1 - to, to: 1 - from } : { from, to }));
}

/** Without what binary fractions leave behind. */
const round = (fen: number) => Math.round(fen * 1_000) / 1_000;
