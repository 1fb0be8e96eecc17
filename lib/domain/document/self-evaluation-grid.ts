import { formatForInput, formatPercent } from "../words/amounts";
import { formCellId } from "../performance/cell-ids";
import { fundingRowLabels, fundingRows, type IndicatorEntry } from "../performance/entries";
import { fundingStages } from "../performance/forms";
import { actualText, targetText } from "../performance/indicator-text";
import { EXECUTION_WEIGHT, formatScore } from "../performance/scoring";
import type { EvaluatedIndicator, EvaluatedProject } from "../performance/self-evaluation";
import type { DocumentGrid, GridCell } from "../text/writing/blocks";

/** 项目支出绩效自评表: vertical label, 一级, 二级, 三级, target, actual, weight, score, reason. */
const widths = [3, 8.5, 10, 16, 10, 10, 5.5, 6.5, 12];
const columnCount = widths.length;

const notes = [
  "注：1.得分一档最高不能超过该指标分值上限。",
  "2.定性指标根据指标完成情况分为：完成预期指标、部分完成预期指标并具有一定效果、未完成预期指标且效果较差三档，分别按照该指标对应分值区间100-80%（含）、80-60%（含）、60-0%合理确定分值。",
  "3.定量指标若为正向指标（即指标值为≥*），则得分计算方法应用全年实际值（B）/年度指标值（A）*该指标分值；若定量指标为反向指标（即指标值为≤*），则得分计算方法应用年度指标值（A）/全年实际值（B）*该指标分值。",
  "4.请在“未完成原因分析”中说明偏离目标、不能完成目标的原因。",
  "5.自评得分在80分以下的，要简要说明绩效目标未实现的原因和下一步拟采取的具体措施。",
];

const head = (text: string, span: Partial<GridCell> = {}): GridCell => ({
  text,
  align: "center",
  isHead: true,
  ...span,
});
const center = (text: string, span: Partial<GridCell> = {}): GridCell => ({ text, align: "center", ...span });
const left = (text: string, span: Partial<GridCell> = {}): GridCell => ({ text, align: "left", ...span });
const right = (text: string, address: string): GridCell => ({ text, align: "right", address });

/**
 * The form of one project as it is printed; scores, rate and total are computed. `at` counts the forms of the report
 * from 0.
 */
export function selfEvaluationGrid(
  project: EvaluatedProject,
  at: number,
  { year, unitName }: { year: number; unitName: string },
): DocumentGrid {
  const { entry, groups, score } = project;
  const count = groups.reduce((total, { indicators }) => total + indicators.length, 0);
  const headings = [
    "一级指标",
    "二级指标",
    "三级指标",
    "年度指标值（A）",
    "实际完成指标值（B）",
    "分值",
    "得分",
    "偏差原因分析及改进措施",
  ];
  return {
    title: `区级预算项目支出绩效自评表（${year}年度）`,
    widths,
    orientation: "portrait",
    head: [],
    body: [
      [
        head("项目名称", { colSpan: 2 }),
        center(entry.name, { colSpan: 3 }),
        head("主管部门"),
        center(entry.supervisor, { colSpan: 3 }),
      ],
      [
        head("项目实施单位", { colSpan: 2 }),
        center(entry.implementer || unitName, { colSpan: 3 }),
        head("联系电话"),
        center(entry.phone, { colSpan: 3 }),
      ],
      ...fundingRowsOf(project, at),
      [
        head("年度总体目标", { rowSpan: 2 }),
        head("年初预期目标", { colSpan: 4 }),
        head("目标实际完成情况", { colSpan: 4 }),
      ],
      [left(entry.goal, { colSpan: 4 }), left(entry.attainment, { colSpan: 4 })],
      [head("年度绩效指标", { rowSpan: count + 1 }), ...headings.map((text) => head(text))],
      ...groups.flatMap(groupRows),
      [
        head("总　　分", { colSpan: columnCount - 3 }),
        center(score === null ? "" : formatScore(score), { colSpan: 2, address: formCellId(at, "score") }),
        center(""),
      ],
      [
        left(`总分在80分以下的项目未实现绩效目标的原因分析及拟采取的措施说明：${entry.lowScorePlan}`, {
          colSpan: columnCount,
        }),
      ],
    ],
    notes,
  };
}

function fundingRowsOf({ entry, execution }: EvaluatedProject, at: number): GridCell[][] {
  const rate =
    execution.executed === null || execution.adjustedBudget === null
      ? null
      : formatPercent(execution.executed, execution.adjustedBudget);
  const columns = ["年初预算数", "全年预算数（A）", "全年执行数（B）", "分值", "执行率（B/A）", "得分"];
  const rows = fundingRows.map((row): GridCell[] => {
    const amounts = fundingStages.map((stage) =>
      right(formatForInput(entry.funding[row][stage], "wan"), formCellId(at, `${row}.${stage}`)),
    );
    const results =
      row === "total"
        ? [
            formatScore(EXECUTION_WEIGHT),
            rate === null ? "" : `${rate}%`,
            execution.score === null ? "" : formatScore(execution.score),
          ]
        : ["—", "—", "—"];
    return [
      head(fundingRowLabels[row], { align: "left" }),
      ...amounts,
      ...results.map((text, column) =>
        center(text, row === "total" && column === 1 ? { address: formCellId(at, "rate") } : {}),
      ),
    ];
  });
  return [
    [
      head("项目预算执行情况（10分）", { colSpan: 2, rowSpan: fundingRows.length + 1 }),
      center("单位：万元"),
      ...columns.map((text) => head(text)),
    ],
    ...rows,
  ];
}

function groupRows({ name, weight, indicators }: EvaluatedProject["groups"][number]): GridCell[][] {
  return indicators.map((indicator, at): GridCell[] => {
    const { entry } = indicator;
    const startsSecond = at === 0 || indicators[at - 1]!.entry.second !== entry.second;
    return [
      ...(at === 0 ? [head(`${name}（${formatScore(weight)}分）`, { rowSpan: indicators.length })] : []),
      ...(startsSecond ? [head(entry.second, { rowSpan: lengthOfSecond(indicators, at) })] : []),
      left(entry.third),
      center(targetText(entry)),
      center(actualText(entry)),
      center(formatScore(entry.weight)),
      center(indicator.score === null ? "" : formatScore(indicator.score)),
      left(entry.reason),
    ];
  });
}

/** How many indicators from `at` on share the second level. */
function lengthOfSecond(indicators: readonly EvaluatedIndicator[], at: number): number {
  const next = indicators.findIndex(
    ({ entry }: { entry: IndicatorEntry }, index) => index > at && entry.second !== indicators[at]!.entry.second,
  );
  return (next < 0 ? indicators.length : next) - at;
}
