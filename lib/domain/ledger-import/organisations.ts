import { filledDown, plainText, type LedgerSheet } from "./ledger-sheet";
import type { ColumnRole, LedgerMapping } from "./mapping";

/** The unit whose report the ledger is brought into. */
export interface OwnUnit {
  name: string;
  code: string;
}

/** Above a column that names units. 计量单位 and 金额单位 are no units. */
const unitHeader = /^(预算|核算|编制|填报|支出|用款|所属|基层)?单位(名称|编码|代码)?$/;
const departmentHeader = /^(主管|预算|所属)?部门(名称|编码|代码)?$/;

/** The columns that say of which unit a row is; those of units before those of departments. */
export function organisationColumns(headers: readonly string[], contents: readonly (readonly string[])[]): number[] {
  const named = (wanted: RegExp) =>
    headers.flatMap((header, column) =>
      wanted.test(header.split(" / ").at(-1)!) && contents[column]!.some((text) => !isMeasure(plainText(text)))
        ? [column]
        : [],
    );
  const units = named(unitHeader);
  return units.length > 0 ? units : named(departmentHeader);
}

/** What stands in a column 单位 that says in what is counted. */
function isMeasure(text: string): boolean {
  return (
    text.length < 2 ||
    /^(人民币)?[十百千万亿]*元$|^(人次|批次|人天|平方米|立方米|公里|千米|公斤|千克|项目|车次)$/.test(text)
  );
}

/**
 * The units of a ledger as its rows name them, in the order of the file; code and name in columns of their own stand
 * beside one another.
 */
export function organisationsIn(sheet: LedgerSheet, { headerRows, roles }: LedgerMapping): string[] {
  const columns = columnsOf(roles);
  if (columns.length === 0) return [];
  const first = headerRows.last + 1;
  return [...new Set(filledDown(sheet, first, columns).map((cells) => organisationOf(cells, roles)))].filter(
    (text) => text !== "" && !isTotalWord(text),
  );
}

/** What the cells of a row say of its unit. */
export function organisationOf(cells: readonly string[], roles: readonly ColumnRole[]): string {
  return columnsOf(roles)
    .map((column) => (cells[column] ?? "").trim())
    .filter((text) => text !== "")
    .join(" ");
}

/**
 * The one of these units that is meant: the only one, or the one that has exactly the code or the name of the own unit.
 */
export function ownOrganisation(found: readonly string[], own: OwnUnit | null): string | null {
  if (found.length === 1) return found[0]!;
  const wanted = own === null ? [] : [own.name, own.code].map(plainText).filter((text) => text !== "");
  const matching = found.filter((text) =>
    [plainText(text), ...text.split(/\s+/).map(plainText)].some((part) => wanted.includes(part)),
  );
  return matching.length === 1 ? matching[0]! : null;
}

/** 合计 stands where a unit does. */
export function isTotalWord(text: string): boolean {
  return /(合计|总计|小计|累计)$/.test(plainText(text));
}

function columnsOf(roles: readonly ColumnRole[]): number[] {
  return roles.flatMap((role, column) => (role === "organisation" ? [column] : []));
}
