import { describe, expect, it } from "vitest";
import { allRules } from "../checks/registry";
import type { Format } from "../formats/define";
import { sum } from "../formats/expressions";
import { formatOf } from "../formats/format-of";
import { formats } from "../formats/formats";
import { ruleExamples } from "./examples/rule-examples";
import { formatProblems } from "./format-problems";

const format = formatOf("fy2022");
const problemsOf = (part: Partial<Format>, examples = ruleExamples) =>
  formatProblems({ ...format, ...part }, allRules, examples);

describe("the declarations of a format", () => {
  it.each(formats.map((each) => [each.id, each] as const))("are without contradiction: %s", (_, each) => {
    expect(formatProblems(each, allRules, ruleExamples)).toEqual([]);
  });

  it("name a cell that two tables define differently", () => {
    const table = format.tables.find(({ id }) => id === "stateCapital")!;
    if (table.body.kind !== "functional") throw new Error("stateCapital is a table by subject");
    const [first, ...others] = table.body.columns;
    const again = {
      ...table,
      title: "另一张表",
      body: { ...table.body, columns: [{ ...first!, source: sum() }, ...others] },
    };
    expect(problemsOf({ tables: [...format.tables, again] })).toContain(
      `format fy2022: the cell stateCapital.*.${first!.id} is defined by “${table.title}” and again by “另一张表”`,
    );
  });

  it("name a cell that one table defines twice", () => {
    const table = format.tables.find(({ id }) => id === "incomeExpenditureSummary")!;
    if (table.body.kind !== "paired") throw new Error("the summary has two sides");
    const { left } = table.body;
    const again = { ...left.rows[0]!, sources: { amount: sum() } };
    const body = { ...table.body, left: { ...left, rows: [...left.rows, again] } };
    expect(problemsOf({ tables: [{ ...table, body }] })[0]).toContain(`incomeExpenditureSummary.${again.id}.amount`);
  });

  it("name a rule in force without example, and one that there is not", () => {
    const { "B-01": _, ...others } = ruleExamples;
    expect(problemsOf({}, others)).toEqual(["format fy2022: rule B-01 is in force and has no example"]);
    expect(problemsOf({ rules: ["B-01", "B-999"] })).toEqual(["format fy2022: there is no rule B-999"]);
  });
});
