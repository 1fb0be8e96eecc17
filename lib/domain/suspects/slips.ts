/**
 * The slips of the hand that accountants make, and how likely each is. Values are integers (fen, or counts); a figure
 * is read from the right one to the typed one, the way it went wrong.
 */

/** One figure to change; `null` blanks it. */
export interface SlotEdit {
  slot: number;
  to: number | null;
}

export const slipKinds = [
  "swappedDigits",
  "wanFactor",
  "sign",
  "shiftedRow",
  "decimalPoint",
  "neighbouringCode",
  "lastYear",
  "wrongDigit",
  "omitted",
  "surplus",
  "unknown",
] as const;
export type SlipKind = (typeof slipKinds)[number];

export const slipLabels: Record<SlipKind, string> = {
  swappedDigits: "相邻数字颠倒",
  wanFactor: "元与万元混用",
  sign: "正负号相反",
  shiftedRow: "串行",
  decimalPoint: "小数点错位",
  neighbouringCode: "填入相邻科目",
  lastYear: "误用上年数",
  wrongDigit: "一位数字有误",
  omitted: "漏填",
  surplus: "多填",
  unknown: "",
};

const WAN = 10_000;

/**
 * How often each slip happens, as a share of all. What follows a kind is divided by the number of ways in which that
 * slip could have happened to the figure: a single wrong digit explains almost any pair of figures, a factor of exactly
 * 10,000 hardly ever one by chance.
 */
const shares: Record<SlipKind, number> = {
  swappedDigits: 0.2,
  wanFactor: 0.1,
  sign: 0.1,
  shiftedRow: 0.1,
  decimalPoint: 0.12,
  neighbouringCode: 0.1,
  lastYear: 0.1,
  wrongDigit: 0.1,
  omitted: 0.06,
  surplus: 0.02,
  unknown: 0.005,
};

const DECIMAL_FACTORS = [10, 100, 1_000] as const;
/** To the left or to the right; mostly by one place, hardly ever by three. */
const decimalWays: Readonly<Record<(typeof DECIMAL_FACTORS)[number], number>> = { 10: 3, 100: 6, 1_000: 40 };

/** ln of the share of all slips that this one slip is, when it could have happened in `ways` ways. */
export function likelihoodOf(kind: SlipKind, ways: number): number {
  return Math.log(shares[kind] / Math.max(1, ways));
}

export interface Slip {
  kind: SlipKind;
  /** ln of its likelihood. */
  likelihood: number;
}

export interface Circumstances {
  /** Smallest step of the figures: 1 fen, or 10,000 fen where 万元 with two decimals are printed. */
  unit: number;
  /** ln of how likely just this figure is among all that could stand there. */
  densityOf: (figure: number) => number;
  lastYear: number | null;
}

/**
 * What turned `right` into `typed`: the likeliest slip. Blank counts as `null`.
 */
export function recogniseSlip(
  typed: number | null,
  right: number | null,
  { unit, densityOf, lastYear }: Circumstances,
): Slip {
  const slip = (kind: SlipKind, ways = 1): Slip => ({ kind, likelihood: likelihoodOf(kind, ways) });
  // Where the typed figure does not tell of the right one, it is any that could have stood there.
  const anyFigure = (kind: SlipKind): Slip => ({ kind, likelihood: likelihoodOf(kind, 1) + densityOf(typed!) });
  if (typed === null || typed === 0) return slip("omitted");
  if (right === null || right === 0) return anyFigure("surplus");
  if (lastYear !== null && typed === lastYear) return slip("lastYear");
  if (typed === -right) return slip("sign");
  if (isFactor(typed, right, WAN, unit)) return slip("wanFactor", 2);
  const factor = DECIMAL_FACTORS.find((own) => isFactor(typed, right, own, unit));
  if (factor !== undefined) return slip("decimalPoint", decimalWays[factor]);
  if (typed > 0 !== right > 0) return anyFigure("unknown");
  const from = digitsOf(right, unit);
  const to = digitsOf(typed, unit);
  if (areSwapped(from, to)) return slip("swappedDigits", from.length - 1);
  if (differsByOneDigit(from, to)) return slip("wrongDigit", 9 * from.length);
  return anyFigure("unknown");
}

/** Right figures from which a slip leads to `typed`, for figures whose exact value no equation gives. */
export function figuresBehind(typed: number, unit: number, everyDigit: boolean): number[] {
  const figures = new Set<number>([-typed]);
  for (const factor of [WAN, ...DECIMAL_FACTORS]) {
    figures.add(typed * factor);
    figures.add(Math.round(typed / factor / unit) * unit);
  }
  const digits = digitsOf(typed, unit);
  const sign = Math.sign(typed);
  const put = (list: readonly string[]) => figures.add(sign * Number(list.join("")) * unit);
  for (let at = -1; at + 1 < digits.length; at++) {
    // A leading zero that was dropped may have been one of the two.
    const list = ["0", ...digits];
    [list[at + 1], list[at + 2]] = [list[at + 2]!, list[at + 1]!];
    put(list);
  }
  if (everyDigit)
    for (let at = 0; at < digits.length; at++)
      for (let digit = 0; digit <= 9; digit++) put([...digits.slice(0, at), String(digit), ...digits.slice(at + 1)]);
  figures.delete(typed);
  figures.delete(0);
  return [...figures].filter((figure) => Number.isSafeInteger(figure));
}

/** Whether one is the other times the factor, as far as the unit can say it. */
function isFactor(a: number, b: number, factor: number, unit: number): boolean {
  const [small, large] = Math.abs(a) < Math.abs(b) ? [a, b] : [b, a];
  if (small === large || small === 0) return false;
  if (small * factor === large) return true;
  // The smaller figure may have lost what its unit cannot show; two digits of it must be left to tell.
  return Math.abs(small) >= 10 * unit && Math.round(large / factor / unit) * unit === small;
}

function digitsOf(value: number, unit: number): string[] {
  return String(Math.round(Math.abs(value) / unit)).split("");
}

function padded(digits: readonly string[], length: number): string[] {
  return [...Array<string>(Math.max(0, length - digits.length)).fill("0"), ...digits];
}

function areSwapped(from: readonly string[], to: readonly string[]): boolean {
  const length = Math.max(from.length, to.length);
  const [a, b] = [padded(from, length), padded(to, length)];
  const at = a.findIndex((digit, index) => digit !== b[index]);
  if (at < 0 || at + 1 >= length || a[at] !== b[at + 1] || a[at + 1] !== b[at]) return false;
  return a.slice(at + 2).every((digit, index) => digit === b[at + 2 + index]);
}

function differsByOneDigit(from: readonly string[], to: readonly string[]): boolean {
  return from.length === to.length && from.filter((digit, at) => digit !== to[at]).length === 1;
}
