// All published accounts of a year as one zip: tidy CSV and Parquet with a Fiscal Data Package descriptor. Streamed
// report by report; the same reports are the same bytes, whenever and wherever they are written.
import { stringify } from "csv-stringify/sync";
import { ByteWriter, ParquetWriter } from "hyparquet-writer";
import { toDecimalYuan } from "@/lib/domain/words/amounts";
import { unitKindLabels, type UnitKind } from "@/lib/domain/words/funds";
import { isSubjectCode, levelOfCode } from "@/lib/domain/words/subjects/catalogue";
import { ZipArchive, type WrittenFile } from "@/lib/documents/zip/zip-archive";
import { EXPLAINED_AT, LICENCE_AT } from "./answers";
import { LICENCE } from "./published-data";

/** Of a publication, what the archive holds. */
export interface ArchivedReport {
  sequence: number;
  number: number;
  publishedAt: Date;
  contentHash: string;
  correctionReason: string | null;
  unit: { code: string; name: string; kind: UnitKind };
  department: { code: string; name: string } | null;
  facts: readonly { sheet: string; row: string; fund: string; column: string; measure: string; value: number }[];
  subjects: readonly { classification: "functional" | "economic"; code: string; name: string }[];
}

export interface ArchiveOf {
  district: { code: string; name: string };
  year: number;
  /** What the district publishes: 单位决算. */
  noun: string;
  /** Absolute address of a path of this site; undefined where it does not know its own. */
  addressOf: (path: string) => string | undefined;
}

export interface WrittenArchive {
  /** The newest publication in it. */
  sequence: number;
  reports: number;
  lines: number;
}

type Value = string | number | null;

/** A column of a table, as CSV, Parquet and the descriptor have it. */
interface Column<Row> {
  name: string;
  title: string;
  type: "string" | "integer" | "number";
  /** Of the taxonomy of Fiscal Data Package. */
  columnType?: string;
  value: (row: Row) => Value;
}

interface Line {
  report: ArchivedReport;
  year: number;
  fact: ArchivedReport["facts"][number];
  /** Where the row of the fact is a subject. */
  subject: ArchivedReport["subjects"][number] | undefined;
}

const directions: Record<string, string> = {
  income: "revenue",
  expenditure: "expenditure",
  budget: "expenditure",
  basicExpenditure: "expenditure",
  threePublic: "expenditure",
  agencyOperatingCost: "expenditure",
  procurement: "expenditure",
};

/** The code of a subject up to a level: 2080505 at 款 is 20805. */
function codeAt({ subject }: Line, classification: "functional" | "economic", level: 1 | 2 | 3): string | null {
  if (subject?.classification !== classification) return null;
  const { code } = subject;
  const known = levelOfCode(classification, code);
  if (known === undefined || known < level) return null;
  return known === level ? code : shared(code.slice(0, 1 + 2 * level));
}

/** One text for all that are equal: a year has a million lines and two thousand codes. */
function shared(text: string): string {
  const known = texts.get(text);
  if (known !== undefined) return known;
  if (texts.size < 10_000) texts.set(text, text);
  return text;
}
const texts = new Map<string, string>();

const isBudget = ({ fact }: Line) => fact.sheet === "budget" || fact.column === "budget";

