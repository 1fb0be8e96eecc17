import { isMeantAsFigure } from "../words/copied-amounts";
import type { Fund } from "../words/funds";
import { fundIn, fundsOfRows } from "./funds-in-ledger";
import {
  columnCountOf,
  guessHeaderRows,
  headersOf,
  plainText,
  type HeaderRows,
  type LedgerSheet,
} from "./ledger-sheet";
import { amountRole, type ColumnRole, type LedgerMapping } from "./mapping";
import { organisationColumns } from "./organisations";
import { codeIn, otherCatalogue } from "./row-matching";
import { statedUnitOf } from "./stated-unit";
import {
  plainName,
  takesEachFund,
  targetColumns,
  targetRows,
  type Catalogues,
  type LedgerTarget,
  type TargetColumn,
  type TargetRows,
} from "./target";
import { isHeaderOfOtherYear, isYearHeader, yearWritten } from "./years";

/** Rows below the header that are looked at for codes and names. */
const SAMPLED_ROWS = 60;

/** A column of codes has the catalogue's in this share of its rows at least, if its header does not say so. */
const CODES_AT_LEAST = 0.3;

/** What ledgers and workbooks call a column, beside its own label. */
const otherNames: Readonly<Record<string, readonly string[]>> = {
  generalPublicBudget: ["一般公共预算", "公共预算拨款"],
  governmentFund: ["政府性基金"],
  stateCapital: ["国有资本经营"],
  superiorSubsidy: ["上级补助"],
  originalBudget: ["年初预算"],
  adjustedBudget: ["全年预算", "调整预算"],
  opening: ["年初结转", "年初余额", "期初余额", "上年结转"],
  surplusUsed: ["使用非财政拨款结余", "使用结余"],
  budget: ["年初预算", "预算数"],
  actual: ["决算数", "支出数", "执行数", "金额", "数量"],
  amount: ["金额", "决算数", "发生额", "支出数", "本年累计", "采购金额"],
  count: ["数量", "实有数", "年末数", "人数"],
};

