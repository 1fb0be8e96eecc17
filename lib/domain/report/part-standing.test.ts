import { describe, expect, it } from "vitest";
import { formatOf } from "../formats/format-of";
import type { CellId } from "../words/cell-id";
import { factKey } from "../words/fact-address";
import { findingsByPart, mapParts, partStanding } from "./part-standing";

const format = formatOf("fy2021");
const income = factKey("income", "2010301", "", "generalPublicBudget");
const expenditure = factKey("expenditure", "2010301", "generalPublicBudget", "basic");

describe("findings of a report by its parts", () => {
  it("count at every required part that they are about, and under other where there is none", () => {
    expect(
      findingsByPart(
        [
          { severity: "blocking", facts: [income, income, expenditure], cells: [] },
          { severity: "explain", facts: [income], cells: [] },
          { severity: "explain", facts: [], cells: [] },
          { severity: "explain", facts: [], cells: ["income.total.total" as CellId] },
          { severity: "hint", facts: [income], cells: [] },
        ],
        format,
        () => [income],
      ),
    ).toEqual({
      income: { blocking: 1, explain: 2 },
      expenditure: { blocking: 1, explain: 0 },
      other: { blocking: 0, explain: 1 },
    });
  });

  it("stand in parts that the map has", () => {
    const ids = mapParts(format).map(({ id }) => id);
    expect(ids).toContain("income");
    expect(ids.at(-1)).toBe("other");
    expect(new Set(ids).size).toBe(ids.length);
  });
});

it.each([
  ["untouched", null, false, { kind: "empty" }],
  ["declaredEmpty", null, false, { kind: "none" }],
  ["filled", null, false, { kind: "inWork" }],
  ["filled", {}, false, { kind: "done" }],
  ["filled", { income: { blocking: 1, explain: 2 } }, false, { kind: "findings", blocking: 1, explain: 2 }],
  ["untouched", { income: { blocking: 1, explain: 0 } }, false, { kind: "findings", blocking: 1, explain: 0 }],
  ["filled", { expenditure: { blocking: 1, explain: 0 } }, false, { kind: "done" }],
  ["filled", { income: { blocking: 0, explain: 2 } }, true, { kind: "done" }],
  ["filled", null, true, { kind: "done" }],
] as const)("a part that is %s with findings %j, decided: %s", (state, findings, isDecided, standing) => {
  expect(partStanding("income", state, { findings, isDecided })).toEqual(standing);
});
