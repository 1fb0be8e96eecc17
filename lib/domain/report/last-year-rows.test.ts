import { describe, expect, it } from "vitest";
import type { FactKey } from "../words/fact-address";
import { createCatalogue, type Subject } from "../words/subjects/catalogue";
import { lapsedSubjects } from "../words/subjects/successors";
import { cataloguesOf } from "../testing/catalogues";
import { formatOf } from "../formats/format-of";
import { lastYearRowsOf, openRows } from "./last-year-rows";

const catalogues = cataloguesOf(2022);
const rowsOf = (amounts: Record<string, number>, of = catalogues) =>
  lastYearRowsOf(Object.entries(amounts) as [FactKey, number][], formatOf("fy2022").sheets, of);

describe("the rows that a new year takes over", () => {
  it("are last year's subjects, by sheet and fund, in the order of their codes", () => {
    const rows = rowsOf({
      "expenditure:2080505:generalPublicBudget:basic": 5,
      "expenditure:2010301:generalPublicBudget:basic": 1,
      "expenditure:2010301:generalPublicBudget:project": 2,
      "expenditure:2120801:governmentFund:project": 3,
      "income:2010301::otherIncome": 4,
      "budget:2010302:nonAppropriation:originalBudget": 6,
    });
    expect(rows.get("expenditure:generalPublicBudget")).toEqual({ rows: ["2010301", "2080505"], lapsed: [] });
    expect(rows.get("expenditure:governmentFund")?.rows).toEqual(["2120801"]);
    expect(rows.get("income:")?.rows).toEqual(["2010301"]);
    expect(rows.get("budget:nonAppropriation")?.rows).toEqual(["2010302"]);
    expect(rows.size).toBe(4);
  });

  it("are none for zeros, for sheets whose rows always stand, and for balances", () => {
    const rows = rowsOf({
      "expenditure:2010301:generalPublicBudget:basic": 0,
      "basicExpenditure:30101::amount": 7,
      "threePublic:vehiclesHeld::actual": 2,
      "balance:2120801:governmentFund:opening": 3,
      "balance:generalPublicBudget:generalPublicBudget:opening": 3,
    });
    expect([...rows.values()].flatMap(({ rows: taken, lapsed }) => [...taken, ...lapsed])).toEqual([]);
  });

  it("do not hold a subject that the year's catalogue does not have; it is named", () => {
    const rows = rowsOf({
      "expenditure:2080804:generalPublicBudget:project": 9,
      "expenditure:2010301:generalPublicBudget:basic": 1,
      "basicExpenditure:39906::amount": 5,
      "balance:2130235:governmentFund:opening": 1,
    });
    expect(rows.get("expenditure:generalPublicBudget")).toEqual({ rows: ["2010301"], lapsed: ["2080804"] });
    expect(rows.get("basicExpenditure:")).toEqual({ rows: [], lapsed: ["39906"] });
    expect(rows.get("balance:governmentFund")).toEqual({ rows: [], lapsed: ["2130235"] });
  });

  it("do not hold a subject that belongs to another fund by now", () => {
    expect(rowsOf({ "expenditure:2010301:governmentFund:project": 9 }).get("expenditure:governmentFund")).toEqual({
      rows: [],
      lapsed: [],
    });
  });

  it("are open until a figure or an input stands at their place", () => {
    const filled = [
      "expenditure:2010301:generalPublicBudget:basic",
      "expenditure:2080505:governmentFund:basic",
      "income:2080505::otherIncome",
    ] as FactKey[];
    expect(openRows(["2010301", "2080505"], { sheet: "expenditure", fund: "generalPublicBudget" }, filled)).toEqual([
      "2080505",
    ]);
  });
});

describe("a subject that is not in force any more", () => {
  it("is named with those that took it over, where the catalogue knows them", () => {
    const last = cataloguesOf(2021);
    expect(lapsedSubjects(["2080804", "2010301", "21404", "2080804"], last.functional, catalogues.functional)).toEqual(
      [
        { code: "21404", name: "成品油价格改革对交通运输的补贴", successors: [] },
        {
          code: "2080804",
          name: "优抚事业单位支出",
          successors: [
            { code: "2080807", name: "光荣院" },
            { code: "2080808", name: "褒扬纪念" },
            { code: "2100213", name: "优抚医院" },
          ],
        },
      ].sort((a, b) => (a.code < b.code ? -1 : 1)),
    );
    expect(
      lapsedSubjects(["39906"], last.economic, catalogues.economic)[0]?.successors.map(({ code }) => code),
    ).toEqual(["39909", "39910"]);
  });

  it("has no successor while it is in force", () => {
    const subject = (code: string, replaces = ""): Subject => ({
      code,
      name: code,
      level: 3,
      note: "",
      source: "test",
      initials: "",
      replaces,
    });
    const catalogue = createCatalogue("functional", [subject("2010308"), subject("2014004", "2010308 2010309")]);
    expect(catalogue.successorsOf("2010308")).toEqual([]);
    expect(catalogue.successorsOf("2010309").map(({ code }) => code)).toEqual(["2014004"]);
  });
});
