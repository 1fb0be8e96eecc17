import { describe, expect, it } from "vitest";
import type { FactKey } from "../words/fact-address";
import { programForFacts } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { cataloguesOf } from "../testing/catalogues";
import type { LikenessTerm } from "./evidence";
import { likenessesOf } from "./fact-likenesses";

const catalogues = cataloguesOf(2021);

/** The likenesses of a term that these facts have, as texts: the figures of one side = those of the other. */
function likenesses(
  term: LikenessTerm,
  keys: readonly string[],
  lastYear: Record<string, number> | null = null,
): string[] {
  const amounts = new Map(keys.map((key) => [key as FactKey, 1]));
  const program = programForFacts({
    tableSet: formatOf("fy2021"),
    ...catalogues,
    facts: { amounts, texts: new Map() },
  });
  const nameOf = (slot: number) => {
    const source = program.idOfSlot(slot);
    return source.kind === "fact" && amounts.has(source.key) ? [source.key] : [];
  };
  const side = (slots: Int32Array) => [...slots].flatMap(nameOf).join(" + ");
  const before = lastYear && { amounts: new Map(Object.entries(lastYear) as [FactKey, number][]), texts: new Map() };
  return likenessesOf(program, [...amounts.keys()], before)
    .filter((likeness) => likeness.term === term)
    .map(({ sum, like }) => `${side(sum.slots)} = ${typeof like === "number" ? like : side(like.slots)}`)
    .filter((text) => !text.startsWith(" =") && !text.endsWith("= "));
}

describe("what a figure is mostly like", () => {
  it("an appropriation: what was spent of it on the same subject", () => {
    expect(
      likenesses("spentAsReceived", [
        "income:2010301::generalPublicBudget",
        "expenditure:2010301:generalPublicBudget:basic",
        "expenditure:2010301:generalPublicBudget:project",
      ]),
    ).toEqual([
      "income:2010301::generalPublicBudget = expenditure:2010301:generalPublicBudget:basic + expenditure:2010301:generalPublicBudget:project",
    ]);
  });

  it("operating income: the operating expenditure of the subject, and own income: the rest of its own spending", () => {
    expect(
      likenesses("spentAsReceived", [
        "income:2010350::operatingIncome",
        "income:2010350::serviceIncome",
        "income:2010350::otherIncome",
        "expenditure:2010350:nonAppropriation:operating",
        "expenditure:2010350:nonAppropriation:basic",
      ]),
    ).toEqual([
      "income:2010350::serviceIncome + income:2010350::otherIncome = expenditure:2010350:nonAppropriation:basic",
      "income:2010350::operatingIncome = expenditure:2010350:nonAppropriation:operating",
    ]);
  });

  it("what a fund had and received: what was spent of it, by subject for government funds", () => {
    const facts = [
      "balance:generalPublicBudget:generalPublicBudget:opening",
      "income:2010301::generalPublicBudget",
      "expenditure:2010301:generalPublicBudget:basic",
      "expenditure:2080505:generalPublicBudget:basic",
    ];
    expect(likenesses("fundUsedUp", facts)).toEqual([
      "balance:generalPublicBudget:generalPublicBudget:opening + income:2010301::generalPublicBudget = expenditure:2010301:generalPublicBudget:basic + expenditure:2080505:generalPublicBudget:basic",
    ]);
    expect(
      likenesses("fundUsedUp", [
        "balance:2120801:governmentFund:opening",
        "income:2120801::governmentFund",
        "expenditure:2120801:governmentFund:project",
      ]),
    ).toEqual([
      "balance:2120801:governmentFund:opening + income:2120801::governmentFund = expenditure:2120801:governmentFund:project",
    ]);
  });

  it("the three public items: their economic subjects", () => {
    expect(
      likenesses("threePublicItem", ["threePublic:vehicleOperation::actual", "basicExpenditure:30231::amount"]),
    ).toEqual(["threePublic:vehicleOperation::actual = basicExpenditure:30231::amount"]);
  });

  it("spending and the three public items: their budgets", () => {
    expect(
      likenesses("budget", [
        "expenditure:2010301:generalPublicBudget:basic",
        "budget:2010301:generalPublicBudget:originalBudget",
        "threePublic:officialReception::actual",
        "threePublic:officialReception::budget",
      ]),
    ).toEqual([
      "expenditure:2010301:generalPublicBudget:basic = budget:2010301:generalPublicBudget:originalBudget",
      "threePublic:officialReception::actual = threePublic:officialReception::budget",
    ]);
  });

  it("every amount: last year's, where it is known; counts and control totals are like nothing", () => {
    const facts = [
      "basicExpenditure:30201::amount",
      "threePublic:vehiclesHeld::actual",
      "control:expenditure.total.total::amount",
    ];
    expect(likenesses("lastYear", facts)).toEqual([]);
    expect(likenesses("lastYear", facts, { "basicExpenditure:30201::amount": 77 })).toEqual([
      "basicExpenditure:30201::amount = 77",
    ]);
  });
});
