import { shownColumn, type ListColumn } from "../lists/list-column";
import { aspects, defectIds, defectOf, verdictLabels, type Verdict } from "./defects";
import type { UnitInspection } from "./inspection";

/** One thing that came of the inspection of a unit's year. */
export interface ListedInspection {
  year: number;
  unitCode: string;
  unitName: string;
  departmentName: string | null;
  publishedOn: string | null;
  aspect: string;
  defect: string;
  verdict: string;
  said: string;
  judged: string;
  basis: string;
}

/** Everything that was found or not judged, a line each; one line for a unit of which there is neither. */
export function listedInspectionsOf(year: number, { unit, inspection }: UnitInspection): ListedInspection[] {
  const { unitCode, unitName, departmentName } = unit.disclosure;
  const head = { year, unitCode, unitName, departmentName, publishedOn: unit.versions.newestOn };
  const lines = defectIds.flatMap((id): ListedInspection[] => {
    const verdict = inspection[id];
    if (verdict.state === "clear") return [];
    const { aspect, title, judged, basis } = defectOf(id);
    const said = {
      aspect: aspects[aspect],
      defect: title,
      verdict: verdictLabels[verdict.state],
      said: saidOf(verdict),
    };
    return [{ ...head, ...said, judged, basis }];
  });
  const nothing = { aspect: "", defect: "", verdict: verdictLabels.clear, said: "", judged: "", basis: "" };
  return lines.length > 0 ? lines : [{ ...head, ...nothing }];
}

function saidOf(verdict: Verdict): string {
  if (verdict.state === "notJudged") return verdict.why;
  return verdict.state === "found" ? verdict.evidence.map(({ text }) => text).join("") : "";
}

export const inspectionColumns: readonly ListColumn<ListedInspection>[] = [
  shownColumn("year", "年度", 8, ({ year }) => year),
  shownColumn("unitCode", "单位代码", 14, ({ unitCode }) => unitCode),
  shownColumn("unitName", "单位名称", 32, ({ unitName }) => unitName),
  shownColumn("departmentName", "主管部门", 24, ({ departmentName }) => departmentName),
  shownColumn("publishedOn", "公开日期", 14, ({ publishedOn }) => publishedOn),
  shownColumn("aspect", "方面", 10, ({ aspect }) => aspect),
  shownColumn("defect", "问题", 30, ({ defect }) => defect),
  shownColumn("verdict", "结论", 10, ({ verdict }) => verdict),
  shownColumn("said", "说明", 50, ({ said }) => said),
  shownColumn("judged", "如何判断", 50, ({ judged }) => judged),
  shownColumn("basis", "依据", 40, ({ basis }) => basis),
];