export const lineColumns: readonly Column<Line>[] = [
  { name: "year", title: "年度", type: "integer", columnType: "date:fiscal-year", value: ({ year }) => year },
  {
    name: "department_code",
    title: "主管部门代码",
    type: "string",
    columnType: "administrative-classification:generic:level1:code",
    value: ({ report }) => report.department?.code ?? null,
  },
  {
    name: "department_name",
    title: "主管部门",
    type: "string",
    columnType: "administrative-classification:generic:level1:label",
    value: ({ report }) => report.department?.name ?? null,
  },
  {
    name: "unit_code",
    title: "单位代码",
    type: "string",
    columnType: "administrative-classification:generic:level2:code",
    value: ({ report }) => report.unit.code,
  },
  {
    name: "unit_name",
    title: "单位",
    type: "string",
    columnType: "administrative-classification:generic:level2:label",
    value: ({ report }) => report.unit.name,
  },
  { name: "version", title: "版本", type: "integer", value: ({ report }) => report.number },
  { name: "sheet", title: "填报表", type: "string", value: ({ fact }) => fact.sheet },
  {
    name: "direction",
    title: "收支",
    type: "string",
    columnType: "direction",
    value: ({ fact }) => directions[fact.sheet] ?? null,
  },
  {
    name: "phase",
    title: "预算或决算",
    type: "string",
    columnType: "phase:id",
    value: (line) => (isBudget(line) ? "approved" : "executed"),
  },
  {
    name: "functional_1",
    title: "功能分类（类）",
    type: "string",
    columnType: "functional-classification:generic:level1:code",
    value: (line) => codeAt(line, "functional", 1),
  },
  {
    name: "functional_2",
    title: "功能分类（款）",
    type: "string",
    columnType: "functional-classification:generic:level2:code",
    value: (line) => codeAt(line, "functional", 2),
  },
  {
    name: "functional_3",
    title: "功能分类（项）",
    type: "string",
    columnType: "functional-classification:generic:level3:code",
    value: (line) => codeAt(line, "functional", 3),
  },
  {
    name: "economic_1",
    title: "经济分类（类）",
    type: "string",
    columnType: "economic-classification:generic:level1:code",
    value: (line) => codeAt(line, "economic", 1),
  },
  {
    name: "economic_2",
    title: "经济分类（款）",
    type: "string",
    columnType: "economic-classification:generic:level2:code",
    value: (line) => codeAt(line, "economic", 2),
  },
  { name: "subject_name", title: "科目名称", type: "string", value: ({ subject }) => subject?.name ?? null },
  { name: "row", title: "行", type: "string", value: ({ fact }) => fact.row },
  {
    name: "fund",
    title: "资金性质",
    type: "string",
    columnType: "fin-source:generic:code",
    value: ({ fact }) => fact.fund || null,
  },
  {
    name: "column",
    title: "栏",
    type: "string",
    columnType: "expenditure-type:code",
    value: ({ fact }) => fact.column,
  },
  {
    name: "currency",
    title: "币种",
    type: "string",
    columnType: "value-currency:code",
    value: ({ fact }) => (fact.measure === "money" ? "CNY" : null),
  },
  {
    name: "amount",
    title: "金额（元）",
    type: "number",
    columnType: "value",
    value: ({ fact }) => (fact.measure === "money" ? toDecimalYuan(fact.value) : null),
  },
  {
    name: "quantity",
    title: "数量",
    type: "number",
    value: ({ fact }) => (fact.measure === "money" ? null : fact.measure === "score" ? fact.value / 100 : fact.value),
  },
];

const reportColumns: readonly Column<ArchivedReport>[] = [
  { name: "sequence", title: "公开的序号", type: "integer", value: ({ sequence }) => sequence },
  { name: "unit_code", title: "单位代码", type: "string", value: ({ unit }) => unit.code },
  { name: "unit_name", title: "单位", type: "string", value: ({ unit }) => unit.name },
  { name: "unit_kind", title: "单位类型", type: "string", value: ({ unit }) => unitKindLabels[unit.kind] },
  {
    name: "department_code",
    title: "主管部门代码",
    type: "string",
    value: ({ department }) => department?.code ?? null,
  },
  { name: "department_name", title: "主管部门", type: "string", value: ({ department }) => department?.name ?? null },
  { name: "version", title: "版本", type: "integer", value: ({ number }) => number },
  { name: "published_at", title: "公开时间", type: "string", value: ({ publishedAt }) => publishedAt.toISOString() },
  { name: "correction_reason", title: "更正原因", type: "string", value: ({ correctionReason }) => correctionReason },
  { name: "content_hash", title: "内容校验值（SHA-256）", type: "string", value: ({ contentHash }) => contentHash },
];

interface SubjectLine {
  classification: string;
  code: string;
  name: string;
}

const subjectColumns: readonly Column<SubjectLine>[] = [
  { name: "classification", title: "科目分类", type: "string", value: ({ classification }) => classification },
  { name: "code", title: "编码", type: "string", value: ({ code }) => code },
  { name: "name", title: "名称", type: "string", value: ({ name }) => name },
];

