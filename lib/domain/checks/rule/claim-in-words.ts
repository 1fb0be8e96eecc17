/** A claim in words: both sides with their figures, a blank told as one, and what is demanded of them. */
import type { CellId } from "../../words/cell-id";
import { parseFactKey, type FactKey } from "../../words/fact-address";
import { valueText } from "../../formats/stored-values";
import type { AbsentCell, Claim, Comparing, Figures, NamedTerm, Operator, ResolvedSum } from "../../engine/contract";
import { isBlankSum, isBlankTerm, labelOfCell, labelOfFact, termsOf, valueOfSum } from "../../engine/figures";
import { amountInWords, blankInWords } from "./figures-in-words";
import type { CheckContext } from "./rule";

/** What a claim compares, by name. */
export interface ComparedNames {
  readonly cells: readonly CellId[];
  readonly facts: readonly FactKey[];
}

/** What of a claim's words stays the same while its figures change. */
export interface ClaimWording extends ComparedNames {
  /** The sides that speak of anything: a rule may demand that a sum be nought. */
  readonly sides: readonly SideWording[];
  readonly demand: { readonly relation: string; readonly isOfZero: boolean };
  /** Fen, or a count or score where nothing else is compared. */
  readonly amount: (value: number) => string;
}

interface SideWording {
  readonly sum: ResolvedSum;
  /** The parts that are named: of many only the first. A cell that does not exist is the only part of its side. */
  readonly parts: readonly { readonly label: string; readonly cell: CellId | null }[];
  /** How many parts there are, where not all are named. */
  readonly count: string;
}

/** Parts of a side that are named one by one; of more only the first is, and the number of all. */
const NAMED_PARTS = 3;

type SidesOfClaim = Pick<Claim<Comparing>, "left" | "right" | "operator" | "absent">;

const relations: Record<Operator, string> = { "=": "两者应相等", "<=": "前者不应大于后者", ">=": "前者不应小于后者" };

/** The cells and facts of both sides. */
export function namesIn(figures: Figures, { left, right }: SidesOfClaim): ComparedNames {
  const terms = [...termsOf(figures, left), ...termsOf(figures, right)];
  return {
    cells: terms.flatMap((term) => (term.kind === "cell" ? [term.id] : [])),
    facts: terms.flatMap((term) => (term.kind === "fact" ? [term.key] : [])),
  };
}

/** The words of a claim that do not follow the figures. */
export function wordingOf(figures: Figures, context: CheckContext, claim: SidesOfClaim): ClaimWording {
  const { left, right, operator, absent } = claim;
  const names = namesIn(figures, claim);
  const rightSide = sideOf(figures, context, right, absent("right"));
  const sides = [sideOf(figures, context, left, absent("left")), rightSide].filter((side) => side !== null);
  const demand = { relation: relations[operator], isOfZero: rightSide === null };
  return { ...names, sides, demand, amount: amountIn(figures, context, names) };
}

/** Both sides with their figures as they are now, whether the claim holds or not. */
export function sidesInWords(figures: Figures, context: CheckContext, { sides, amount }: ClaimWording): string {
  return sides.map((side) => sideInWords(figures, context, side, amount)).join("，");
}

/** Both sides, and what is demanded of them. */
export function claimInWords(
  figures: Figures,
  context: CheckContext,
  wording: ClaimWording,
  difference: number,
): string {
  const { relation, isOfZero } = wording.demand;
  const demand = isOfZero ? "应为零" : `${relation}，相差 ${wording.amount(Math.abs(difference))}`;
  return `${sidesInWords(figures, context, wording)}，${demand}。`;
}

/** Whether a side is told as blank, or a part that is named. */
export function tellsBlank(figures: Figures, { sides }: ClaimWording): boolean {
  return sides.some(({ sum, parts }) => parts.some((_, at) => isBlankTerm(figures, sum, at)));
}

function sideOf(
  figures: Figures,
  context: CheckContext,
  sum: ResolvedSum,
  absent: AbsentCell | null,
): SideWording | null {
  const { length } = sum.indexes;
  if (length === 0) {
    if (!absent) return null;
    const label = `${labelOfCell(figures, absent.id)}${absent.isOfParts ? "的各组成科目" : ""}`;
    return { sum, parts: [{ label, cell: absent.id }], count: "" };
  }
  const named = length <= NAMED_PARTS ? length : 1;
  const parts = termsOf(figures, { indexes: sum.indexes.subarray(0, named), signs: sum.signs.subarray(0, named) });
  return {
    sum,
    parts: parts.map((term, at) => ({
      label: `${at === 0 ? "" : term.sign === 1 ? "加" : "减"}${labelOf(figures, context, term)}`,
      cell: term.kind === "cell" ? term.id : null,
    })),
    count: named < length ? `等${length}项合计` : "",
  };
}

function labelOf(figures: Figures, { functional, economic }: CheckContext, term: NamedTerm): string {
  if (term.kind === "cell") return labelOfCell(figures, term.id);
  return labelOfFact(figures, term.key, (code) => functional.get(code)?.name ?? economic.get(code)?.name);
}

/** Of several parts those that are blank are told; a side without any figure is told as a whole. */
function sideInWords(
  figures: Figures,
  context: CheckContext,
  { sum, parts, count }: SideWording,
  amount: (value: number) => string,
): string {
  if (isBlankSum(figures, sum)) {
    const labels = parts.map(({ label }) => label).join("");
    return `${labels}${count} ${blankInWords(figures, context, parts[0]!.cell)}`;
  }
  const labels = parts.map(({ label, cell }, at) =>
    isBlankTerm(figures, sum, at) ? `${label}（${blankInWords(figures, context, cell)}）` : label,
  );
  return `${labels.join("")}${count} ${amount(valueOfSum(figures, sum))}`;
}

/** Counts and scores are told as such where nothing else is compared; everything else is money. */
function amountIn(
  { tableSet: { sheets } }: Figures,
  { precision }: CheckContext,
  { cells, facts }: ComparedNames,
): (value: number) => string {
  const measures = new Set(cells.length === 0 ? facts.map((key) => sheets.measureOf(parseFactKey(key))) : []);
  const [only = "money"] = measures.size === 1 ? measures : [];
  return (value) => (only === "money" ? amountInWords(value, precision) : valueText(only, value));
}
