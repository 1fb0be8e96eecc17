import type { Expression } from "./expressions";
import type { FixedRowDefinition } from "./define";
import { chineseNumeral } from "../words/chinese-numeral";
import { functionalLines, type FunctionalLine } from "./functional-lines";

/** Official empty lines: they have a 行次 and nothing else. */
export function emptyLines(from: number, to: number): FixedRowDefinition[] {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    id: `emptyLine${from + index}`,
    label: "",
    line: from + index,
    sources: {},
  }));
}

/** Row id of a functional 类 in tables 01 and 04. */
export function functionalLineRow(code: string): string {
  return `c${code}`;
}

/** The functional lines of a form, each with the sources of its 类. Forms leave some of the 26 out, and some number them. */
export function functionalLineRows(
  lines: readonly FunctionalLine[],
  sources: (code: string) => Readonly<Record<string, Expression>>,
  firstLine?: number,
): FixedRowDefinition[] {
  return lines.map(({ code, label }, index) => ({
    id: functionalLineRow(code),
    label: `${chineseNumeral(index + 1)}、${label}`,
    ...(firstLine !== undefined && { line: firstLine + index }),
    sources: sources(code),
  }));
}

export const functionalLineRowIds: readonly string[] = functionalLines.map(({ code }) => functionalLineRow(code));
