import { Callout } from "@/components/ui/callout";
import { reportPath } from "@/lib/domain/words/report-path";
import type { UnitUnderCode } from "@/lib/features/public-reports/data";

/** Says which other units have published the year under the same code, and leads to them: whoever quotes the code may mean them. */
export function UnderOneCode({ units, year }: { units: readonly UnitUnderCode[]; year: number }) {
  if (units.length === 0) return null;
  return (
    <Callout tone="warn" title={`这个单位代码下，还有其他单位公开过${year}年度的决算`}>
      <p>按代码引用的，请核对单位名称：</p>
      <ul className="mt-1 list-disc pl-5">
        {units.map(({ unitId, unitName, unitCode }) => (
          <li key={unitId}>
            {unitCode === null ? unitName : <a href={reportPath({ unitCode, year })}>{unitName}</a>}
            {unitCode === null && "：没有其他代码，请向本区财政部门索取"}
          </li>
        ))}
      </ul>
    </Callout>
  );
}
