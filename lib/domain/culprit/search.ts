/**
 * The search for the figure that is wrong: every single change that mends a broken equation is weighed by how many it
 * mends, how many it would break, and how likely the slip is that leads from the proposed figure to the typed one.
 */
import { differenceIn, isBroken, type Equations, type Sum } from "./equations";
import { figuresBehind, likelihoodOf, recogniseSlip, type SlipKind } from "./slips";

/** One figure to change; `null` blanks it. */
export interface SlotEdit {
  slot: number;
  to: number | null;
}

export interface Hypothesis {
  edits: readonly SlotEdit[];
  kind: SlipKind;
  /** Keys of the findings that disappear. */
  cures: readonly string[];
  /** Findings that would appear. */
  breaks: number;
  /** ln of how likely this slip is, against other slips that cure as much. */
  likelihood: number;
}

/** A row of an entry sheet or a table: one slot per column, −1 where the row has no such cell. */
export interface SlotRow {
  code: string;
  slots: readonly number[];
}

export interface SearchInput {
  system: Equations;
  /** Smallest step of the figures in fen. */
  unit: number;
  /** Slots a person typed and may change. */
  suspects: ReadonlySet<number>;
  lastYear: (slot: number) => number | null;
  /** A figure of this year that lies near it, for those that last year does not know: the budget of what was spent. */
  budget?: (slot: number) => number | null;
  /** Rows that stand one below the other, with blank rows where a figure may belong. */
  rowGroups: readonly (readonly SlotRow[])[];
  /** Sums that are usually zero: the income of a subject (first slot) and its spending. They weigh, but prove nothing. */
  habits: readonly Sum[];
}

/** What an equality of habit is worth, as ln of the odds. */
const HABIT = 8;
/** What a likeness to last year, or a row that has both sides, is worth. */
const LIKENESS = 3;
/** Within this ratio of last year a figure is like it; beyond the square of it, it is not. */
const LIKE = Math.log(2);
/** Blank cells are many, and few of them are blank by mistake. */
const BLANK_WAYS = 200;
/** Equations from which figures are proposed; more of them are broken only while a report is half entered. */
const MOST_BROKEN = 80;
/** How many rows up and down a figure may have slipped. */
const REACH = 2;

/** Changes that cure something, the best first, at most `limit`. */
export function searchSlips(input: SearchInput, limit: number): Hypothesis[] {
  const search = createSearch(input);
  if (search.broken.length === 0) return [];
  for (const slot of search.candidateSlots()) for (const to of search.figuresFor(slot)) search.consider([{ slot, to }], search.kindOf(slot, to));
  for (const rows of input.rowGroups) considerRows(input, search, rows);
  return search.best(limit);
}

type Search = ReturnType<typeof createSearch>;

