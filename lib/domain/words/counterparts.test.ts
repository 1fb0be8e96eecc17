import { describe, expect, it } from "vitest";
import { factKey, type FactKey } from "./fact-address";
import {
  counterpartKey,
  counterpartSlot,
  counterpartsOf,
  outsideParty,
  pairsOf,
  placeOfCounterpart,
  placeOfCounterpartSlot,
  stateOfPair,
  transferAmounts,
  type StatedTransfer,
} from "./counterparts";

const school = "00000000-0000-4000-8000-000000000001";
const bureau = "00000000-0000-4000-8000-000000000002";
const subsidy = { column: "superiorSubsidy", item: "2050202", party: bureau };
const income = factKey("income", "2050202", "", "superiorSubsidy");

describe("the place of a counterpart", () => {
  it("is found again in its key and in the slots of its texts", () => {
    expect(counterpartKey(subsidy)).toBe(`counterparts:2050202.${bureau}::superiorSubsidy`);
    expect(placeOfCounterpart(counterpartKey(subsidy))).toEqual(subsidy);
    expect(placeOfCounterpartSlot(counterpartSlot(subsidy, "year"))).toEqual({ ...subsidy, text: "year" });
    expect(counterpartKey({ column: "remittanceToSuperior", item: "2050202", party: outsideParty })).toBe(
      "counterparts:2050202.outside:nonAppropriation:remittanceToSuperior",
    );
  });

  it.each([
    "counterpart.otherIncome.2050202.outside.name",
    "counterpart.superiorSubsidy.2050202.nobody.name",
    "free.x",
  ])("is not in %s", (slot) => expect(placeOfCounterpartSlot(slot)).toBeNull());

  it("is in no other column", () => {
    expect(() => counterpartKey({ ...subsidy, column: "otherIncome" })).toThrow(RangeError);
  });
});

describe("what a report states", () => {
  const amounts = new Map<FactKey, number>([
    [income, 500],
    [counterpartKey(subsidy), 300],
    [counterpartKey({ ...subsidy, party: outsideParty }), 0],
    [factKey("expenditure", "2050299", "nonAppropriation", "remittanceToSuperior"), 80],
    [factKey("income", "2050202", "", "otherIncome"), 9],
  ]);

  it("is every payment that is not 0, with what is written of it", () => {
    const texts = new Map([[counterpartSlot(subsidy, "year"), " 2022 "]]);
    expect(counterpartsOf({ amounts, texts })).toEqual([
      { ...subsidy, kind: "subsidy", direction: "received", amount: 300, name: "", year: "2022" },
    ]);
  });

  it("stands beside the amounts that it splits up; where nobody is named, that is not 0", () => {
    expect(
      transferAmounts(amounts).map(({ item, column, amount, named }) => [item, column.column, amount, named]),
    ).toEqual([
      ["2050202", "superiorSubsidy", 500, 300],
      ["2050299", "remittanceToSuperior", 80, null],
    ]);
  });
});

describe("pairs", () => {
  const paid: StatedTransfer = { unitId: bureau, party: school, kind: "subsidy", direction: "paid", amount: 500 };
  const received: StatedTransfer = {
    unitId: school,
    party: bureau,
    kind: "subsidy",
    direction: "received",
    amount: 300,
  };
  const pair = { payer: bureau, receiver: school, kind: "subsidy" };

  it("take all 项 of both sides together", () => {
    const pairs = pairsOf([paid, received, { ...received, amount: 200 }]);
    expect(pairs).toEqual([{ ...pair, paid: 500, received: 500 }]);
    expect(stateOfPair(pairs[0]!)).toBe("equal");
  });

  it("are unequal, or one-sided, and never the same the other way round or in another kind", () => {
    expect(pairsOf([paid, received]).map(stateOfPair)).toEqual(["unequal"]);
    expect(pairsOf([paid, { ...received, kind: "remittance" }]).map(stateOfPair)).toEqual(["oneSided", "oneSided"]);
    expect(pairsOf([paid, { ...paid, unitId: school, party: bureau }]).map(stateOfPair)).toEqual([
      "oneSided",
      "oneSided",
    ]);
  });
});
