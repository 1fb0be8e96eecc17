import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { writeWorkbook } from "@/lib/documents/excel/write-workbook";
import { renderPdf } from "@/lib/documents/pdf/render-pdf";
import { renderWord } from "@/lib/documents/word/render-word";
import { statutoryDocument } from "@/lib/domain/document/statutory-document";
import { openCsv, openTables } from "@/lib/documents/open-data/published-data";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { packageOf, readReportModel, readReportPackage, readReportTables } from "@/lib/features/report-package/data";

const formats = ["package", "json", "csv", "xlsx", "docx", "pdf"] as const;

export const exportSchema = z.object({
  unit: z.string("请写明单位代码。").min(1, "请写明单位代码。"),
  year: z.coerce.number("请写明年度。").int("年度须为四位数。").min(2015, "年度须为四位数。").max(2100, "年度须为四位数。"),
  version: z.coerce.number("版本号须为整数。").int("版本号须为整数。").min(1, "版本号从1开始。").optional(),
  format: z.enum(formats, `格式须为 ${formats.join("、")} 之一。`),
  output: z.string().optional(),
  district: z.string().optional(),
});
export type ExportRequest = z.infer<typeof exportSchema>;

/**
 * Writes a report to a file, or to the standard output when none is named: its facts as a package, or its nine tables cell
 * by cell as JSON or CSV in the form of the open-data interface, or the whole document as Word, PDF or workbook. Inputs that are no amounts are in none of them and are
 * named on the standard error.
 *
 * @returns the exit code: 1 when there is no such report.
 */
export async function exportReport(request: ExportRequest): Promise<number> {
  return withInstallation(async () => {
    const district = await chooseDistrict(request.district);
    if (!district) return 1;
    const { unit, year, version, output } = request;
    const report = await readReportPackage(district.id, unit, year, version);
    const tables = report && (await readReportTables(district.id, unit, year, version));
    if (!report || !tables) {
      console.error(`没有单位${unit}的${year}年度决算${version === undefined ? "" : `第${version}版`}。`);
      return 1;
    }
    for (const { key, input } of report.leftOut) console.error(`未导出：${key} 的内容“${input}”不是有效数字。`);
    const content = {
      package: () => writePackage(report.package),
      json: () => `${JSON.stringify({ unit: report.package.unit, year, version: report.number, tables: openTables(tables) }, null, 2)}\n`,
      csv: () => openCsv(tables),
      xlsx: () => fileOf(district.id, request),
      docx: () => fileOf(district.id, request),
      pdf: () => fileOf(district.id, request),
    }[request.format]();
    const bytes = await content;
    if (output === undefined) process.stdout.write(bytes);
    else {
      await writeFile(output, bytes);
      console.log(`已写入“${output}”：${report.package.unit.name}${year}年度决算第${report.number}版。`);
    }
    return 0;
  });
}

/** The whole document as a file for people; what is not published carries 草稿. */
async function fileOf(districtId: string, { unit, year, version, format }: ExportRequest): Promise<Uint8Array> {
  const { model, functional, content } = (await readReportModel(districtId, unit, year, version))!;
  const { status, publishedAt, createdAt } = content.version;
  const options = { isDraft: status !== "published", date: (publishedAt ?? createdAt).toISOString().slice(0, 10) };
  if (format === "xlsx") return writeWorkbook(model, { unitCode: unit, ...options });
  const document = statutoryDocument({ unitCode: unit, model, functional, texts: new Map(content.texts.map(({ slot, text }) => [slot, text])) });
  return format === "docx" ? renderWord(document, options) : renderPdf(document, { ...options, reportPackage: packageOf(content).package });
}