function createSearch({ system, unit, suspects, lastYear, budget, habits }: SearchInput) {
  const { program, equations, bySlot } = system;
  const { values, present } = program;
  const differences = Float64Array.from(equations, (equation) => differenceIn(equation, values));
  const wasBroken = equations.map((equation) => isBroken(equation, values, present));
  const broken = equations.flatMap((_, at) => (wasBroken[at] ? [at] : []));
  const habitsBySlot = new Map<number, number[]>();
  habits.forEach(({ slots }, at) => {
    for (const slot of slots) habitsBySlot.set(slot, [...(habitsBySlot.get(slot) ?? []), at]);
  });
  const found: (Hypothesis & { net: number })[] = [];
  const factorsOf = equations.map(() => null as Map<number, number> | null);
  const factor = (at: number, slot: number) => {
    const map = (factorsOf[at] ??= new Map(Array.from(equations[at]!.slots, (own, term) => [own, equations[at]!.factors[term]!])));
    return map.get(slot) ?? 0;
  };
  const typed = (slot: number) => (present[slot] === 1 ? values[slot]! : null);

  /** Slots of the broken equations. */
  function candidateSlots(): Set<number> {
    const slots = new Set<number>();
    for (const at of broken.slice(0, MOST_BROKEN)) for (const slot of [...equations[at]!.slots, ...(equations[at]!.whileZero?.slots ?? [])]) if (suspects.has(slot)) slots.add(slot);
    return slots;
  }

  /** Figures for the slot that mend a broken equation, or that a known slip would lead from. */
  function figuresFor(slot: number): Set<number> {
    const figures = new Set<number>();
    const now = values[slot]!;
    let isInexact = unit > 1;
    for (const at of bySlot.get(slot) ?? []) {
      if (!wasBroken[at]) continue;
      const share = factor(at, slot);
      const { lowest, highest } = equations[at]!;
      if (share === 0 || lowest === -Infinity || highest === Infinity) isInexact = true;
      if (share === 0) continue;
      const to = now - differences[at]! / share;
      if (Number.isSafeInteger(to)) figures.add(Math.round(to / unit) * unit);
    }
    if (isInexact && now !== 0) for (const figure of figuresBehind(now, unit, unit > 1)) figures.add(figure);
    if (isInexact)
      for (const at of habitsBySlot.get(slot) ?? []) {
        const { slots, factors } = habits[at]!;
        figures.add(now - total(slots, factors, (own) => values[own]!) / factors[slots.indexOf(slot)]!);
      }
    figures.delete(now);
    return figures;
  }

  function kindOf(slot: number, to: number): { kind: SlipKind; likelihood: number } {
    const { kind, likelihood } = recogniseSlip(typed(slot), to, unit, lastYear(slot));
    return { kind, likelihood: kind === "omitted" ? likelihoodOf(kind, BLANK_WAYS) : likelihood };
  }

  /** How much better the accounts hang together with the edits than without: habits, and last year. */
  function fitOf(edits: readonly SlotEdit[], kind: SlipKind): number {
    const after = new Map(edits.map(({ slot, to }) => [slot, to ?? 0]));
    const read = (slot: number) => after.get(slot) ?? values[slot]!;
    let weight = 0;
    for (const at of new Set(edits.flatMap(({ slot }) => habitsBySlot.get(slot) ?? []))) {
      const { slots, factors } = habits[at]!;
      weight += habitWeight(slots, factors, read) - habitWeight(slots, factors, (slot) => values[slot]!);
    }
    // The very figure of last year is hardly there by chance, and says nothing about what belongs there.
    if (kind === "lastYear") return weight + LIKENESS;
    for (const { slot, to } of edits) weight += likeness(slot, to ?? 0) - likeness(slot, values[slot]!);
    return weight;
  }

  function likeness(slot: number, figure: number): number {
    const before = lastYear(slot);
    if (before !== null) return likenessOf(figure, before);
    const planned = budget?.(slot) ?? 0;
    return planned === 0 || figure === 0 ? likenessOf(figure, null) : likenessOf(figure, planned);
  }

  /** Which broken equations the edits mend, and how many they break; `null` when they mend none. */
  function effectOf(edits: readonly SlotEdit[]): { cured: number[]; breaks: number; misfit: number } | null {
    const changes = new Map<number, number>();
    for (const { slot, to } of edits)
      for (const at of bySlot.get(slot) ?? []) changes.set(at, (changes.get(at) ?? 0) + factor(at, slot) * ((to ?? 0) - values[slot]!));
    const cured: number[] = [];
    let breaks = 0;
    let misfit = 0;
    const doubtful: number[] = [];
    for (const [at, change] of changes) {
      const { lowest, highest, sides, whileZero, slots } = equations[at]!;
      const difference = differences[at]! + change;
      const isInside = difference >= lowest && difference <= highest;
      if (!isInside && (sides || whileZero)) {
        doubtful.push(at);
        continue;
      }
      if (isInside && wasBroken[at]) cured.push(at);
      if (!isInside && !wasBroken[at]) breaks += 1;
      // Printed figures: what is left must look like rounding, 1/12 of a unit squared for each term. Two that repeat each other do not differ.
      if (unit > 1 && highest === -lowest) misfit += (difference / unit) ** 2 / (slots.length > 2 ? slots.length / 12 : 0.02);
    }
    if (doubtful.length > 0)
      withEdits(edits, () => {
        for (const at of doubtful) {
          const isBrokenThen = isBroken(equations[at]!, values, present);
          if (wasBroken[at] && !isBrokenThen) cured.push(at);
          if (!wasBroken[at] && isBrokenThen) breaks += 1;
        }
      });
    return cured.length > 0 ? { cured, breaks, misfit } : null;
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

  function consider(edits: readonly SlotEdit[], { kind, likelihood }: { kind: SlipKind; likelihood: number }): void {
    const effect = effectOf(edits);
    if (!effect) return;
    // A figure below zero asks for a reason (L-06).
    const negatives = edits.filter(({ slot, to }) => (to ?? 0) < 0 && values[slot]! >= 0).length;
    const breaks = effect.breaks + negatives;
    const net = effect.cured.length - breaks;
    if (net <= 0) return;
    const cures = [...new Set(effect.cured.map((at) => equations[at]!.key))];
    found.push({ edits, kind, cures, breaks, net, likelihood: likelihood + fitOf(edits, kind) - effect.misfit / 2 });
  }

  function best(limit: number): Hypothesis[] {
    found.sort((a, b) => b.net - a.net || b.likelihood - a.likelihood || a.edits.length - b.edits.length || a.edits[0]!.slot - b.edits[0]!.slot);
    // One proposal for each cell: the second-best figure for the same cell helps nobody.
    const seen = new Set<string>();
    return found
      .filter(({ edits }) => {
        const cells = edits.map(({ slot }) => slot).sort((a, b) => a - b).join();
        return !seen.has(cells) && seen.add(cells);
      })
      .slice(0, limit);
  }

  return { broken, typed, wasBroken, candidateSlots, figuresFor, kindOf, consider, best };
}

function total(slots: Int32Array, factors: Float64Array, read: (slot: number) => number): number {
  let sum = 0;
  for (let term = 0; term < slots.length; term++) sum += factors[term]! * read(slots[term]!);
  return sum;
}

/** Spent as received: best. Received or spent only: odd. */
function habitWeight(slots: Int32Array, factors: Float64Array, read: (slot: number) => number): number {
  const received = read(slots[0]!);
  const difference = total(slots, factors, read);
  if (difference === 0) return received === 0 ? 0 : HABIT;
  return received === 0 || difference === factors[0]! * received ? -LIKENESS : 0;
}

/** A figure near last year's, or blank in both years. */
function likenessOf(figure: number, before: number | null): number {
  if ((before ?? 0) === 0 || figure === 0) return ((before ?? 0) === 0) === (figure === 0) ? LIKENESS / 2 : -LIKENESS / 2;
  if (figure > 0 !== before! > 0 || figure === before) return 0;
  const distance = Math.abs(Math.log(figure / before!));
  return distance <= LIKE ? LIKENESS : distance >= 2 * LIKE ? -LIKENESS : 0;
}

/** Figures that slipped into the row above or below: two figures exchanged, one moved, or a whole row under another code. */
function considerRows({ suspects, system }: SearchInput, search: Search, rows: readonly SlotRow[]): void {
  const isTouched = (slot: number) => suspects.has(slot) && (system.bySlot.get(slot) ?? []).some((at) => search.wasBroken[at]);
  const isFilled = (slot: number) => slot >= 0 && (search.typed(slot) ?? 0) !== 0;
  const filled = rows.map(({ slots }) => slots.some(isFilled));
  for (let upper = 0; upper < rows.length; upper++) {
    const columns = rows[upper]!.slots.length;
    // Rows below as far as a figure may have slipped: blank ones in between are no distance.
    let last = upper;
    for (let reached = 0; last + 1 < rows.length && reached < REACH; ) if (filled[++last]) reached += 1;
    for (let lower = upper + 1; lower <= last; lower++) {
      const pairs = Array.from({ length: columns }, (_, column) => [rows[upper]!.slots[column]!, rows[lower]!.slots[column]!] as const).filter(
        ([a, b]) => suspects.has(a) && suspects.has(b) && (search.typed(a) ?? 0) !== (search.typed(b) ?? 0),
      );
      const touched = pairs.filter(([a, b]) => isTouched(a) || isTouched(b));
      const slip = slipOfMove(filled[upper] !== filled[lower]);
      for (const pair of touched) search.consider(exchange(search, pair), slip);
      if (touched.length > 0 && pairs.length > 1) search.consider(pairs.flatMap((pair) => exchange(search, pair)), slip);
    }
    // In one column the next figure below may stand further down.
    for (let column = 0; column < columns; column++) {
      const slot = rows[upper]!.slots[column]!;
      if (!isFilled(slot)) continue;
      const next = rows.findIndex(({ slots }, at) => at > upper && isFilled(slots[column]!));
      if (next <= last) continue;
      const pair = [slot, rows[next]!.slots[column]!] as const;
      if (pair.some(isTouched) && pair.every((own) => suspects.has(own))) search.consider(exchange(search, pair), slipOfMove(false));
    }
  }
}

function exchange(search: Search, [a, b]: readonly [number, number]): SlotEdit[] {
  return [
    { slot: a, to: search.typed(b) },
    { slot: b, to: search.typed(a) },
  ];
}

/** Up or down, next row or the one after it. */
function slipOfMove(isNew: boolean): { kind: SlipKind; likelihood: number } {
  const kind = isNew ? "neighbouringCode" : "shiftedRow";
  return { kind, likelihood: likelihoodOf(kind, 2 * REACH) };
}
