/** The cells of the “三公” items: in the form, in their table, and among the economic subjects. */
import type { FactKey } from "../words/fact-address";
import type { TableSet } from "../formats/define";
import { threePublicParts } from "../checks/logic/consistency";
import { cellId, factKeyOfRow } from "../formats/names";
import type { CellId } from "../words/cell-id";

/** Amounts spent on “三公” as the form of the format asks for them. */
export function threePublicActuals({ sheets }: Pick<TableSet, "sheets">): readonly FactKey[] {
  const rows = sheets.find("threePublic")?.rows;
  return rows?.kind === "fixed"
    ? rows.rows
        .filter(({ measure = "money" }) => measure === "money")
        .map(({ id }) => factKeyOfRow("threePublic", id, "", "actual"))
    : [];
}

export function threePublicFacts(tableSet: Pick<TableSet, "sheets">): readonly FactKey[] {
  return [
    ...threePublicActuals(tableSet),
    ...threePublicParts.map(({ subject }) => factKeyOfRow("basicExpenditure", subject, "", "amount")),
  ];
}

export const threePublicCells: readonly CellId[] = threePublicParts.flatMap(({ column, subject }) => [
  cellId("threePublic", "figures", column),
  cellId("generalPublicBasicExpenditure", subject, "amount"),
]);
