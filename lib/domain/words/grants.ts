/**
 * 财政拨款对账单: what the finance bureau says it granted to a unit in a year, by fund and 项, beside the unit's own
 * 财政拨款收入. Amounts in fen.
 */
import { formatYuan } from "./amounts";
import { factKey, parseFactKey, type FactKey } from "./fact-address";
import { appropriations, type Appropriation } from "./funds";

export interface GrantPlace {
  fund: Appropriation;
  /** Code of a 项. */
  item: string;
}

export interface GrantLine extends GrantPlace {
  amount: number;
  /** What one in the last digit of the statement's amounts is worth, in fen; absent: they are exact. */
  lastDigit?: number;
}

/** Both sides of one fund and 项; `null`: the side has it not, which counts 0. */
export interface GrantComparison extends GrantPlace {
  /** The income that the unit has entered. */
  own: number | null;
  /** By the bureau's statement. */
  stated: number | null;
  /** Of the statement's amounts, as in {@link GrantLine}. */
  lastDigit?: number;
}

/** The income of the unit that a grant is. */
export function grantIncomeKey({ fund, item }: GrantPlace): FactKey {
  return factKey("income", item, "", fund);
}

/** The fund and 项 of an income from an appropriation; `null` for any other fact. */
export function grantPlaceOf(key: FactKey): GrantPlace | null {
  if (!key.startsWith("income:")) return null;
  const { row, column } = parseFactKey(key);
  const fund = appropriations.find((each) => each === column);
  return fund ? { fund, item: row } : null;
}

export function grantId({ fund, item }: GrantPlace): string {
  return `${fund}.${item}`;
}

/** Every fund and 项 that either side has, in the order of funds and codes. */
export function compareGrants(
  lines: readonly GrantLine[],
  own: Iterable<readonly [FactKey, number]>,
): GrantComparison[] {
  const compared = new Map<string, GrantComparison>();
  const at = ({ fund, item }: GrantPlace) => {
    const id = grantId({ fund, item });
    const found = compared.get(id) ?? { fund, item, own: null, stated: null };
    compared.set(id, found);
    return found;
  };
  for (const line of lines) {
    const found = at(line);
    found.stated = (found.stated ?? 0) + line.amount;
    if (line.lastDigit) found.lastDigit = line.lastDigit;
  }
  for (const [key, amount] of own) {
    const place = grantPlaceOf(key);
    if (place) at(place).own = amount;
  }
  return [...compared.values()].sort(
    (one, other) =>
      appropriations.indexOf(one.fund) - appropriations.indexOf(other.fund) ||
      (one.item < other.item ? -1 : one.item > other.item ? 1 : 0),
  );
}

/** The unit's figure less the bureau's. */
export function grantDifference({ own, stated }: Pick<GrantComparison, "own" | "stated">): number {
  return (own ?? 0) - (stated ?? 0);
}

/** The difference as a table shows it, in yuan: a dash where both sides are equal. */
export function grantDifferenceText(compared: GrantComparison): string {
  const difference = grantDifference(compared);
  if (difference === 0) return "—";
  return `${isRoundedAlike(compared) ? "尾差 " : ""}${formatYuan(difference)}`;
}

/** Whether the sides differ by more than the rounding of the statement's amounts. */
export function isDifferent(compared: GrantComparison): boolean {
  return grantDifference(compared) !== 0 && !isRoundedAlike(compared);
}

/** Whether the statement's amount is the unit's own, rounded to the digits that the statement is kept in (尾差). */
export function isRoundedAlike(compared: GrantComparison): boolean {
  const { own, stated, lastDigit = 0 } = compared;
  const difference = Math.abs(grantDifference(compared));
  return own !== null && stated !== null && difference > 0 && difference * 2 <= lastDigit;
}
