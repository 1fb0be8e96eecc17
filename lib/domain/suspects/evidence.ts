/**
 * What speaks for one correction and against another that cures as much: how the accounts look with the one and with
 * the other. Nothing here proves anything. Every term is named and declared as data; weights are ln of odds.
 */
import type { Sum } from "./equations";

/** Figures that are alike in most accounts. */
export type LikenessTerm = "spentAsReceived" | "fundUsedUp" | "threePublicItem" | "budget" | "lastYear";

/** A sum over slots, and what it is mostly like: another sum, or a figure that is known. */
export interface Likeness {
  term: LikenessTerm;
  sum: Sum;
  like: Sum | number;
}

/** A figure that changes. */
export interface Change {
  slot: number;
  from: number;
  to: number;
}

/** One term that a change decides otherwise than the figures as they are: `lastYear far→near`. */
export type Mark = `${LikenessTerm | "round"} ${string}→${string}`;

interface Weights {
  /** Share of the figures in which the two are the same. */
  same: number;
  /** ln of how much likelier they all but agree than they would by chance; less the further they lie apart. */
  near: number;
  oneBlank: number;
  bothBlank: number;
  /** Whether a correction that makes them the same gains by it. */
  isGoal: boolean;
}

const weights: Readonly<Record<LikenessTerm, Weights>> = {
  // What a subject received is mostly spent on it in the year.
  spentAsReceived: { same: 0.6, near: 2, oneBlank: -3, bothBlank: 0, isGoal: true },
  // Many funds end the year at nil: what was there and came in has been spent.
  fundUsedUp: { same: 0.4, near: 2, oneBlank: -3, bothBlank: 0, isGoal: true },
  // Table 07 shows what table 06 shows, and what projects add.
  threePublicItem: { same: 0.6, near: 2, oneBlank: -3, bothBlank: 0, isGoal: true },
  budget: { same: 0.3, near: 1, oneBlank: -3, bothBlank: 0, isGoal: true },
  // Few figures are last year's by themselves. That a correction would make one so is no news: what it should agree
  // with is like last year, too.
  lastYear: { same: 0.03, near: 2.4, oneBlank: -1.5, bothBlank: 1.5, isGoal: false },
};

/** A distance of so much in ln is an ordinary one; two are far apart from twice the other on. */
const ORDINARY = 0.25;
const FAR = Math.LN2;
/** No distance is worse than this. */
const FARTHEST = -6;
/** Sizes are spread evenly over so many powers of e. */
const SIZES = 10;
/** A figure with more places than the others have. */
const NOT_ROUND = -4;
const BELOW_ZERO = -7;
/** A blank cell, against one in which a figure belongs. */
const BLANK = 2.3;
/** In fen: 万元, 百元, 元, 角. */
const GRAINS = [1_000_000, 10_000, 100, 10] as const;
/** Share of the figures that must be multiples of a grain, and how few figures say nothing. */
const GRAIN_SHARE = 0.9;
const FEWEST_FIGURES = 8;
/** Share of the figures that are smaller than the usual. */
const SMALL_SHARE = 0.05;

export interface EvidenceReader {
  /** ln of how likely just this figure is in these accounts, whatever the cell. */
  densityOf(figure: number): number;
  /** Figures that the slot mostly has, beside the others as they are. */
  likelyFigures(slot: number): number[];
  /** What the changes add to the likelihood of the accounts. */
  weigh(changes: readonly Change[]): number;
  /** The same in words, without the sizes of figures: corrections that have the same marks cannot be told apart. */
  marks(changes: readonly Change[]): Mark[];
}

/** A likeness as the figures are now. */
interface Reading {
  term: LikenessTerm;
  left: number;
  right: number;
}

/**
 * Reads the evidence in the figures as they are now. `figures` are those that tell how round and how large figures are
 * here.
 */
