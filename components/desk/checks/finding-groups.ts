import { ruleClasses, severities, type Finding, type RuleClass } from "@/lib/domain/words/finding";

/** Findings that belong to one table, the ones that stop submission first. */
export interface FindingGroup {
  /** Of a table or a sheet; blank for texts and forms. */
  id: string;
  title: string;
  findings: Finding[];
}

/**
 * Findings by the first table they touch, in the order of `tables`; those of texts and forms stand last. A table and
 * the sheet of the same id are one.
 */
export function findingGroups(
  findings: readonly Finding[],
  tables: readonly { id: string; title: string }[],
): FindingGroup[] {
  const groups = new Map<string, FindingGroup>();
  for (const { id, title } of [...tables, { id: "", title: "文字、绩效及其他" }])
    if (!groups.has(id)) groups.set(id, { id, title, findings: [] });
  for (const severity of severities)
    for (const finding of findings)
      if (finding.severity === severity)
        groups.get(tables.find(({ id }) => finding.tables.includes(id))?.id ?? "")!.findings.push(finding);
  return [...groups.values()].filter((group) => group.findings.length > 0);
}

/** How many findings each class of rules has; classes without one are left out. */
export function countByClass(findings: readonly Finding[]): [RuleClass, number][] {
  return ruleClasses.flatMap((ruleClass): [RuleClass, number][] => {
    const count = findings.filter((finding) => finding.ruleClass === ruleClass).length;
    return count === 0 ? [] : [[ruleClass, count]];
  });
}

/** What stands in the way of 上报, counted. */
interface Obstacles {
  /** Cells whose input cannot be taken as a figure. */
  unreadable: number;
  /** Parts and figures that nobody has given or stated empty. */
  untouched: number;
  blank: number;
  blocking: number;
  /** Findings that ask for words nobody wrote. */
  unexplained: number;
  /** Explanations that the bureau has refused. */
  refused: number;
  /** Texts that the document waits for: profile, reasons, purposes. */
  missingTexts: number;
}

/** What would be said to 上报 as the figures are now, or as they are in a rehearsal. */
export function verdictNow(
  { unreadable, untouched, blank, blocking, unexplained, refused, missingTexts }: Obstacles,
  figures: "own" | "rehearsed" = "own",
): { passes: boolean; sentence: string } {
  const given = figures === "own" ? "若现在上报" : "若按彩排数上报";
  const obstacles = [
    unreadable > 0 && `${unreadable} 个单元格填写有误`,
    untouched > 0 && `${untouched} 张表待填`,
    blank > 0 && `${blank} 个数待填`,
    blocking > 0 && `${blocking} 条必须改正`,
    unexplained > 0 && `${unexplained} 条尚未说明`,
    refused > 0 && `${refused} 条说明未认可`,
    missingTexts > 0 && `${missingTexts} 处文字未写`,
  ].filter((each) => each !== false);
  return obstacles.length === 0
    ? { passes: true, sentence: `${given}：审核通过。` }
    : { passes: false, sentence: `${given}：审核不通过，${obstacles.join("，")}。` };
}
