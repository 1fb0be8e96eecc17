import { describe, expect, it } from "vitest";
import { programForFacts } from "../engine/figures";
import { cellId } from "../formats/names";
import { formatOf } from "../formats/format-of";
import { cataloguesOf } from "../testing/catalogues";
import { factKey, priorYearKey, type FactKey } from "../words/fact-address";
import { memberUnitsSlot, noDataSlot, noDataStatement } from "../words/facts";
import { cellsOfLastYear, findingsOfTotal, outdatedParts, statedLastYear, textsOfTotal } from "./department-report";
import type { MemberPrior } from "./prior-year";

const income = cellId("incomeExpenditureSummary", "totalIncome", "amount");
const tableSet = formatOf("fy2021");
const figures = (amounts: [FactKey, number][]) =>
  programForFacts({ tableSet, ...cataloguesOf(2021), facts: { amounts: new Map(amounts), texts: new Map() } });
const unit = (unitId: string, isDerived: boolean, stated: [FactKey, number][] = []): MemberPrior => ({
  unitId,
  isDerived,
  stated: new Map(stated),
});

describe("what a department's accounts take of a total", () => {
  it("names its units, and the empty sheets on which all of them agree and which are empty", () => {
    const texts = textsOfTotal(
      ["甲", "乙"],
      [
        [noDataSlot("balance"), noDataStatement],
        [noDataSlot("procurement"), noDataStatement],
      ],
      new Map([[factKey("procurement", "goods", "", "amount"), 100]]),
    );
    expect([...texts]).toEqual([
      [memberUnitsSlot, "甲\n乙"],
      [noDataSlot("balance"), noDataStatement],
    ]);
  });

  it("adds what units state of last year to the accounts of those that have some", () => {
    const derived = figures([[factKey("income", "2010301", "", "generalPublicBudget"), 700]]);
    const members = [unit("a", true), unit("b", false, [[priorYearKey(income), 300]])];
    expect(cellsOfLastYear(members)).toEqual([income]);
    expect([...statedLastYear(derived, members, cellsOfLastYear(members))]).toEqual([[priorYearKey(income), 1_000]]);
  });

  it("states nothing of last year where one unit's is not known", () => {
    const members = [unit("a", false, [[priorYearKey(income), 300]]), unit("b", false)];
    expect(statedLastYear(figures([]), members, [income]).size).toBe(0);
  });

  it("has the findings of the total as findings that a person explains; another figure is another explanation", () => {
    const of = (message: string) =>
      findingsOfTotal([{ ruleId: "S-03", severity: "explain", key: "S-03@x", message, units: [] }])[0]!;
    expect(of("相差 1 元")).toMatchObject({ ruleId: "S-03", severity: "explain", key: "S-03@x", ruleClass: "logic" });
    expect(of("相差 1 元").fingerprint).not.toBe(of("相差 2 元").fingerprint);
  });

  it("names the units that changed", () => {
    expect(outdatedParts([{ unitId: "a", kind: "withdrawn" }], () => "甲")).toEqual([
      { name: "“甲”", change: "批复已撤销" },
    ]);
  });
});
