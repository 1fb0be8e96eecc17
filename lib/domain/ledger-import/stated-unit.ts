import { writtenUnitLabels, type WrittenUnit } from "../words/amounts";
import { headersOf, plainText, type HeaderRows, type LedgerSheet } from "./ledger-sheet";
import { columnOfRole, type ColumnRole } from "./mapping";

/** The money unit that a worksheet is kept in, as far as it says so. */
export interface StatedUnit {
  /** `null`: it has to be asked, because the worksheet names several units, or one that is seldom used. */
  unit: WrittenUnit | null;
  /** What the worksheet names. */
  words: readonly string[];
}

/**
 * Units that a ledger is kept in as a rule. One that names another is asked about: 千元 is more often a slip than not.
 */
const usual: readonly WrittenUnit[] = ["yuan", "wan"];

const money = "((?:百万|千万|十万|千|百|万|亿)?(?:美|港|欧)?元)";
/** `金额单位：万元`; not 编制单位：元宝街道. */
const afterWord = new RegExp(`单位[:为是]?(?:人民币)?${money}(?!\\p{Script=Han})`, "gu");
/** `单位：万`, where 元 is understood; not 编制单位：万寿街道. */
const shortened = /(?<!编制|填报|预算|报送)单位[:为是](?:人民币)?(百万|千万|[千万亿])(?![\p{Script=Han}])/gu;
/** `本表以万元为单位`, `金额按万元列示`. */
const inSentence = new RegExp(`[以按用](?:人民币)?${money}(?:为(?:计量|金额|货币)?单位|计|列示|填列|填报|反映)`, "gu");
const alone = new RegExp(`^(?:人民币)?${money}$`, "u");
/** `支出明细表（万元）`; not （50万元以上）. */
const inBrackets = new RegExp(`[(\\[【〔](?:人民币)?${money}[)\\]】〕]$`, "u");

/**
 * Which unit the figures are in that do not say it themselves: what stands after 单位：, alone above the header, in a
 * sentence (以万元为单位), or in brackets at the end of the header of an amount; else in brackets at the end of a title. 元
 * where nothing is said.
 */
export function statedUnitOf(sheet: LedgerSheet, headerRows: HeaderRows, roles: readonly ColumnRole[]): StatedUnit {
  const headers = headersOf(sheet, headerRows);
  const stated = new Set([
    ...sheet.rows.flatMap(afterWordIn),
    ...sheet.rows.slice(0, headerRows.first).flatMap((row) => row.flatMap((text) => standingAlone(plainText(text)))),
    ...unitColumns(sheet, headerRows, headers),
    ...headers.flatMap((header, column) =>
      columnOfRole(roles[column] ?? "ignored") === null
        ? []
        : header.split(" / ").flatMap((part) => [...bracketed(part), ...standingAlone(part)]),
    ),
  ]);
  const titles = () =>
    [sheet.name, ...sheet.rows.slice(0, headerRows.first).flat()].flatMap((text) => bracketed(plainText(text)));
  const words = stated.size > 0 ? [...stated] : [...new Set(titles())];
  if (words.length === 0) return { unit: "yuan", words };
  const named = unitNamed(words[0]!);
  return { unit: words.length === 1 && named !== undefined && usual.includes(named) ? named : null, words };
}

/** The unit that was used before for such a worksheet, unless it names another one now. */
export function confirmedUnit(before: WrittenUnit | null, { words }: StatedUnit): WrittenUnit | null {
  return words.length === 0 || (words.length === 1 && unitNamed(words[0]!) === before) ? before : null;
}

function unitNamed(word: string): WrittenUnit | undefined {
  return (Object.keys(writtenUnitLabels) as WrittenUnit[]).find((unit) => writtenUnitLabels[unit] === word);
}

/** The word and the unit may stand in cells beside one another. */
function afterWordIn(row: readonly string[]): string[] {
  if (!row.some((text) => /位|元/.test(text))) return [];
  const texts = row.map(plainText).filter((text) => text !== "");
  return texts.flatMap((text, at) => {
    const whole = `${text}${/单位:?$/.test(text) ? (texts[at + 1] ?? "") : ""}`;
    return [
      ...[...whole.matchAll(afterWord), ...whole.matchAll(inSentence)].map((match) => match[1]!),
      ...[...whole.matchAll(shortened)].map((match) => `${match[1]!}元`),
    ];
  });
}

/** A column 单位 may name the unit row by row: 万元 beside 人次. */
function unitColumns({ rows }: LedgerSheet, { last }: HeaderRows, headers: readonly string[]): string[] {
  const columns = headers.flatMap((header, column) =>
    /^(计量|金额)?单位$/.test(header.split(" / ").at(-1)!) ? [column] : [],
  );
  return rows
    .slice(last + 1)
    .flatMap((row) => columns.flatMap((column) => standingAlone(plainText(row[column] ?? ""))));
}

function standingAlone(text: string): string[] {
  return alone.exec(text)?.slice(1, 2) ?? [];
}

function bracketed(text: string): string[] {
  return inBrackets.exec(text)?.slice(1, 2) ?? [];
}
