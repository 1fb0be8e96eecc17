import { parentCodeOf } from "../../words/subjects/catalogue";
import type { SubjectLevel } from "../contract";

/**
 * Rows by functional subject: 合计, 类, 款, 项. Which it is the width of the code says; what has another width is entered
 * like a 项.
 */
export const subjectLevels: readonly SubjectLevel[] = ["total", "category", "group", "item"];

const byWidth: Readonly<Record<number, SubjectLevel>> = { 3: "category", 5: "group" };

export function levelOfRow(id: string): SubjectLevel {
  return id === "total" ? "total" : (byWidth[id.length] ?? "item");
}

/** The level below, which a row is added up from. */
export const levelBelow: Readonly<Record<SubjectLevel, SubjectLevel>> = {
  total: "category",
  category: "group",
  group: "item",
  item: "item",
};

/** The row that a row is added to; `undefined` for 合计 and for codes of no level. */
export function parentRowOf(id: string): string | undefined {
  if (id === "total") return undefined;
  return id.length === 3 ? "total" : parentCodeOf("functional", id);
}
