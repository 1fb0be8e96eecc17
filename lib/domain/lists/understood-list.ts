import { readDay } from "../words/read-day";
import { isStorable } from "../words/text-length";
import { maxListRows, type ListCell, type ListColumn, type ListSheet, type ReadColumn } from "./list-column";

/** A row of a file by its columns. A column that the file does not have is absent, one left blank is empty. */
export interface UnderstoodRow<Id extends string = string> {
  /** As the person's program numbers it. */
  row: number;
  cells: Partial<Record<Id, string>>;
  problems: string[];
  notes: string[];
}

export type Understanding<Id extends string> =
  | { ok: true; sheet: string; rows: UnderstoodRow<Id>[]; unread: string[] }
  | { ok: false; problems: string[] };

/** Titles and blank rows may stand above the headings. */
const SEARCHED_ROWS = 10;
/** An integer beyond it has lost digits when Excel kept it as a number. */
const EXACT_DIGITS = 15;

/** The sheet of a file that has the list: the one with most of its headings, of several the first. */
export function sheetOfList(
  sheets: readonly ListSheet[],
  columns: readonly ListColumn<never>[],
): ListSheet | undefined {
  const counted = sheets.map((sheet) => ({ sheet, count: headingsOf(sheet, columns)?.places.size ?? 0 }));
  const most = Math.max(0, ...counted.map(({ count }) => count));
  return most === 0 ? undefined : counted.find(({ count }) => count === most)!.sheet;
}

/** Reads the rows of a sheet by the headings of its columns, wherever they stand. Every row says what is wrong with it. */
export function understandList<Id extends string>(
  sheet: ListSheet,
  columns: readonly ListColumn<never, Id>[],
): Understanding<Id> {
  const heads = headingsOf(sheet, columns);
  const read = columns.filter((column) => column.read !== null);
  if (!heads)
    return {
      ok: false,
      problems: [
        `工作表“${sheet.name}”前 ${SEARCHED_ROWS} 行没有找到标题行。标题行须有：${requiredOf(read).join("、")}。可下载模板后填写。`,
      ],
    };
  const missing = requiredOf(read.filter(({ id }) => !heads.places.has(id)));
  const problems = [
    ...(missing.length > 0 ? [`标题行（第${heads.at + 1}行）缺少：${missing.join("、")}。`] : []),
    ...heads.twice.map((heading) => `标题“${heading}”出现了两次，请只保留一列。`),
  ];
  const rows = problems.length > 0 ? [] : rowsOf(sheet, heads, read);
  if (rows.length === 0 && problems.length === 0) problems.push(`工作表“${sheet.name}”标题行以下没有内容。`);
  if (rows.length > maxListRows)
    problems.push(`共有 ${rows.length} 行，一次最多导入 ${maxListRows} 行。请分成几个文件，先导入主管部门所在的文件。`);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, sheet: sheet.name, rows, unread: heads.unread };
}

function requiredOf(columns: readonly ListColumn<never>[]): string[] {
  return columns.filter(({ read }) => read?.isRequired).map(({ heading }) => heading);
}

interface Headings {
  at: number;
  places: Map<string, number>;
  twice: string[];
  unread: string[];
}

const plain = (heading: string) =>
  heading
    .normalize("NFKC")
    .replace(/\s|[*:：]/g, "")
    .replace(/\(.*\)$/, "")
    .toLowerCase();

