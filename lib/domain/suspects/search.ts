/**
 * The search for the figure that is wrong: every single change that mends a broken equation is weighed by how many it
 * mends, how many it would break, how likely the slip is that leads from the proposed figure to the typed one, and how
 * well the accounts hang together then.
 */
import { differenceIn, hasBlankSide, isBroken, isOnBlankSide, type Equations } from "./equations";
import { readEvidence, type Change, type Likeness, type Mark } from "./evidence";
import { considerColumns, considerRows, type SlotRow } from "./exchanges";
import { figuresBehind, recogniseSlip, type Slip, type SlipKind, type SlotEdit } from "./slips";

export interface Hypothesis {
  edits: readonly SlotEdit[];
  kind: SlipKind;
  /** Keys of the findings that disappear. */
  cures: readonly string[];
  /** Findings that would appear. */
  breaks: number;
  /** What else would be otherwise then. */
  marks: readonly Mark[];
  /** ln of how likely it is, against other changes that cure as much. */
  likelihood: number;
  /**
   * It fills a side of a broken equation that is blank altogether: of changes that cure as much, the first to be
   * thought of.
   */
  fillsBlankSide: boolean;
}

export interface SearchInput {
  system: Equations;
  /** Smallest step of the figures in fen. */
  unit: number;
  /** Slots a person typed and may change. */
  suspects: ReadonlySet<number>;
  /** Slots of the “三公” items: the public looks at them, and no proposal makes their money something else. */
  guarded: ReadonlySet<number>;
  lastYear: (slot: number) => number | null;
  /** Rows that stand one below the other, with blank rows where a figure may belong. */
  rowGroups: readonly (readonly SlotRow[])[];
  likenesses: readonly Likeness[];
}

interface Effect extends Pick<Hypothesis, "breaks" | "fillsBlankSide"> {
  /** Positions of the equations. */
  cured: number[];
  /** It only takes away what stands under the wrong column: whose money it is stays open. */
  hidesMisplaced: boolean;
  /** How far printed figures are from rounding then. */
  misfit: number;
}

/** Equations from which figures are proposed; more of them are broken only while a report is half entered. */
const MOST_BROKEN = 80;

/** Changes that cure something, the best first: at most `limit`, of different cells; `Infinity` gives every one. */
export function searchSlips(input: SearchInput, limit: number): Hypothesis[] {
  const search = createSearch(input);
  if (search.broken.length === 0) return [];
  for (const slot of search.candidateSlots())
    for (const to of search.figuresFor(slot)) search.consider([{ slot, to }], search.slipOf(slot, to));
  for (const rows of input.rowGroups) {
    considerRows(search, rows);
    considerColumns(search, rows);
  }
  return search.best(limit);
}

