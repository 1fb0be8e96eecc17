import { stringify } from "csv-stringify/sync";
import { write } from "hucre";
import { printableText } from "@/lib/documents/text/printable-text";
import { LICENCE } from "@/lib/documents/open-data/published-data";
import { chartOf, type ChartMark } from "@/lib/domain/questions/chart";
import { addressOf, type DataForm } from "@/lib/domain/questions/question";
import type { View, ViewColumn, ViewRow, ViewValue } from "@/lib/domain/questions/view";
import { toDecimalYuan } from "@/lib/domain/words/amounts";

export const viewMediaTypes: Record<DataForm, string> = {
  csv: "text/csv; charset=utf-8",
  json: "application/json; charset=utf-8",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  svg: "image/svg+xml; charset=utf-8",
  "csv-metadata.json": "application/csvm+json",
};

const unitOf: Partial<Record<ViewColumn["kind"], string>> = { money: "（元）", percent: "（%）" };

/** A column's heading in data, with the unit in which it is given. */
function headingOf({ heading, kind }: ViewColumn): string {
  return `${heading}${unitOf[kind] ?? ""}`;
}

/** A value as data: money in yuan, percentages in per cent, both exact decimals as text. */
function writtenValue({ kind }: ViewColumn, value: ViewValue | undefined): string | number | null {
  if (value === null || value === undefined) return null;
  return (kind === "money" || kind === "percent") && typeof value === "number" ? toDecimalYuan(value) : value;
}

function linesOf({ rows, total }: View): ViewRow[] {
  return total ? [...rows, total] : [...rows];
}

/**
 * The rows of a view as CSV, the total last, UTF-8 with a byte order mark so that Excel and WPS read the Chinese; with a
 * quote before what they would take for a formula.
 */
export function viewAsCsv(view: View): string {
  const { columns } = view;
  const records = linesOf(view).map(({ values }) => columns.map((each) => writtenValue(each, values[each.id]) ?? ""));
  const isWords = ({ kind }: ViewColumn) => kind === "text" || kind === "code" || kind === "day";
  const cast = {
    // A figure below zero is no formula.
    string: (value: string, { index }: { index: number }) =>
      isWords(columns[index]!) ? value : { value, escape_formulas: false },
  };
  return stringify([columns.map(headingOf)], { bom: true }) + stringify(records, { escape_formulas: true, cast });
}

const datatypeOf: Record<ViewColumn["kind"], string> = {
  text: "string",
  code: "string",
  day: "date",
  money: "decimal",
  percent: "decimal",
  count: "integer",
  rank: "integer",
};

/**
 * What a CSV cannot say of itself, by the W3C's Metadata Vocabulary for Tabular Data and where it is looked for by default (behind
 * the address of the CSV): what is shown, its columns, how is compared, and which corrected accounts are in the figures.
 */
export function viewAsCsvMetadata(view: View): string {
  const { question, district, title, sentence, columns, corrected, rule, notes, day, total, rows, empty } = view;
  const said = [
    ...(corrected ?? []).map(({ label, href }) => ({ kind: "更正", text: label, href })),
    { kind: "口径", text: rule },
    ...[...notes, ...(total ? ["最后一行是合计。"] : []), ...(rows.length === 0 ? [empty] : [])].map((text) => ({
      kind: "说明",
      text,
    })),
  ];
  return JSON.stringify({
    "@context": ["http://www.w3.org/ns/csvw", { "@language": "zh" }],
    url: addressOf(question, "csv"),
    "dc:title": title,
    "dc:description": sentence,
    "dc:publisher": district.name,
    "dc:source": addressOf(question),
    "dc:license": LICENCE,
    "dc:date": day,
    tableSchema: {
      columns: columns.map((each) => ({
        name: each.id,
        titles: headingOf(each),
        datatype: datatypeOf[each.kind],
      })),
    },
    notes: said,
  });
}

/** How the answer with a CSV leads to that (RFC 8288). */
export function linkToCsvMetadata({ question }: View): string {
  return `<${addressOf(question, "csv-metadata.json")}>; rel="describedby"; type="${viewMediaTypes["csv-metadata.json"]}"`;
}