/** The row that has most headings of the list among the first ones; `null` when no row has two of them. */
function headingsOf(sheet: ListSheet, columns: readonly ListColumn<never>[]): Headings | null {
  const known = new Map(
    columns.flatMap(({ id, heading, read }) =>
      [heading, ...(read?.aliases ?? [])].map((name) => [plain(name), id] as const),
    ),
  );
  const candidates = sheet.rows.slice(0, SEARCHED_ROWS).map((row, at) => {
    const found: Headings = { at, places: new Map(), twice: [], unread: [] };
    row.forEach(({ text }, column) => {
      const id = known.get(plain(text));
      if (id === undefined) {
        if (text.trim() !== "") found.unread.push(text.trim());
      } else if (found.places.has(id)) found.twice.push(text.trim());
      else found.places.set(id, column);
    });
    return found;
  });
  const best = candidates.reduce<Headings | null>(
    (most, each) => (each.places.size > (most?.places.size ?? 1) ? each : most),
    null,
  );
  if (best)
    for (const { id, heading, read } of columns) if (read === null && best.places.has(id)) best.unread.push(heading);
  return best;
}

function rowsOf<Id extends string>(
  sheet: ListSheet,
  heads: Headings,
  columns: readonly ListColumn<never, Id>[],
): UnderstoodRow<Id>[] {
  const hidden = new Set(sheet.hiddenRows);
  const merged = new Set<number>();
  for (const { startRow, endRow } of sheet.merges) for (let row = startRow; row <= endRow; row++) merged.add(row);
  return sheet.rows.flatMap((cells, at) => {
    if (at <= heads.at || cells.every(({ text }) => text.trim() === "")) return [];
    const row: UnderstoodRow<Id> = { row: at + 1, cells: {}, problems: [], notes: [] };
    if (hidden.has(at)) row.problems.push("此行被隐藏或筛选掉。要导入请取消隐藏，不导入请删除此行。");
    if (merged.has(at)) row.problems.push("此行有合并的单元格，请取消合并并逐格填写。");
    for (const { id, heading, read } of columns) {
      const place = heads.places.get(id);
      if (place !== undefined) row.cells[id] = readCell(cells[place] ?? { text: "" }, heading, read!, row);
    }
    return [row];
  });
}

function readCell(
  { text, is }: ListCell,
  heading: string,
  { as }: ReadColumn,
  { problems, notes }: Pick<UnderstoodRow, "problems" | "notes">,
): string {
  if (is === "brokenFormula") problems.push(`“${heading}”是公式，文件里没有它的结果。请改为数值。`);
  else if (is === "formula") notes.push(`“${heading}”由公式得出，按文件中的结果“${text.trim()}”读取。`);
  // An export puts a quote before what a program would take for a formula.
  const typed = text
    .normalize("NFC")
    .trim()
    .replace(/^'(?=[=+\-@＝＋－＠])/, "");
  if (!isStorable(typed)) problems.push(`“${heading}”中含有无法保存的字符，请删去该格的内容后重新输入。`);
  if (as === "text") return typed.replace(/\s*[\r\n]+\s*/g, "");
  const narrow = typed.normalize("NFKC");
  if (narrow !== typed) notes.push(`“${heading}”中的全角字符按半角读取。`);
  if (as === "day") return dayText(narrow, heading, is, problems);
  if (is === "number" && (/e\+/i.test(narrow) || narrow.replace(/\D/g, "").length > EXACT_DIGITS))
    problems.push(`“${heading}”被 Excel 存成了数字，末几位已丢失。请把该列设为文本后重新填写。`);
  return as === "code" ? narrow.replace(/\s+/g, "") : narrow;
}

function dayText(text: string, heading: string, is: ListCell["is"], problems: string[]): string {
  if (text === "") return "";
  const day = is === "number" ? dayOfSerial(text) : readDay(text);
  if (day !== null) return day;
  problems.push(`“${heading}”的“${text.slice(0, 20)}”不是日期，请写成 2022-07-01 的样子。`);
  return "";
}

/** 1 January 1950 and 31 December 2099 as Excel counts days; `20220701` typed as a number is a day, too. */
function dayOfSerial(text: string): string | null {
  const days = Number(text);
  if (!Number.isInteger(days)) return null;
  if (days < 18_264 || days > 73_050) return readDay(text);
  return new Date(Date.UTC(1899, 11, 30) + days * 86_400_000).toISOString().slice(0, 10);
}
