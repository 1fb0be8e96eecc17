import type { TableSet } from "../formats/define";
import { columnsFor, hasSubjectRows, type SheetDefinition } from "../formats/sheet-definition";
import type { FactAddress, SheetId } from "../words/fact-address";
import { fundLabels, funds, type Fund } from "../words/funds";
import type { SubjectCatalogue } from "../words/subjects/catalogue";
import { plainText } from "./ledger-sheet";
import { isPriorYearSheet, priorYearAddress, priorYearTable, type PriorYearSheet } from "./prior-year-target";

/** Sheets that a ledger may be brought into: the entry sheets, and last year's tables. */
export type LedgerTargetSheet =
  | Exclude<SheetId, "control" | "priorYear" | "openingAdjustments" | "counterparts">
  | PriorYearSheet;

/** `each`: the ledger itself says which, by its columns, in a column, or by blocks of rows. */
export type TargetFund = Fund | "" | "each";

/** The sheet, and the fund where it is kept by fund, that a ledger is brought into. */
export interface LedgerTarget {
  sheet: LedgerTargetSheet;
  fund: TargetFund;
}

/**
 * The target of an id, the first entry sheet of the format for any other id; with the given fund, or the one that most
 * ledgers are kept for.
 */
export function targetAt(id: string, tableSet: TableSet, fund: Fund | "" = ""): LedgerTarget {
  const prior = priorYearTable(id, tableSet);
  if (prior) return { sheet: prior.sheet, fund: "" };
  const sheet = tableSet.sheets.find(id) ?? tableSet.sheets.all[0]!;
  return { sheet: sheet.id as LedgerTargetSheet, fund: sheet.funds ? fund || "generalPublicBudget" : "" };
}

/**
 * Why nothing can be brought into a target that a browser names: the format has not the sheet, or not with this fund.
 */
export function targetProblem({ sheet, fund }: LedgerTarget, tableSet: TableSet): string | null {
  const hasFunds = isPriorYearSheet(sheet) ? false : tableSet.sheets.find(sheet)?.funds !== undefined;
  const isKnown = isPriorYearSheet(sheet)
    ? priorYearTable(sheet, tableSet) !== undefined
    : tableSet.sheets.find(sheet) !== undefined;
  const isFitting = fund === "each" ? takesEachFund(sheet, tableSet) : hasFunds ? fund !== "" : fund === "";
  return isKnown && isFitting ? null : "没有这张填报表或这种资金性质。请刷新页面后重试。";
}

/** What a year says of its figures: its subjects, its format, and the year itself. All are the report's. */
export interface Catalogues {
  year: number;
  tableSet: TableSet;
  functional: SubjectCatalogue;
  economic: SubjectCatalogue;
}

/**
 * How rows of the target are found: by subjects of a catalogue, by the names of its fixed rows, or only the total of a
 * table.
 */
export type TargetRows =
  | { kind: "subjects"; catalogue: SubjectCatalogue; bottom: 2 | 3 }
  | { kind: "fixed"; rows: readonly { id: string; label: string }[] }
  | { kind: "total" };

export const eachFundLabel = "多种（文件中写明）";

/** The target in words: `支出（一般公共预算财政拨款）`. */
export function targetLabel({ sheet, fund }: LedgerTarget, tableSet: TableSet): string {
  const prior = priorYearTable(sheet, tableSet);
  if (prior) return `上年数（${prior.title}）`;
  return `${definitionOf(sheet, tableSet).title}${fund === "" ? "" : `（${fund === "each" ? "多种资金" : fundLabels[fund]}）`}`;
}

/** Whether a ledger of several funds can be brought into the sheet at once: subjects are the same for all of them. */
export function takesEachFund(sheet: LedgerTargetSheet, { sheets }: TableSet): boolean {
  const definition = sheets.find(sheet);
  return definition?.funds !== undefined && definition.rows.kind === "functional";
}

export interface TargetColumn {
  id: string;
  label: string;
  otherNames?: readonly string[];
  /** The column is of this fund alone. */
  fund?: Fund;
}

/**
 * Columns that the target takes figures for. With every fund: first those whose fund a row says, then those of one
 * fund, `governmentFund.basic`.
 */
export function targetColumns({ sheet, fund }: LedgerTarget, tableSet: TableSet): readonly TargetColumn[] {
  const prior = priorYearTable(sheet, tableSet);
  if (prior) return prior.columns;
  const definition = definitionOf(sheet, tableSet);
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

export function targetRows({ sheet, fund }: LedgerTarget, { functional, economic, tableSet }: Catalogues): TargetRows {
  if (isPriorYearSheet(sheet)) return { kind: "total" };
  const definition = definitionOf(sheet, tableSet);
  const { rows } = definition;
  if (rows.kind === "fixed") return { kind: "fixed", rows: rows.rows };
  if (rows.kind === "balance" && !hasSubjectRows(definition, fund === "each" ? "" : fund))
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
  if (isPriorYearSheet(sheet)) return priorYearAddress(sheet, column);
  if (fund !== "each") return { sheet, fund, row, column };
  const [ofColumn, own] = column.split(".") as [string, string?];
  const of = own === undefined ? rowFund : (ofColumn as Fund);
  return of && { sheet, fund: of, row, column: own ?? ofColumn };
}

/**
 * A name as it is compared: without numbering, 其中, notes and units in brackets at its end, and a code before or behind
 * it.
 */
export function plainName(text: string): string {
  return plainText(text)
    .replace(/^\(?[一二三四五六七八九十\d]{1,3}[)、.]/, "")
    .replace(/^(其中|减|加):/, "")
    .replace(/^[\d.-]{3,}/, "")
    .replace(/\((个|人次|人|辆|批|台、套|元|万元|[\d.-]{3,})\)$/, "");
}

function definitionOf(id: LedgerTargetSheet, { sheets, ...tableSet }: TableSet): SheetDefinition {
  const sheet = sheets.find(id);
  if (!sheet) throw new RangeError(`no sheet ${id} in ${tableSet.id}`);
  return sheet;
}