/** Lines of a group of Parquet: what is kept in memory of them at a time. */
const LINES_OF_A_GROUP = 10_000;

/**
 * Writes the archive of a year. Reports come in the order in which they are to stand.
 *
 * @param write takes the bytes of the zip as they are made: the whole is never held
 */
export async function writeYearArchive(
  of: ArchiveOf,
  reports: AsyncIterable<ArchivedReport>,
  write: (bytes: Uint8Array) => void,
): Promise<WrittenArchive> {
  const archive = new ZipArchive(of.year, write);
  const csv = archive.begin("lines.csv");
  csv.write(stringify([lineColumns.map(({ name }) => name)]));
  const parquet = new ParquetLines();
  const held: ArchivedReport[] = [];
  const subjects = new Map<string, SubjectLine>();
  let [lines, sequence, changedAt] = [0, 0, 0];
  for await (const report of reports) {
    const byCode = new Map(report.subjects.map((subject) => [`${subject.classification} ${subject.code}`, subject]));
    for (const [key, subject] of byCode) if (!subjects.has(key)) subjects.set(key, subject);
    const values = report.facts.map((fact) => {
      const classification = fact.sheet === "basicExpenditure" ? "economic" : "functional";
      const subject = isSubjectCode(fact.row) ? byCode.get(`${classification} ${fact.row}`) : undefined;
      return lineColumns.map(({ value }) => value({ report, year: of.year, fact, subject }));
    });
    csv.write(stringify(values));
    parquet.add(values);
    lines += values.length;
    sequence = Math.max(sequence, report.sequence);
    changedAt = Math.max(changedAt, report.publishedAt.getTime());
    held.push({ ...report, facts: [], subjects: [] });
  }
  const resources = [
    resourceOf({ name: "lines", title: "各单位的收支、预算、余额等，一行一个数", columns: lineColumns }, csv.end()),
    resourceOf(
      { name: "lines-parquet", title: "同上，Parquet", columns: lineColumns, format: "parquet" },
      archive.put("lines.parquet", parquet.end()),
    ),
    resourceOf(
      { name: "reports", title: "所含的决算及其校验值", columns: reportColumns },
      archive.put("reports.csv", csvOf(reportColumns, held)),
    ),
    resourceOf(
      { name: "subjects", title: "所用的科目", columns: subjectColumns },
      archive.put("subjects.csv", csvOf(subjectColumns, [...subjects.values()].sort(bySubject))),
    ),
  ];
  archive.put("README.md", readmeOf(of, { reports: held.length, lines, sequence }));
  archive.put("datapackage.json", `${JSON.stringify(descriptorOf(of, { resources, sequence, changedAt }), null, 2)}\n`);
  archive.end();
  return { sequence, reports: held.length, lines };
}

const bySubject = (a: SubjectLine, b: SubjectLine) =>
  `${a.classification} ${a.code}` < `${b.classification} ${b.code}` ? -1 : 1;

function csvOf<Row>(columns: readonly Column<Row>[], rows: readonly Row[]): string {
  return stringify([columns.map(({ name }) => name), ...rows.map((row) => columns.map(({ value }) => value(row)))]);
}

/** The lines as Parquet, by groups. Money is a decimal of 18 places on whole fen. */
class ParquetLines {
  private readonly writer = new ChunkWriter();
  private readonly file = new ParquetWriter({
    writer: this.writer,
    createdBy: "mingzhang",
    schema: [
      { name: "root", num_children: lineColumns.length },
      ...lineColumns.map(({ name, type }) => ({
        name,
        repetition_type: "OPTIONAL" as const,
        ...parquetTypes[name === "quantity" ? "quantity" : type],
      })),
    ],
  });
  private columns: Value[][] = lineColumns.map(() => []);

  add(rows: readonly Value[][]): void {
    for (const row of rows) for (const [at, value] of row.entries()) this.columns[at]!.push(value);
    if (this.columns[0]!.length >= LINES_OF_A_GROUP) this.flush();
  }

  private flush(): void {
    const rowGroupSize = this.columns[0]!.length;
    if (rowGroupSize === 0) return;
    const columnData = lineColumns.map(({ name }, at) => ({
      name,
      data: this.columns[at]!.map((value) =>
        name === "amount" && value !== null ? Number(value) : (value ?? undefined),
      ),
    }));
    this.columns = lineColumns.map(() => []);
    void this.file.write({ columnData, rowGroupSize });
  }

