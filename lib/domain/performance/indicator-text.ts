import { parseValue } from "./decimal";
import type { Direction, IndicatorEntry } from "./entries";

const signs: Record<Direction, string> = {
  atLeast: "≥",
  moreThan: "＞",
  atMost: "≤",
  lessThan: "＜",
  equals: "",
  range: "",
  qualitative: "",
};

/** 年度指标值 as the form prints it: `≥10人`, `显著`. */
export function targetText({ direction, target, unit }: Pick<IndicatorEntry, "direction" | "target" | "unit">): string {
  return target.trim() === "" ? "" : `${signs[direction]}${target.trim()}${unit}`;
}

/** 实际完成值 as the form prints it: as typed, with the unit where a bare number was typed. */
export function actualText({ direction, actual, unit }: Pick<IndicatorEntry, "direction" | "actual" | "unit">): string {
  const typed = actual.trim();
  if (direction === "qualitative" || unit === "" || typed.endsWith(unit)) return typed;
  return parseValue(typed, "").ok ? `${typed}${unit}` : typed;
}
