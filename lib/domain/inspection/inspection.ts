/** 公开体检 of one unit's year: what its publication shows, and how it came about. */
import {
  correctionWithoutReason,
  lateCorrection,
  latePublication,
  otherContent,
  type CountedDays,
} from "../checks/disclosure/disclosure-rules";
import type { UnitDisclosure } from "../checks/rule/disclosure";
import { findingText, portalStateOf, type ShownPortalAddress } from "../site/portal-watch";
import { contentDefectIds, type ContentVerdicts } from "./content-defects";
import { clear, defectIds, foundBy, notJudged, type DefectId, type Verdict } from "./defects";

/** A unit's year as the records of the house have it. */
export interface InspectedUnit {
  disclosure: UnitDisclosure;
  /** That the department's accounts, or those of its own part, are published. */
  isDepartmentPublished: boolean;
  /** Published versions that are there, the highest number among them with its day, corrections that give no reason. */
  versions: { there: number; newest: number; newestOn: string | null; withoutReason: number };
  /** What the newest publication shows; `null` while it has not been judged. */
  content: ContentVerdicts | null;
  /** Where the county's portal shows it, with what the watch found; `null` where nobody said. */
  portal: ShownPortalAddress | null;
}

export type Inspection = Readonly<Record<DefectId, Verdict>>;

const unpublished = notJudged("还没有公开。");
const ofContent = new Set<DefectId>(contentDefectIds);
const waiting = notJudged("公开内容正在整理，稍后可以判断。");

function saying(...texts: (string | null)[]): Verdict {
  return foundBy(texts.flatMap((text) => (text === null ? [] : [{ text, place: null }])));
}

/** What came of each of the 22 defects, in their order. */
export function inspectionOf(unit: InspectedUnit, counted: CountedDays): Inspection {
  const { disclosure, content, versions } = unit;
  const isPublished = versions.there > 0;
  const records: Partial<Record<DefectId, Verdict>> = {
    late:
      disclosure.approvedOn === null && !disclosure.isExempt
        ? notJudged("还没有批复，公开期限没有起算。")
        : saying(latePublication(disclosure, counted), lateCorrection(disclosure, counted)),
    departmentOnly: saying(
      !isPublished && !disclosure.isExempt && unit.isDepartmentPublished ? "主管部门已公开，本单位没有公开。" : null,
    ),
    ...(isPublished && {
      brokenLink: portalVerdict(unit.portal),
      notAsApproved:
        disclosure.approvedHash === null
          ? notJudged("早期版本的系统没有保存批复时的校验值。")
          : saying(otherContent(disclosure)),
      noDate: saying(versions.newestOn === null ? "公开记录没有日期。" : null),
      removed: saying(
        versions.there < versions.newest ? `公开过 ${versions.newest} 版，现在只有 ${versions.there} 版。` : null,
      ),
      silentReplacement:
        versions.withoutReason > 0
          ? saying(`有 ${versions.withoutReason} 个更正版本没有更正原因。`)
          : saying(correctionWithoutReason(disclosure)),
    }),
  };
  const verdictOf = (id: DefectId): Verdict => {
    const recorded = records[id];
    if (recorded) return recorded;
    if (!isPublished) return unpublished;
    if (!ofContent.has(id)) return clear;
    return content === null ? waiting : ((content as Partial<Record<DefectId, Verdict>>)[id] ?? clear);
  };
  // Without a list of pairs in between: a district's year is ten thousand of these at every look.
  const inspection = {} as Record<DefectId, Verdict>;
  for (const id of defectIds) inspection[id] = verdictOf(id);
  return inspection;
}

/** What the portal shows, as far as it was asked. */
function portalVerdict(portal: ShownPortalAddress | null): Verdict {
  switch (portalStateOf(portal)) {
    case "missing":
      return notJudged("没有填门户网站公开网址，不能核对。在门户网站上公开了的，请填写网址。");
    case "notAsked":
      return notJudged("门户网站公开网址填写后还没有核对，几分钟内或今夜核对。");
    case "closed":
      return notJudged("门户网站公开网址在内部网络上，本系统没有设置可以核对这个网络。");
    case "trouble":
    case "right":
      return foundBy(portal!.findings.map((finding) => ({ text: `${findingText(finding)}。`, place: null })));
  }
}

/** The defects that were found, in their order. */
export function defectsOf(inspection: Inspection): DefectId[] {
  return defectIds.filter((id) => inspection[id].state === "found");
}

/** How many of the defects were found, were not judged, and of the judged ones were not found. */
export function countVerdicts(inspection: Inspection): Record<Verdict["state"], number> {
  const counts = { found: 0, notJudged: 0, clear: 0 };
  for (const id of defectIds) counts[inspection[id].state] += 1;
  return counts;
}

/** Raised when records or glances are judged otherwise: the bureau's list is judged anew. */
export const LIST_EDITION = 1;

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

/** A unit's year with what came of it. */
export interface UnitInspection {
  unitId: string;
  unit: InspectedUnit;
  departmentCode: string | null;
  inspection: Inspection;
}
