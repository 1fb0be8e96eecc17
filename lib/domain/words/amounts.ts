/**
 * Money. The only place where an amount is parsed, rounded or formatted.
 *
 * Amounts are integer fen (分, 1/100 yuan) in code, yuan with two decimals in storage, and 万元
 * (10,000 yuan) with two decimals, half up, in print. Every amount and every sum stays a safe integer.
 */

/** An amount in fen (分): a safe integer. */
export type Fen = number & { readonly __unit: "fen" };

/** The unit an accountant types and reads in. */
export type MoneyUnit = "yuan" | "wan";

export const moneyUnitLabels: Record<MoneyUnit, string> = { yuan: "元", wan: "万元" };

/** The units that tables of others are kept in. */
export type WrittenUnit = MoneyUnit | "qian" | "baiwan" | "yi";

export const writtenUnitLabels: Record<WrittenUnit, string> = {
  yuan: "元",
  qian: "千元",
  wan: "万元",
  baiwan: "百万元",
  yi: "亿元",
};

/** Decimals of an exact amount: a fen is 0.01 元, 0.00001 千元 … */
const decimalsOf: Record<WrittenUnit, number> = { yuan: 2, qian: 5, wan: 6, baiwan: 8, yi: 10 };

/** What may stand behind a figure; the longest first. */
const unitSuffixes: readonly (readonly [string, WrittenUnit])[] = [
  ["百万元", "baiwan"],
  ["千元", "qian"],
  ["万元", "wan"],
  ["亿元", "yi"],
  ["万", "wan"],
  ["亿", "yi"],
  ["元", "yuan"],
];

const FEN_PER_WAN = 1_000_000;
const FEN_PER_WAN_HUNDREDTH = 10_000;

/**
 * Largest single amount: below 10^12 yuan, so that a sum of many thousands stays a safe integer for every real
 * district.
 */
export const MAX_FEN = 99_999_999_999_999 as Fen;

/** Largest count (人次, 辆 …). */
export const MAX_COUNT = 99_999_999;

/** Full marks, in hundredths of a point. */
export const MAX_SCORE = 100_00;

/** What a number is of that is no money: a count, or points of a hundred. */
export type PlainUnit = "count" | "score";

/** Brands an integer as fen. Throws on anything that is not a safe integer: that is a bug, never a user's mistake. */
export function fen(value: number): Fen {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not an integer amount of fen: ${value}`);
  return value as Fen;
}

export type AmountProblem =
  | "notANumber"
  | "tooManyDecimals"
  | "tooLarge"
  | "negative"
  | "notInteger"
  | "separators"
  | "scientific"
  | "triangle"
  | "errorValue"
  | "hidden"
  /** Only where a row is known: the code of the row itself. */
  | "ownCode";

export type ParsedAmount = { ok: true; value: number | null } | { ok: false; problem: AmountProblem };

/** What a person is told about an input that cannot be taken: what is wrong and what to do. */
export function amountProblemMessage(problem: AmountProblem, unit: WrittenUnit | PlainUnit): string {
  switch (problem) {
    case "notANumber":
      if (unit === "count") return "不是数字。请只填整数；没有的填0。";
      if (unit === "score") return "不是数字。请只填得分，最多两位小数。";
      return "不是数字。请只填数字，可以带千分位逗号；没有发生额请留空。";
    case "ownCode":
      return "与本行的科目编码相同，不是金额。确是这个金额的，请写出小数，如 2,010,301.00。";
    case "tooManyDecimals":
      if (unit === "score") return "得分最多两位小数。请核对后重填。";
      if (unit === "yuan" || unit === "count") return "金额最多两位小数（精确到分）。请核对后重填。";
      return `${writtenUnitLabels[unit]}最多${"零一二三四五六七八九十"[decimalsOf[unit]]}位小数（精确到分）。请核对后重填。`;
    case "tooLarge":
      if (unit === "score") return "得分不超过100分。请核对后重填。";
      return unit === "count" ? "数量过大。请核对后重填。" : "金额过大（须小于一万亿元）。请核对单位是元还是万元。";
    case "negative":
      if (unit === "count") return "数量不能为负数。请核对后重填。";
      if (unit === "score") return "得分不能为负数。请核对后重填。";
      return "此处不应为负数。如属冲减，请填入允许负数的收支科目并说明。";
    case "notInteger":
      return "数量须为整数。";
    case "separators":
      return "千分位的位置不对：须每三位（或每四位）一组，如 1,234.50；小数点用“.”。请核对后重填。";
    case "scientific":
      return "是科学计数法，末几位数字可能已经丢失。请把单元格改为数值格式、保留两位小数后再取数。";
    case "triangle":
      return "“△”可能表示负数，也可能只是标记。如为负数，请改为 -1,234.50 这样的写法；不是负数请去掉“△”。";
    case "errorValue":
      return "是表格软件的错误值，不是数。请在原表中改正公式后再取数。";
    case "hidden":
      return "原表列宽不够，只显示了“#”。请在原表中加宽这一列后再取数。";
  }
}

const FULL_WIDTH_OFFSET = 0xfee0;

/** Full-width digits, signs and separators in their plain forms, without the blanks that part no digits. */
function plainNumberText(input: string): string {
  return input
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[−–—]/g, "-")
    .replace(/。/g, ".")
    .replace(/[‘’`´]/g, "'")
    .replace(/\s+/g, " ")
    .replace(/(?<!\d) | (?!\d)/g, "");
}

