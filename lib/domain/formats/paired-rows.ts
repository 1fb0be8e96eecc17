import type { Expression } from "./expressions";
import type { FixedRowDefinition } from "./define";
import { chineseNumeral } from "../words/chinese-numeral";
import { functionalLines, type FunctionalCategory } from "./functional-lines";

/** Official empty lines: they have a 行次 and nothing else. */
export function emptyLines(from: number, to: number) {
  return Array.from({ length: to - from + 1 }, (_, index) => ({
    id: `emptyLine${from + index}` as const,
    label: "",
    line: from + index,
    sources: {},
  })) satisfies FixedRowDefinition[];
}

/** Row id of a functional 类 in tables 01 and 04. */
export function functionalLineRow<const Code extends string>(code: Code): `c${Code}` {
  return `c${code}`;
}

/**
 * The functional lines of a form, each with the sources of its 类. Forms leave some of the 26 out, and some number them.
 */
export function functionalLineRows<
  Code extends FunctionalCategory,
  Sources extends Readonly<Record<string, Expression>>,
>(lines: readonly { code: Code; label: string }[], sources: (code: Code) => Sources, firstLine?: number) {
  return lines.map(({ code, label }, index) => ({
    id: functionalLineRow(code),
    label: `${chineseNumeral(index + 1)}、${label}`,
    ...(firstLine !== undefined && { line: firstLine + index }),
    sources: sources(code),
  })) satisfies FixedRowDefinition[];
}

export const functionalLineRowIds = functionalLines.map(({ code }) => functionalLineRow(code));
