import { copiedAmountProblemText, isCodeOf, readCopiedAmount, type DashMeaning } from "../words/copied-amounts";
import { unitOfInput } from "../formats/stored-values";
import { keyOf, type FactKey } from "../words/fact-address";
import { addressProblem, addressProblemMessages } from "../formats/address-problem";
import { fundLabels, type Fund } from "../words/funds";
import type {
  DryRun,
  LedgerEntry,
  LedgerFigure,
  LedgerRefusal,
  LedgerSkip,
  LeftOutColumn,
  SkipReason,
} from "./dry-run-result";
import { mergeDuplicates, type DuplicateMeaning } from "./duplicates";
import { fundsOfRows, type RowWords } from "./funds-in-ledger";
import { filledDown, headersOf, isColumnNumbers, plainText, type LedgerSheet } from "./ledger-sheet";
import { columnLetters, columnOfRole, roleLabel, type LedgerMapping } from "./mapping";
import { isTotalWord, organisationOf, organisationsIn } from "./organisations";
import type { PastedAt } from "./pasted-table";
import { matchRows, type RowMatch } from "./row-matching";
import { differingSums, isSumOfNothing, type SummedLine } from "./sums";
import { addressIn, plainName, targetRows, type Catalogues, type LedgerTarget } from "./target";
import { yearOfTarget, yearsOfRows } from "./years";

export interface DryRunInput {
  sheet: LedgerSheet;
  mapping: LedgerMapping;
  target: LedgerTarget;
  catalogues: Catalogues;
  dash: DashMeaning;
  duplicates: DuplicateMeaning;
  /** The one of the file's units whose rows are brought in, as the file names it; `null` where it names none. */
  organisation: string | null;
  /**
   * The table comes from the clipboard, not from a file that may lack the results of its formulas, and was pasted here.
   */
  pastedAt?: PastedAt | undefined;
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
  organisation: string;
  year: number | null;
}

/**
 * What a ledger would write, with a mapping that has no problems. Each cell below the header that is not blank is
 * accounted for once: it is an entry or says of which row one is, it is refused with its reason, it is skipped by name
 * with its row or by itself, or its column is left out.
 */
export function dryRun(input: DryRunInput): DryRun {
  const refused: LedgerRefusal[] = [];
  const skipped: LedgerSkip[] = [];
  const lines = linesOf(input, skipped);
  const read: LedgerFigure[] = [];
  const isOfSeveral = organisationsIn(input.sheet, input.mapping).length > 1;
  const year = yearOfTarget(input.target, input.catalogues.year);
  const hasYears = input.mapping.roles.includes("year");
  const matches = matchRows(
    lines.map(({ words }) => words),
    input.target,
    input.catalogues,
    new Set(input.pastedAt?.grid?.rows),
  );
  const { organisation, target } = input;
  const isOfOtherYear = (line: Line) => line.year !== null && line.year !== year;
  const isOfOtherUnit = (line: Line) =>
    line.organisation !== "" && line.organisation !== organisation && !isTotalWord(line.organisation);
  const isOfOtherFund = (line: Line) => line.fund !== null && target.fund !== "each" && line.fund !== target.fund;
  const summed = lines.map((line, at): Line & SummedLine => ({
    ...line,
    match: matches[at]!,
    isOwn: !isOfOtherYear(line) && !isOfOtherUnit(line) && !isOfOtherFund(line),
    isTaken: false,
  }));
  summed.forEach((line) => {
    const { match, row } = line;
    const skip = (label: string, why: SkipReason) =>
      skipped.push({ row, cells: [], from: placeOfRow(row), label, why });
    const refuse = (label: string, reason: string) =>
      refused.push({
        row,
        cells: [],
        from: placeOfRow(row),
        label,
        text: line.figures.map(({ text }) => text).join("，"),
        reason,
      });
    const isOfOther = isOfOtherUnit(line);
    if (line.figures.length === 0) skip(match.label, "noFigure");
    else if (isOfOtherYear(line)) skip(`${match.label}（${line.year}年）`, "otherYear");
    else if (isOfOther && organisation !== null) skip(`${match.label}（${line.organisation}）`, "otherUnit");
    else if (match.kind === "unknown" && isNote(line)) skip(match.label, "note");
    else if (match.kind === "unknown") refuse(match.label, match.reason);
    else if (isSumOfNothing(line, summed)) refuse(match.label, sumOfNothing(input));
    else if (match.kind !== "row") skip(match.label, match.kind);
    else if (isOfOtherFund(line)) skip(`${match.label}（${fundLabels[line.fund!]}）`, "otherFund");
    else if (isOfOther || (line.organisation === "" && isOfSeveral))
      refuse(match.label, "没有写明是哪个单位的金额。请选定单位，或在文件中补上。");
    else if (hasYears && line.year === null) refuse(match.label, "没有写明是哪一年的金额。请在文件中补上年度。");
    else {
      line.isTaken = true;
      readRow(match, line, input, read, refused, skipped);
    }
  });
  const merged = mergeDuplicates(read, input.duplicates);
  refused.push(...merged.refused);
  const entries = merged.figures.flatMap((figure) => compared(figure, input, refused));
  const { unit } = input.mapping;
  const hasSums = targetRows(input.target, input.catalogues).kind === "subjects" && unit !== null;
  const differing = hasSums ? differingSums(summed, read, unit) : [];
  for (const rows of [refused, skipped]) rows.sort((a, b) => a.row - b.row);
  return { entries, refused, skipped, leftOut: leftOutOf(input), differing, duplicates: merged.count };
}

