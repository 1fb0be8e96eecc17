/**
 * What a unit's new year takes over from its last accounts: closing balances become opening balances, which nobody
 * types over (the database keeps them), and the unit's profile becomes the first draft of the new one.
 */
import type { FactAddress } from "../facts/address";
import { textSlots } from "../facts/facts";
import { addressProblem } from "../facts/sheets";
import { funds } from "../funding";
import type { ReportModel } from "../model/report-model";
import type { SubjectCatalogue } from "../subjects/catalogue";
import { cellId } from "../tables/definition";
import { entryTableId } from "../tables/entry-tables";

export interface CarryOver {
  /** Opening balances in fen, to be locked. */
  openings: { address: FactAddress; value: number }[];
  texts: { slot: string; text: string }[];
}

/**
 * @param last the model of last year's approved or published facts.
 * @param catalogues of the new year: a government fund subject that no longer exists is left to the accountant, who
 *   knows which subject took its balance over.
 */
export function carryOverOf(last: ReportModel, catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue }): CarryOver {
  const openings: CarryOver["openings"] = [];
  const add = (address: FactAddress, value: number | null) => {
    if (value !== null && addressProblem(address, catalogues) === undefined) openings.push({ address, value });
  };
  for (const fund of funds) {
    if (fund === "governmentFund") continue;
    add({ sheet: "balance", row: fund, fund, column: "opening" }, last.value(cellId(entryTableId("balance"), fund, "closing")));
  }
  for (const row of last.tableRows("governmentFund")) {
    if (row.kind !== "item") continue;
    add({ sheet: "balance", row: row.id, fund: "governmentFund", column: "opening" }, last.value(cellId("governmentFund", row.id, "closingBalance")));
  }
  const profile: readonly string[] = [textSlots.duties, textSlots.structure];
  const texts = [...last.facts().texts].filter(([slot]) => profile.includes(slot)).map(([slot, text]) => ({ slot, text }));
  return { openings, texts };
}
