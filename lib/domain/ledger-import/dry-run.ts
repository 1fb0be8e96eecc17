import { copiedAmountProblemText, readCopiedAmount, type DashMeaning } from "../copied-amounts";
import { keyOf, type FactKey } from "../facts/address";
import { addressProblem, addressProblemMessages, allowsNegative, measureOf } from "../facts/sheets";
import { isColumnNumbers, plainText, type LedgerSheet } from "./ledger-sheet";
import { columnLetters, columnOfRole, roleLabel, type LedgerMapping } from "./mapping";
import { matchRows, type RowMatch } from "./row-matching";
import { addressIn, type Catalogues, type LedgerTarget } from "./target";

/** A figure of the ledger beside the one in the sheet; fen or counts. */
export interface LedgerEntry {
  key: FactKey;
  /** The place in words: code, name and column. */
  label: string;
  /** The cell in the file: `F12`. */
  from: string;
  /** As it stands in the file. */
  text: string;
  before: number | null;
  after: number;
  state: "new" | "changed" | "unchanged";
}

/** A figure or row that is not taken. */
export interface LedgerRefusal {
  from: string;
  label: string;
  text: string;
  reason: string;
}

export interface DryRun {
  entries: LedgerEntry[];
  refused: LedgerRefusal[];
  /** Rows that are sums of others: the system adds them up itself. */
  skipped: { from: string; label: string; why: "total" | "parent" }[];
}

export interface DryRunInput {
  sheet: LedgerSheet;
  mapping: LedgerMapping;
  target: LedgerTarget;
  catalogues: Catalogues;
  dash: DashMeaning;
  amount: (key: FactKey) => number | null;
  /** Cells whose present input is no amount: whatever the file says changes them. */
  isUnreadable: (key: FactKey) => boolean;
  isLocked: (key: FactKey) => boolean;
}

const DUPLICATE = "同一科目的同一栏在文件中出现不止一次";

/**
 * What a ledger would write, with a mapping that has no problems. Every figure below the header in a mapped column is an entry, refused with
 * its reason, or in a row that is skipped by name. Blank cells change nothing.
 */
export function dryRun(input: DryRunInput): DryRun {
  const { sheet, mapping, target, catalogues } = input;
  const codeColumns = mapping.roles.flatMap((role, column) => (role === "code" || role === "codePart" ? [column] : []));
  const nameColumn = mapping.roles.indexOf("name");
  const amounts = mapping.roles.flatMap((role, column) => (columnOfRole(role) === null ? [] : [{ column, id: columnOfRole(role)!, label: roleLabel(role, target) }]));
  const lines = sheet.rows.map((cells, row) => ({ cells, row })).slice(mapping.headerRows.last + 1);
  const body = lines.filter(({ cells }) => cells.some((text) => plainText(text) !== "") && !isColumnNumbers(cells));
  const words = body.map(({ cells }) => ({ code: codeColumns.map((column) => (cells[column] ?? "").trim()).join(""), name: nameColumn < 0 ? "" : (cells[nameColumn] ?? "") }));
  const result: DryRun = { entries: [], refused: [], skipped: [] };
  matchRows(words, target, catalogues).forEach((match, at) => {
    const { cells, row } = body[at]!;
    const figures = amounts.map((amount) => ({ ...amount, text: (cells[amount.column] ?? "").trim() })).filter(({ text }) => text !== "");
    if (figures.length > 0) takeRow(match, row, figures, input, result);
  });
  refuseDuplicates(result);
  return result;
}

function takeRow(match: RowMatch, row: number, figures: readonly { column: number; id: string; label: string; text: string }[], input: DryRunInput, { entries, refused, skipped }: DryRun): void {
  const from = `第${row + 1}行`;
  if (match.kind === "unknown") return void refused.push({ from, label: match.label, text: figures.map(({ text }) => text).join("，"), reason: match.reason });
  if (match.kind !== "row") return void skipped.push({ from, label: match.label, why: match.kind });
  for (const { column, id, label: columnLabel, text } of figures) {
    const address = addressIn(input.target, match.row, id);
    const key = keyOf(address);
    const cell = `${columnLetters(column)}${row + 1}`;
    const label = `${match.label} ${columnLabel}`;
    const refuse = (reason: string) => refused.push({ from: cell, label, text, reason });
    const problem = addressProblem(address, input.catalogues);
    if (problem !== undefined) {
      refuse(addressProblemMessages[problem]);
      continue;
    }
    const read = readCopiedAmount(text, measureOf(address) === "count" ? "count" : input.mapping.unit, { allowNegative: allowsNegative(address), dash: input.dash });
    if (!read.ok) {
      refuse(copiedAmountProblemText(read.problem));
      continue;
    }
    if (read.value === null) continue;
    const before = input.amount(key);
    const state = input.isUnreadable(key) ? "changed" : before === read.value ? "unchanged" : before === null ? "new" : "changed";
    if (state !== "unchanged" && input.isLocked(key)) refuse("单元格已锁定，不能修改。");
    else entries.push({ key, label, from: cell, text, before, after: read.value, state });
  }
}

/** None of several figures for one cell is taken: which of them is right, or whether they add up, the file does not say. */
function refuseDuplicates(result: DryRun): void {
  const byKey = new Map<FactKey, LedgerEntry[]>();
  for (const entry of result.entries) byKey.set(entry.key, [...(byKey.get(entry.key) ?? []), entry]);
  result.entries = result.entries.filter(({ key }) => byKey.get(key)!.length === 1);
  for (const entries of byKey.values()) {
    if (entries.length < 2) continue;
    for (const { from, label, text } of entries) {
      const others = entries.filter((other) => other.from !== from).map((other) => other.from);
      result.refused.push({ from, label, text, reason: `${DUPLICATE}（另见 ${others.join("、")}）。请在文件中合并后再导入。` });
    }
  }
}
