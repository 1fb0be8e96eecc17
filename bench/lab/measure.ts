import type { Finding } from "@/lib/domain/words/finding";
import { randomAccounts, shapes } from "../measuring/accounts";
import { placeOf, type Place } from "./places";
import { plantedKinds, type PlantedKind } from "./planting";
import { randomFrom } from "../measuring/random";
import { benchOf, type Catalogues, type Trial, type Way } from "./ways";

/** Counts over some slips. */
export interface Tally {
  /** A check that accuses (基本平衡, 逻辑性, 控制数) failed. */
  caught: number;
  /** Broken according to the plain code, and silent in the engine. */
  missed: number;
  /** Accused although nothing was wrong. */
  falseAlarms: number;
  first: number;
  firstThree: number;
  /** Slips whose right correction may not be proposed. They are neither tied nor among the others. */
  barred: number;
  /**
   * Slips with at least one other correction that nothing tells from the true one, and the first places among the other
   * slips.
   */
  tied: number;
  firstOfOthers: number;
  /** Slips with at least three, and the places among the first three of the other slips. */
  tiedWithThree: number;
  firstThreeOfOthers: number;
}

interface Totals {
  slips: number;
  accounts: number;
  /** Correct accounts with a finding that accuses. */
  falseAlarms: number;
  /** Broken an identity, and no check said so. */
  missed: number;
  caught: Tally;
  /** No check accuses, but a 核实性 check asks about a figure. */
  onlyAsked: number;
  /** Nothing in these figures can reveal it. */
  hidden: number;
}

export interface Measurement extends Totals {
  way: Way;
  byRule: ReadonlyMap<string, Tally>;
  byKind: ReadonlyMap<PlantedKind, Tally & { onlyAsked: number; hidden: number }>;
  /** Milliseconds of every search that had something to search for. */
  durations: readonly number[];
}

const emptyTally = (): Tally => ({
  caught: 0,
  missed: 0,
  falseAlarms: 0,
  first: 0,
  firstThree: 0,
  barred: 0,
  tied: 0,
  firstOfOthers: 0,
  tiedWithThree: 0,
  firstThreeOfOthers: 0,
});

/** Plants about `wanted` slips into accounts of every shape. */
export function measure(
  way: Way,
  wanted: number,
  catalogues: Catalogues,
  seed: number,
  onTrial?: (trial: Trial, kind: PlantedKind, shape: string, place: Place, fresh: readonly Finding[]) => void,
): Measurement {
  const random = randomFrom(seed);
  const byRule = new Map<string, Tally>();
  const byKind = new Map<PlantedKind, Tally & { onlyAsked: number; hidden: number }>(
    plantedKinds.map((kind) => [kind, { ...emptyTally(), onlyAsked: 0, hidden: 0 }]),
  );
  const total: Totals = {
    slips: 0,
    accounts: 0,
    falseAlarms: 0,
    missed: 0,
    caught: emptyTally(),
    onlyAsked: 0,
    hidden: 0,
  };
  const durations: number[] = [];
  const ruleTally = (id: string) => {
    const tally = byRule.get(id) ?? emptyTally();
    byRule.set(id, tally);
    return tally;
  };
  while (total.slips < wanted) {
    const bench = benchOf(way, randomAccounts(random, catalogues, shapes[total.accounts % shapes.length]!), catalogues);
    const shape = shapes[total.accounts % shapes.length]!.name;
    total.accounts += 1;
    if (bench.brokenWhenCorrect.size > 0)
      throw new Error(`The accounts are not correct: ${[...bench.brokenWhenCorrect].join()}`);
    const wrongly = new Set(accusing(bench.correct).map(({ ruleId }) => ruleId));
    if (wrongly.size > 0) total.falseAlarms += 1;
    for (const id of wrongly) ruleTally(id).falseAlarms += 1;
    const known = new Set(bench.correct.map(({ key, fingerprint }) => `${key}|${fingerprint}`));
    for (const kind of plantedKinds)
      for (let again = 0; again < 3; again++) {
        const trial = bench.plant(random, kind);
        if (!trial) continue;
        total.slips += 1;
        const fresh = trial.findings.filter(({ key, fingerprint }) => !known.has(`${key}|${fingerprint}`));
        const rules = new Set(accusing(fresh).map(({ ruleId }) => ruleId));
        const place = placeOf(trial.proposals, trial.right, way === "tablesWan" ? 10_000 : 0, () => isOpen(trial));
        onTrial?.(trial, kind, shape, place, accusing(fresh));
        const count = (tally: Tally) => {
          tally.caught += 1;
          countPlace(tally, place, trial.isBarred);
        };
        for (const id of rules) count(ruleTally(id));
        for (const id of trial.broken) if (!rules.has(id)) ruleTally(id).missed += 1;
        if (rules.size > 0) {
          durations.push(trial.elapsed);
          count(total.caught);
          count(byKind.get(kind)!);
        } else if (trial.broken.size > 0) {
          total.missed += 1;
          byKind.get(kind)!.missed += 1;
        } else if (fresh.length > 0) {
          total.onlyAsked += 1;
          byKind.get(kind)!.onlyAsked += 1;
        } else {
          total.hidden += 1;
          byKind.get(kind)!.hidden += 1;
        }
      }
  }
  return { way, ...total, byRule, byKind, durations };
}

function accusing(findings: readonly Finding[]): Finding[] {
  return findings.filter(({ ruleClass }) => ruleClass !== "verification");
}

function countPlace(tally: Tally, { rank, tied }: Place, isBarred: boolean): void {
  if (isBarred) {
    tally.barred += 1;
    return;
  }
  const [isFirst, isAmongThree] = [rank === 0, rank >= 0 && rank < 3];
  if (isFirst) tally.first += 1;
  if (isAmongThree) tally.firstThree += 1;
  if (tied >= 1) tally.tied += 1;
  else if (isFirst) tally.firstOfOthers += 1;
  if (tied >= 3) tally.tiedWithThree += 1;
  else if (isAmongThree) tally.firstThreeOfOthers += 1;
}

/** Steps from the right figure to others that are as round. */
const STEPS = [-2, -1, 1, 2] as const;

/**
 * Whether the right figure is as good as its neighbours: nothing proposes it, and the neighbours silence the checks
 * just as well, because only a bound is broken. No ranking can hit it.
 */
function isOpen({ right, accuses }: Trial): boolean {
  const [[key, figure] = ["", null], ...others] = [...right];
  if (figure === null || others.length > 0) return false;
  let step = 1;
  while (figure % (step * 10) === 0) step *= 10;
  return STEPS.every((steps) => !accuses(key, figure + steps * step));
}
