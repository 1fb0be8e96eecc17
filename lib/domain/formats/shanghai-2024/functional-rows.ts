import type { Expression } from "../expressions";
import type { FixedRowDefinition } from "../define";
import { functionalLines } from "../functional-lines";
import { functionalLineRows as rowsOfLines } from "../paired-rows";

/** The forms of 2024 have no line for 债务还本支出 and 债务付息支出. */
const withoutLine: readonly string[] = ["231", "232"];
const lines = functionalLines.filter(({ code }) => !withoutLine.includes(code));

/** The functional lines of tables 01 and 04, each with the sources of its 类. */
export function functionalLineRows(
  sources: (code: string) => Readonly<Record<string, Expression>>,
): FixedRowDefinition[] {
  return rowsOfLines(lines, sources);
}
