/**
 * What a unit's new year takes over from its last accounts: closing balances become opening balances, which nobody
 * types over (the database keeps them), as does 机关运行经费 where the format compares it with last year, and the unit's
 * profile becomes the first draft of the new one.
 */
import type { FactAddress, FactKey } from "../words/fact-address";
import { cellIdOf } from "../words/cell-id";
import { memberUnitsSlot, textSlots } from "../words/facts";
import { addressProblem } from "../formats/address-problem";
import type { EntrySheets } from "../formats/entry-sheets";
import { hasSubjectRows } from "../formats/sheet-definition";
import { funds, type Fund } from "../words/funds";
import type { ReportModel } from "./open-report";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { heirOf } from "../words/subjects/successors";
import { cellId, namedFactKey } from "../formats/names";
import { entryTableId } from "../formats/entry-tables";

export interface CarryOver {
  /** Opening balances, and other figures of last year, in fen, to be locked. */
  openings: { address: FactAddress; value: number }[];
  texts: { slot: string; text: string }[];
}

/**
 * An opening balance that became another one with last year's accounts; before and after as the history stores them.
 */
export interface CarriedChange {
  key: FactKey;
  before: string | null;
  after: string | null;
  at: Date;
}

/**
 * @param last the model of last year's approved or published facts.
 * @param sheets of the new year
 * @param catalogues of the new year: the balance of a government fund subject that no longer exists goes to the subject
 *   that took it over; where the catalogue names none or several, it is left to the accountant.
 */
export function carryOverOf(
  last: ReportModel,
  sheets: EntrySheets,
  catalogues: { functional: SubjectCatalogue; economic: SubjectCatalogue },
): CarryOver {
  const openings: CarryOver["openings"] = [];
  const add = (address: FactAddress, value: number | null) => {
    if (value !== null && addressProblem(address, sheets, catalogues) === undefined) openings.push({ address, value });
  };
  const balances = sheets.find("balance");
  for (const fund of funds) {
    if (balances && hasSubjectRows(balances, fund))
      for (const [row, closing] of closingBySubject(last, fund, catalogues.functional))
        add({ sheet: "balance", row, fund, column: "opening" }, closing);
    else
      add(
        { sheet: "balance", row: fund, fund, column: "opening" },
        last.value(cellId(entryTableId("balance"), fund, "closing")),
      );
  }
  // Where accounts are compared with last year's and not with a budget, its figure stands beside this year's.
  add(
    { sheet: "agencyOperatingCost", row: "total", fund: "", column: "lastYear" },
    last.amount(namedFactKey("agencyOperatingCost", "total", "", "actual")),
  );
  const profile: readonly string[] = [textSlots.duties, textSlots.structure, memberUnitsSlot];
  const texts = [...last.facts().texts]
    .filter(([slot]) => profile.includes(slot))
    .map(([slot, text]) => ({ slot, text }));
  return { openings, texts };
}

/** Closing balances of a fund in its own table, by the subjects that the new year's catalogue has for them. */
function closingBySubject(last: ReportModel, fund: Fund, functional: SubjectCatalogue): ReadonlyMap<string, number> {
  const byHeir = new Map<string, number>();
  for (const { id, kind } of last.tableRows(fund)) {
    const closing = kind === "item" ? last.value(cellIdOf(fund, id, "closingBalance")) : null;
    const heir = heirOf(id, functional);
    if (closing !== null && heir !== null) byHeir.set(heir, (byHeir.get(heir) ?? 0) + closing);
  }
  return byHeir;
}