export function readEvidence(
  likenesses: readonly Likeness[],
  figures: readonly number[],
  unit: number,
  now: (slot: number) => number,
): EvidenceReader {
  const readings = likenesses.map(
    ({ term, sum, like }): Reading => ({
      term,
      left: valueOf(sum, now),
      right: typeof like === "number" ? like : valueOf(like, now),
    }),
  );
  const links = linksBySlot(likenesses);
  const grain = grainOf(figures, unit);
  const smallest = smallestOf(figures);
  const isRound = (figure: number) => figure % grain === 0;
  const sizeOf = (figure: number) => -Math.log(Math.max(1, (SIZES * Math.max(Math.abs(figure), smallest)) / grain));
  const densityOf = (figure: number) =>
    figure === 0 ? BLANK : sizeOf(figure) + (isRound(figure) ? 0 : NOT_ROUND) + (figure < 0 ? BELOW_ZERO : 0);

  function weightOf({ term, left, right }: Reading, isTyped: boolean): number {
    const { same, near, oneBlank, bothBlank, isGoal } = weights[term];
    if (left === 0 || right === 0) return left === right ? bothBlank : oneBlank;
    // Against the odds that two figures agree to the last place by chance.
    if (left === right && (isTyped || isGoal)) return Math.log(same) - sizeOf(left);
    if (left > 0 !== right > 0) return FARTHEST;
    return Math.max(FARTHEST, near + Math.log1p(-same) - Math.log1p((Math.log(left / right) / ORDINARY) ** 2));
  }

  /** The readings that the changes touch, as they are and as they would be. */
  function changed(changes: readonly Change[]): Map<number, Reading> {
    const after = new Map<number, Reading>();
    for (const { slot, from, to } of changes)
      for (const { at, ofLeft, ofRight } of links.get(slot) ?? []) {
        const { term, left, right } = after.get(at) ?? readings[at]!;
        after.set(at, { term, left: left + ofLeft * (to - from), right: right + ofRight * (to - from) });
      }
    return after;
  }

  return {
    densityOf,
    likelyFigures(slot) {
      return (links.get(slot) ?? []).flatMap(({ at, ofLeft, ofRight }) => {
        const { term, left, right } = readings[at]!;
        return weights[term].same >= 0.5 ? [now(slot) - (left - right) / (ofLeft - ofRight)] : [];
      });
    },
    weigh(changes) {
      let weight = 0;
      for (const { from, to } of changes) weight += densityOf(to) - densityOf(from);
      for (const [at, reading] of changed(changes)) weight += weightOf(reading, false) - weightOf(readings[at]!, true);
      return weight;
    },
    marks(changes) {
      const marks: Mark[] = [];
      const mark = (term: LikenessTerm | "round", from: string, to: string) =>
        from !== to && marks.push(`${term} ${from}→${to}`);
      for (const [at, reading] of changed(changes)) mark(reading.term, levelOf(readings[at]!), levelOf(reading));
      for (const { from, to } of changes) mark("round", isRound(from) ? "yes" : "no", isRound(to) ? "yes" : "no");
      return marks.sort();
    },
  };
}

function linksBySlot(likenesses: readonly Likeness[]): Map<number, { at: number; ofLeft: number; ofRight: number }[]> {
  const bySlot = new Map<number, { at: number; ofLeft: number; ofRight: number }[]>();
  const link = (at: number, { slots, factors }: Sum, isLeft: boolean) =>
    slots.forEach((slot, term) => {
      const own = { at, ofLeft: isLeft ? factors[term]! : 0, ofRight: isLeft ? 0 : factors[term]! };
      const list = bySlot.get(slot);
      if (list) list.push(own);
      else bySlot.set(slot, [own]);
    });
  likenesses.forEach(({ sum, like }, at) => {
    link(at, sum, true);
    if (typeof like !== "number") link(at, like, false);
  });
  return bySlot;
}

function levelOf({ left, right }: Reading): string {
  if (left === 0 || right === 0) return left === right ? "blank" : "oneBlank";
  if (left === right) return "same";
  const distance = left > 0 === right > 0 ? Math.abs(Math.log(left / right)) : Infinity;
  return distance <= ORDINARY ? "near" : distance < FAR ? "apart" : "far";
}

function valueOf({ slots, factors }: Sum, read: (slot: number) => number): number {
  let value = 0;
  for (let term = 0; term < slots.length; term++) value += factors[term]! * read(slots[term]!);
  return value;
}

/** The coarsest step that nearly all figures keep to. */
function grainOf(figures: readonly number[], unit: number): number {
  if (figures.length < FEWEST_FIGURES) return unit;
  return (
    GRAINS.find(
      (grain) =>
        grain > unit && figures.filter((figure) => figure % grain === 0).length >= GRAIN_SHARE * figures.length,
    ) ?? unit
  );
}

/** A size that few figures stay below. */
function smallestOf(figures: readonly number[]): number {
  const sizes = figures.map(Math.abs).sort((a, b) => a - b);
  return sizes[Math.floor(sizes.length * SMALL_SHARE)] ?? 0;
}
