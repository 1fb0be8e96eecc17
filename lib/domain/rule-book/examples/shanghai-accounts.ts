import { printedCells, programForFacts } from "../../engine/figures";
import { addressProblem } from "../../formats/address-problem";
import { shanghai2024 } from "../../formats/shanghai-2024/format";
import { factKey, parseFactKey, type FactKey } from "../../words/fact-address";
import type { Facts } from "../../words/facts";
import type { ExampleBase } from "./example";
import { exampleSubjects } from "./example-subjects";
import { fullUnitFactsOf } from "./full-unit";

const { sheets } = shanghai2024;

function amountsOfDepartment(): Map<FactKey, number> {
  const amounts = new Map(
    [...fullUnitFactsOf(shanghai2024).amounts].filter(
      ([key]) => addressProblem(parseFactKey(key), sheets, exampleSubjects) === undefined,
    ),
  );
  const put = (sheet: "procurement" | "performanceManagement" | "threePublic", rows: Record<string, number>) => {
    const column = { procurement: "amount", performanceManagement: "value", threePublic: "actual" }[sheet];
    for (const [row, value] of Object.entries(rows)) amounts.set(factKey(sheet, row, "", column), value);
  };
  put("threePublic", { foreignGuestReception: 30_000 });
  put("procurement", {
    goods: 9_000_000,
    works: 0,
    services: 6_000_000,
    reservedForSmallAndMedium: 8_000_000,
    reservedForSmallAndMicro: 5_000_000,
    reservedAwardedToSmallAndMedium: 7_000_000,
    reservedAwardedToSmallAndMicro: 4_000_000,
    otherAwardedToSmallAndMedium: 1_000_000,
  });
  put("performanceManagement", {
    goalProjects: 12,
    goalAmount: 60_000_000,
    trackedProjects: 12,
    trackedAmount: 60_000_000,
    selfEvaluatedProjects: 12,
    selfEvaluatedAmount: 60_000_000,
    averageScore: 95_50,
    excellent: 9,
    good: 2,
    pass: 1,
    fail: 0,
    problemsFound: 3,
    problemsSolved: 2,
    problemsBeingSolved: 1,
  });
  return amounts;
}

const facts: Facts = { amounts: amountsOfDepartment(), texts: new Map() };
const program = programForFacts({ tableSet: shanghai2024, ...exampleSubjects, facts });

/** The same unit as a department of 上海市, with what only its sheets ask for. */
export const shanghaiBase: ExampleBase = {
  format: shanghai2024,
  identity: { unitName: "某局", unitKind: "administrative", year: 2024 },
  facts,
  program,
  cells: printedCells(program),
};
