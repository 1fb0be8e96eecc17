import type { WrittenUnit } from "../words/amounts";
import type { TableSet } from "../formats/define";
import { isPriorYearSheet } from "./prior-year-target";
import { targetColumns, type LedgerTarget } from "./target";
import type { HeaderRows } from "./ledger-sheet";

/**
 * What a column of the ledger is: the subject's code (or a part of it: 类, 款 and 项 in columns of their own), its name,
 * the fund of the row, the unit of the row (by name or code), its year, the amounts of one column of the target, or
 * nothing that is wanted. `open` may be what is wanted, and a person says so. `blank` is remembered of a column that
 * had nothing in it: it is looked at anew.
 */
export type ColumnRole =
  | "ignored"
  | "open"
  | "blank"
  | "code"
  | "codePart"
  | "name"
  | "fund"
  | "organisation"
  | "year"
  | `amount:${string}`;

export interface LedgerMapping {
  headerRows: HeaderRows;
  /** Of figures that do not name their unit themselves; `null` while nobody has said which. */
  unit: WrittenUnit | null;
  /** One role for each column from the left; columns beyond are ignored. */
  roles: readonly ColumnRole[];
}

/** A mapping that a person has agreed to. */
export type SettledMapping = LedgerMapping & { unit: WrittenUnit };

export function amountRole(column: string): ColumnRole {
  return `amount:${column}`;
}

/** The column of the target that a role writes; `null` for roles that write none. */
export function columnOfRole(role: ColumnRole): string | null {
  return role.startsWith("amount:") ? role.slice("amount:".length) : null;
}

/** A role in words. */
export function roleLabel(role: ColumnRole, target: LedgerTarget, tableSet: TableSet): string {
  const column = columnOfRole(role);
  if (column !== null) return targetColumns(target, tableSet).find(({ id }) => id === column)?.label ?? column;
  return {
    ignored: "不导入",
    open: "请选定",
    blank: "不导入",
    organisation: "单位名称或编码",
    code: "科目编码",
    codePart: "编码的一段（类、款、项分列）",
    name: "科目或项目名称",
    fund: "资金性质",
    year: "年度",
  }[role as Exclude<ColumnRole, `amount:${string}`>];
}

/** Letters of a column as spreadsheets count: A … Z, AA … */
export function columnLetters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + String.fromCharCode(65 + (column % 26));
}

const mayRepeat: ReadonlySet<ColumnRole> = new Set(["ignored", "open", "blank", "codePart", "organisation"]);

/** Why nothing can be read with this mapping; every reason names its columns. */
export function mappingProblems({ roles, unit }: LedgerMapping, target: LedgerTarget, tableSet: TableSet): string[] {
  const problems: string[] = [];
  const used = new Map<ColumnRole, number[]>();
  roles.forEach((role, column) => used.set(role, [...(used.get(role) ?? []), column]));
  for (const [role, columns] of used) {
    if (mayRepeat.has(role) || columns.length < 2) continue;
    problems.push(
      `${columns.map(columnLetters).join("、")} 列都对应“${roleLabel(role, target, tableSet)}”。一项只能取自一列，请把其余的改为“不导入”。`,
    );
  }
  const has = (role: ColumnRole) => used.has(role);
  if (has("code") && has("codePart")) problems.push("编码要么在一列里，要么分段在几列里，请只选一种。");
  if (!isPriorYearSheet(target.sheet) && !has("code") && !has("codePart") && !has("name"))
    problems.push("没有指定科目编码或名称在哪一列，无法对应到行。");
  const known = new Set(targetColumns(target, tableSet).map(({ id }) => id));
  const amounts = roles.flatMap((role) => columnOfRole(role) ?? []);
  const open = used.get("open") ?? [];
  if (open.length === 1)
    problems.push(
      `${columnLetters(open[0]!)} 列写明的是半年、季度等一段时间，或另一年度，不像本年全年的数。请选定它对应哪一栏；不要的改为“不导入”。`,
    );
  else if (open.length > 1)
    problems.push(
      `${open.map(columnLetters).join("、")} 列可能是同一栏。请选定其中一列（如全年数、合计数），其余的改为“不导入”。`,
    );
  else if (amounts.length === 0) problems.push("没有指定金额在哪一列。");
  if (has("fund") && target.fund === "") problems.push("此表不分资金性质，请把“资金性质”一列改为“不导入”。");
  if (amounts.some((column) => !known.has(column))) problems.push("对应关系属于另一张表或另一种资金，请重新指定。");
  if (unit === null)
    problems.push("金额单位没有确定：文件中写有不止一种单位，或写的是不常用的单位。请在“未写明单位的金额按”中选定。");
  return problems;
}

/** Whether a mapping leads from rows to figures, whatever is still to be asked. */
export function leadsToFigures({ roles }: LedgerMapping, target: LedgerTarget): boolean {
  const hasRows =
    isPriorYearSheet(target.sheet) || roles.some((role) => role === "code" || role === "codePart" || role === "name");
  return hasRows && roles.some((role) => role === "open" || columnOfRole(role) !== null);
}
