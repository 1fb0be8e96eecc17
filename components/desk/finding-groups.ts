import type { Finding, RuleClass, Severity } from "@/lib/domain/model/finding";

/** Findings that belong to one table, the ones that stop submission first. */
export interface FindingGroup {
  /** Of a table or a sheet; blank for texts and forms. */
  id: string;
  title: string;
  findings: Finding[];
}

export const severities: readonly Severity[] = ["blocking", "explain", "hint"];

/** Findings by the first table they touch, in the order of `tables`; those of texts and forms stand last. A table and the sheet of the same id are one. */
export function findingGroups(findings: readonly Finding[], tables: readonly { id: string; title: string }[]): FindingGroup[] {
  const known = tables.filter(({ id }, at) => tables.findIndex((table) => table.id === id) === at);
  const placed = [...known, { id: "", title: "文字、绩效及其他" }];
  const tableOf = (finding: Finding) => tables.find(({ id }) => finding.tables.includes(id))?.id ?? "";
  return placed.flatMap(({ id, title }) => {
    const own = findings.filter((finding) => tableOf(finding) === id);
    return own.length === 0 ? [] : [{ id, title, findings: severities.flatMap((severity) => own.filter((finding) => finding.severity === severity)) }];
  });
}

/** How many findings each class of rules has; classes without one are left out. */
export function countByClass(findings: readonly Finding[]): [RuleClass, number][] {
  const classes: readonly RuleClass[] = ["balance", "logic", "verification", "control"];
  return classes.flatMap((ruleClass): [RuleClass, number][] => {
    const count = findings.filter((finding) => finding.ruleClass === ruleClass).length;
    return count === 0 ? [] : [[ruleClass, count]];
  });
}

/** What the checks would say to 上报 as the figures are now; `unexplained` counts findings that ask for words nobody wrote. */
export function verdictNow(findings: readonly Finding[], unexplained: number, unreadable: number): { passes: boolean; sentence: string } {
  const blocking = findings.filter(({ severity }) => severity === "blocking").length;
  const obstacles = [unreadable > 0 && `${unreadable} 个单元格填的不是金额`, blocking > 0 && `${blocking} 条必须改正`, unexplained > 0 && `${unexplained} 条尚未说明`].filter((each) => each !== false);
  return obstacles.length === 0 ? { passes: true, sentence: "若现在上报：审核通过。" } : { passes: false, sentence: `若现在上报：审核不通过，${obstacles.join("，")}。` };
}
