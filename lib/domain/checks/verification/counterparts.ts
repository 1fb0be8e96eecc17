import { quoted } from "../../words/quoted";
import { formatYuan } from "../../words/amounts";
import {
  counterpartKey,
  counterpartsOf,
  differenceOfPair,
  outsideParty,
  pairId,
  pairsOf,
  stateOfPair,
  transferKind,
  type Counterpart,
  type StatedTransfer,
  type TransferPair,
} from "../../words/counterparts";
import { transferFacts } from "../rule/named-counterparts";
import type { CounterpartContext, Observation, Rule } from "../rule/rule";

const advice = "请与对方核对；确有差异的，请说明原因。";

/** A pair of the unit in hand, with what it rests on. */
export interface ComparedPair extends TransferPair {
  /** The other unit. */
  other: string;
  /** The document by which the bureau has settled the difference as it is; `null` while none has. */
  settledBy: string | null;
}

/**
 * The payments of a unit as both sides have them. What the other side has in another year's accounts is not compared.
 *
 * @param own what the unit states, from `counterpartsOf`
 */
export function comparePairs(own: readonly Counterpart[], context: CounterpartContext, year: number): ComparedPair[] {
  const { unitId, stated, settled } = context;
  const mine: StatedTransfer[] = own
    .filter(({ party }) => party !== outsideParty && party !== unitId)
    .filter((each) => !isOfAnotherYear(each, year))
    .map(({ party, kind, direction, amount }) => ({ unitId, party, kind, direction, amount }));
  const theirs: StatedTransfer[] = stated.map((each) => ({ ...each, party: unitId }));
  return pairsOf([...mine, ...theirs]).map((pair) => ({
    ...pair,
    other: pair.payer === unitId ? pair.receiver : pair.payer,
    settledBy: settled.find((each) => isSamePair(each, pair))?.document ?? null,
  }));
}

/** Whether the other side has a payment in the accounts of another fiscal year, by what is written of it. */
export function isOfAnotherYear({ year: written }: Pick<Counterpart, "year">, year: number): boolean {
  return /^\d{4}$/.test(written) && Number(written) !== year;
}

function isSamePair(one: TransferPair, other: TransferPair): boolean {
  return pairId(one) === pairId(other) && one.paid === other.paid && one.received === other.received;
}

/** V-44: what a unit has of its payments with others against what these have of it. */
export const counterpartComparisons: readonly Rule[] = [
  {
    id: "V-44",
    needs: "counterparts",
    ruleClass: "verification",
    severity: "explain",
    scope: "form",
    title: "与本区单位的往来，双方金额一致",
    basis: "部门决算管理办法（财库〔2021〕36号）：汇总与内部往来抵销",
    advice,
    prepare: (figures, context) => {
      const read = transferFacts(figures, context);
      return () => {
        const { counterparts, identity } = context;
        const own = counterpartsOf(read());
        return comparePairs(own, counterparts!, identity.year)
          .filter((pair) => stateOfPair(pair) !== "equal" && pair.settledBy === null)
          .map((pair) => observationOf(pair, own, counterparts!));
      };
    },
  },
];

function observationOf(
  pair: ComparedPair,
  own: readonly Counterpart[],
  { unitId, units }: CounterpartContext,
): Observation {
  const kind = transferKind(pair.kind);
  const isPayer = pair.payer === unitId;
  const [mine, theirs] = isPayer ? [pair.paid, pair.received] : [pair.received, pair.paid];
  const [here, there] = isPayer ? [kind.paid, kind.received] : [kind.received, kind.paid];
  const name = units.find(({ id }) => id === pair.other)?.name ?? "";
  const said = (amount: number | null, column: string) =>
    amount === null ? `没有列${column}` : `${column} ${formatYuan(amount)} 元`;
  return {
    place: pairId(pair),
    message:
      `与${name === "" ? "往来单位" : quoted(name)}的往来：本单位${said(mine, here.label)}，对方${said(theirs, there.label)}，` +
      `相差 ${formatYuan(Math.abs(differenceOfPair(pair)))} 元。${advice}`,
    left: mine ?? 0,
    right: theirs ?? 0,
    facts: own
      .filter(
        ({ party, kind: id, direction }) =>
          party === pair.other && id === pair.kind && (direction === "paid") === isPayer,
      )
      .map(counterpartKey),
  };
}
