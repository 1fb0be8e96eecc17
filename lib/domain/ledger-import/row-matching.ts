import { addressProblem } from "../formats/address-problem";
import { levelOfCode, type Subject, type SubjectCatalogue } from "../words/subjects/catalogue";
import type { RowWords } from "./funds-in-ledger";
import { plainText } from "./ledger-sheet";
import { addressIn, plainName, targetColumns, targetRows, type Catalogues, type LedgerTarget } from "./target";

export type RowMatch =
  | { kind: "row"; row: string; label: string }
  /** A sum of other rows: 合计, or a 类 or 款 above them; where only the total is wanted, what it is the sum of. */
  | { kind: "total" | "detail"; label: string }
  | { kind: "parent"; code: string; label: string }
  /** `isSubject`: it names a subject all the same, of the other classification or one of several of that name. */
  | { kind: "unknown"; label: string; reason: string; isSubject: boolean };

/** As many subjects of one name are listed. */
const LISTED = 3;

/**
 * The code at the start of a text (`2010301 行政运行`, `201-03-01`) or in brackets at its end, when the catalogue has a
 * subject of it.
 */
export function codeIn(text: string, catalogue: SubjectCatalogue): Subject | null {
  const written = codeWritten(text);
  return (written !== null && catalogue.get(written)) || null;
}

/**
 * Matches the rows of a ledger from above to below: each against the target's rows, names also by the 类 and 款 above
 * them, or else by the subjects of a grid that the rows were pasted into.
 */
export function matchRows(
  words: readonly RowWords[],
  target: LedgerTarget,
  catalogues: Catalogues,
  grid: ReadonlySet<string> = new Set(),
): RowMatch[] {
  const rows = targetRows(target, catalogues);
  if (rows.kind === "fixed") return words.map((each) => matchFixed(each, rows.rows));
  if (rows.kind === "total") return words.map(matchTotal);
  const { catalogue, bottom } = rows;
  const other = otherCatalogue(catalogue, catalogues);
  const column = targetColumns(target, catalogues.tableSet)[0]!.id;
  const mayStand = ({ code }: Subject) => {
    const address = addressIn(target, code, column);
    return address === null || addressProblem(address, catalogues.tableSet.sheets, catalogues) === undefined;
  };
  const named = new Map<string, Subject[]>();
  for (const subject of catalogue.subjects) {
    const name = plainName(subject.name);
    named.set(name, [...(named.get(name) ?? []), subject]);
  }
  /** Code of the last 类 or 款 that was read. */
  let above = "";

  const matched = (subject: Subject): RowMatch => {
    const label = `${subject.code} ${subject.name}`;
    if (subject.level === bottom) {
      above = catalogue.parentCode(subject.code) ?? above;
      return { kind: "row", row: subject.code, label };
    }
    above = subject.code;
    return { kind: "parent", code: subject.code, label };
  };

  const nextNamed: (RowWords | undefined)[] = [];
  for (let at = words.length - 1, below: RowWords | undefined; at >= 0; at--) {
    nextNamed[at] = below;
    if (plainName(words[at]!.name) !== "") below = words[at];
  }

  return words.map(({ code, name, beside }, at): RowMatch => {
    const label = [code, name]
      .map((text) => text.trim())
      .filter((text) => text !== "")
      .join(" ");
    const unknown = (reason: string, isSubject = false): RowMatch => ({ kind: "unknown", label, reason, isSubject });
    const written = codeWritten(code) ?? codeIn(name, catalogue)?.code ?? null;
    if (written === null && isTotal(code, name)) return { kind: "total", label };
    if (written !== null) {
      const subject = catalogue.get(written);
      const elsewhere = subject ? undefined : other.get(written);
      if (elsewhere) return unknown(codeOfOther(elsewhere, other), true);
      if (!subject) return unknown(unknownCode(written, catalogue));
      const others = named.get(plainName(name)) ?? [];
      if (others.length > 0 && !others.some((other) => other.code === written))
        return unknown(
          `编码 ${written} 是“${subject.name}”，名称却是“${name.trim()}”（${codesOf(others)}）。请核对是哪一个科目。`,
        );
      return matched(subject);
    }
    if (plainText(code) !== "") return unknown(`“${code.trim()}”不是科目编码。`);
    if (plainName(name) === "") return unknown("这一行没有科目编码和名称。");
    const all = named.get(plainName(name)) ?? [];
    if (all.length === 0) return unknown(`本年度科目表中没有名为“${name.trim()}”的科目。请补上科目编码。`);
    const parents = all.filter(({ level }) => level < bottom);
    const next = nextNamed[at];
    const isAbove = ({ code: own }: Subject) =>
      next !== undefined &&
      (named.get(plainName(next.name)) ?? []).some((below) => below.code.startsWith(own) && below.code !== own);
    const items = all.filter((subject) => subject.level === bottom && mayStand(subject));
    const inContext = items.filter(({ code: own }) => above !== "" && own.startsWith(above));
    // 其他一般公共服务支出 names a 款 and its only 项: the first of the two lines is the 款.
    const parent =
      parents.find((subject) => subject.code !== above && isAbove(subject)) ??
      (items.length === 0
        ? (parents.find(({ code: own }) => above === "" || own.startsWith(above.slice(0, own.length - 2))) ??
          parents[0])
        : undefined);
    if (parent) return matched(parent);
    const found = inContext.length > 0 ? inContext : items;
    if (found.length === 1) return matched(found[0]!);
    if (found.length === 0) return unknown(`“${name.trim()}”（${codesOf(all)}）不能填入此表。请核对科目和资金性质。`);
    const inGrid = found.filter((subject) => grid.has(subject.code));
    const pasted = found.find((subject) => subject.code === beside) ?? (inGrid.length === 1 ? inGrid[0] : undefined);
    if (pasted) return matched(pasted);
    return unknown(
      `名为“${name.trim()}”的科目不止一个（${codesOf(found)}）。请补上科目编码，或保留上方的类、款名称。`,
      true,
    );
  });
}

