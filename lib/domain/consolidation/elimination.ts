/**
 * 抵销: what units of one scope paid each other, taken out on both sides. It is one more summand with negative facts,
 * made from the pairs that both sides have alike; what they have differently stays in the sum and is named.
 */
import { isOfAnotherYear } from "../checks/verification/counterparts";
import {
  counterpartsOf,
  differenceOfPair,
  outsideParty,
  pairId,
  pairsOf,
  stateOfPair,
  transferAmountKey,
  transferAmounts,
  type Counterpart,
  type TransferAmount,
  type TransferPair,
} from "../words/counterparts";
import type { FactKey } from "../words/fact-address";
import type { Facts } from "../words/facts";

/** What of a unit's facts an elimination looks at: the four columns and their counterparts. */
export interface MemberTransfers {
  unitId: string;
  facts: Facts;
}

/**
 * Why a pair is not eliminated. `unbacked`: both sides name the same amount, and one of them names more or less than its
 * own column has.
 */
export type LeftReason = "unequal" | "oneSided" | "unbacked";

export interface LeftPair extends TransferPair {
  reason: LeftReason;
}

/** A payment that is not inside the scope. */
export interface AsidePayment {
  unitId: string;
  counterpart: Counterpart;
}

export interface Elimination {
  /** Negative, each side at its own addresses. */
  amounts: ReadonlyMap<FactKey, number>;
  pairs: readonly TransferPair[];
  /** 未抵销差额: inside the scope, and not alike. */
  left: readonly LeftPair[];
  /** With units of no district. */
  outside: readonly AsidePayment[];
  /** With units of the district that the scope has not. */
  beyond: readonly AsidePayment[];
  /** That the other side has in another year. */
  otherYears: readonly AsidePayment[];
  /** With the unit itself. */
  withItself: readonly AsidePayment[];
  /** Amounts of which no counterpart is named, or another sum than the amount. */
  unnamed: readonly (TransferAmount & { unitId: string })[];
  misnamed: readonly (TransferAmount & { unitId: string })[];
}

/**
 * What to take out of the sum of units.
 *
 * @param members of the scope
 * @param year whose accounts they are
 */
export function eliminationOf(members: readonly MemberTransfers[], year: number): Elimination {
  const scope = new Set(members.map(({ unitId }) => unitId));
  const all = members.flatMap(({ unitId, facts }) =>
    counterpartsOf(facts).map((counterpart): AsidePayment => ({ unitId, counterpart })),
  );
  const whole = members.flatMap(({ unitId, facts }) =>
    transferAmounts(facts.amounts).map((transfer) => ({ ...transfer, unitId })),
  );
  const misnamed = whole.filter(({ amount, named }) => named !== null && named !== (amount ?? 0));
  const isMisnamed = new Set(misnamed.map(({ unitId, key }) => `${unitId} ${key}`));
  const outside: AsidePayment[] = [];
  const beyond: AsidePayment[] = [];
  const otherYears: AsidePayment[] = [];
  const withItself: AsidePayment[] = [];
  const inside: AsidePayment[] = [];
  for (const payment of all) {
    const { party } = payment.counterpart;
    if (party === outsideParty) outside.push(payment);
    else if (party === payment.unitId) withItself.push(payment);
    else if (!scope.has(party)) beyond.push(payment);
    else if (isOfAnotherYear(payment.counterpart, year)) otherYears.push(payment);
    else inside.push(payment);
  }

  const sidesOf = new Map<string, AsidePayment[]>();
  for (const payment of inside) {
    const id = pairId(pairOf(payment));
    sidesOf.set(id, [...(sidesOf.get(id) ?? []), payment]);
  }
  const amounts = new Map<FactKey, number>();
  const pairs: TransferPair[] = [];
  const left: LeftPair[] = [];
  for (const pair of pairsOf(inside.map(({ unitId, counterpart }) => ({ ...counterpart, unitId })))) {
    const state = stateOfPair(pair);
    const sides = sidesOf.get(pairId(pair))!;
    const isBacked = sides.every(
      ({ unitId, counterpart }) => !isMisnamed.has(`${unitId} ${transferAmountKey(counterpart)}`),
    );
    if (state !== "equal" || !isBacked) {
      left.push({ ...pair, reason: state === "equal" ? "unbacked" : state });
      continue;
    }
    pairs.push(pair);
    for (const { counterpart } of sides) {
      const key = transferAmountKey(counterpart);
      amounts.set(key, (amounts.get(key) ?? 0) - counterpart.amount);
    }
  }
  const unnamed = whole.filter(({ amount, named }) => named === null && amount !== null && amount !== 0);
  for (const [key, amount] of amounts) if (amount === 0) amounts.delete(key);
  return { amounts, pairs, left, outside, beyond, otherYears, withItself, unnamed, misnamed };
}

function pairOf({ unitId, counterpart }: AsidePayment): Pick<TransferPair, "payer" | "receiver" | "kind"> {
  const { party, kind, direction } = counterpart;
  return direction === "paid" ? { payer: unitId, receiver: party, kind } : { payer: party, receiver: unitId, kind };
}

/** 未抵销差额 of a total: what is left of all pairs, without sign. */
export function leftDifference(left: readonly LeftPair[]): number {
  return left.reduce((sum, pair) => sum + Math.abs(differenceOfPair(pair)), 0);
}

/**
 * Circles of payments of one kind: a unit that, over others, paid itself. Each once, from the unit
 * with the lowest id.
 */
export function circlesOf(pairs: readonly TransferPair[]): string[][] {
  const circles: string[][] = [];
  for (const kind of new Set(pairs.map((pair) => pair.kind))) {
    const paidTo = new Map<string, string[]>();
    for (const { payer, receiver, kind: other } of pairs)
      if (other === kind) paidTo.set(payer, [...(paidTo.get(payer) ?? []), receiver]);
    const done = new Set<string>();
    for (const start of paidTo.keys()) walk(start, [], new Set());

    function walk(unit: string, path: string[], onPath: Set<string>): void {
      if (onPath.has(unit)) {
        const circle = path.slice(path.indexOf(unit));
        const lowest = circle.indexOf(circle.toSorted()[0]!);
        circles.push([...circle.slice(lowest), ...circle.slice(0, lowest)]);
        return;
      }
      if (done.has(unit)) return;
      onPath.add(unit);
      for (const next of paidTo.get(unit) ?? []) walk(next, [...path, unit], onPath);
      onPath.delete(unit);
      done.add(unit);
    }
  }
  return circles;
}
