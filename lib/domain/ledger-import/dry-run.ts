import { copiedAmountProblemText, readCopiedAmount, type DashMeaning } from "../copied-amounts";
import { keyOf, type FactKey } from "../facts/address";
import { addressProblem, addressProblemMessages, allowsNegative, measureOf } from "../facts/sheets";
import { fundLabels, type Fund } from "../funding";
import { mergeDuplicates, type DuplicateMeaning } from "./duplicates";
import { fundsOfRows, type RowWords } from "./funds-in-ledger";
import { filledDown, isColumnNumbers, plainText, type LedgerSheet } from "./ledger-sheet";
import { columnLetters, columnOfRole, roleLabel, type LedgerMapping } from "./mapping";
import { matchRows, type RowMatch } from "./row-matching";
import { addressIn, plainName, targetRows, type Catalogues, type LedgerTarget } from "./target";

/** A figure as it was read, for one cell; fen or a count. */
export interface LedgerFigure {
  key: FactKey;
  /** The place in words: code, name and column. */
  label: string;
  /** The cell in the file: `F12`. */
  from: string;
  /** As it stands in the file. */
  text: string;
  value: number;
  /** Row of the file, from 0; of a sum the first of `rows`. */
  row: number;
  rows: number;
}

/** A figure of the ledger beside the one in the sheet; fen or counts. */
export interface LedgerEntry extends Omit<LedgerFigure, "value" | "row"> {
  before: number | null;
  after: number;
  state: "new" | "changed" | "unchanged";
}

/** A figure or row that is not taken; in the order of the file. */
export interface LedgerRefusal {
  row: number;
  from: string;
  label: string;
  text: string;
  reason: string;
}

/** Why a row is left out: it is a sum of others, which the system adds up itself, of another fund, a line of which only the total is wanted, or words. */
export type SkipReason = "total" | "parent" | "otherFund" | "detail" | "note";

export interface DryRun {
  entries: LedgerEntry[];
  refused: LedgerRefusal[];
  /** In the order of the file. */
  skipped: { row: number; from: string; label: string; why: SkipReason }[];
  /** Cells for which the file has several figures. */
  duplicates: number;
}

export interface DryRunInput {
  sheet: LedgerSheet;
  mapping: LedgerMapping;
  target: LedgerTarget;
  catalogues: Catalogues;
  dash: DashMeaning;
  duplicates: DuplicateMeaning;
  amount: (key: FactKey) => number | null;
  /** Cells whose present input is no amount: whatever the file says changes them. */
  isUnreadable: (key: FactKey) => boolean;
  isLocked: (key: FactKey) => boolean;
}

interface Line {
  /** In the file, from 0. */
  row: number;
  words: RowWords;
  figures: { column: number; id: string; label: string; text: string }[];
  fund: Fund | null;
}

/**
 * What a ledger would write, with a mapping that has no problems. Every figure below the header in a mapped column is an entry, refused with
 * its reason, or in a row that is skipped by name. Blank cells change nothing.
 */
export function dryRun(input: DryRunInput): DryRun {
  const refused: LedgerRefusal[] = [];
  const skipped: DryRun["skipped"] = [];
  const lines = linesOf(input, skipped);
  const read: LedgerFigure[] = [];
  const matches = matchRows(lines.map(({ words }) => words), input.target, input.catalogues);
  lines.forEach((line, at) => {
    const match = matches[at]!;
    const from = `第${line.row + 1}行`;
    if (line.figures.length === 0) return;
    if (match.kind === "unknown" && isNote(line)) skipped.push({ row: line.row, from, label: match.label, why: "note" });
    else if (match.kind === "unknown") refused.push({ row: line.row, from, label: match.label, text: line.figures.map(({ text }) => text).join("，"), reason: match.reason });
    else if (match.kind !== "row") skipped.push({ row: line.row, from, label: match.label, why: match.kind });
    else if (line.fund !== null && input.target.fund !== "each" && line.fund !== input.target.fund) skipped.push({ row: line.row, from, label: `${match.label}（${fundLabels[line.fund]}）`, why: "otherFund" });
    else readRow(match, line, input, read, refused);
  });
  const merged = mergeDuplicates(read, input.duplicates);
  refused.push(...merged.refused);
  const entries = merged.figures.flatMap((figure) => compared(figure, input, refused));
  for (const rows of [refused, skipped]) rows.sort((a, b) => a.row - b.row);
  return { entries, refused, skipped, duplicates: merged.count };
}

/** A header again, or a line that is signed: no code, and nothing that could be a figure. */
function isNote({ words, figures }: Line): boolean {
  return ![words.code, ...figures.map(({ text }) => text)].some((text) => /\d/.test(text));
}