/** Columns without a role, as far as anything stands in them. */
function leftOutOf({ sheet, mapping: { headerRows, roles } }: DryRunInput): LeftOutColumn[] {
  const below = sheet.rows.slice(headerRows.last + 1);
  return headersOf(sheet, headerRows).flatMap((header, column) => {
    const role = roles[column] ?? "ignored";
    const filled =
      role === "ignored" || role === "open" ? below.filter((row) => plainText(row[column] ?? "") !== "").length : 0;
    return filled === 0 ? [] : [{ column, header, filled }];
  });
}

/** Why figures of a 类 or 款 without rows below it are not taken: nothing else in the file has them. */
function sumOfNothing({ target, catalogues }: DryRunInput): string {
  const rows = targetRows(target, catalogues);
  const [level, levels] = rows.kind === "subjects" && rows.bottom === 2 ? ["款", "类"] : ["项", "类或款"];
  return `是${levels}级科目的合计，文件中没有它下面的明细行。请分到${level}级后再导入。`;
}

function placeOfRow(row: number): string {
  return `第${row + 1}行`;
}

/** A header again, or a line that is signed: no code, and nothing that could be a figure. */
function isNote({ words, figures }: Line): boolean {
  return ![words.code, ...figures.map(({ text }) => text)].some((text) => /\d/.test(text));
}

/**
 * The rows below the header that may have figures, with what they are about. Lines above a block of another fund are no
 * rows.
 */