function matchFixed({ code, name }: RowWords, rows: readonly { id: string; label: string }[]): RowMatch {
  const words = plainText(name) === "" ? code : name;
  const wanted = plainName(words);
  const label = words.trim();
  if (wanted === "") return { kind: "unknown", label, reason: "这一行没有名称。", isSubject: false };
  const row = rows.find((each) => plainName(each.label) === wanted);
  if (row) return { kind: "row", row: row.id, label: row.label };
  return isTotal("", words)
    ? { kind: "total", label }
    : { kind: "unknown", label, reason: `此表没有名为“${label}”的一行。`, isSubject: false };
}

/** Of a table that only the total is wanted of: 合计 or 总计, or a row of figures alone, as 公开07表 has one. */
function matchTotal({ code, name }: RowWords): RowMatch {
  const label = `${code} ${name}`.trim();
  const isWhole = [code, name].some((text) => /^(合计|总计)$/.test(plainText(text)));
  return isWhole || label === "" ? { kind: "row", row: "total", label: label || "合计" } : { kind: "detail", label };
}

function isTotal(code: string, name: string): boolean {
  return [code, name].some((text) => /^(.*(合计|总计|小计)|.*累计)$/.test(plainText(text)));
}

/**
 * Digits of a code, separators dropped; `null` when the text has none. It stands at the start or in brackets at either
 * end; of a path (`201-一般公共服务支出-20103-…-2010301-行政运行`) the deepest counts. `="2010301"` and `'2010301` are codes kept
 * as text.
 */
function codeWritten(text: string): string | null {
  const plain = plainText(text)
    .replace(/^="(.*)"$/, "$1")
    .replace(/^'/, "");
  const path = plain.match(/\d+/g) ?? [];
  if (
    path.length > 1 &&
    /\p{Script=Han}/u.test(plain) &&
    path.every((code, at) => at === 0 || (code.length > path[at - 1]!.length && code.startsWith(path[at - 1]!)))
  )
    return path.at(-1)!;
  // 2010301.0 is a code that a program took for a number.
  const found =
    /^(\d{5}|\d{7})\.0+$/.exec(plain)?.[1] ??
    /^(\d[\d.-]*\d)(?![\d])/.exec(plain)?.[1] ??
    /^[([【〔](\d{3,})[)\]】〕]/.exec(plain)?.[1] ??
    /[([【〔](\d{3,})[)\]】〕]$/.exec(plain)?.[1];
  const digits = found?.replace(/[.-]/g, "") ?? "";
  return digits.length >= 3 ? digits : null;
}

/** The catalogue of the classification that the target is not kept by. */
export function otherCatalogue(own: SubjectCatalogue, { functional, economic }: Catalogues): SubjectCatalogue {
  return own.classification === "functional" ? economic : functional;
}

function codeOfOther({ code, name }: Subject, { classification }: SubjectCatalogue): string {
  const [is, wanted] = classification === "economic" ? ["经济分类", "功能分类"] : ["功能分类", "经济分类"];
  return `${code} ${name} 属于${is}，此表按${wanted}填列。请核对是哪一张表。`;
}

function unknownCode(code: string, catalogue: SubjectCatalogue): string {
  const longer = levelOfCode(catalogue.classification, code) === undefined;
  const subject = longer
    ? [7, 5, 3].map((length) => catalogue.get(code.slice(0, length))).find((each) => each !== undefined)
    : undefined;
  return `科目编码 ${code} 不在本年度科目表中${subject ? `（前几位是 ${subject.code} ${subject.name}；明细编码请先汇总到末级科目）` : ""}。`;
}

function codesOf(subjects: readonly Subject[]): string {
  return `${subjects
    .slice(0, LISTED)
    .map(({ code }) => code)
    .join("、")}${subjects.length > LISTED ? " 等" : ""}`;
}