/** How a worksheet is probably laid out. `headerRows` may be given when a person corrected them. */
export function guessMapping(
  sheet: LedgerSheet,
  target: LedgerTarget,
  catalogues: Catalogues,
  headerRows: HeaderRows = guessHeaderRows(sheet),
): LedgerMapping {
  const headers = headersOf(sheet, headerRows);
  const below = sheet.rows.slice(headerRows.last + 1);
  const body = below.slice(0, SAMPLED_ROWS);
  const rows = targetRows(target, catalogues);
  const columns = targetColumns(target, catalogues.tableSet);
  const roles: ColumnRole[] = headers.map(() => "ignored");
  const contents = headers.map((_, column) =>
    body.map((row) => row[column] ?? "").filter((text) => text.trim() !== ""),
  );
  const isFree = (column: number) => roles[column] === "ignored";
  const best = (score: (column: number) => number) => {
    const ranked = headers
      .map((_, column) => ({ column, score: isFree(column) ? score(column) : 0 }))
      .sort((a, b) => b.score - a.score);
    return ranked[0] && ranked[0].score > 0 ? ranked[0].column : null;
  };

  // First of all: 单位名称 and 单位编码 are neither the names nor the codes of subjects.
  for (const column of organisationColumns(headers, contents)) roles[column] = "organisation";

  const year = best((column) =>
    isYearHeader(headers[column]!)
      ? share(contents[column]!, (text) => yearWritten(text, catalogues.year) !== null)
      : 0,
  );
  if (year !== null) roles[year] = "year";

  if (rows.kind === "subjects") {
    const parts = headers.flatMap((header, column) => (/(^|\/ )[类款项]$/.test(header) ? [column] : []));
    const code = best((column) => {
      const codes = share(contents[column]!, (text) => codeIn(text, rows.catalogue) !== null);
      const isNamed = /编码|代码/.test(headers[column]!);
      // Among many amounts one or the other is the code of a subject, too.
      return (codes >= CODES_AT_LEAST || isNamed ? codes * 2 : 0) + (isNamed ? 0.5 : 0);
    });
    // 合计 and notes may stand in the first of them.
    const inParts = parts.flatMap((column) => contents[column]!.map(plainText)).filter((text) => /\d/.test(text));
    if (parts.length > 1 && inParts.some(isCodePart) && inParts.every((text) => isCodePart(text) || !/^\d/.test(text)))
      for (const column of parts) roles[column] = "codePart";
    else if (code !== null) roles[code] = "code";
    else {
      // Codes of the other classification are refused row by row; they are no amounts.
      const other = otherCatalogue(rows.catalogue, catalogues);
      const ofOther = headers.findIndex(
        (_, column) =>
          isFree(column) &&
          contents[column]!.length > 0 &&
          contents[column]!.every((text) => /^\d{5}(\d{2})?$/.test(plainText(text)) && other.get(plainText(text))),
      );
      const isBeside = contents.some(
        (texts, column) => column > ofOther && isFree(column) && texts.some((text) => isMeantAsFigure(text)),
      );
      if (ofOther >= 0 && isBeside) roles[ofOther] = "code";
    }
  }
  const known = knownNames(rows);
  const name = best((column) => {
    const named = share(contents[column]!, (text) => known.has(plainName(text)));
    // 项目支出 is no column of names, whatever stands in it.
    const isWords =
      !columns.some((each) => wordScore(headers[column]!, namesOf(each)) >= OWN_NAME) &&
      contents[column]!.some((text) => /\p{L}/u.test(text) && !isMeantAsFigure(text));
    return named * 2 + (isWords && /名称|科目|项目|类别/.test(headers[column]!) ? 0.5 : 0);
  });
  if (name !== null) roles[name] = "name";

  const fund = takesEachFund(target.sheet, catalogues.tableSet)
    ? best(
        (column) =>
          fundShare(contents[column]!) +
          (/资金(性质|来源)|预算类型/.test(headers[column]!) && fundShare(contents[column]!) > 0 ? 0.5 : 0),
      )
    : null;
  if (fund !== null && fundShare(contents[fund]!) >= 0.5) roles[fund] = "fund";

  // The only figure of a column may stand far below, or be one that cannot be read: it is refused, not overlooked.
  const figures = headers.map(
    (header, column) =>
      isFree(column) &&
      below.some((row) => isMeantAsFigure(row[column] ?? "")) &&
      !/(^|\/ )(行次|栏次|序号)$/.test(header),
  );
  const isFilled = headers.map(
    (_, column) => isFree(column) && below.some((row) => plainText(row[column] ?? "") !== ""),
  );
  const ofHeader = (header: string, own: Fund | undefined) => {
    const named = target.sheet === "income" ? null : fundIn(header);
    return target.fund === "each"
      ? (named ?? undefined) === own
      : named === null || target.fund === "" || named === target.fund;
  };
  const pairs = headers
    .flatMap((header, column) =>
      isFilled[column]
        ? columns.flatMap((each) =>
            ofHeader(header, each.fund) ? [{ column, id: each.id, score: wordScore(header, namesOf(each)) }] : [],
          )
        : [],
    )
    .filter(({ column, score }) => score >= (figures[column] ? 0.5 : OWN_NAME))
    .sort((a, b) => b.score - a.score || a.column - b.column);
  const isOfOther = (column: number, names: readonly string[]) =>
    isHeaderOfOtherYear(headers[column]!, names, target, catalogues.year);
  const settled = new Set<string>();
  for (const { id, score } of pairs) {
    if (settled.has(id)) continue;
    const rivals = pairs
      .filter((pair) => pair.id === id && pair.score === score && isFree(pair.column))
      .map(({ column }) => column);
    if (rivals.length === 0) continue;
    settled.add(id);
    const column = oneOf(
      rivals.filter((rival) => !isOfOther(rival, namesOf(columns.find((each) => each.id === id)!))),
      headers,
      figures.flatMap((isFigures, at) => (isFigures && isFree(at) ? [at] : [])),
    );
    if (column !== null) roles[column] = amountRole(id);
    else for (const rival of rivals) roles[rival] = "open";
  }
  const left = figures.flatMap((isFigures, column) =>
    isFigures && isFree(column) && !isOfOther(column, columns.flatMap(namesOf)) ? [column] : [],
  );
  if (
    columns.length === 1 &&
    left.length > 0 &&
    !roles.includes("open") &&
    !roles.includes(amountRole(columns[0]!.id))
  ) {
    const column = oneOf(left, headers, left);
    if (column !== null) roles[column] = amountRole(columns[0]!.id);
  }
  return { headerRows, unit: statedUnitOf(sheet, headerRows, roles).unit, roles: roles.slice(0, columnCountOf(sheet)) };
}

