/** The cells of the “三公” items: in the form, in table 07, and among the economic subjects. */
import { factKey, type FactKey } from "../words/fact-address";
import { sheetDefinition } from "../formats/sheets";
import { threePublicParts } from "../checks/logic/consistency";
import { cellId, type CellId } from "../words/cell-id";

const { rows } = sheetDefinition("threePublic")!;

/** Amounts spent on “三公” as the form asks for them. */
export const threePublicActuals: readonly FactKey[] =
  rows.kind === "fixed"
    ? rows.rows.filter(({ measure }) => measure !== "count").map(({ id }) => factKey("threePublic", id, "", "actual"))
    : [];

export const threePublicFacts: readonly FactKey[] = [
  ...threePublicActuals,
  ...threePublicParts.map(({ subject }) => factKey("basicExpenditure", subject, "", "amount")),
];

export const threePublicCells: readonly CellId[] = threePublicParts.flatMap(({ column, subject }) => [
  cellId("threePublic", "figures", column),
  cellId("generalPublicBasicExpenditure", subject, "amount"),
]);
