import { readCopiedAmount } from "../words/copied-amounts";
import type { Fund } from "../words/funds";
import type { WrittenUnit } from "../words/amounts";
import type { LedgerFigure, StatedSum } from "./dry-run-result";
import { plainText } from "./ledger-sheet";
import { columnLetters } from "./mapping";
import type { RowMatch } from "./row-matching";

/** A row of the file beside what it was matched with. */
export interface SummedLine {
  row: number;
  words: { code: string; name: string };
  figures: readonly { column: number; label: string; text: string }[];
  fund: Fund | null;
  organisation: string;
  match: RowMatch;
  /** It is not of another unit, fund or year. */
  isOwn: boolean;
  /** Its figures were read. */
  isTaken: boolean;
}

/** Whether figures of ours stand in the row of a 类 or 款 that has no row below it: they are in no sum. */
export function isSumOfNothing(line: SummedLine, lines: readonly SummedLine[]): boolean {
  const { match, organisation, figures } = line;
  if (!line.isOwn || match.kind !== "parent" || figures.every(({ text }) => isNothing(text))) return false;
  return !lines.some(
    (each) =>
      each.organisation === organisation &&
      (each.match.kind === "row" ? each.match.row : each.match.kind === "parent" ? each.match.code : "").startsWith(
        match.code,
      ) &&
      !(each.match.kind === "parent" && each.match.code === match.code),
  );
}

function isNothing(text: string): boolean {
  const read = readCopiedAmount(text, "yuan", { allowNegative: true, dash: "zero" });
  return read.ok && (read.value ?? 0) === 0;
}

/**
 * Sums of the file (类, 款, 合计) that are not what their rows add up to. A sum may be of one fund or of all, a 合计 also of
 * the rows since the last one: it is named when it is none of these. `read`: the figures of all rows, before several
 * for one cell are put together.
 */
export function differingSums(
  lines: readonly SummedLine[],
  read: readonly LedgerFigure[],
  unit: WrittenUnit,
): StatedSum[] {
  const values = new Map(read.map(({ cells, value }) => [`${cells[0]!.row}:${cells[0]!.column}`, value]));
  const isWhole = lines.every(({ isTaken, match, figures }) => isTaken || match.kind !== "row" || figures.length === 0);
  let sinceTotal = 0;
  return lines.flatMap((line) => {
    const { match, figures, fund, row, words } = line;
    const isTotal = match.kind === "total" && [words.code, words.name].some(isWholeTotal);
    if (!line.isOwn || (match.kind !== "parent" && !(isTotal && isWhole))) return [];
    const below = lines.filter(
      (each) =>
        each.match.kind === "row" &&
        each.isTaken &&
        (match.kind !== "parent" || (each.match.row.startsWith(match.code) && each.organisation === line.organisation)),
    );
    const block = isTotal ? below.filter((each) => each.row >= sinceTotal && each.row < row) : [];
    if (isTotal) sinceTotal = row;
    if (below.length === 0) return [];
    const sumOf = (some: readonly SummedLine[], column: number) =>
      some.reduce((sum, each) => sum + (values.get(`${each.row}:${column}`) ?? 0), 0);
    return figures.flatMap(({ column, label, text }): StatedSum[] => {
      const stated = readCopiedAmount(text, unit, { allowNegative: true, dash: "blank" });
      if (!stated.ok || stated.value === null) return [];
      const sum = sumOf(below, column);
      const ofFund = below.filter((each) => each.fund === fund);
      if ([sum, sumOf(ofFund, column), ...(block.length > 0 ? [sumOf(block, column)] : [])].includes(stated.value))
        return [];
      const from = `${columnLetters(column)}${row + 1}`;
      return [{ from, label: `${match.label} ${label}`, stated: stated.value, sum }];
    });
  });
}

function isWholeTotal(text: string): boolean {
  return /^(合计|总计)$/.test(plainText(text));
}
