import { describe, expect, it } from "vitest";
import { programForFacts } from "../engine/figures";
import { formatOf } from "../formats/format-of";
import { cataloguesOf } from "../testing/catalogues";
import { factKey, type FactKey } from "../words/fact-address";
import { thresholdDefinitions, thresholdsOf } from "../words/thresholds";
import { totalRules } from "./total-rules";
import { answeredBy, partsIn, questionsAboutTotal, type BothYears } from "./total-questions";

const format = formatOf("fy2021");
const figuresOf = (facts: readonly (readonly [FactKey, number])[]) =>
  programForFacts({ tableSet: format, ...cataloguesOf(2021), facts: { amounts: new Map(facts), texts: new Map() } });
const income = factKey("income", "2050202", "", "otherIncome");
const closing = factKey("balance", "nonAppropriation", "nonAppropriation", "opening");
const meals = (column: "actual" | "budget") => factKey("threePublic", "officialReception", "", column);
const yuan = (amount: number) => amount * 100;

type Facts = readonly (readonly [FactKey, number])[];
const years = (now: Facts, before: Facts): BothYears => {
  const [is, was] = [figuresOf(now), figuresOf(before)];
  return { now: (cell) => is.value(cell), before: (cell) => was.value(cell) ?? 0 };
};
function asked(now: Facts, before: Facts, limits: Record<string, number> = {}): [string, string][] {
  return questionsAboutTotal(figuresOf(now), years(now, before).before, thresholdsOf(limits)).map(
    ({ ruleId, sentence }) => [ruleId, sentence],
  );
}

describe("questions about the figures of a sum", () => {
  it("ask about a change that exceeds the rate and the amount of sums, and says both", () => {
    const now = [[income, yuan(3_000_000)]] as const;
    const before = [[income, yuan(1_500_000)]] as const;
    expect(asked(now, before).find(([id]) => id === "S-19")?.[1]).toMatch(
      / 3,000,000.00 元，上年 1,500,000.00 元，增加 1,500,000.00 元，增长 100.*%，超过规定幅度$/,
    );
    expect(asked(now, before, { totalChangeYuan: 2_000_000 }).filter(([id]) => id === "S-19")).toEqual([]);
    expect(asked(now, before, { totalChangePercent: 200 }).filter(([id]) => id === "S-19")).toEqual([]);
    // Thresholds of a unit say nothing of a sum.
    expect(asked(now, before, { yearOnYearPercent: 1_000 }).some(([id]) => id === "S-19")).toBe(true);
  });

  it("ask about one quantity once, though several tables have it", () => {
    const now = [[income, yuan(9_000_000)]] as const;
    const sentences = asked(now, []).filter(([id]) => id === "S-19");
    expect(sentences).toHaveLength(1);
    expect(sentences[0]![1]).toContain("上年没有");
  });

  it("ask nothing of a figure of which last year is unknown", () => {
    const figures = figuresOf([[income, yuan(9_000_000)]]);
    expect(questionsAboutTotal(figures, () => null, thresholdsOf()).map(({ ruleId }) => ruleId)).not.toContain("S-19");
  });

  it("ask about every rise of 三公 beyond its own amount, and about more than the budget", () => {
    const now = [
      [meals("actual"), yuan(500)],
      [meals("budget"), yuan(400)],
    ] as const;
    const before = [[meals("actual"), yuan(300)]] as const;
    expect(asked(now, before).map(([id]) => id)).toEqual(["S-20", "S-21"]);
    expect(asked(now, before, { totalThreePublicRiseYuan: 200 }).map(([id]) => id)).toEqual(["S-21"]);
    expect(asked([[meals("actual"), yuan(300)], now[1]], before)).toEqual([]);
  });

  it("ask about a balance that is a large part of the year's income", () => {
    const now = [
      [income, yuan(100)],
      [closing, yuan(30)],
    ] as const;
    expect(asked(now, now, { totalClosingBalancePercent: 200 }).map(([id]) => id)).toEqual([]);
    expect(asked(now, now, { totalClosingBalancePercent: 20 }).map(([id]) => id)).toEqual(["S-22"]);
  });

  it("are answered with the units that make up four fifths, the largest first", () => {
    const unit = (now: number, before: number) => years([[income, yuan(now)]], [[income, yuan(before)]]);
    const total = years([[income, yuan(9_000_000)]], [[income, yuan(1_000_000)]]);
    const questions = questionsAboutTotal(figuresOf([[income, yuan(9_000_000)]]), total.before, thresholdsOf());
    const [answer] = answeredBy(questions, [
      { unitId: "small", parts: partsIn(questions, unit(1_000_000, 500_000)) },
      { unitId: "large", parts: partsIn(questions, unit(8_000_000, 400_000)) },
      { unitId: "falling", parts: partsIn(questions, unit(0, 100_000)) },
    ]);
    expect(answer!.main).toEqual([{ unitId: "large", amount: yuan(7_600_000) }]);
  });

  it("have thresholds that say which rule reads them, and rules that there are", () => {
    const read = thresholdDefinitions.flatMap(({ rules }) => rules.filter((id) => id.startsWith("S-")));
    expect(read).toEqual(["S-19", "S-19", "S-20", "S-22"]);
    for (const id of read) expect(totalRules.map((rule) => rule.id)).toContain(id);
  });
});
