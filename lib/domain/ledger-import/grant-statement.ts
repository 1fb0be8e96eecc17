/**
 * A statement of grants (财政拨款对账单) that the finance bureau made itself: a row for each unit and 项, with one amount, or
 * a column for each fund. Nothing of it is taken while a row cannot be read; what may be meant is asked about.
 */
import { formatYuan, type WrittenUnit } from "../words/amounts";
import { readCopiedAmount } from "../words/copied-amounts";
import { appropriations, type Appropriation } from "../words/funds";
import { grantId, type GrantPlace } from "../words/grants";
import { levelOfCode, type SubjectCatalogue } from "../words/subjects/catalogue";
import { guessHeaderRows, headersOf, plainText, type HeaderRows, type LedgerSheet } from "./ledger-sheet";
import { amountRole, type ColumnRole } from "./mapping";
import { statedUnitOf } from "./stated-unit";
import { statedYears, yearWritten } from "./years";

/** The money units that a statement is kept in. */
export const grantUnits = ["yuan", "wan"] as const satisfies readonly WrittenUnit[];
export type GrantUnit = (typeof grantUnits)[number];

/** A unit of the register as a statement names it. */
export interface NamedUnit {
  unitId: string;
  /** In the year of the statement. */
  code: string;
  name: string;
  /** The statement has a code or a name that the unit had in other years. */
  isFormer: boolean;
}

/** What a statement is read against. */
export interface GrantYear {
  year: number;
  functional: SubjectCatalogue;
  unitOf: (codeOrName: string) => NamedUnit | null;
  /** Whether a unit owes the accounts of the year. */
  owes: (unitId: string) => boolean;
  /** What the units have entered themselves, in fen, by `unitId:` and the id of the grant. */
  entered: ReadonlyMap<string, number>;
}

export interface StatedGrant extends GrantPlace {
  unitId: string;
  /** In fen. */
  amount: number;
}

/** What a person has to say before the statement is taken: each with the rows that it is about. */
export const grantAsks = {
  notOwing: "不编报本年度决算的单位（已终止或尚未设立等）也有拨款",
  formerNames: "用的是单位原来的代码或名称，按登记簿记到现在的单位",
  doubles: "同一单位、资金和科目有几行，按相加处理",
  negatives: "金额为负数，按冲减处理",
  totals: "合计行与各行之和不一致",
  subtotals: "类、款行与其下各项之和不一致，按各项导入",
  unitSuspected: "金额单位可能不是所选的单位",
  empty: "没有金额，不导入",
} as const;
export type GrantAsk = keyof typeof grantAsks;

export interface GrantReading {
  sheetName: string;
  /** Of the amounts; `null` while nobody has said which. */
  unit: GrantUnit | null;
  /** The words by which the file names its unit. */
  unitWords: readonly string[];
  lines: readonly StatedGrant[];
  units: number;
  /** Σ of the lines in fen. */
  total: number;
  /** What one in the last digit of the amounts is worth, in fen; 0: they are exact to the fen. */
  lastDigit: number;
  /** Rows of 类, of 款 and of totals: they add up other rows, and are not lines themselves. */
  rowsOfSums: number;
  /** Nothing is taken while there is one. */
  problems: readonly string[];
  asks: readonly { ask: GrantAsk; details: readonly string[] }[];
}

interface Columns {
  header: HeaderRows;
  unitCode: number;
  unitName: number;
  subject: number;
  fund: number;
  year: number;
  amounts: readonly { column: number; fund: Appropriation | null }[];
}

const fundWords: readonly (readonly [RegExp, Appropriation])[] = [
  [/一般公共预算|公共财政|经费拨款/, "generalPublicBudget"],
  [/政府性?基金/, "governmentFund"],
  [/国有资本/, "stateCapital"],
];

/** The fund that a text names; `null` where it names none, or several. */
export function fundNamed(text: string): Appropriation | null {
  const named = fundWords.filter(([words]) => words.test(plainText(text)));
  return named.length === 1 ? named[0]![1] : null;
}

