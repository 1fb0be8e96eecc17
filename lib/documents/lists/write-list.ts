import { stringify } from "csv-stringify/sync";
import { write, writeXlsxStream } from "hucre";
import type { ListColumn, ListValue } from "@/lib/domain/lists/list-column";
import { printableText } from "@/lib/documents/text/printable-text";
import { streamOf } from "@/lib/documents/stream-of";
import { chinaSecond } from "@/lib/domain/words/moments";

/** The forms in which a list is handed out. */
export const listFormats = {
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv; charset=utf-8",
} as const;
export type ListFormat = keyof typeof listFormats;

/** What a list is made of: its name, its columns, and its rows, as many at a time as are read at a time. */
export interface WrittenList<Row> {
  name: string;
  columns: readonly ListColumn<Row>[];
  rows: AsyncIterable<readonly Row[]>;
}

/** Excel takes no longer text in one cell. */
const LONGEST_TEXT = 32_767;

/** A moment to the second as it is in China: `2022-07-01 09:30:05`. */
function plainValue(value: ListValue): string | number {
  if (value === null) return "";
  return value instanceof Date ? chinaSecond(value) : value;
}

/**
 * Writes a list as Excel or CSV while its rows are read, so that no more than a few thousand of them are in memory.
 * Texts stay texts: in Excel by the type of their cell, in CSV with a quote before what a program would take for a
 * formula.
 */
export function writeList<Row>(list: WrittenList<Row>, format: ListFormat): ReadableStream<Uint8Array> {
  return format === "csv" ? csvStream(list) : xlsxStream(list);
}

function csvStream<Row>({ columns, rows }: WrittenList<Row>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  async function* lines() {
    yield encoder.encode(stringify([columns.map(({ heading }) => heading)], { bom: true }));
    for await (const chunk of rows) {
      const records = chunk.map((row) => columns.map(({ value }) => plainValue(value(row))));
      yield encoder.encode(stringify(records, { escape_formulas: true }));
    }
  }
  return streamOf(lines());
}

function xlsxStream<Row>({ name, columns, rows }: WrittenList<Row>): ReadableStream<Uint8Array> {
  async function* cells() {
    yield columns.map(({ heading }) => heading);
    for await (const chunk of rows)
      for (const row of chunk)
        yield columns.map(({ value }) => {
          const plain = plainValue(value(row));
          return typeof plain === "string" ? printableText(plain).slice(0, LONGEST_TEXT) : plain;
        });
  }
  return writeXlsxStream(cells(), {
    name,
    columns: columns.map(({ width }) => ({ width })),
    freezePane: { rows: 1 },
    inlineStrings: true,
  });
}

/** Rows of a template whose cells are text before anybody types: Excel would take the zeros from codes. */
const TEMPLATE_ROWS = 2_000;

/** A workbook with the headings of a list that can be imported, its cells set to text, and how each is filled in. */
export async function writeTemplate(name: string, columns: readonly ListColumn<never>[]): Promise<Uint8Array> {
  const read = columns.flatMap(({ heading, width, read: how }) => (how === null ? [] : [{ heading, width, how }]));
  const text = { numFmt: "@" };
  const empty = read.map(() => "");
  return write({
    format: "xlsx",
    sheets: [
      {
        name,
        columns: read.map(({ width }) => ({ width, style: text })),
        rows: [read.map(({ heading }) => heading), ...Array.from({ length: TEMPLATE_ROWS }, () => empty)],
        freezePane: { rows: 1 },
      },
      {
        name: "填写说明",
        columns: [{ width: 18 }, { width: 10 }, { width: 90 }],
        rows: [
          ["栏目", "须有此列", "怎样填"],
          ...read.map(({ heading, how }) => [heading, how.isRequired ? "是" : "", how.help]),
          ["", "", "已有的记录，空白的格表示不改；文件中没有的记录不受影响。"],
        ],
      },
    ],
  });
}