function createSearch({ system, unit, suspects, guarded, lastYear, likenesses }: SearchInput) {
  const { program, equations, linksOf } = system;
  const { values, present } = program;
  const differences = Float64Array.from(equations, (equation) => differenceIn(equation, values));
  const wasBroken = Uint8Array.from(equations, (equation) => (isBroken(equation, values, present) ? 1 : 0));
  const broken = equations.flatMap((_, at) => (wasBroken[at] ? [at] : []));
  const evidence = readEvidence(
    likenesses,
    [...suspects].flatMap((slot) => (values[slot] === 0 ? [] : [values[slot]!])),
    unit,
    (slot) => values[slot]!,
  );
  const found: (Omit<Hypothesis, "marks"> & { net: number })[] = [];
  const typed = (slot: number) => (present[slot] === 1 ? values[slot]! : null);

  /** Slots of the broken equations. */
  function candidateSlots(): Set<number> {
    const slots = new Set<number>();
    for (const at of broken.slice(0, MOST_BROKEN))
      for (const slot of [...equations[at]!.slots, ...(equations[at]!.whileZero?.slots ?? [])])
        if (suspects.has(slot)) slots.add(slot);
    return slots;
  }

  /** Figures for the slot that mend a broken equation, or that a known slip would lead from. */
  function figuresFor(slot: number): Set<number> {
    const figures = new Set<number>();
    const now = values[slot]!;
    let isInexact = unit > 1;
    for (const { at, factor } of linksOf(slot)) {
      if (!wasBroken[at]) continue;
      const { lowest, highest } = equations[at]!;
      if (factor === 0 || lowest === -Infinity || highest === Infinity) isInexact = true;
      if (factor === 0) continue;
      const to = now - differences[at]! / factor;
      if (Number.isSafeInteger(to)) figures.add(Math.round(to / unit) * unit);
    }
    if (isInexact && now !== 0) for (const figure of figuresBehind(now, unit, unit > 1)) figures.add(figure);
    if (isInexact)
      for (const figure of evidence.likelyFigures(slot)) if (Number.isSafeInteger(figure)) figures.add(figure);
    figures.delete(now);
    return figures;
  }

  function slipOf(slot: number, to: number): Slip {
    return recogniseSlip(typed(slot), to, { unit, densityOf: evidence.densityOf, lastYear: lastYear(slot) });
  }

  /** Which broken equations the edits mend, and how many they break; `null` when they mend none. */
  function effectOf(edits: readonly SlotEdit[]): Effect | null {
    const changes = new Map<number, number>();
    for (const { slot, to } of edits)
      for (const { at, factor } of linksOf(slot))
        changes.set(at, (changes.get(at) ?? 0) + factor * ((to ?? 0) - values[slot]!));
    const cured: number[] = [];
    const broke: number[] = [];
    let misfit = 0;
    const doubtful: number[] = [];
    for (const [at, change] of changes) {
      const { lowest, highest, skipsBlank, whileZero, slots } = equations[at]!;
      const difference = differences[at]! + change;
      const isInside = difference >= lowest && difference <= highest;
      if (!isInside && (skipsBlank || whileZero)) {
        doubtful.push(at);
        continue;
      }
      if (isInside && wasBroken[at]) cured.push(at);
      if (!isInside && !wasBroken[at]) broke.push(at);
      // Printed figures: what is left must look like rounding, 1/12 of a unit squared for each term. Two that repeat
      // each other do not differ.
      if (unit > 1 && highest === -lowest)
        misfit += (difference / unit) ** 2 / (slots.length > 2 ? slots.length / 12 : 0.02);
    }
    if (doubtful.length > 0)
      withEdits(edits, () => {
        for (const at of doubtful) {
          const equation = equations[at]!;
          const isBrokenThen = isBroken(equation, values, present);
          // A comparison that is no longer made, because nothing is left to compare, is not mended.
          const isSilenced = equation.skipsBlank === true && hasBlankSide(equation, present);
          if (wasBroken[at] && !isBrokenThen && !isSilenced) cured.push(at);
          if (!wasBroken[at] && isBrokenThen) broke.push(at);
        }
      });
    if (cured.length === 0) return null;
    const [{ slot }, ...others] = edits as [SlotEdit, ...SlotEdit[]];
    const fillsBlankSide =
      others.length === 0 && present[slot] === 0 && cured.some((at) => isOnBlankSide(equations[at]!, slot, present));
    // What else it should agree with may be missing, too. Of any other blank cell, that it agrees with nothing speaks
    // against filling it.
    const breaks = fillsBlankSide ? broke.filter((at) => !hasBlankSide(equations[at]!, present)).length : broke.length;
    const hidesMisplaced =
      others.length === 0 && (edits[0]!.to ?? 0) === 0 && cured.some((at) => equations[at]!.isMisplaced);
    return { cured, breaks, misfit, fillsBlankSide, hidesMisplaced };
  }

  function withEdits(edits: readonly SlotEdit[], look: () => void): void {
    const before = edits.map(({ slot }) => [slot, values[slot]!, present[slot]!] as const);
    for (const { slot, to } of edits) {
      values[slot] = to ?? 0;
      present[slot] = to === null ? 0 : 1;
    }
    look();
    for (const [slot, value, was] of before) {
      values[slot] = value;
      present[slot] = was;
    }
  }

  const changesOf = (edits: readonly SlotEdit[]): Change[] =>
    edits.map(({ slot, to }) => ({ slot, from: values[slot]!, to: to ?? 0 }));

  function consider(edits: readonly SlotEdit[], { kind, likelihood }: Slip): void {
    if (takesFromGuarded(changesOf(edits), ({ slot }) => guarded.has(slot))) return;
    const effect = effectOf(edits);
    if (!effect || effect.hidesMisplaced) return;
    // A figure below zero asks for a reason (L-06).
    const negatives = edits.filter(({ slot, to }) => (to ?? 0) < 0 && values[slot]! >= 0).length;
    const breaks = effect.breaks + negatives;
    const net = effect.cured.length - breaks;
    if (net <= 0) return;
    const cures = [...new Set(effect.cured.map((at) => equations[at]!.key))];
    found.push({
      edits,
      kind,
      cures,
      breaks,
      net,
      fillsBlankSide: effect.fillsBlankSide,
      likelihood: likelihood + evidence.weigh(changesOf(edits)) - effect.misfit / 2,
    });
  }

  function best(limit: number): Hypothesis[] {
    found.sort(
      (a, b) =>
        b.net - a.net ||
        Number(b.fillsBlankSide) - Number(a.fillsBlankSide) ||
        b.likelihood - a.likelihood ||
        a.edits.length - b.edits.length ||
        a.edits[0]!.slot - b.edits[0]!.slot,
    );
    return (limit === Infinity ? found : withoutGuesses(onePerCells(found)).slice(0, limit)).map((hypothesis) => ({
      ...hypothesis,
      marks: evidence.marks(changesOf(hypothesis.edits)),
    }));
  }

  const isSuspect = (slot: number) => suspects.has(slot);
  const isTouched = (slot: number) => isSuspect(slot) && linksOf(slot).some(({ at }) => wasBroken[at] === 1);
  const isMisplaced = (slot: number) =>
    isSuspect(slot) && linksOf(slot).some(({ at }) => wasBroken[at] === 1 && equations[at]!.isMisplaced);
  return { broken, typed, isSuspect, isTouched, isMisplaced, candidateSlots, figuresFor, slipOf, consider, best };
}