/** Reads the worksheet that is a statement; a `string` says why there is none. */
export function readGrantStatement(
  sheets: readonly LedgerSheet[],
  known: GrantYear,
  chosen: GrantUnit | null,
): GrantReading | string {
  const read = sheets.flatMap((sheet) => {
    const columns = columnsOf(sheet);
    return columns ? [{ sheet, columns }] : [];
  });
  if (read.length === 0)
    return "没有找到对账单：表头须有单位编码（或名称）、科目编码和金额（或按资金分列的金额）。请核对文件。";
  if (read.length > 1)
    return `文件中有 ${read.length} 张工作表都像对账单（${read.map(({ sheet }) => sheet.name).join("、")}）。请只保留要导入的一张。`;
  const [{ sheet, columns }] = read as [{ sheet: LedgerSheet; columns: Columns }];
  return new Reader(sheet, columns, known, chosen).read();
}

function columnsOf(sheet: LedgerSheet): Columns | null {
  const header = guessHeaderRows(sheet);
  if (header.last < header.first) return null;
  const headers = headersOf(sheet, header).map((text) => text.split(" / "));
  const find = (pattern: RegExp) => headers.findIndex((words) => pattern.test(words.at(-1) ?? ""));
  const unitCode = find(/^(预算)?(单位|部门)(编码|代码|编号)$/);
  const unitName = find(/^((预算)?(单位|部门)(名称|全称)?)$/);
  const subject = find(/^(支出)?(功能)?(分类)?(支出)?(科目)?(编码|代码)$/);
  const byFund = headers.flatMap((words, column) => {
    const fund = fundNamed(words.join(""));
    return fund && !/编码|代码|名称/.test(words.at(-1) ?? "") ? [{ column, fund }] : [];
  });
  const single = headers.findIndex((words) =>
    /(金额|拨款数|拨款额|下达数|支付数|拨款)(\(.*\))?$/.test(words.at(-1) ?? ""),
  );
  const amounts = byFund.length > 0 ? byFund : single < 0 ? [] : [{ column: single, fund: null }];
  if ((unitCode < 0 && unitName < 0) || subject < 0 || amounts.length === 0) return null;
  const fund = find(/^(资金(性质|类型|来源)|预算类型|经费类型)$/);
  return { header, unitCode, unitName, subject, fund, year: find(/^(会计|预算|财政)?(年度|年份)$/), amounts };
}

/** A row of a 类 or 款. */
interface Subtotal {
  row: number;
  /** Code of the 类 or 款. */
  code: string;
  /** The words by which it names its unit; empty: it is of the whole statement. */
  named: readonly string[];
  unitId: string | null;
  /** In fen; fund `null`: of whatever fund. */
  amounts: readonly { fund: Appropriation | null; value: number }[];
}

/** With as many decimals an amount in 万元 is exact to the fen. */
const decimalsOfWan = 6;

const MAX_DETAILS = 8;

class Reader {
  private readonly problems: string[] = [];
  private readonly details = new Map<GrantAsk, string[]>();
  private readonly sums = new Map<string, StatedGrant & { rows: number[] }>();
  private readonly totals: { row: number; unitId: string | null; amount: number }[] = [];
  private readonly subtotals: Subtotal[] = [];
  /** The most decimals that an amount is written with. */
  private decimals = 0;

  constructor(
    private readonly sheet: LedgerSheet,
    private readonly columns: Columns,
    private readonly known: GrantYear,
    private readonly chosen: GrantUnit | null,
  ) {}

