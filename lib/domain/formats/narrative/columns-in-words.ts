import type { NamedColumn } from "./parts";

/**
 * The columns of a table as its total is told by them, with their heads for names.
 * @param ids of sentences that are not called like their column
 */
export function columnsInWords(
  columns: readonly { readonly id: NamedColumn["column"] | "total"; readonly label: string }[],
  ids: Readonly<Partial<Record<NamedColumn["column"], string>>>,
): readonly NamedColumn[] {
  return columns.flatMap(({ id, label }) => (id === "total" ? [] : [{ id: ids[id] ?? id, name: label, column: id }]));
}
