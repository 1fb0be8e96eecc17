import { performancePartOf, type StoredPerformance } from "@/lib/domain/performance/stored-performance";
import { hashOf } from "@/lib/platform/content-hash";

/** What histories show of the whole part; different for different content. */
export function performanceSummary(performance: StoredPerformance): string {
  const { projects, keyEvaluations } = performance;
  if (projects.length + keyEvaluations.length === 0) return "没有项目";
  const digest = hashOf(performancePartOf(performance)).slice(0, 12);
  return `自评项目${projects.length}个，重点评价${keyEvaluations.length}个（校验 ${digest}）`;
}