  read(): GrantReading {
    const { sheet, columns, known, chosen } = this;
    const roles: ColumnRole[] = headersOf(sheet, columns.header).map((_, column) =>
      columns.amounts.some((each) => each.column === column) ? amountRole("amount") : "ignored",
    );
    const stated = statedUnitOf(sheet, columns.header, roles);
    const named = grantUnits.find((unit) => unit === stated.unit) ?? null;
    const unit = chosen ?? (stated.words.length > 0 ? named : null);
    const years = statedYears(sheet, columns.header);
    if (years.length > 0 && !years.includes(known.year))
      this.problems.push(`文件写明是 ${years.join("、")} 年度，不是 ${known.year} 年度。请核对文件或所选的年度。`);
    // Its own word against the person's: a factor of 10,000 is not to be taken by mistake.
    if (chosen && stated.words.length > 0 && named !== chosen)
      this.ask("unitSuspected", `文件写明“${stated.words.join("、")}”，所选的是${unitLabels[chosen]}`);
    sheet.rows.forEach((cells, row) => {
      if (row > columns.header.last) this.row(cells, row, unit ?? "yuan");
    });
    const lines = [...this.sums.values()].map(({ rows, ...line }) => {
      if (rows.length > 1) this.ask("doubles", `第 ${rows.join("、")} 行：${this.placeOf(line)}`);
      return line;
    });
    const total = lines.reduce((sum, { amount }) => sum + amount, 0);
    this.compareTotals(lines, total);
    for (const subtotal of this.subtotals) this.compareSubtotal(subtotal, lines);
    if (unit) this.suspect(lines, unit);
    if (lines.length === 0 && this.problems.length === 0) this.problems.push("文件中没有可以导入的行。请核对文件。");
    return {
      sheetName: sheet.name,
      unit,
      unitWords: stated.words,
      lines,
      units: new Set(lines.map(({ unitId }) => unitId)).size,
      total,
      lastDigit: unit === "wan" && this.decimals < decimalsOfWan ? 10 ** (decimalsOfWan - this.decimals) : 0,
      rowsOfSums: this.totals.length + this.subtotals.length,
      problems: shortened(this.problems),
      asks: [...this.details].map(([ask, details]) => ({ ask, details: shortened(details) })),
    };
  }

  private row(cells: readonly string[], at: number, unit: GrantUnit): void {
    const { unitCode, unitName, subject, fund, year, amounts } = this.columns;
    const text = (column: number) => (column < 0 ? "" : (cells[column] ?? "").trim());
    const figures = amounts.map((each) => ({ ...each, text: text(each.column) }));
    const isBlank = figures.every((each) => each.text === "");
    const named = [text(unitCode), text(unitName)].filter((each) => each !== "");
    const code = /^\d{3,}/.exec(plainText(text(subject)))?.[0] ?? "";
    if (isBlank && code === "") return;
    const say = (problem: string): void => void this.problems.push(`第 ${at + 1} 行：${problem}`);
    const read = figures.map((each) => ({
      ...each,
      amount: readCopiedAmount(each.text, unit, { allowNegative: true, dash: "zero" }),
    }));
    for (const { text: typed, amount } of read) if (!amount.ok) return say(`“${typed}”不是金额。`);
    const amountsRead = read.flatMap(({ fund: of, amount }) =>
      amount.ok && amount.value !== null ? [{ fund: of, value: amount.value }] : [],
    );
    const whose = named.map((each) => this.known.unitOf(each)).find((each) => each !== null) ?? null;
    const isTotal =
      code === "" && cells.some((each) => /^(总计|合计|小计|单位小计|本级小计|总 ?计|合 ?计)$/.test(each.trim()));
    if (isTotal) {
      const amount = amountsRead.reduce((sum, { value }) => sum + value, 0);
      this.totals.push({ row: at + 1, unitId: whose?.unitId ?? null, amount });
      return;
    }
    if (code === "") {
      if (amountsRead.length > 0) say("有金额，但没有科目编码。");
      return;
    }
    const stated = year < 0 ? null : yearWritten(text(year), this.known.year);
    if (stated !== null && stated !== this.known.year)
      return say(`是 ${stated} 年度的数，不是 ${this.known.year} 年度。`);
    const level = levelOfCode("functional", code);
    if (level === 1 || level === 2) {
      const ofRow = fund < 0 ? null : fundNamed(text(fund));
      this.subtotals.push({
        row: at + 1,
        code,
        named,
        unitId: whose?.unitId ?? null,
        amounts: amountsRead.map(({ fund: ofColumn, value }) => ({ fund: ofColumn ?? ofRow, value })),
      });
      return;
    }
    if (level !== 3 || !this.known.functional.get(code)) return say(`科目“${text(subject)}”不在本年度科目表中。`);
    if (!whose) return say(named.length === 0 ? "没有单位编码和名称。" : `登记簿中没有单位“${named.join(" ")}”。`);
    const contradicting = named
      .map((each) => this.known.unitOf(each))
      .find((each) => each && each.unitId !== whose.unitId);
    if (contradicting)
      return say(
        `单位编码“${named[0]}”是${whose.name}，名称“${named[1]}”是${contradicting.code} ${contradicting.name}。`,
      );
    if (!this.known.owes(whose.unitId)) this.ask("notOwing", `${whose.code} ${whose.name}`);
    if (whose.isFormer) this.ask("formerNames", `${named.join(" ")} → ${whose.code} ${whose.name}`);
    if (amountsRead.length === 0) return this.ask("empty", `第 ${at + 1} 行：${whose.name} ${code}`);
    for (const { text: written } of figures)
      this.decimals = Math.max(this.decimals, /\.(\d+)/.exec(plainText(written))?.[1]?.length ?? 0);
    const own = this.known.functional.appropriationOf(code);
    for (const { fund: ofColumn, value } of amountsRead) {
      const written = text(fund);
      const ofRow = fund < 0 || written === "" ? own : fundNamed(written);
      const of = ofColumn ?? ofRow;
      if (of === null) return say(`资金性质“${written}”不是一般公共预算、政府性基金或国有资本经营预算。`);
      if (ofColumn && value === 0) continue;
      if (of !== own) return say(`科目 ${code} 不属于${written || "这一列的资金"}。`);
      if (value < 0) this.ask("negatives", `第 ${at + 1} 行：${whose.name} ${code} ${formatYuan(value)} 元`);
      this.add({ unitId: whose.unitId, fund: of, item: code, amount: value }, at + 1);
    }
  }

