import { describe, expect, it } from "vitest";
import { adjustedOpeningKey, adjustmentKey } from "../words/opening-adjustments";
import { adjustedOpenings, takeoverOf } from "./adjusted-openings";

const general = { fund: "generalPublicBudget", row: "generalPublicBudget" } as const;
const own = { fund: "nonAppropriation", row: "nonAppropriation" } as const;
const opening = adjustedOpeningKey(general);
const error = adjustmentKey({ ...general, kind: "errorCorrection" });
const out = adjustmentKey({ ...general, kind: "transferOut" });

describe("a locked opening", () => {
  const amountOf = (key: string) => ({ [opening]: 1_000, [error]: 200 })[key] ?? null;

  it("moves by what each of its adjustments changes", () => {
    expect(
      adjustedOpenings(
        [
          [error, 500],
          [out, -50],
        ],
        new Set([opening]),
        amountOf,
      ),
    ).toEqual([[opening, 1_250]]);
    expect(adjustedOpenings([[error, null]], new Set([opening]), amountOf)).toEqual([[opening, 800]]);
  });

  it("is the only one that moves, and by nothing else", () => {
    expect(adjustedOpenings([[error, 500]], new Set(), amountOf)).toEqual([]);
    expect(adjustedOpenings([[opening, 5]], new Set([opening]), amountOf)).toEqual([]);
  });
});

describe("what an event hands over", () => {
  const events = [
    { document: { number: "罗编〔2020〕9号", date: "2020-12-20" } },
    { document: { number: "罗编〔2021〕1号", date: "2021-01-05" } },
  ];
  const text = { received: "承接甲的结转和结余", handed: "结转和结余划转乙" };
  const takeover = (before: number | null, after: number | null) =>
    takeoverOf(
      new Map(before === null ? [] : [[opening, before]]),
      new Map(after === null ? [] : [[opening, after]]),
      events,
      text,
    );

  it.each([
    ["to a unit that is new", null, 700, "transferIn", 700],
    ["to one that goes on", 1_000, 1_700, "transferIn", 700],
    ["from one that is divided", 1_000, 333, "transferOut", -667],
    ["of a debt", null, -5, "transferOut", -5],
  ])("%s is an adjustment with the documents of the events", (_, before, after, kind, value) => {
    const { adjustments, texts } = takeover(before, after);
    expect(adjustments).toMatchObject([{ address: { sheet: "openingAdjustments", column: kind }, value }]);
    expect(texts.map((each) => each.text)).toEqual([
      "罗编〔2020〕9号、罗编〔2021〕1号",
      "2021年1月5日",
      value > 0 ? text.received : text.handed,
    ]);
  });

  it("is nothing where nothing changes, or nothing happened", () => {
    expect(takeover(5, 5)).toEqual({ adjustments: [], texts: [] });
    expect(takeoverOf(new Map(), new Map([[adjustedOpeningKey(own), 5]]), [], text).adjustments).toEqual([]);
    const other = new Map([["agencyOperatingCost:total::lastYear", 5]]);
    expect(takeoverOf(new Map(), other, events, text).adjustments).toEqual([]);
  });
});
