import { describe, expect, it } from "vitest";
import type { FactKey } from "../words/fact-address";
import { createReportModel } from "./open-report";
import { createCatalogue, type Subject } from "../words/subjects/catalogue";
import { cataloguesOf } from "../testing/catalogues";
import { carryOverOf } from "./carry-over";
import { formatOf } from "../formats/format-of";

const { functional, economic } = cataloguesOf(2021);
const identity = { unitName: "某单位", unitKind: "institution", year: 2021, tableSetId: "fy2021" } as const;

const modelOf = (
  amounts: Record<string, number>,
  options: { of?: typeof functional; priorYear?: Record<string, number> } = {},
) =>
  createReportModel({
    identity,
    functional: options.of ?? functional,
    economic,
    facts: {
      amounts: new Map(Object.entries(amounts) as [FactKey, number][]),
      texts: new Map([
        ["profile.duties", "职责"],
        ["reason.total.rise", "原因"],
      ]),
    },
    ...(options.priorYear && {
      priorYear: {
        facts: { amounts: new Map(Object.entries(options.priorYear) as [FactKey, number][]), texts: new Map() },
      },
    }),
  });

const { sheets } = formatOf("fy2022");

const last = {
  "income:2010301::generalPublicBudget": 120,
  "expenditure:2010301:generalPublicBudget:basic": 100,
  "balance:2120803:governmentFund:opening": 5,
  "income:2120803::governmentFund": 10,
  "expenditure:2120803:governmentFund:project": 8,
  "balance:2120804:governmentFund:opening": 30,
};
const openingsOf = (catalogue = functional) =>
  Object.fromEntries(
    carryOverOf(modelOf(last), sheets, { functional: catalogue, economic }).openings.map(({ address, value }) => [
      address.row,
      value,
    ]),
  );

/** The catalogue without a subject, and with what took it over. */
function without(code: string, successors: readonly string[]) {
  const subjects = functional.subjects
    .filter((subject) => subject.code !== code)
    .map((subject): Subject => (successors.includes(subject.code) ? { ...subject, replaces: code } : subject));
  return createCatalogue("functional", subjects);
}

describe("what a year takes over from the one before", () => {
  it("are the closing balances, by fund, of government funds by subject", () => {
    expect(openingsOf()).toMatchObject({ generalPublicBudget: 20, "2120803": 7, "2120804": 30 });
  });

  it("is the unit's profile, and no reason", () => {
    expect(carryOverOf(modelOf(last), sheets, { functional, economic }).texts).toEqual([
      { slot: "profile.duties", text: "职责" },
    ]);
  });

  it("goes to the subject that took another one over, on top of its own", () => {
    expect(openingsOf(without("2120804", ["2120803"]))).toMatchObject({ "2120803": 37 });
  });

  it("is left to the accountant where no subject or several took it over", () => {
    for (const catalogue of [without("2120804", []), without("2120804", ["2120803", "2120801"])]) {
      expect(openingsOf(catalogue)).toMatchObject({ "2120803": 7 });
      expect(openingsOf(catalogue)["2120804"]).toBeUndefined();
    }
  });
});

describe("B-59, a year's openings against the year before", () => {
  const cellsOf = (openings: Record<string, number>, catalogue: typeof functional) => {
    const amounts = Object.fromEntries(
      Object.entries({ generalPublicBudget: 20, ...openings }).map(([row, value]) => [
        `balance:${row}:${row.length === 7 ? "governmentFund" : row}:opening`,
        value,
      ]),
    );
    return modelOf(amounts, { of: catalogue, priorYear: last })
      .findings()
      .filter(({ ruleId }) => ruleId === "B-59")
      .map(({ cells }) => cells[0]);
  };

  it("holds where a balance went to the subject that took it over", () => {
    const catalogue = without("2120804", ["2120803"]);
    expect(cellsOf({ "2120803": 37 }, catalogue)).toEqual([]);
    expect(cellsOf({ "2120803": 7 }, catalogue)).toContain("governmentFund.2120803.openingBalance");
  });

  it("lets the accountant choose the subject where the catalogue names none, but not the amount", () => {
    const catalogue = without("2120804", []);
    expect(cellsOf({ "2120803": 7, "2120801": 30 }, catalogue)).toEqual([]);
    expect(cellsOf({ "2120803": 7, "2120801": 29 }, catalogue)).toContain(
      "appropriationSummary.openingGovernmentFund.amount",
    );
    expect(cellsOf({ "2120803": 6, "2120801": 31 }, catalogue)).toContain("governmentFund.2120803.openingBalance");
  });

  it("names every subject whose opening is another one while all are in force", () => {
    expect(cellsOf({ "2120803": 7, "2120801": 30 }, functional)).toEqual(
      expect.arrayContaining(["governmentFund.2120801.openingBalance", "governmentFund.2120804.openingBalance"]),
    );
  });
});