  private add(line: StatedGrant, row: number): void {
    const id = `${line.unitId}:${grantId(line)}`;
    const found = this.sums.get(id);
    if (found) {
      found.amount += line.amount;
      found.rows.push(row);
    } else this.sums.set(id, { ...line, rows: [row] });
  }

  private compareTotals(lines: readonly StatedGrant[], total: number): void {
    for (const { row, unitId, amount } of this.totals) {
      const sum =
        unitId === null
          ? total
          : lines.filter((line) => line.unitId === unitId).reduce((all, line) => all + line.amount, 0);
      if (sum !== amount)
        this.ask(
          "totals",
          `第 ${row} 行：合计 ${formatYuan(amount)} 元，各行之和 ${formatYuan(sum)} 元，相差 ${formatYuan(Math.abs(amount - sum))} 元`,
        );
    }
  }

  /** Amounts of 类 and 款 are left out because the rows of their 项 have them already: not without a word if they have not. */
  private compareSubtotal({ row, code, named, unitId, amounts }: Subtotal, lines: readonly StatedGrant[]): void {
    // A department's row adds up its units, whose codes begin with its own.
    const department = unitId === null ? /^\d+/.exec(plainText(named[0] ?? ""))?.[0] : undefined;
    const isOfRow = (line: StatedGrant): boolean => {
      if (unitId !== null) return line.unitId === unitId;
      if (named.length === 0) return true;
      return department !== undefined && (this.known.unitOf(line.unitId)?.code.startsWith(department) ?? false);
    };
    for (const { fund, value } of amounts) {
      const parts = lines.filter(
        (line) => line.item.startsWith(code) && (fund === null || line.fund === fund) && isOfRow(line),
      );
      const sum = parts.reduce((all, { amount }) => all + amount, 0);
      if (sum === value) continue;
      const stated = `第 ${row} 行：${[...named, code].join(" ")} ${formatYuan(value)} 元`;
      if (parts.length === 0) this.problems.push(`${stated}，其下没有项级科目的行，这笔金额无法导入。`);
      else
        this.ask(
          "subtotals",
          `${stated}，其下各项之和 ${formatYuan(sum)} 元，相差 ${formatYuan(Math.abs(value - sum))} 元`,
        );
    }
  }

