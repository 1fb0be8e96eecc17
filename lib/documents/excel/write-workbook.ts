import { write } from "hucre";
import type { ReportModel } from "@/lib/domain/report/open-report";
import { newSheet, type SheetDraft } from "@/lib/documents/excel/sheet-draft";
import { CHARACTERS_PER_EM, heightOfText } from "@/lib/documents/excel/text-size";
import { guideRows, sheetNames, WORKBOOK_MARK } from "@/lib/documents/excel/workbook-layout";
import { writeCalculation, writeData } from "@/lib/documents/excel/write-data";
import { writeTable } from "@/lib/documents/excel/write-table";
import type { FileOptions } from "@/lib/documents/layout/file-options";
import { printableText } from "@/lib/documents/text/printable-text";
import { publicationNotes } from "@/lib/documents/layout/publication-notes";
import { withFixedZip } from "@/lib/documents/office/fixed-zip";

export interface WorkbookOptions extends FileOptions {
  unitCode: string;
}

/** Widths of the guide's columns in characters. */
const guideWidths = [14, 80];

/**
 * The tables in statutory layout with live formulas. The formulas add yuan (sheet 计算（元）, from the inputs on 填报数据) and
 * only the tables show 万元, because sums of rounded 万元 differ from the published totals. A draft is for filling in:
 * derived cells are locked, inputs open. A published workbook is for reading. Equal input gives equal bytes.
 */
export async function writeWorkbook(model: ReportModel, options: WorkbookOptions): Promise<Uint8Array> {
  const isDraft = options.publication === null;
  const tables = model.printedTables();
  const { print } = model.tableSet;
  const guide = newSheet(sheetNames.guide);
  const printed = tables.map((table) => ({ table, sheet: newSheet(table.code || table.title) }));
  const data = newSheet(sheetNames.data);
  const calculation = newSheet(sheetNames.calculation);

  const factRows = writeData(data, model, isDraft);
  const references = writeCalculation(calculation, model, tables, factRows);
  for (const { table, sheet } of printed) writeTable(sheet, table, { references, print, isDraft });
  writeGuide(guide, model, options);

  const moment = new Date(`${options.date}T00:00:00Z`);
  const creator = printableText(model.identity.unitName);
  const finished = [guide, ...printed.map(({ sheet }) => sheet), data, calculation].map((sheet) => sheet.finish());
  const bytes = await write({
    sheets: finished.map(({ sheet }) => sheet),
    namedRanges: finished.flatMap(({ printTitles }) => printTitles ?? []),
    properties: { creator, lastModifiedBy: creator, created: moment, modified: moment },
    format: "xlsx",
  });
  return withFixedZip(bytes);
}

/** What the workbook is: how to fill it in, or where it comes from and how it can be checked. */
function writeGuide(sheet: SheetDraft, model: ReportModel, options: WorkbookOptions): void {
  const { unitName, year, tableSetId } = model.identity;
  sheet.setWidths(guideWidths);
  sheet.putRow(guideRows.mark, ["工作簿", WORKBOOK_MARK]);
  sheet.putRow(guideRows.unitCode, ["单位代码", options.unitCode]);
  sheet.putRow(guideRows.unitName, ["单位名称", printableText(unitName)]);
  sheet.putRow(guideRows.year, ["年度", year]);
  sheet.putRow(guideRows.tableSetId, ["报表格式", tableSetId]);
  let row = guideRows.tableSetId + 1;
  for (const { label, text } of publicationNotes(unitName, model.tableSet.document.noun, options)) {
    sheet.putRow(row, [label, text]);
    sheet.setHeight(row, heightOfText(text, guideWidths[1]! / CHARACTERS_PER_EM));
    row++;
  }
  for (let at = 1; at < row; at++) {
    sheet.style(at, 1, { alignment: { vertical: "top" } });
    sheet.style(at, 2, { alignment: { horizontal: "left", vertical: "top", wrapText: true } });
  }
  guideNotes(options).forEach((note, index) => {
    const at = row + 1 + index;
    sheet.merge(at, 1, at, 2);
    sheet.put(at, 1, note);
    sheet.style(at, 1, { alignment: { wrapText: true, vertical: "top" } });
    sheet.setHeight(at, heightOfText(note, (guideWidths[0]! + guideWidths[1]!) / CHARACTERS_PER_EM));
  });
}

function guideNotes({ publication }: WorkbookOptions): readonly string[] {
  const rounding = "公开表以元计算、以万元显示，各分项之和与合计可能有尾差。";
  if (publication !== null)
    return [
      `一、公开各表的数由“${sheetNames.data}”所列金额（元）经“${sheetNames.calculation}”算出，点选单元格可查看公式。`,
      `二、${rounding}`,
      "三、各表不用颜色表示含义。空白格是零或者没有数，两者在“填报数据”中可以分辨：零列为0，没有数的不列。",
    ];
  return [
    "草稿：未经批复和公开。",
    `一、在“${sheetNames.data}”黄色单元格填列金额（元）或数量，公开表自动计算。没有发生额的请留空；确实为零的填0。`,
    `二、${rounding}`,
    `三、增加科目时在“${sheetNames.data}”末尾空行填写填报表、编码、资金性质、栏目和数值；新增行在导入系统后计入公开表。`,
    "四、请勿移动、合并或删除单元格，本工作簿只能导入同一单位、同一年度。",
  ];
}
