/**
 * 审核要点: what a reviewer asks of every report, as data like the rules: the question, where to look, what stands beside
 * the figures, and which rules help. A point is judged by a person and blocks nothing by itself.
 */
import type { UnitKind } from "../words/funds";
import type { ReportScope } from "../words/report-identity";

/** Areas of the points, in the order of a review. */
export const pointAreas = {
  basis: "编报基础和完整性",
  openings: "年初结转和结余",
  income: "收入",
  functions: "支出（功能分类）",
  economy: "支出（经济分类）",
  threePublic: "“三公”经费",
  closings: "年末结转和结余",
  otherMatters: "其他重要事项",
  performance: "预算绩效",
  text: "文字说明",
  disclosure: "公开准备",
} as const;
export type PointArea = keyof typeof pointAreas;

/** What is set beside the figures that a point looks at. */
export const pointComparisons = {
  lastYear: "上年决算数",
  budget: "年初预算数",
  adjustedBudget: "全年预算数",
  approvedClosing: "上年批复的年末数",
  grantStatement: "财政拨款对账单",
  counterpart: "对方单位的数",
  perHead: "人均数",
  peers: "同类单位中位数",
  tables: "报表数",
} as const;
export type PointComparison = keyof typeof pointComparisons;

/** Where a question comes from: a text that was seen, or practice that nobody has proven; that is for the reader to know. */
export const pointSources = {
  seen: "有公开的文件或表式可据",
  practice: "审核实践，尚无文件可据",
} as const;
export type PointSource = keyof typeof pointSources;

export interface ReviewPoint {
  /** P-01 … for those of the product, D-01 … for a district's own. */
  id: string;
  area: PointArea;
  question: string;
  /**
   * Addresses of the places that decide the answer (comment-places.ts), `*` for any run of characters;
   * `part:` with the id of a part of the report (seen-parts.ts) for the whole of it.
   */
  cites: readonly string[];
  comparisons: readonly PointComparison[];
  /** Rules whose findings help with the answer. */
  rules: readonly string[];
  /** Kinds of unit that are asked; absent: all. */
  kinds?: readonly UnitKind[];
  /** Reports that are asked; absent: of units and of departments. */
  scope?: ReportScope;
  /** Years that are asked; absent: all. */
  years?: { from?: number; to?: number };
  source: PointSource;
}

/** What a reviewer answers. */
export const pointAnswers = { passed: "通过", problem: "有问题", notApplicable: "不适用" } as const;
export type PointAnswer = keyof typeof pointAnswers;

/** A report as far as points are chosen for it. */
export interface AskedReport {
  kind: UnitKind;
  scope: ReportScope;
  year: number;
}

/** Whether a point is asked of a report. */
export function appliesTo({ kinds, scope, years }: ReviewPoint, report: AskedReport): boolean {
  return (
    // A department has no kind of its own.
    (kinds === undefined || report.scope === "department" || kinds.includes(report.kind)) &&
    (scope === undefined || scope === report.scope) &&
    report.year >= (years?.from ?? -Infinity) &&
    report.year <= (years?.to ?? Infinity)
  );
}
