import type { RecordSheet } from "@/lib/domain/review-points/record-sheet";
import type { GridCell } from "@/lib/domain/text/writing/blocks";
import { balancedLines } from "@/lib/documents/layout/balanced-lines";
import type { LetterBlock, LetterLayout, LetterTableBlock } from "@/lib/documents/letter/letter-layout";
import { letterStyles, letterWidths, type LetterStyle } from "@/lib/documents/letter/letter-styles";
import { printableText } from "@/lib/documents/text/printable-text";

const TABLE = { fontSize: 10.5, rowHeight: 20 };
const TITLE_LINE = Math.floor(letterWidths.portrait / letterStyles.annexTitle.size) - 1;

const head = (text: string, more: Partial<GridCell> = {}): GridCell => ({
  text,
  isHead: true,
  align: "center",
  ...more,
});
const cell = (text: string, more: Partial<GridCell> = {}): GridCell => ({ text: printableText(text), ...more });
const text = (style: LetterStyle, content: string): LetterBlock => ({
  kind: "text",
  style,
  lines: [printableText(content)],
});

function table(name: string, widths: number[], headRow: GridCell[] | null, body: GridCell[][]): LetterTableBlock {
  return {
    kind: "table",
    name,
    grid: { title: null, widths, orientation: "portrait", head: headRow ? [headRow] : [], body, notes: [] },
    ...TABLE,
  };
}

/** 审核情况记录表 laid out, for PDF and Word alike; 草稿 while a signature is missing or stands no more. */
export function layRecordSheet(sheet: RecordSheet): LetterLayout {
  return {
    title: printableText(sheet.title),
    issuer: printableText(sheet.district),
    isDraft: !sheet.isComplete,
    // Nothing in a file depends on the clock.
    date: `${sheet.year}-12-31`,
    sheets: [
      {
        orientation: "portrait",
        blocks: [
          { kind: "text", style: "annexTitle", lines: balancedLines(printableText(sheet.title), TITLE_LINE) },
          aboutOf(sheet),
          pointsOf(sheet),
          signaturesOf(sheet),
          ...evidenceOf(sheet),
        ],
      },
    ],
  };
}

function aboutOf({ unit, year, version, round, submittedOn, summary }: RecordSheet): LetterTableBlock {
  return table("单位和报告", [2, 5, 2, 4], null, [
    [head("单位"), cell(unit.name), head("单位代码"), cell(unit.code)],
    [head("主管部门"), cell(unit.department ?? ""), head("年度"), cell(`${year}年度`)],
    [head("报告"), cell(`第${version}版，第${round}轮`), head("上报时间"), cell(submittedOn ?? "")],
    [head("审核结论"), cell(summary, { colSpan: 3 })],
  ]);
}

function pointsOf({ areas }: RecordSheet): LetterTableBlock {
  return table(
    "审核要点",
    [1.6, 6, 2.1, 4.6],
    [head("序号"), head("审核要点"), head("结论"), head("审核情况")],
    areas.flatMap(({ label, lines }) => [
      [head(label, { colSpan: 4, align: "left" })],
      ...lines.map(({ id, question, result, note, by }) => [
        cell(id, { align: "center" }),
        cell(question),
        cell(result, { align: "center" }),
        cell([note, by].filter((each) => each !== "").join("\n")),
      ]),
    ]),
  );
}

function signaturesOf({ signatures }: RecordSheet): LetterTableBlock {
  return table(
    "签字",
    [1.6, 3, 3.2, 6.5],
    [head(""), head("签字"), head("日期"), head("意见")],
    signatures.map(({ role, by, on, note, remark }) => [
      head(role),
      cell(by),
      cell(on),
      cell([note, remark].filter((each) => each !== "").join("\n")),
    ]),
  );
}

/** What exactly was reviewed, and whether it is what was signed. */
function evidenceOf({ contentHash, signatures }: RecordSheet): LetterBlock[] {
  return [
    text("evidenceHead", "所审报告内容的校验值（SHA-256）："),
    text("evidence", `打印时　${contentHash}`),
    ...signatures.flatMap(({ role, contentHash: signed }) =>
      signed === null ? [] : [text("evidence", `${role}时　${signed}`)],
    ),
  ];
}