/** 1,234,567 in groups of three or 1,2345,6789 of four, parted by one and the same sign. */
const grouped = /^(?:[1-9]\d{0,2}([,、' ])\d{3}(?:\1\d{3})*|[1-9]\d{0,3}([,、' ])\d{4}(?:\2\d{4})*)$/;

/** The problem of a text that is no plain number. */
function problemOf(text: string): AmountProblem {
  if (/^[△▲▽▼] ?[\d¥￥]/.test(text)) return "triangle";
  if (/^#{3,}$/.test(text)) return "hidden";
  if (/^#(REF!|VALUE!|DIV\/0!|N\/A|NAME\?|NULL!|NUM!|SPILL!|CALC!)$/i.test(text)) return "errorValue";
  if (/^\d+(?:\.\d*)?e[+-]?\d+$/i.test(text)) return "scientific";
  return /^\d[\d,、' .]*$/.test(text) && /[,、' ]/.test(text) ? "separators" : "notANumber";
}

/**
 * Reads an amount as people write it: `1,382.47`, `１，３８２．４７`, `￥1382.47`, `(12.30)` and `12.30-` for negatives.
 * Separators stand between whole groups of three or four digits only. An explicit unit behind the figure (`元`, `万元`,
 * `5.5万` …) overrides `unit`. Empty text is blank (`null`), which is not zero.
 *
 * @param unit the unit the person is typing in, or that a table is kept in
 * @returns fen, or `null` for blank; `count` reads an integer, `score` hundredths of a point
 */
export function parseAmount(
  input: string,
  unit: WrittenUnit | PlainUnit,
  options: { allowNegative?: boolean } = {},
): ParsedAmount {
  let text = plainNumberText(input);
  if (text === "") return { ok: true, value: null };
  let effectiveUnit = unit;
  let negative = false;
  const bracketed = /^\((.*)\)(\D*)$/.exec(text);
  if (bracketed) [negative, text] = [true, bracketed[1]! + bracketed[2]!];
  if (unit === "score") text = text.replace(/分$/, "");
  else if (unit !== "count") {
    const suffix = unitSuffixes.find(([written]) => text.endsWith(written));
    if (suffix) [effectiveUnit, text] = [suffix[1], text.slice(0, -suffix[0].length)];
  }
  if (!negative) {
    if (text.endsWith("-")) [negative, text] = [true, text.slice(0, -1)];
    else if (text.startsWith("-")) [negative, text] = [true, text.slice(1)];
    else if (text.startsWith("+")) text = text.slice(1);
  }
  text = text.replace(/^[¥￥]/, "");
  if (text.startsWith("-") && !negative) [negative, text] = [true, text.slice(1)];

  const [written = "", ...decimals] = text.split(".");
  const digits = grouped.test(written) ? written.replace(/\D/g, "") : written;
  if (decimals.length > 1 || !/^\d*$/.test(digits) || !/^\d*$/.test(decimals[0] ?? ""))
    return { ok: false, problem: problemOf(text) };
  if (digits === "" && (decimals[0] ?? "") === "") return { ok: false, problem: "notANumber" };
  const whole = digits.replace(/^0+(?=\d)/, "");
  const fraction = (decimals[0] ?? "").replace(/0+$/, "");
  if (effectiveUnit === "count" && fraction !== "") return { ok: false, problem: "notInteger" };
  const scale = effectiveUnit === "count" ? 0 : effectiveUnit === "score" ? 2 : decimalsOf[effectiveUnit];
  if (fraction.length > scale) return { ok: false, problem: "tooManyDecimals" };
  if (whole.length > 14) return { ok: false, problem: "tooLarge" };
  const magnitude = Number(whole + fraction.padEnd(scale, "0"));
  const largest = effectiveUnit === "count" ? MAX_COUNT : effectiveUnit === "score" ? MAX_SCORE : MAX_FEN;
  if (magnitude > largest) return { ok: false, problem: "tooLarge" };
  if (negative && magnitude !== 0 && !options.allowNegative) return { ok: false, problem: "negative" };
  return { ok: true, value: negative && magnitude !== 0 ? -magnitude : magnitude };
}

/** Integer division rounding half away from zero ("四舍五入" on the magnitude). Exact for safe integers. */
function divideHalfUp(value: number, divisor: number): number {
  const magnitude = Math.abs(value);
  const quotient = Math.floor(magnitude / divisor);
  const remainder = magnitude - quotient * divisor;
  const rounded = remainder * 2 >= divisor ? quotient + 1 : quotient;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function groupThousands(whole: number): string {
  let grouped = "";
  let rest = whole;
  for (; rest >= 1_000; rest = Math.floor(rest / 1_000)) {
    const group = rest % 1_000;
    grouped = `,${group < 10 ? "00" : group < 100 ? "0" : ""}${group}${grouped}`;
  }
  return `${rest}${grouped}`;
}

/** Two decimals without the zeros at their end. */
function withoutTrailingZeros(decimals: string): string {
  if (decimals.endsWith(".00")) return decimals.slice(0, -3);
  return decimals.endsWith("0") ? decimals.slice(0, -1) : decimals;
}

function formatHundredths(hundredths: number, separator: boolean): string {
  const magnitude = Math.abs(hundredths);
  const whole = Math.floor(magnitude / 100);
  const decimals = magnitude % 100;
  return `${hundredths < 0 ? "-" : ""}${separator ? groupThousands(whole) : whole}.${decimals < 10 ? "0" : ""}${decimals}`;
}

/** The amount rounded to 0.01 万元, as an integer number of hundredths of 万元. */
export function wanHundredths(amount: number): number {
  return divideHalfUp(amount, FEN_PER_WAN_HUNDREDTH);
}

/** Fen that a printed 万元 figure (in hundredths) stands for. */
export function fenOfWanHundredths(hundredths: number): Fen {
  return fen(hundredths * FEN_PER_WAN_HUNDREDTH);
}

/** 万元 as tables print it: `1,387.00`. */
export function formatWan(amount: number): string {
  return formatHundredths(wanHundredths(amount), true);
}

/** How numbers stand in sentences of a format. */
export interface NumberStyle {
  thousandsSeparator: boolean;
  /** 10.50 or 10.5, 1387.00 or 1387. */
  trailingZeros: boolean;
}

/** 万元 as the sentences of a format print it. */
export function formatWanInText(amount: number, { thousandsSeparator, trailingZeros }: NumberStyle): string {
  const text = formatHundredths(wanHundredths(amount), thousandsSeparator);
  return trailingZeros ? text : withoutTrailingZeros(text);
}

/** 万元 as sentences print it, trailing zeros trimmed: `1,387`, `128.1`. */
export function formatWanTrimmed(amount: number): string {
  return withoutTrailingZeros(formatWan(amount));
}

/** Yuan for people: `13,824,735.00`. */
export function formatYuan(amount: number): string {
  return formatHundredths(amount, true);
}

/** Yuan for machines (storage, packages, the API): `13824735.00`. */
export function toDecimalYuan(amount: number): string {
  return formatHundredths(amount, false);
}

/** Reads a decimal string in yuan as stored or exchanged. Throws on anything else: the caller validated it. */
export function fromDecimalYuan(text: string): Fen {
  const match = /^(-?)(\d{1,14})(?:\.(\d{1,2}))?$/.exec(text);
  if (!match) throw new RangeError(`not a decimal amount in yuan: ${text}`);
  const magnitude = Number(match[2]! + (match[3] ?? "").padEnd(2, "0"));
  return fen(match[1] && magnitude !== 0 ? -magnitude : magnitude);
}

/** An editable text for the unit: full precision, no separators lost. `null` is the empty text. */
export function formatForInput(amount: number | null, unit: MoneyUnit | PlainUnit): string {
  if (amount === null) return "";
  if (unit === "count") return String(amount);
  if (unit === "yuan" || unit === "score") return formatYuan(amount);
  const magnitude = Math.abs(amount);
  const fraction = String(magnitude % FEN_PER_WAN)
    .padStart(6, "0")
    .replace(/0{1,4}$/, "");
  return `${amount < 0 ? "-" : ""}${groupThousands(Math.floor(magnitude / FEN_PER_WAN))}.${fraction}`;
}

/**
 * A ratio of two amounts as a percentage with two decimals, half up, trailing zeros trimmed (`128.1`) unless they are
 * asked for; `null` when the base is zero.
 */
export function formatPercent(
  part: number,
  base: number,
  { trailingZeros }: Pick<NumberStyle, "trailingZeros"> = { trailingZeros: false },
): string | null {
  if (base === 0) return null;
  const isNegative = part < 0 !== base < 0 && part !== 0;
  const hundredths = shareInHundredths(Math.abs(part), Math.abs(base));
  const text = formatHundredths(isNegative ? -hundredths : hundredths, false);
  return trailingZeros ? text : withoutTrailingZeros(text);
}

/** part × 100% ÷ base in hundredths of a percent, half up. */
function shareInHundredths(part: number, base: number): number {
  // Beyond 2^53 a product of numbers is not exact.
  if (Number.isSafeInteger(part * 10_000 * 2 + base)) return Math.floor((part * 10_000 * 2 + base) / (base * 2));
  return Number((BigInt(part) * 10_000n * 2n + BigInt(base)) / (BigInt(base) * 2n));
}

/** How exact the figures of a table set are: `fen` for facts and yuan workbooks, `wan` for printed 万元. */
export type Precision = "fen" | "wan";

/**
 * Allowed difference in fen between a total and a sum of `terms` figures (domain-rules §4):
 * none for exact figures, 0.005 × (n + 1) 万元 for printed ones.
 */
export function roundingTolerance(terms: number, precision: Precision): number {
  return precision === "fen" ? 0 : (FEN_PER_WAN_HUNDREDTH / 2) * (terms + 1);
}
