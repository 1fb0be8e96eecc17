import { isFactKey } from "@/lib/domain/words/fact-address";
import type { Figure, RehearsedFigure } from "@/lib/domain/report/rehearsal/moved-figures";

/** A rehearsal as the browser keeps it. */
export interface StoredRehearsal {
  figures: readonly RehearsedFigure[];
  /** When a figure was moved last, ISO 8601; `null` when none was. */
  at: string | null;
}

export const noRehearsal: StoredRehearsal = { figures: [], at: null };

/** Reads what an earlier visit kept; anything else is no rehearsal. */
export function rehearsalFrom(kept: string | null): StoredRehearsal {
  try {
    const value: unknown = JSON.parse(kept ?? "null");
    if (typeof value !== "object" || value === null || !("figures" in value) || !("at" in value)) return noRehearsal;
    const { figures, at } = value;
    return isFigures(figures) && (at === null || typeof at === "string") ? { figures, at } : noRehearsal;
  } catch {
    return noRehearsal;
  }
}

function isFigures(value: unknown): value is RehearsedFigure[] {
  return (
    Array.isArray(value) &&
    value.every(
      (each: unknown) =>
        typeof each === "object" &&
        each !== null &&
        "key" in each &&
        isFactKey(each.key) &&
        "was" in each &&
        isFigure(each.was) &&
        "now" in each &&
        isFigure(each.now),
    )
  );
}

function isFigure(value: unknown): value is Figure {
  return (
    typeof value === "object" &&
    value !== null &&
    "value" in value &&
    (value.value === null || Number.isSafeInteger(value.value)) &&
    "raw" in value &&
    (value.raw === null || typeof value.raw === "string")
  );
}
