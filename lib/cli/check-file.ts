import { openPackageFile, printProblems, readBytes } from "@/lib/cli/package-file";
import { textSizeProblem } from "@/lib/documents/plain-text/read-text";
import { openFile } from "@/lib/documents/reading/open-file";
import type { TextCoverage } from "@/lib/domain/checks/text/statement-deviations";
import { partsOfText, type PartsOfText } from "@/lib/domain/document/parts-of-text";
import { cellProblems, factsOfPackage } from "@/lib/documents/report-package/read-package";
import { severityLabels } from "@/lib/domain/words/finding";
import { untouchedParts } from "@/lib/domain/report/blank-parts";
import { switchesOf } from "@/lib/domain/checks/rule-switches";
import type { RuleSwitches } from "@/lib/domain/words/rule-switches";
import { createReportModel } from "@/lib/domain/report/open-report";
import { performanceOf } from "@/lib/domain/performance/stored-performance";
import { createCatalogue, type Subject } from "@/lib/domain/words/subjects/catalogue";
import { formatOf, isFormatId } from "@/lib/domain/formats/format-of";
import { readCatalogueRows } from "@/prisma/catalogue/read-catalogue";

/**
 * Checks a package file: its form, its cells against the shipped catalogue of its year, then every check of its table
 * set. With the text of a document (Word, PDF, plain) its 情况说明 and 名词解释 are checked against the figures, too. With
 * a district its year's switches hold, for which the database of the installation is asked; otherwise none is needed.
 *
 * @returns the exit code: 1 when a file could not be read, a blocking check fails or a part is neither filled in nor
 * declared empty, 3 when no check fails, but part of the text was not compared with the figures.
 */
export async function checkFile(
  file: string,
  { textFile, districtCode }: { textFile?: string | undefined; districtCode?: string | undefined } = {},
): Promise<number> {
  const content = await openPackageFile(file);
  if (!content) return 1;
  const given = textFile === undefined ? undefined : await openText(textFile);
  if (given === null) return 1;
  const switches = districtCode === undefined ? {} : await switchesIn(districtCode, content.year);
  if (switches === null) return 1;
  const rows = readCatalogueRows(content.year);
  const functional = createCatalogue("functional", rows.functional.map(withoutInitials));
  const economic = createCatalogue("economic", rows.economic.map(withoutInitials));
  const problems = isFormatId(content.tableSetId)
    ? cellProblems(content, formatOf(content.tableSetId).sheets, { functional, economic })
    : [{ path: "tableSetId", message: `本系统没有报表格式“${content.tableSetId}”。` }];
  if (problems.length > 0) {
    printProblems(file, problems);
    return 1;
  }

  const model = createReportModel({
    identity: {
      unitName: content.unit.name,
      unitKind: content.unit.kind,
      year: content.year,
      tableSetId: content.tableSetId,
    },
    functional,
    economic,
    facts: factsOfPackage(content),
    performance: performanceOf(content),
    switches,
    ...(given && { given }),
  });
  const findings = model.findings();
  const blocking = findings.filter(({ severity }) => severity === "blocking").length;
  console.log(
    `${content.unit.name} ${content.year}年度：${content.facts.length}个数据，${findings.length}条审核结果，其中强制性${blocking}条。`,
  );
  for (const { ruleId, severity, message } of findings)
    console.log(`  [${ruleId} ${severityLabels[severity]}] ${message}`);
  const untouched = untouchedParts(model.tableSet, (part) => model.partState(part));
  if (untouched.length > 0)
    console.log(`尚未填报，也没有声明本表无数据：${untouched.map(({ label }) => label).join("、")}。`);
  const coverage = model.textCoverage();
  if (coverage) printCoverage(coverage);
  if (blocking > 0 || untouched.length > 0) return 1;
  return coverage && !isComplete(coverage) ? NOT_ALL_COMPARED : 0;
}

/** The switches of a district's year. Prints why there are none to be had and answers `null`. */
async function switchesIn(districtCode: string, year: number): Promise<RuleSwitches | null> {
  // Only here: a check without a district runs where there is no database.
  const { chooseDistrict, withInstallation } = await import("@/lib/cli/installation");
  const { listYearSwitches } = await import("@/lib/features/rule-switches/data");
  return withInstallation(async () => {
    const district = await chooseDistrict(districtCode);
    if (!district) return null;
    const stored = (await listYearSwitches(district.id)).find(({ fiscalYear }) => fiscalYear.year === year);
    if (stored) return switchesOf(stored.switches);
    console.error(`${district.name}没有${year}年度。`);
    return null;
  });
}

const NOT_ALL_COMPARED = 3;

function isComplete({ read, unread, unknown }: TextCoverage): boolean {
  return read > 0 && unread.length === 0 && unknown.length === 0;
}

/** What was read of the text and what was not: nobody is to take a text for checked that was not. */
function printCoverage(coverage: TextCoverage): void {
  const { read, unread, unknown } = coverage;
  const verdict = isComplete(coverage)
    ? "全部读出并核对"
    : read === 0
      ? "没有读出一句，文本没有核对"
      : "没有全部核对，其余请人工核对";
  console.log(`情况说明：读出${read}句，未读出${unread.length}句，读出而没有可比数据${unknown.length}处：${verdict}。`);
  for (const text of unread) console.log(`  [未读出] ${text}`);
  for (const text of unknown) console.log(`  [没有可比数据] ${text}`);
}

/** 情况说明 and 名词解释 of a document's text. Prints why and answers `null` when there is none to read. */
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
  printProblems(file, [
    { path: "", message: problem ?? "没有找到情况说明，文本没有核对。请使用含有“情况说明”标题的决算公开文本。" },
  ]);
  return null;
}

/** Search by initials is for people; a check needs none. */
function withoutInitials(row: ReturnType<typeof readCatalogueRows>["functional"][number]): Subject {
  return { ...row, level: row.level as Subject["level"], initials: "" };
}