  /** The file in its parts. */
  end(): Uint8Array[] {
    this.flush();
    void this.file.finish();
    return this.writer.chunks;
  }
}

/** Keeps what has been written in parts, so that nothing grows by being copied. */
class ChunkWriter extends ByteWriter {
  readonly chunks: Uint8Array[] = [];

  flush(): void {
    this.chunks.push(this.getBytes().slice());
    this.index = 0;
  }

  override finish(): void {
    this.flush();
  }
}

const parquetTypes = {
  string: { type: "BYTE_ARRAY", converted_type: "UTF8" },
  integer: { type: "INT32" },
  number: { type: "INT64", converted_type: "DECIMAL", scale: 2, precision: 18 },
  quantity: { type: "DOUBLE" },
} as const;

interface DescribedTable {
  name: string;
  title: string;
  columns: readonly Pick<Column<never>, "name" | "title" | "type" | "columnType">[];
  format?: "csv" | "parquet";
}

function resourceOf({ name, title, columns, format = "csv" }: DescribedTable, file: WrittenFile) {
  return {
    name,
    type: "table",
    title,
    path: file.path,
    format,
    mediatype: format === "csv" ? "text/csv" : "application/vnd.apache.parquet",
    ...(format === "csv" && { encoding: "utf-8" }),
    bytes: file.bytes,
    hash: `sha256:${file.sha256}`,
    schema: {
      missingValues: [""],
      fields: columns.map(({ name: field, title: heading, type, columnType }) => ({
        name: field,
        title: heading,
        type,
        ...(columnType && { columnType }),
      })),
    },
  };
}

/**
 * The descriptor by Data Package v2 with the column types of Fiscal Data Package 1.0-rc.1 (taxonomy of budgets), which
 * are properties of its fields.
 */
function descriptorOf(
  { district, year, noun, addressOf }: ArchiveOf,
  { resources, sequence, changedAt }: { resources: unknown[]; sequence: number; changedAt: number },
) {
  const homepage = addressOf(EXPLAINED_AT);
  const licence = addressOf(LICENCE_AT);
  return {
    $schema: "https://datapackage.org/profiles/2.0/datapackage.json",
    name: `final-accounts-${district.code}-${year}`,
    title: `${district.name}${year}年度${noun}`,
    description: `${district.name}各单位公开的${year}年度决算，每份取最新版本，截至第 ${sequence} 次公开。`,
    version: `${year}.${sequence}`,
    created: new Date(changedAt).toISOString(),
    ...(homepage && { homepage }),
    // By the Open Definition: open, under a licence that it does not list.
    licenses: [{ name: "other-open", title: LICENCE, ...(licence && { path: licence }) }],
    contributors: [{ title: district.name, roles: ["publisher"] }],
    countryCode: "CN",
    fiscalPeriod: { start: `${year}-01-01`, end: `${year}-12-31` },
    columnTypes: "https://frictionlessdata.io/taxonomies/fiscal/budgets.json",
    resources,
  };
}

function readmeOf(
  { district, year, noun, addressOf }: ArchiveOf,
  { reports, lines, sequence }: { reports: number; lines: number; sequence: number },
): string {
  const home = addressOf(EXPLAINED_AT);
  return `# ${district.name}${year}年度${noun}

${reports} 份已公开的决算，${lines} 行，每份取最新版本，截至第 ${sequence} 次公开。
${home === undefined ? "" : `\n说明和接口：${home}\n`}
- lines.csv、lines.parquet：各单位填列并公开的每一个数。同一笔支出在不同的 sheet 中各出现一次（如 expenditure 按功能分类，
  basicExpenditure 按经济分类），加总时只取一个 sheet。CSV 为 UTF-8，不带字节顺序标记。
- reports.csv：所含的决算、版本、公开时间和内容校验值。
- subjects.csv：所用的科目。
- datapackage.json：以上各表的描述（Data Package v2，Fiscal Data Package 的栏目类型），含长度和 SHA-256。

${LICENCE}。同样的决算做成的本文件逐字节相同。
`;
}
