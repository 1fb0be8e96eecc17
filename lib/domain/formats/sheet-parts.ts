/** What the sheets of all formats work out in one way from the words: columns of incomes and natures, counterparts. */
import { factKey } from "../words/fact-address";
import {
  appropriations,
  fundLabels,
  funds,
  naturesByFund,
  natures,
  ownIncomes,
  type Appropriation,
  type Nature,
  type OwnIncome,
} from "../words/funds";
import { subjectOfThreePublic, type ThreePublicItem } from "../words/three-public";
import type { SheetColumn, SheetRow } from "./sheet-definition";

type NamedColumn<Id extends string> = SheetColumn & { id: Id };

/** A column for each appropriation, and for each other income that the format's table of income has. */
export function incomeColumns<const Column extends { readonly id: string }>(
  table: readonly Column[],
): readonly NamedColumn<Appropriation | Extract<Column["id"], OwnIncome>>[] {
  return [
    ...appropriations.map((id) => ({ id, label: fundLabels[id] })),
    ...ownIncomes
      .filter(({ id }) => table.some((column) => column.id === id))
      .map(({ id, label, isOfInstitutions }) => ({
        id: id as Extract<Column["id"], OwnIncome>,
        label,
        ...(isOfInstitutions && { unitKinds: ["institution"] as const }),
      })),
  ];
}

/** A column for each nature of expenditure, for the funds that have it. */
export function natureColumns(): readonly NamedColumn<Nature>[] {
  return natures.map(({ id, label }) => ({
    id,
    label,
    funds: funds.filter((fund) => (naturesByFund[fund] as readonly Nature[]).includes(id)),
  }));
}

/** A “三公” item contains what basic expenditure has under the economic subject. */
export function spentUnder(item: ThreePublicItem): NonNullable<SheetRow["counterpart"]> {
  return { column: "actual", fact: factKey("basicExpenditure", subjectOfThreePublic(item), "", "amount") };
}
