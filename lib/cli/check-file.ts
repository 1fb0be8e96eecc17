import { openPackageFile, printProblems, readBytes } from "@/lib/cli/package-file";
import { textSizeProblem } from "@/lib/documents/plain-text/read-text";
import { openFile } from "@/lib/documents/reading/open-file";
import { partsOfText, type PartsOfText } from "@/lib/domain/document/parts-of-text";
import { cellProblems, factsOfPackage } from "@/lib/documents/report-package/read-package";
import { severityLabels } from "@/lib/domain/model/finding";
import { createReportModel } from "@/lib/domain/model/report-model";
import { performanceOf } from "@/lib/domain/performance/stored-performance";
import { createCatalogue, type Subject } from "@/lib/domain/subjects/catalogue";
import { tableSets } from "@/lib/domain/tables/table-sets";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";

/**
 * Checks a package file: its form, its cells against the shipped catalogue of its year, then every check of its table set.
 * With the text of a document (Word, PDF, plain) 第三部分 and 第四部分 of it are checked against the figures, too.
 *
 * @returns the exit code: 1 when a file could not be read or a blocking check fails.
 */
export async function checkFile(file: string, textFile?: string): Promise<number> {
  const content = await openPackageFile(file);
  if (!content) return 1;
  const given = textFile === undefined ? undefined : await openText(textFile);
  if (given === null) return 1;
  const rows = readCatalogueRows(content.year);
  const functional = createCatalogue("functional", rows.functional.map(withoutInitials));
  const economic = createCatalogue("economic", rows.economic.map(withoutInitials));
  const problems = cellProblems(content, { functional, economic });
  if (!tableSets.some(({ id }) => id === content.tableSetId)) problems.unshift({ path: "tableSetId", message: `没有报表格式“${content.tableSetId}”。` });
  if (problems.length > 0) {
    printProblems(file, problems);
    return 1;
  }

  const model = createReportModel({
    identity: { unitName: content.unit.name, unitKind: content.unit.kind, year: content.year, tableSetId: content.tableSetId },
    functional,
    economic,
    facts: factsOfPackage(content),
    performance: performanceOf(content),
    ...(given && { given }),
  });
  const findings = model.findings();
  const blocking = findings.filter(({ severity }) => severity === "blocking").length;
  console.log(`${content.unit.name} ${content.year}年度：${content.facts.length}个数据，${findings.length}条审核结果，其中强制性${blocking}条。`);
  for (const { ruleId, severity, message } of findings) console.log(`  [${ruleId} ${severityLabels[severity]}] ${message}`);
  return blocking > 0 ? 1 : 0;
}

/** 第三部分 and 第四部分 of a document's text. Prints why and answers `null` when there is none to read. */
async function openText(file: string): Promise<PartsOfText | null> {
  const bytes = await readBytes(file, (size) => {
    const message = textSizeProblem(size);
    return message === null ? undefined : { path: "", message };
  });
  if (!bytes) return null;
  const reading = await openFile("text", bytes);
  const problem = reading.ok ? null : reading.problem;
  const parts = reading.ok ? partsOfText(reading.text) : null;
  if (parts && parts.narrative.length > 0) return parts;
  printProblems(file, [{ path: "", message: problem ?? "没有找到“第三部分”情况说明。请使用含有各部分标题的决算公开文本。" }]);
  return null;
}

/** Search by initials is for people; a check needs none. */
function withoutInitials(row: ReturnType<typeof readCatalogueRows>["functional"][number]): Subject {
  return { ...row, level: row.level as Subject["level"], initials: "" };
}
