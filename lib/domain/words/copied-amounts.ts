import { amountProblemMessage, parseAmount, type AmountProblem, type WrittenUnit, type PlainUnit } from "./amounts";

/** What a lone `-` or `—` stands for. */
export type DashMeaning = "blank" | "zero";

export type CopiedAmountProblem = "formula" | "percent" | { code: AmountProblem; message: string };

export type CopiedAmount = { ok: true; value: number | null } | { ok: false; problem: CopiedAmountProblem };

const problemTexts = {
  formula: "是公式。请在表格软件中先选择性粘贴为数值，再复制。",
  percent: "是百分数，不是金额或数量。",
} as const;

/** Why a figure from another table cannot be taken, and what to do. */
export function copiedAmountProblemText(problem: CopiedAmountProblem): string {
  return typeof problem === "string" ? problemTexts[problem] : problem.message;
}

/**
 * Reads a figure that comes from another table, by the clipboard or in a file: as `parseAmount` does, and dashes as
 * that table means them.
 *
 * @returns fen, or a count where `unit` is `count`; `null` for blank
 */
export function readCopiedAmount(
  text: string,
  unit: WrittenUnit | PlainUnit,
  { allowNegative, dash }: { allowNegative: boolean; dash: DashMeaning },
): CopiedAmount {
  const trimmed = text.trim();
  if (/^[-－−–—]+$/.test(trimmed)) return { ok: true, value: dash === "zero" ? 0 : null };
  if (/^[=＝]/.test(trimmed)) return { ok: false, problem: "formula" };
  if (/[%％]$/.test(trimmed)) return { ok: false, problem: "percent" };
  const parsed = parseAmount(trimmed, unit, { allowNegative });
  return parsed.ok
    ? parsed
    : { ok: false, problem: { code: parsed.problem, message: amountProblemMessage(parsed.problem, unit) } };
}

/**
 * Whether a text of another table is meant as a figure, also where it cannot be read: a formula, an error value,
 * misplaced separators.
 */
export function isMeantAsFigure(text: string): boolean {
  const read = readCopiedAmount(text, "yuan", { allowNegative: true, dash: "blank" });
  if (read.ok) return read.value !== null;
  return read.problem === "formula" || (typeof read.problem === "object" && read.problem.code !== "notANumber");
}

/** Whether a figure of a row is nothing but the code of that row. */
export function isCodeOf(text: string, code: string): boolean {
  return code !== "" && text.normalize("NFKC").replace(/[\s,]/g, "").replace(/\.0+$/, "") === code;
}