function linesOf({ sheet, mapping, target, catalogues, pastedAt }: DryRunInput, skipped: LedgerSkip[]): Line[] {
  const columnsOf = (wanted: readonly string[]) =>
    mapping.roles.flatMap((role, column) => (wanted.includes(role) ? [column] : []));
  const codes = columnsOf(["code", "codePart"]);
  const codeOf = mapping.roles.includes("codePart")
    ? joinedParts(codes)
    : (cells: readonly string[]) => codes.map((column) => (cells[column] ?? "").trim()).join("");
  const [name = -1] = columnsOf(["name"]);
  const [fund = -1] = columnsOf(["fund"]);
  const amounts = mapping.roles.flatMap((role, column) =>
    columnOfRole(role) === null
      ? []
      : [{ column, id: columnOfRole(role)!, label: roleLabel(role, target, catalogues.tableSet) }],
  );
  const first = mapping.headerRows.last + 1;
  const rowsBelow = filledDown(sheet, first, [...codes, name, fund, ...columnsOf(["organisation", "year"])]).map(
    (cells, at) => ({ cells, row: first + at }),
  );
  const [numbers, filled] = [
    rowsBelow.filter(({ cells }) => isColumnNumbers(cells)),
    rowsBelow.filter(({ cells }) => !isColumnNumbers(cells) && cells.some((text) => plainText(text) !== "")),
  ];
  for (const { cells, row } of numbers)
    skipped.push({
      row,
      cells: [],
      from: placeOfRow(row),
      label: cells.filter((text) => text !== "").join(" "),
      why: "columnNumbers",
    });
  const years = yearsOfRows(
    filled.map(({ cells }) => cells),
    mapping.roles,
    catalogues.year,
  );
  const lines = filled.flatMap(({ cells, row }, at) => {
    const { year, isHeading } = years[at]!;
    if (isHeading) {
      skipped.push({ row, cells: [], from: placeOfRow(row), label: cells.join("").trim(), why: "yearHeading" });
      return [];
    }
    const organisation = organisationOf(cells, mapping.roles);
    return {
      row,
      organisation,
      year,
      words: {
        ...wordsOf(codeOf(cells), cells[name] ?? "", fund < 0 ? undefined : (cells[fund] ?? ""), organisation),
        ...(pastedAt?.grid && { beside: pastedAt.grid.rows[pastedAt.grid.top + row - first] ?? "" }),
      },
      figures: amounts
        .map((amount) => ({ ...amount, text: (cells[amount.column] ?? "").trim() }))
        .filter(({ text }) => text !== ""),
    };
  });
  const rows = targetRows(target, catalogues);
  if (target.fund === "" || rows.kind !== "subjects") return lines.map((line) => ({ ...line, fund: null }));
  const names = new Set(rows.catalogue.subjects.map((subject) => plainName(subject.name)));
  const funds = fundsOfRows(
    lines.map(({ words }) => words),
    (text) => names.has(text),
  );
  return lines.flatMap((line, at) => {
    const { fund: own, isHeading } = funds[at]!;
    if (!isHeading) return [{ ...line, fund: own }];
    skipped.push({
      row: line.row,
      cells: [],
      from: placeOfRow(line.row),
      label: line.words.name.trim() || line.words.code,
      why: line.figures.length > 0 ? "total" : "heading",
    });
    return [];
  });
}

/**
 * Joins 类, 款 and 项 that stand in columns of their own. A row may show all of them or only the last; what it does not
 * show is that of the rows above. A text that is no part of a code (合计) stays as it is.
 */
function joinedParts(columns: readonly number[]): (cells: readonly string[]) => string {
  let above: string[] = [];
  return (cells) => {
    const parts = columns.map((column) => plainText(cells[column] ?? ""));
    const last = parts.findLastIndex((part) => part !== "");
    if (!parts.every((part) => /^\d*$/.test(part))) return parts.join("");
    if (last < 0) return "";
    above = parts.slice(0, last + 1).map((part, at) => part || (above[at] ?? ""));
    return above.join("");
  };
}

/** 合计 and the subtotals of funds and units stand where the fund or the unit does when nothing else is in the row. */
function wordsOf(code: string, name: string, fund: string | undefined, organisation: string): RowWords {
  const isBare = code === "" && plainText(name) === "";
  const own = isBare ? fund?.trim() || (isTotalWord(organisation) ? organisation : name) : name;
  return { code, name: own, ...(fund !== undefined && { fund }) };
}