/** Whether a worksheet speaks of several funds: in its headers, in a column of its own, or by blocks of rows. */
export function speaksOfFunds(sheet: LedgerSheet, { headerRows, roles }: LedgerMapping): boolean {
  const body = sheet.rows.slice(headerRows.last + 1);
  const [code, name, fund] = (["code", "name", "fund"] as const).map((role) => roles.indexOf(role));
  const words = body.map((row) => ({
    code: row[code!] ?? "",
    name: row[name!] ?? "",
    ...(fund! >= 0 && { fund: row[fund!] ?? "" }),
  }));
  const found = [
    ...headersOf(sheet, headerRows).map(fundIn),
    ...fundsOfRows(words, () => false).map((row) => row.fund),
  ];
  return new Set(found.filter((each) => each !== null)).size > 1;
}

/** Its own name first, without the fund that a column of one fund is labelled with. */
function namesOf({ id, label, otherNames: own, fund }: TargetColumn): string[] {
  const [first, second] = id.split(".");
  return [
    fund === undefined ? label : label.replace(/（[^（）]*）$/, ""),
    ...(own ?? otherNames[second ?? first!] ?? []),
  ];
}

function fundShare(texts: readonly string[]): number {
  return share(texts, (text) => !/\d/.test(text) && text.length <= 24 && fundIn(text) !== null);
}

/** `1-6月`, `第三季度支出`, `下半年`, `截至6月30日`: of a part of the year. Any other day, or 1-12月, is none. */
function isOfPart(header: string): boolean {
  if (/截[至止]/.test(header) && /\d{1,2}月(\d{1,2}日)?/.exec(header)?.[0].startsWith("12月") === false) return true;
  return /月|季度|[一二三四1-4]季|半年/.test(
    header.replaceAll(/(1|一)月?[-~—至到](12|十二)月|\d{1,2}月\d{1,2}日|月末/g, ""),
  );
}

/** `全年`, `累计`, `合计`: of the whole. */
function isOfWhole(header: string): boolean {
  return !isOfPart(header) && /全年|累计|合计|总计|小计/.test(header);
}

/**
 * The one of several columns that suit alike: the only one of the whole year or the only sum, else the only one that is
 * not of a part of the year. Parts of a year also yield to a column of the whole year that is named nothing else.
 * `null` where nothing tells.
 */
function oneOf(rivals: readonly number[], headers: readonly string[], others: readonly number[]): number | null {
  const own = (column: number) =>
    headers[column]!.split(" / ")
      .filter((part) => !rivals.every((rival) => headers[rival]!.split(" / ").includes(part)))
      .join(" / ");
  const whole = rivals.filter((column) => isOfWhole(rivals.length > 1 ? own(column) : headers[column]!));
  if (whole.length === 1) return whole[0]!;
  if (rivals.every((column) => isOfPart(headers[column]!))) {
    const beside = others.filter((column) => isOfWhole(headers[column]!.split(" / ").at(-1)!));
    if (beside.length === 1) return beside[0]!;
  }
  if (rivals.length === 1) return isOfPart(headers[rivals[0]!]!) ? null : rivals[0]!;
  const notOfPart = rivals.filter((column) => !isOfPart(own(column)));
  return notOfPart.length === 1 ? notOfPart[0]! : null;
}

/** From here on the lowest row of a header is the name itself, and not just holds it. */
const OWN_NAME = 7;

/**
 * `决算数 / 小计` names two rows of the header. Best where the lowest row of the header is the name itself, then where it
 * holds the name, then where any row does.
 */
function wordScore(header: string, names: readonly string[]): number {
  const rows = header.split(" / ");
  const lowest = (rows.at(-1) ?? "").replace(/\([十百千万亿]*元\)$/, "");
  const scores = names.map((name, at) => {
    const parts = name.split(" / ").map(plainText);
    if (parts.length > 1) return parts.every((part) => rows.includes(part)) ? 7 : 0;
    return (
      (lowest === parts[0] ? 8 : lowest.includes(parts[0]!) ? 5 : header.includes(parts[0]!) ? 2 : 0) -
      (at > 0 ? 0.5 : 0)
    );
  });
  return Math.max(0, ...scores);
}

function isCodePart(text: string): boolean {
  return /^\d{2,3}$/.test(text);
}

function knownNames(rows: TargetRows): ReadonlySet<string> {
  if (rows.kind === "total") return new Set(["合计", "总计"]);
  return new Set(
    rows.kind === "fixed"
      ? rows.rows.map(({ label }) => plainName(label))
      : rows.catalogue.subjects.map(({ name }) => plainName(name)),
  );
}

function share(texts: readonly string[], test: (text: string) => boolean): number {
  const hits = texts.filter(test).length;
  return hits === 0 ? 0 : hits / texts.length;
}