/** The whole view as JSON: what it says, its columns, its rows with where each figure comes from. */
export function viewAsJson(view: View): string {
  const { question, district, title, sentence, answer, columns, rule, notes, day, paging, empty, corrected } = view;
  const rowOf = ({ values, links }: ViewRow) => ({
    ...Object.fromEntries(columns.map((each) => [each.id, writtenValue(each, values[each.id])])),
    ...(links && { links }),
  });
  return JSON.stringify({
    address: addressOf(question),
    licence: LICENCE,
    district,
    title,
    sentence,
    answer,
    asOf: day,
    columns: columns.map((each) => ({ id: each.id, heading: headingOf(each), kind: each.kind })),
    rows: view.rows.map(rowOf),
    total: view.total && rowOf(view.total),
    ...(corrected && { corrected }),
    rule,
    notes,
    paging,
    ...(view.rows.length === 0 && { empty }),
  });
}

const widthOf: Record<ViewColumn["kind"], number> = {
  text: 30,
  code: 14,
  day: 14,
  money: 20,
  count: 12,
  percent: 14,
  rank: 8,
};

/** The view as a workbook: its table, and a sheet that says what it is. */
export async function viewAsWorkbook(view: View): Promise<Uint8Array<ArrayBuffer>> {
  const { columns } = view;
  const cellOf = (column: ViewColumn, value: ViewValue | undefined) => {
    if (typeof value === "number" && (column.kind === "money" || column.kind === "percent")) return value / 100;
    return typeof value === "string" ? printableText(value) : (value ?? "");
  };
  const bytes = await write({
    format: "xlsx",
    sheets: [
      {
        name: "数据",
        columns: columns.map(({ kind }) => ({
          width: widthOf[kind],
          ...((kind === "money" || kind === "percent") && { style: { numFmt: "#,##0.00" } }),
        })),
        rows: [
          columns.map(headingOf),
          ...linesOf(view).map(({ values }) => columns.map((column) => cellOf(column, values[column.id]))),
        ],
        freezePane: { rows: 1 },
      },
      {
        name: "说明",
        columns: [{ width: 12 }, { width: 100 }],
        rows: [
          ["标题", view.title],
          ["内容", view.sentence],
          ...(view.answer ? [["结果", view.answer]] : []),
          ...(view.corrected ?? []).map(({ label, href }) => ["更正", `${label}，见 ${href}`]),
          ["口径", view.rule],
          ...view.notes.map((note) => ["说明", note]),
          ...(view.rows.length === 0 ? [["说明", view.empty]] : []),
          ["来源", `${view.district.name}决算公开，${addressOf(view.question)}`],
          ["截至", view.day],
          ["使用", LICENCE],
        ].map((row) => row.map(printableText)),
      },
    ],
  });
  return new Uint8Array(bytes);
}

/** The chart as a file of its own, in one colour; `null` where there is none. */
export function viewAsSvg(view: View): string | null {
  const chart = chartOf(view);
  if (!chart) return null;
  const title = 28;
  const box = `-8 -${title} ${chart.width + 16} ${chart.height + title + 8}`;
  const font = "'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',sans-serif";
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}" role="img" aria-labelledby="t d" color="#1d1b18"` +
      ` font-size="15" font-family="${font}">`,
    `<title id="t">${escaped(chart.title)}</title><desc id="d">${escaped(chart.description)}</desc>`,
    `<rect x="-8" y="-${title}" width="100%" height="100%" fill="#ffffff"/>`,
    `<text x="0" y="-8" font-size="13" fill="currentColor">${escaped(chart.title)}</text>`,
    ...chart.marks.map(markAsSvg),
    "</svg>",
  ].join("\n");
}

function markAsSvg(mark: ChartMark): string {
  switch (mark.kind) {
    case "text":
      return `<text x="${mark.x}" y="${mark.y}" text-anchor="${mark.anchor}" fill="currentColor">${escaped(mark.text)}</text>`;
    case "bar":
      return `<rect x="${mark.x}" y="${mark.y}" width="${mark.width}" height="${mark.height}" fill="currentColor" fill-opacity="0.55"/>`;
    case "tick":
      return `<line x1="${mark.x}" x2="${mark.x}" y1="${mark.y}" y2="${mark.y + mark.height}" stroke="currentColor" stroke-width="2"/>`;
  }
}

function escaped(text: string): string {
  return printableText(text).replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
