import type { GradeBand } from "../words/grades";
import { formatForInput } from "../words/amounts";
import {
  reportSectionTitles,
  type AnnexRow,
  type KeyEvaluationEntry,
  type ReportSection,
  type ScoredIndicator,
} from "../performance/entries";
import { formatScore, gradeLabel } from "../performance/scoring";
import { keyEvaluationCellId } from "../performance/cell-ids";
import { richTextOf } from "../performance/rich-text";
import { indicatorScore, keyEvaluationScore, sumOfScores } from "../performance/summary";
import type { DocumentBlock, DocumentGrid, GridCell } from "../text/writing/blocks";

const head = (text: string, span: Partial<GridCell> = {}): GridCell => ({
  text,
  align: "center",
  isHead: true,
  ...span,
});
const center = (text: string, span: Partial<GridCell> = {}): GridCell => ({ text, align: "center", ...span });

/**
 * 重点绩效评价报告: typed sections with the fund table, the indicator system, the score and the annex, which follow from the
 * figures. `index` counts the reports from 0.
 */
export function keyEvaluationBlocks(
  report: KeyEvaluationEntry,
  index: number,
  year: number,
  grades: readonly GradeBand[],
): DocumentBlock[] {
  const id = `attachments.report.${index + 1}`;
  const heading = (place: string, level: 2 | 3, text: string): DocumentBlock => ({
    kind: "heading",
    id: `${id}.${place}`,
    level,
    text,
  });
  const lines = (place: string, texts: readonly string[]): DocumentBlock[] =>
    texts.map((text, at) => textParagraph(`${id}.${place}.${at + 1}`, text));
  const typed = (section: ReportSection): DocumentBlock[] =>
    richTextOf(report.sections[section]).map((block, at) =>
      block.kind === "paragraph"
        ? textParagraph(`${id}.${section}.${at + 1}`, block.text)
        : grid(`${section}.${at + 1}`, typedGrid(block.rows)),
    );
  const titled = (section: ReportSection, number: string): DocumentBlock[] =>
    report.sections[section]?.trim()
      ? [textParagraph(`${id}.${section}.title`, number + reportSectionTitles[section]), ...typed(section)]
      : [];
  const numbered = (place: string, texts: readonly string[]) =>
    lines(
      place,
      texts.map((text, at) => `${at + 1}.${text}`),
    );
  const grid = (place: string, content: DocumentGrid): DocumentBlock => ({
    kind: "grid",
    id: `${id}.${place}`,
    grid: content,
  });
  return [
    heading("title", 2, `${report.project}绩效评价报告`),
    ...typed("preface"),
    heading("facts", 3, "一、基本情况"),
    textParagraph(`${id}.project.title`, "（一）项目基本情况"),
    ...titled("background", "1."),
    ...titled("budget", "2."),
    ...titled("content", "（二）"),
    ...titled("organisation", "（三）"),
    heading("objectives.heading", 3, `二、${reportSectionTitles.objectives}`),
    ...typed("objectives"),
    ...lines(
      "targets",
      report.targets.map(({ name, target }, at) => `${at + 1}、${name}${target}；`),
    ),
    heading("work", 3, "三、绩效自评工作开展情况"),
    ...titled("scope", "（一）"),
    grid("funding", fundGrid(report, index, year)),
    ...titled("basis", "（二）"),
    textParagraph(`${id}.system.title`, "（三）评价指标体系"),
    ...titled("designApproach", "1."),
    ...titled("principles", "2."),
    ...titled("indicatorSystem", "3."),
    ...(report.indicators.length > 0 ? [grid("indicators", indicatorGrid(report.indicators, index))] : []),
    heading("conclusion", 3, "四、评价结论及分析"),
    textParagraph(`${id}.conclusion.title`, "（一）评价结论"),
    ...lines("conclusion", [conclusionOf(report, year, grades)]),
    ...titled("analysis", "（二）"),
    heading("findings", 3, "五、问题与建议"),
    textParagraph(`${id}.problems.title`, "（一）存在问题"),
    ...numbered("problems", report.problems),
    textParagraph(`${id}.suggestions.title`, "（二）相关建议"),
    ...numbered("suggestions", report.suggestions),
    ...(report.annex.length > 0
      ? [heading("annex.heading", 3, "六、附件"), grid("annex", annexGrid(report.annex))]
      : []),
  ];
}

/** What the evaluation came to, in the report's words. */
export function conclusionOf(report: KeyEvaluationEntry, year: number, grades: readonly GradeBand[]): string {
  const result = keyEvaluationScore(report, grades);
  const opening = `根据对${year}年度“${report.project}”进行评价，`;
  return result
    ? `${opening}最终计算得到绩效评价综合得分为${formatScore(result.score)}分，绩效评价等级为“${gradeLabel(result.grade, grades)}”。`
    : `${opening}尚未得出绩效评价综合得分。`;
}