  /** Where most amounts are the units' own times or by 10,000, the statement is kept in the other unit. */
  private suspect(lines: readonly StatedGrant[], unit: GrantUnit): void {
    const factor = unit === "yuan" ? 10_000 : 1 / 10_000;
    const compared = lines.flatMap((line) => {
      const own = this.known.entered.get(`${line.unitId}:${grantId(line)}`);
      return own && line.amount ? [{ own, amount: line.amount }] : [];
    });
    // 万元 with two decimals is exact to 100 yuan.
    const fits = compared.filter(({ own, amount }) => Math.abs(amount * factor - own) <= Math.max(10_000, own * 0.005));
    if (fits.length * 2 > compared.length)
      this.ask(
        "unitSuspected",
        `有 ${fits.length} 个数是单位填报数的${unit === "yuan" ? "万分之一" : "一万倍"}，文件可能以${unitLabels[unit === "yuan" ? "wan" : "yuan"]}为单位`,
      );
  }

  private ask(ask: GrantAsk, detail: string): void {
    const details = this.details.get(ask) ?? [];
    if (!details.includes(detail)) details.push(detail);
    this.details.set(ask, details);
  }

  private placeOf({ unitId, item }: StatedGrant): string {
    return `${this.nameOf(unitId)} ${item}`;
  }

  private nameOf(unitId: string): string {
    return this.known.unitOf(unitId)?.name ?? "";
  }
}

export const unitLabels: Record<GrantUnit, string> = { yuan: "元", wan: "万元" };

function shortened(details: readonly string[]): string[] {
  return details.length <= MAX_DETAILS
    ? [...details]
    : [...details.slice(0, MAX_DETAILS), `另有 ${details.length - MAX_DETAILS} 处`];
}

/** A line that a later statement changes; `null`: the statement has it not. */
export interface GrantChange extends Omit<StatedGrant, "amount"> {
  before: number | null;
  after: number | null;
}

/** How a statement differs from the one that it replaces. */
export function grantChanges(before: readonly StatedGrant[], after: readonly StatedGrant[]): GrantChange[] {
  const changes = new Map<string, GrantChange>();
  const at = ({ unitId, fund, item }: StatedGrant): GrantChange => {
    const id = `${unitId}:${grantId({ fund, item })}`;
    const found = changes.get(id) ?? { unitId, fund, item, before: null, after: null };
    changes.set(id, found);
    return found;
  };
  for (const line of before) at(line).before = line.amount;
  for (const line of after) at(line).after = line.amount;
  return [...changes.values()]
    .filter((change) => change.before !== change.after)
    .sort(
      (one, other) =>
        (one.unitId < other.unitId ? -1 : one.unitId > other.unitId ? 1 : 0) ||
        appropriations.indexOf(one.fund) - appropriations.indexOf(other.fund) ||
        (one.item < other.item ? -1 : 1),
    );
}

/** The register as a statement's codes and names are looked up in it: those of the year first, then those of other years. */
export function unitsByName(
  ofYear: readonly { id: string; code: string; name: string }[],
  everNamed: readonly { unitId: string; code: string; name: string }[],
): GrantYear["unitOf"] {
  const named = new Map<string, NamedUnit>();
  const current = new Map(ofYear.map((unit) => [unit.id, unit]));
  for (const { id: unitId, code, name } of ofYear)
    for (const word of [unitId, code, name]) named.set(plainText(word), { unitId, code, name, isFormer: false });
  for (const { unitId, ...former } of everNamed) {
    const unit = current.get(unitId);
    for (const word of [former.code, former.name])
      if (unit && !named.has(plainText(word)))
        named.set(plainText(word), { unitId, code: unit.code, name: unit.name, isFormer: true });
  }
  return (word) => {
    const plain = plainText(word);
    // 101001 区政府办公室 in one cell.
    const code = /^\d+(?=\D)/.exec(plain)?.[0];
    return named.get(plain) ?? (code === undefined ? null : (named.get(code) ?? null));
  };
}
