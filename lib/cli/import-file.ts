import { chooseDistrict, withInstallation } from "@/lib/cli/installation";
import { openPackageFile } from "@/lib/cli/package-file";
import type { ReportPackage } from "@/lib/documents/report-package/schema";
import { isEditable, versionStatusLabels } from "@/lib/domain/report/lifecycle";
import { findUnitYear, misplacedReasons } from "@/lib/features/report-package/data";
import { importPackage } from "@/lib/features/report-package/mutations";
import { findVersionContext, findVersionId, requireFormat } from "@/lib/features/versions/data";
import { openReport } from "@/lib/features/report-opening/mutations";
import { readCatalogues } from "@/lib/features/subjects/data";

/**
 * Imports a package into the newest version of its unit's year, opening the report when the unit has not begun. The
 * import is done as a preparer of the unit: the one named, or the only one there is.
 *
 * @returns the exit code: 1 when the package or the report refuses it; then nothing has been changed.
 * @throws FormatMissing where the installation has not the format of the year.
 */
export async function importFile(
  file: string,
  options: { username?: string | undefined; districtCode?: string | undefined },
): Promise<number> {
  const content = await openPackageFile(file);
  if (!content) return 1;
  return withInstallation(() => importContent(content, options));
}

async function importContent(
  content: ReportPackage,
  { username, districtCode }: { username?: string | undefined; districtCode?: string | undefined },
): Promise<number> {
  const district = await chooseDistrict(districtCode);
  if (!district) return 1;
  const { unit, year } = content;
  const place = await findUnitYear(district.id, unit.code, year);
  if (!place) return refuse(`${district.name}没有代码为${unit.code}的单位，或没有${year}年度。`);
  requireFormat(place.fiscalYear);

  const preparer =
    username === undefined && place.preparers.length === 1
      ? place.preparers[0]
      : place.preparers.find((person) => person.username === username);
  if (!preparer) {
    const names = place.preparers.map((person) => person.username).join("、") || "（尚无填报人）";
    return refuse(
      username === undefined
        ? `请用 --as 指明以哪位填报人的身份导入：${names}。`
        : `“${username}”不是${place.unitName}的填报人。该单位的填报人：${names}。`,
    );
  }

  let versionId = await findVersionId(district.id, unit.code, year);
  const isNew = versionId === null;
  if (versionId === null) {
    // A package that belongs elsewhere opens nothing.
    const { fiscalYear, unitId, unitCode, unitName } = place;
    const reasons = misplacedReasons(
      content,
      { code: unitCode, name: unitName },
      fiscalYear,
      await readCatalogues(fiscalYear.catalogueId),
    );
    if (reasons.length > 0) return refuse(...reasons);
    const opened = await openReport(district.id, preparer, { unitId, fiscalYearId: fiscalYear.id });
    if (!opened.ok) return refuse(...opened.reasons);
    ({ versionId } = opened.data);
  }
  const context = await findVersionContext(district.id, versionId);
  if (!context) throw new Error(`version ${versionId} is missing`);
  if (!isEditable(context.status))
    return refuse(`${place.unitName}${year}年度决算当前为“${versionStatusLabels[context.status]}”，不能导入。`);

  const outcome = await importPackage(preparer, context, content);
  if (!outcome.ok) {
    if (isNew) console.error(`${place.unitName}${year}年度决算已开始填报。`);
    return refuse(...outcome.reasons);
  }
  console.log(`已导入${place.unitName}${year}年度决算：${content.facts.length}个数据，${content.texts.length}段文字。`);
  for (const note of outcome.data.notes) console.log(`  ${note}`);
  return 0;
}

function refuse(...reasons: string[]): number {
  console.error("报告包未导入：");
  for (const reason of reasons) console.error(`  ${reason}`);
  return 1;
}