/** Over what a figure's cell is merged with cells that have figures of their own: ` 2 行`; `null` when over nothing. */
function reachOf({ sheet, mapping }: DryRunInput, row: number, column: number): string | null {
  const merge = sheet.merges.find(({ startRow, startCol }) => startRow === row && startCol === column);
  if (!merge) return null;
  if (merge.endRow > row) return ` ${merge.endRow - row + 1} 行`;
  const columns = headersOf(sheet, mapping.headerRows)
    .slice(column + 1, merge.endCol + 1)
    .filter((header) => header !== "").length;
  return columns > 0 ? ` ${columns + 1} 栏` : null;
}

const formulaInFile = "是公式，文件中没有保存结果；请在 Excel 或 WPS 中打开并保存一次，再导入。";

function readRow(
  match: Extract<RowMatch, { kind: "row" }>,
  { row, figures, fund, words }: Line,
  input: DryRunInput,
  read: LedgerFigure[],
  refused: LedgerRefusal[],
  skipped: LedgerSkip[],
): void {
  const { target, catalogues, mapping, dash, pastedAt } = input;
  const { sheets } = catalogues.tableSet;
  for (const { column, id, label: columnLabel, text } of figures) {
    const from = `${columnLetters(column)}${row + 1}`;
    const label = `${match.label} ${columnLabel}`;
    const cells = [{ row, column }];
    const refuse = (reason: string) => refused.push({ row, cells, from, label, text, reason });
    const address = addressIn(target, match.row, id, fund);
    if (address === null || (words.fund !== undefined && fund === null)) {
      refuse(
        words.fund?.trim()
          ? `“${words.fund.trim()}”不是一种资金性质。请在文件中改正。`
          : "没有写明资金性质。请指定“资金性质”一列，或在上方选定一种资金性质。",
      );
      continue;
    }
    const problem = addressProblem(address, sheets, catalogues);
    if (problem !== undefined) {
      refuse(
        problem === "unknownColumn" && address.fund !== ""
          ? `${fundLabels[address.fund]}没有“${columnLabel}”。`
          : addressProblemMessages[problem],
      );
      continue;
    }
    if (isCodeOf(text, match.row)) {
      refuse("与本行的科目编码相同，不是金额。请核对各列的对应关系。");
      continue;
    }
    const reach = reachOf(input, row, column);
    if (reach !== null) {
      refuse(`是合并单元格，跨${reach}，分不清各是多少。请在文件中取消合并，分开填写。`);
      continue;
    }
    const unit = unitOfInput(sheets.measureOf(address), mapping.unit);
    if (unit === null) {
      refuse("金额单位没有确定。");
      continue;
    }
    const amount = readCopiedAmount(text, unit, { allowNegative: sheets.allowsNegative(address), dash });
    if (!amount.ok)
      refuse(
        amount.problem === "formula" && pastedAt === undefined
          ? formulaInFile
          : copiedAmountProblemText(amount.problem),
      );
    else if (amount.value === null) skipped.push({ row, cells, from, label, why: "dash" });
    else
      read.push({
        key: keyOf(address),
        label:
          target.fund === "each" && address.fund !== ""
            ? `${label.replace(`（${fundLabels[address.fund]}）`, "")}（${fundLabels[address.fund]}）`
            : label,
        from,
        text,
        value: amount.value,
        cells,
      });
  }
}

/** A figure beside what stands in the sheet; a locked cell refuses another one. */
function compared({ value, ...figure }: LedgerFigure, input: DryRunInput, refused: LedgerRefusal[]): LedgerEntry[] {
  const { key, from, label, text, cells } = figure;
  const before = input.amount(key);
  const state = input.isUnreadable(key)
    ? "changed"
    : before === value
      ? "unchanged"
      : before === null
        ? "new"
        : "changed";
  if (state === "unchanged" || !input.isLocked(key)) return [{ ...figure, before, after: value, state }];
  refused.push({ row: cells[0]!.row, cells, from, label, text, reason: "单元格已锁定，不能修改。" });
  return [];
}
