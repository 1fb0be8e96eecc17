import { otherDirection, counterpartKey, transferAmounts } from "../../words/counterparts";
import type { CheckContext, CounterpartUnit } from "../../checks/rule/rule";
import { fullUnitFacts } from "./full-unit";

/** With whom the school of the examples has all its payments. */
export const otherUnit: CounterpartUnit = {
  id: "00000000-0000-4000-8000-000000000201",
  code: "201001",
  name: "区教育局",
  isOfYear: true,
};

const own = transferAmounts(fullUnitFacts.amounts);

/** Every amount of the school between units, with the other unit as its counterpart. */
export const namedInFull: Readonly<Record<string, number>> = Object.fromEntries(
  own.map(({ column, item, amount }) => [
    counterpartKey({ column: column.column, item, party: otherUnit.id }),
    amount ?? 0,
  ]),
);

/** What the other unit has of it: nothing, or (`isAgreed`) the same. */
export function counterpartsOfFullUnit({
  unitId = "00000000-0000-4000-8000-000000000202",
  isAgreed = false,
} = {}): Pick<CheckContext, "counterparts"> {
  const stated = own.map(({ column: { kind, direction }, amount }) => ({
    unitId: otherUnit.id,
    kind,
    direction: otherDirection(direction),
    amount: amount ?? 0,
  }));
  return { counterparts: { unitId, units: [otherUnit], stated: isAgreed ? stated : [], settled: [] } };
}
