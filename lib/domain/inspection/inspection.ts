/** 公开体检 of one unit's year: what its publication shows, and how it came about. */
import { correctionWithoutReason, latePublication, otherContent } from "../checks/disclosure/disclosure-rules";
import type { Disclosure, UnitDisclosure } from "../checks/rule/disclosure";
import { contentDefectIds, type ContentVerdicts } from "./content-defects";
import { clear, defectIds, foundBy, notJudged, type DefectId, type Verdict } from "./defects";

/** A unit's year as the records of the house have it. */
export interface InspectedUnit {
  disclosure: UnitDisclosure;
  /** That the department's accounts, or those of its own part, are published. */
  isDepartmentPublished: boolean;
  /** Published versions that are there, and the highest number among them. */
  versions: { there: number; newest: number; withoutReason: number };
  /** What the newest publication shows; `null` while it has not been judged. */
  content: ContentVerdicts | null;
}

export type Inspection = Readonly<Record<DefectId, Verdict>>;

const unpublished = notJudged("还没有公开。");
const waiting = notJudged("公开内容正在整理，稍后可以判断。");

/** What came of each of the 22 defects, in their order. */
export function inspectionOf(unit: InspectedUnit, district: Omit<Disclosure, "units">): Inspection {
  const { disclosure, content, versions } = unit;
  const isPublished = versions.there > 0;
  const whole = { ...district, units: [] };
  const saying = (text: string | null) => foundBy(text === null ? [] : [{ text, place: null }]);
  const records: Partial<Record<DefectId, Verdict>> = {
    late:
      disclosure.approvedOn === null && !disclosure.isExempt
        ? notJudged("还没有批复，公开期限没有起算。")
        : saying(latePublication(disclosure, whole)),
    departmentOnly: saying(
      !isPublished && !disclosure.isExempt && unit.isDepartmentPublished ? "主管部门已公开，本单位没有公开。" : null,
    ),
    ...(isPublished && {
      notAsApproved:
        disclosure.approvedHash === null
          ? notJudged("早期版本的系统没有保存批复时的校验值。")
          : saying(otherContent(disclosure)),
      noDate: saying(disclosure.publishedOn === null ? "公开记录没有日期。" : null),
      removed: saying(
        versions.there < versions.newest ? `公开过 ${versions.newest} 版，现在只有 ${versions.there} 版。` : null,
      ),
      silentReplacement:
        versions.withoutReason > 0
          ? saying(`有 ${versions.withoutReason} 个更正版本没有更正原因。`)
          : saying(correctionWithoutReason(disclosure)),
    }),
  };
  const ofContent = new Set<DefectId>(contentDefectIds);
  return Object.fromEntries(
    defectIds.map((id): [DefectId, Verdict] => {
      const recorded = records[id];
      if (recorded) return [id, recorded];
      if (!isPublished) return [id, unpublished];
      if (!ofContent.has(id)) return [id, clear];
      return [id, content === null ? waiting : ((content as Partial<Record<DefectId, Verdict>>)[id] ?? clear)];
    }),
  ) as Inspection;
}

/** How many of the defects were found, were not judged, and of the judged ones were not found. */
export function countVerdicts(inspection: Inspection): Record<Verdict["state"], number> {
  const counts = { found: 0, notJudged: 0, clear: 0 };
  for (const { state } of Object.values(inspection)) counts[state] += 1;
  return counts;
}

/** What the bureau looks at first: units that published late or not yet although due, not at all, or nothing to read. */
export const glances = {
  late: "逾期",
  missing: "应公开未公开",
  unreadable: "打不开或读不了",
} as const;
export type Glance = keyof typeof glances;

/** The glances that a unit belongs to. */
export function glancesOf(
  { disclosure, versions }: Pick<InspectedUnit, "disclosure" | "versions">,
  inspection: Inspection,
): Glance[] {
  const of: Record<Glance, boolean> = {
    late: inspection.late.state === "found",
    missing: versions.there === 0 && !disclosure.isExempt,
    unreadable: inspection.scanOnly.state === "found" || inspection.brokenLink.state === "found",
  };
  return (Object.keys(glances) as Glance[]).filter((glance) => of[glance]);
}
