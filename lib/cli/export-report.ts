import { writeFile } from "node:fs/promises";
import { z } from "zod";
import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { documentFormats } from "@/lib/domain/document/file-formats";
import { openCsv, openTables } from "@/lib/documents/open-data/published-data";
import { writePackage } from "@/lib/documents/report-package/write-package";
import { recordExport } from "@/lib/features/report-package/mutations";
import { packageOf, readReportContent, tablesOf, versionFile } from "@/lib/features/report-package/data";

const formats = ["package", "json", "csv", ...documentFormats] as const;

export const exportSchema = z.object({
  unit: z.string("请写明单位代码。").min(1, "请写明单位代码。"),
  year: z.coerce
    .number("请写明年度。")
    .int("年度须为四位数。")
    .min(2015, "年度须为四位数。")
    .max(2100, "年度须为四位数。"),
  version: z.coerce.number("版本号须为整数。").int("版本号须为整数。").min(1, "版本号从1开始。").optional(),
  format: z.enum(formats, `格式须为 ${formats.join("、")} 之一。`),
  output: z.string().optional(),
  district: z.string().optional(),
});
export type ExportRequest = z.infer<typeof exportSchema>;

/**
 * Writes a report to a file, or to the standard output when none is named: its facts as a package, or its nine tables
 * cell by cell as JSON or CSV in the form of the open-data interface, or the whole document as Word, PDF or workbook.
 * Inputs that are no amounts are in none of them and are named on the standard error.
 *
 * @returns the exit code: 1 when there is no such report.
 */
export async function exportReport(request: ExportRequest): Promise<number> {
  return withInstallation(async () => {
    const district = await chooseDistrict(request.district);
    if (!district) return 1;
    const { unit, year, version, output } = request;
    const stored = await readReportContent(district.id, unit, year, version);
    if (!stored) {
      console.error(`没有单位${unit}的${year}年度决算${version === undefined ? "" : `第${version}版`}。`);
      return 1;
    }
    const report = await packageOf(stored);
    for (const { key, content, why } of report.leftOut) console.error(`未导出：${key} 的内容“${content}”${why}。`);
    const content = {
      package: () => writePackage(report.package),
      json: async () =>
        `${JSON.stringify({ unit: report.package.unit, year, version: report.number, tables: openTables(await tablesOf(stored)) }, null, 2)}\n`,
      csv: async () => openCsv(await tablesOf(stored)),
      pdf: () => versionFile(stored, "pdf"),
      docx: () => versionFile(stored, "docx"),
      xlsx: () => versionFile(stored, "xlsx"),
    }[request.format];
    const bytes = await content();
    if (stored.version.status !== "published") await recordExport({ id: null, name: "命令行" }, stored, request.format);
    if (output === undefined) process.stdout.write(bytes);
    else {
      await writeFile(output, bytes);
      console.log(`已写入“${output}”：${report.package.unit.name}${year}年度决算第${report.number}版。`);
    }
    return 0;
  });
}
