import type { Expression } from "../expressions";
import { functionalLines, type FunctionalCategory } from "../functional-lines";
import { functionalLineRows as rowsOfLines } from "../paired-rows";

/** The forms of 2024 have no line for 债务还本支出 and 债务付息支出. */
type WithoutLine = "231" | "232";
const hasLine = <Line extends { code: FunctionalCategory }>(line: Line): line is Exclude<Line, { code: WithoutLine }> =>
  line.code !== "231" && line.code !== "232";
const lines = functionalLines.filter(hasLine);

/** The functional lines of tables 01 and 04, each with the sources of its 类. */
export function functionalLineRows<Sources extends Readonly<Record<string, Expression>>>(
  sources: (code: (typeof lines)[number]["code"]) => Sources,
) {
  return rowsOfLines(lines, sources);
}
