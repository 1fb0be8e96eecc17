import { readCatalogueRows } from "../../../prisma/catalogue/read-catalogue";
import { formatInForce } from "../formats/format-of";
import type { Catalogues } from "../ledger-import/target";
import { createCatalogue, type Subject, type SubjectCatalogue } from "../words/subjects/catalogue";

/** The shipped catalogues of a fiscal year, for tests. */
export function cataloguesOf(fiscalYear: number): {
  year: number;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
} {
  const rows = readCatalogueRows(fiscalYear);
  const subjects = (list: typeof rows.functional): Subject[] =>
    list.map((row) => ({ ...row, level: row.level as Subject["level"], initials: "" }));
  return {
    year: fiscalYear,
    functional: createCatalogue("functional", subjects(rows.functional)),
    economic: createCatalogue("economic", subjects(rows.economic)),
  };
}

/** What a ledger is brought into, in a year of 山东省. */
export function ledgerYearOf(fiscalYear: number): Catalogues {
  return { ...cataloguesOf(fiscalYear), tableSet: formatInForce("37", fiscalYear)! };
}
