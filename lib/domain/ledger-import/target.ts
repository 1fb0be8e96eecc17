import type { FactAddress } from "../words/fact-address";
import { columnsFor, sheets, type SheetDefinition } from "../formats/sheets";
import { fundLabels, funds, type Fund } from "../words/funds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { plainText } from "./ledger-sheet";
import { priorYearAddress, priorYearTable, type PriorYearSheet } from "./prior-year-target";

/** Sheets that a ledger may be brought into: the entry sheets, and last year's tables. */
export type LedgerTargetSheet = (typeof sheets)[number]["id"] | PriorYearSheet;

/** `each`: the ledger itself says which, by its columns, in a column, or by blocks of rows. */
export type TargetFund = Fund | "" | "each";

/** The sheet, and the fund where it is kept by fund, that a ledger is brought into. */
export interface LedgerTarget {
  sheet: LedgerTargetSheet;
  fund: TargetFund;
}

/** The target of an id, the first entry sheet for any other id; with the given fund, or the one that most ledgers are kept for. */
export function targetAt(id: string, fund: Fund | "" = ""): LedgerTarget {
  const prior = priorYearTable(id);
  if (prior) return { sheet: prior.sheet, fund: "" };
  const sheet = sheets.find((each) => each.id === id) ?? sheets[0];
  return { sheet: sheet.id, fund: "funds" in sheet ? fund || "generalPublicBudget" : "" };
}

/** The subjects of a year, and the year itself: the report's. */
export interface Catalogues {
  year: number;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/** How rows of the target are found: by subjects of a catalogue, by the names of its fixed rows, or only the total of a table. */
export type TargetRows =
  | { kind: "subjects"; catalogue: SubjectCatalogue; bottom: 2 | 3 }
  | { kind: "fixed"; rows: readonly { id: string; label: string }[] }
  | { kind: "total" };

export const eachFundLabel = "多种（文件中写明）";

/** The target in words: `支出（一般公共预算财政拨款）`. */
export function targetLabel({ sheet, fund }: LedgerTarget): string {
  const prior = priorYearTable(sheet);
  if (prior) return `上年数（${prior.title}）`;
  return `${definitionOf(sheet).title}${fund === "" ? "" : `（${fund === "each" ? "多种资金" : fundLabels[fund]}）`}`;
}

/** Whether a ledger of several funds can be brought into the sheet at once: subjects are the same for all of them. */
export function takesEachFund(sheet: LedgerTargetSheet): boolean {
  const definition = sheets.find(({ id }) => id === sheet);
  return definition !== undefined && "funds" in definition && definition.rows.kind === "functional";
}

export interface TargetColumn {
  id: string;
  label: string;
  otherNames?: readonly string[];
  /** The column is of this fund alone. */
  fund?: Fund;
}

/** Columns that the target takes figures for. With every fund: first those whose fund a row says, then those of one fund, `governmentFund.basic`. */
export function targetColumns({ sheet, fund }: LedgerTarget): readonly TargetColumn[] {
  const prior = priorYearTable(sheet);
  if (prior) return prior.columns;
  const definition = definitionOf(sheet);
  if (fund !== "each") return columnsFor(definition, fund);
  const ofOne = funds.flatMap((of) =>
    columnsFor(definition, of).map(({ id, label }) => ({
      id: `${of}.${id}`,
      label: `${label}（${fundLabels[of]}）`,
      fund: of,
    })),
  );
  return [...definition.columns, ...ofOne].map(({ id, label, ...rest }) => ({
    id,
    label,
    ...("fund" in rest && { fund: rest.fund }),
  }));
}

export function targetRows({ sheet, fund }: LedgerTarget, { functional, economic }: Catalogues): TargetRows {
  if (priorYearTable(sheet)) return { kind: "total" };
  const { rows } = definitionOf(sheet);
  if (rows.kind === "fixed") return { kind: "fixed", rows: rows.rows };
  if (rows.kind === "balance" && fund !== "governmentFund")
    return { kind: "fixed", rows: rows.rows.filter(({ id }) => id === fund) };
  return rows.kind === "economic"
    ? { kind: "subjects", catalogue: economic, bottom: 2 }
    : { kind: "subjects", catalogue: functional, bottom: 3 };
}

/** The cell of a row and a column; `null` while nothing says of which fund it is. */
export function addressIn(
  { sheet, fund }: LedgerTarget,
  row: string,
  column: string,
  rowFund: Fund | null = null,
): FactAddress | null {
  const prior = priorYearTable(sheet);
  if (prior) return priorYearAddress(prior, column);
  const id = definitionOf(sheet).id;
  if (fund !== "each") return { sheet: id, fund, row, column };
  const [ofColumn, own] = column.split(".") as [string, string?];
  const of = own === undefined ? rowFund : (ofColumn as Fund);
  return of && { sheet: id, fund: of, row, column: own ?? ofColumn };
}

/** A name as it is compared: without numbering, 其中, notes and units in brackets at its end, and a code before or behind it. */
export function plainName(text: string): string {
  return plainText(text)
    .replace(/^\(?[一二三四五六七八九十\d]{1,3}[)、.]/, "")
    .replace(/^(其中|减|加):/, "")
    .replace(/^[\d.-]{3,}/, "")
    .replace(/\((个|人次|人|辆|批|台、套|元|万元|[\d.-]{3,})\)$/, "");
}

function definitionOf(id: LedgerTargetSheet): SheetDefinition {
  return sheets.find((sheet) => sheet.id === id)!;
}
