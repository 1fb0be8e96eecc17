import type { PerformanceForm } from "../../formats/document-form";
import { formatOf } from "../../formats/format-of";
import type { PerformanceEntry } from "../../performance/entries";
import type { CheckContext, FunctionRule, Observation } from "../rule/rule";

export const performanceLogic = {
  needs: "performanceEntry",
  ruleClass: "logic",
  scope: "form",
  basis: "项目支出绩效评价管理办法（财预〔2020〕10号）",
} as const;
export const performanceVerification = {
  needs: "performanceEntry",
  ruleClass: "verification",
  severity: "explain",
  scope: "form",
  basis: "项目支出绩效评价管理办法（财预〔2020〕10号）",
} as const;

/** A rule on the performance part alone, which does not change with the figures: it looks once. */
export function onPerformance(
  observe: (entry: PerformanceEntry, context: CheckContext, form: PerformanceForm) => Observation[],
): FunctionRule["prepare"] {
  return ({ tableSet }, context) => {
    const { performance } = formatOf(tableSet.id);
    const observations = context.performanceEntry ? observe(context.performanceEntry, context, performance) : [];
    return () => observations;
  };
}

/** One rule that looks at several things. */
export function together(...parts: readonly FunctionRule["prepare"][]): FunctionRule["prepare"] {
  return (figures, context) => {
    const looks = parts.map((prepare) => prepare(figures, context));
    return () => {
      const observations: Observation[] = [];
      for (const look of looks) for (const observation of look()) observations.push(observation);
      return observations;
    };
  };
}
