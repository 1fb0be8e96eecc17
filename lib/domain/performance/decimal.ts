/** An exact decimal of at most six places: `digits` counts millionths. */
export type Decimal = bigint;

const PLACES = 6;

export type ValueProblem = "missing" | "hasOperator" | "notANumber";

export type ParsedValue = { ok: true; value: Decimal } | { ok: false; problem: ValueProblem };

const FULL_WIDTH_OFFSET = 0xfee0;

/**
 * Reads a target or actual value as people write it: `74`, `100%`, `1,234.5`, `5年` with the unit `年`. An operator in
 * front is a problem of its own: an actual value is a value, not a bound.
 */
export function parseValue(text: string, unit: string): ParsedValue {
  let plain = text
    .replace(/[！-～]/g, (character) => String.fromCharCode(character.charCodeAt(0) - FULL_WIDTH_OFFSET))
    .replace(/[\s,，]/g, "");
  if (plain === "") return { ok: false, problem: "missing" };
  if (/^[≥≤<>=≧≦]/.test(plain)) return { ok: false, problem: "hasOperator" };
  const suffix = unit.replace(/[\s]/g, "").replace("％", "%");
  if (suffix !== "" && plain.endsWith(suffix)) plain = plain.slice(0, -suffix.length);
  const match = /^(\d{1,12})(?:\.(\d{1,6}))?$/.exec(plain);
  if (!match) return { ok: false, problem: "notANumber" };
  return { ok: true, value: BigInt(match[1]! + (match[2] ?? "").padEnd(PLACES, "0")) };
}

/** Both ends of a range, `10-20` or `10～20`; `null` when it is none. */
export function parseRange(text: string, unit: string): { low: Decimal; high: Decimal } | null {
  const parts = text.split(/[-–—~～至]/);
  if (parts.length !== 2) return null;
  const [low, high] = parts.map((part) => parseValue(part, unit));
  return low!.ok && high!.ok && low!.value <= high!.value ? { low: low!.value, high: high!.value } : null;
}

/** `value × part ÷ whole`, half up, at most `value`; `whole` is not zero. */
export function proportion(value: number, part: bigint, whole: bigint): number {
  if (part >= whole) return value;
  return Number((BigInt(value) * part * 2n + whole) / (whole * 2n));
}