/** The rows below the header that may have figures, with what they are about. Lines above a block of another fund are no rows. */
function linesOf({ sheet, mapping, target, catalogues }: DryRunInput, skipped: DryRun["skipped"]): Line[] {
  const columnsOf = (wanted: readonly string[]) => mapping.roles.flatMap((role, column) => (wanted.includes(role) ? [column] : []));
  const codes = columnsOf(["code", "codePart"]);
  const [name = -1] = columnsOf(["name"]);
  const [fund = -1] = columnsOf(["fund"]);
  const amounts = mapping.roles.flatMap((role, column) => (columnOfRole(role) === null ? [] : [{ column, id: columnOfRole(role)!, label: roleLabel(role, target) }]));
  const first = mapping.headerRows.last + 1;
  const lines = filledDown(sheet, first, [...codes, name, fund])
    .map((cells, at) => ({ cells, row: first + at }))
    .filter(({ cells }) => cells.some((text) => plainText(text) !== "") && !isColumnNumbers(cells))
    .map(({ cells, row }) => ({
      row,
      words: wordsOf(codes.map((column) => (cells[column] ?? "").trim()).join(""), cells[name] ?? "", fund < 0 ? undefined : (cells[fund] ?? "")),
      figures: amounts.map((amount) => ({ ...amount, text: (cells[amount.column] ?? "").trim() })).filter(({ text }) => text !== ""),
    }));
  const rows = targetRows(target, catalogues);
  if (target.fund === "" || rows.kind !== "subjects") return lines.map((line) => ({ ...line, fund: null }));
  const names = new Set(rows.catalogue.subjects.map((subject) => plainName(subject.name)));
  const funds = fundsOfRows(lines.map(({ words }) => words), (text) => names.has(text));
  return lines.flatMap((line, at) => {
    const { fund: own, isHeading } = funds[at]!;
    if (!isHeading) return [{ ...line, fund: own }];
    if (line.figures.length > 0) skipped.push({ row: line.row, from: `第${line.row + 1}行`, label: line.words.name.trim() || line.words.code, why: "total" });
    return [];
  });
}

/** 合计 and the subtotals of funds stand where the fund does when nothing else is in the row. */
function wordsOf(code: string, name: string, fund: string | undefined): RowWords {
  if (fund === undefined) return { code, name };
  return { code, name: code === "" && plainText(name) === "" ? fund : name, fund };
}

function readRow(match: Extract<RowMatch, { kind: "row" }>, { row, figures, fund, words }: Line, { target, catalogues, mapping, dash }: DryRunInput, read: LedgerFigure[], refused: LedgerRefusal[]): void {
  for (const { column, id, label: columnLabel, text } of figures) {
    const from = `${columnLetters(column)}${row + 1}`;
    const label = `${match.label} ${columnLabel}`;
    const refuse = (reason: string) => refused.push({ row, from, label, text, reason });
    const address = addressIn(target, match.row, id, fund);
    if (address === null || (words.fund !== undefined && fund === null)) {
      refuse(words.fund?.trim() ? `“${words.fund.trim()}”不是一种资金性质。请在文件中改正。` : "没有写明资金性质。请指定“资金性质”一列，或在上方选定一种资金性质。");
      continue;
    }
    const problem = addressProblem(address, catalogues);
    if (problem !== undefined) {
      refuse(problem === "unknownColumn" && address.fund !== "" ? `${fundLabels[address.fund]}没有“${columnLabel}”。` : addressProblemMessages[problem]);
      continue;
    }
    const amount = readCopiedAmount(text, measureOf(address) === "count" ? "count" : mapping.unit, { allowNegative: allowsNegative(address), dash });
    if (!amount.ok) refuse(copiedAmountProblemText(amount.problem));
    else if (amount.value !== null) read.push({ key: keyOf(address), label: target.fund === "each" && address.fund !== "" ? `${label.replace(`（${fundLabels[address.fund]}）`, "")}（${fundLabels[address.fund]}）` : label, from, text, value: amount.value, row, rows: 1 });
  }
}

/** A figure beside what stands in the sheet; a locked cell refuses another one. */
function compared({ value, row, ...figure }: LedgerFigure, input: DryRunInput, refused: LedgerRefusal[]): LedgerEntry[] {
  const { key, from, label, text } = figure;
  const before = input.amount(key);
  const state = input.isUnreadable(key) ? "changed" : before === value ? "unchanged" : before === null ? "new" : "changed";
  if (state === "unchanged" || !input.isLocked(key)) return [{ ...figure, before, after: value, state }];
  refused.push({ row, from, label, text, reason: "单元格已锁定，不能修改。" });
  return [];
}