/**
 * Whether money of a guarded cell would go: to another cell, or altogether. A figure may still be wrong in itself.
 * Amounts in fen, blank is 0.
 */
export function takesFromGuarded<Own extends Pick<Change, "from" | "to">>(
  changes: readonly Own[],
  isGuarded: (change: Own) => boolean,
): boolean {
  return changes.some(
    (change) =>
      isGuarded(change) && Math.abs(change.to) < Math.abs(change.from) && (changes.length > 1 || change.to === 0),
  );
}

/**
 * Fillings of one of several blank cells that nothing tells apart are no proposals: the finding names what is blank.
 */
function withoutGuesses<Own extends Pick<Hypothesis, "edits" | "cures" | "likelihood" | "fillsBlankSide">>(
  hypotheses: readonly Own[],
): Own[] {
  const nameOf = ({ edits, cures, likelihood }: Own) => JSON.stringify([edits[0]!.to, cures, likelihood]);
  const counts = new Map<string, number>();
  const fillings = hypotheses.filter(({ fillsBlankSide }) => fillsBlankSide);
  for (const each of fillings) counts.set(nameOf(each), (counts.get(nameOf(each)) ?? 0) + 1);
  return hypotheses.filter((each) => !each.fillsBlankSide || counts.get(nameOf(each)) === 1);
}

/** One proposal for each cell: the second-best figure for the same cell helps nobody. */
function onePerCells<Own extends { edits: readonly SlotEdit[] }>(hypotheses: readonly Own[]): Own[] {
  const seen = new Set<string>();
  return hypotheses.filter(({ edits }) => {
    const cells = edits
      .map(({ slot }) => slot)
      .sort((a, b) => a - b)
      .join();
    return !seen.has(cells) && seen.add(cells);
  });
}