/** A table that was typed or pasted into the report: its first row heads the columns. */
function typedGrid([heads, ...rows]: readonly (readonly string[])[]): DocumentGrid {
  return {
    title: null,
    widths: heads!.map(() => 10),
    orientation: "portrait",
    head: [heads!.map((text) => head(text))],
    body: rows.map((cells) => cells.map((text) => center(text))),
    notes: [],
  };
}

function textParagraph(id: string, text: string): DocumentBlock {
  return { kind: "paragraph", id, sentences: [{ id: `${id}.text`, fragments: [{ kind: "text", text }] }] };
}

function fundGrid({ fundTableTitle, project, funding }: KeyEvaluationEntry, index: number, year: number): DocumentGrid {
  const columns: readonly [string, number | null, Partial<GridCell>?][] = [
    ["预算资金", funding.budget],
    ["实际到位资金", funding.received],
    ["实际支出资金", funding.executed, { address: keyEvaluationCellId(index, "funding.executed") }],
  ];
  return {
    title: fundTableTitle || `${project}预算和支出情况（${year}年）`,
    widths: columns.map(() => 12),
    orientation: "portrait",
    head: [columns.map(([label]) => head(`${label}（万元）`))],
    body: [
      columns.map(
        ([, amount, addressed]): GridCell => ({ text: formatForInput(amount, "wan"), align: "right", ...addressed }),
      ),
    ],
    notes: [],
  };
}

/** The system in three columns, with the scores where the report gives them. */
function indicatorGrid(indicators: readonly ScoredIndicator[], index: number): DocumentGrid {
  const total = sumOfScores(indicators);
  const isScored = leavesOf(indicators).some(({ score }) => score !== null);
  const named = ({ name, weight }: ScoredIndicator) => `${name}（${formatScore(weight)}分）`;
  const scoreCell = (indicator: ScoredIndicator): GridCell[] => {
    const score = indicatorScore(indicator);
    return isScored ? [center(score === null ? "" : formatScore(score))] : [];
  };
  const body = indicators.flatMap((first) => {
    const seconds = first.parts.length > 0 ? first.parts : [first];
    const rows = seconds.flatMap((second): GridCell[][] => {
      if (second === first) return [[center("—"), center("—"), ...scoreCell(first)]];
      if (second.parts.length === 0) return [[center(named(second)), center("—"), ...scoreCell(second)]];
      return second.parts.map((third, at) => [
        ...(at === 0 ? [center(named(second), { rowSpan: second.parts.length })] : []),
        center(named(third)),
        ...scoreCell(third),
      ]);
    });
    return rows.map((row, at) => (at === 0 ? [head(named(first), { rowSpan: rows.length }), ...row] : row));
  });
  return {
    title: null,
    widths: [10, 16, 16, ...(isScored ? [6] : [])],
    orientation: "portrait",
    head: [
      ["一级指标及分值", "二级指标及分值", "三级指标及分值", ...(isScored ? ["得分"] : [])].map((text) => head(text)),
    ],
    body: isScored
      ? [
          ...body,
          [
            head("合计", { colSpan: 3 }),
            center(total === null ? "" : formatScore(total), { address: keyEvaluationCellId(index, "score") }),
          ],
        ]
      : body,
    notes: [],
  };
}

function leavesOf(indicators: readonly ScoredIndicator[]): ScoredIndicator[] {
  return indicators.flatMap((indicator) => (indicator.parts.length === 0 ? [indicator] : leavesOf(indicator.parts)));
}

function annexGrid(annex: readonly AnnexRow[]): DocumentGrid {
  const spanOf = (at: number, same: (one: AnnexRow, other: AnnexRow) => boolean): number => {
    if (at > 0 && same(annex[at - 1]!, annex[at]!)) return 0;
    const next = annex.findIndex((row, index) => index > at && !same(row, annex[at]!));
    return (next < 0 ? annex.length : next) - at;
  };
  return {
    title: "项目绩效目标表",
    widths: [9, 11, 18, 10, 10],
    orientation: "portrait",
    head: [["一级指标", "二级指标", "三级指标", "年度指标值（A）", "实际完成值（B）"].map((text) => head(text))],
    body: annex.map((row, at): GridCell[] => {
      const first = spanOf(at, (one, other) => one.first === other.first);
      const second = spanOf(at, (one, other) => one.first === other.first && one.second === other.second);
      return [
        ...(first > 0 ? [head(row.first, { rowSpan: first })] : []),
        ...(second > 0 ? [head(row.second, { rowSpan: second })] : []),
        { text: row.third, align: "left" },
        center(row.target),
        center(row.actual),
      ];
    }),
    notes: [],
  };
}
