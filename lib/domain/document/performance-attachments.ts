import { missingFigure, type PartState } from "../engine/figure-state";
import type { Format } from "../formats/define";
import type { GradeBand } from "../words/grades";
import type { PerformanceEntry } from "../performance/entries";
import { summaryCellId } from "../performance/cell-ids";
import { formatScore, gradeLabel } from "../performance/scoring";
import { summaryOf, type PerformanceSummary } from "../performance/summary";
import type { DocumentBlock, DocumentGrid, GridCell } from "../text/writing/blocks";
import { keyEvaluationBlocks } from "./key-evaluation-blocks";
import { selfEvaluationGrid } from "./self-evaluation-grid";

/**
 * 第五部分 附件: summary of all projects, their forms, the key evaluation reports. That there are none is said once `state`
 * is not untouched.
 */
export function performanceAttachments(
  entry: PerformanceEntry,
  state: PartState,
  { document: { self }, performance: { grades } }: Pick<Format, "document" | "performance">,
  identity: { year: number; unitName: string },
): DocumentBlock[] {
  const { year } = identity;
  const summary = summaryOf(entry, grades);
  const forms = summary.projects.filter(({ hasForm }) => hasForm);
  const chapters: { heading: string; id: string; blocks: DocumentBlock[] }[] = [];
  if (summary.projects.length > 0)
    chapters.push({
      id: "summary",
      heading: `${year}年度项目支出绩效自评情况汇总表`,
      blocks: [{ kind: "grid", id: "attachments.summary.grid", grid: summaryGrid(summary, grades, identity) }],
    });
  if (forms.length > 0)
    chapters.push({
      id: "forms",
      heading: "区级预算项目支出绩效自评表",
      blocks: forms.map(
        (project, at): DocumentBlock => ({
          kind: "grid",
          id: `attachments.form.${at + 1}`,
          grid: selfEvaluationGrid(project, at, identity),
        }),
      ),
    });
  if (entry.keyEvaluations.length > 0)
    chapters.push({
      id: "reports",
      heading: "重点绩效评价报告",
      blocks: entry.keyEvaluations.flatMap((report, at) => keyEvaluationBlocks(report, at, year, grades)),
    });
  if (chapters.length === 0)
    return [
      {
        kind: "paragraph",
        id: "attachments.none",
        sentences: [
          {
            id: "attachments.none.text",
            fragments: [{ kind: "text", text: state === "untouched" ? missingFigure : `${self}没有附件。` }],
          },
        ],
      },
    ];
  return chapters.flatMap(({ id, heading, blocks }, at): DocumentBlock[] => [
    { kind: "heading", id: `attachments.${id}`, level: 1, text: `${"一二三"[at]}、${heading}` },
    ...blocks,
  ]);
}

function summaryGrid(
  { projects }: PerformanceSummary,
  grades: readonly GradeBand[],
  { unitName }: { unitName: string },
): DocumentGrid {
  const center = (text: string, address?: string): GridCell => ({ text, align: "center", ...(address && { address }) });
  return {
    title: null,
    widths: [4, 20, 24, 7, 7],
    orientation: "portrait",
    head: [
      ["序号", "项目名称", "资金使用单位", "自评得分", "自评等级"].map(
        (text): GridCell => ({ text, align: "center", isHead: true }),
      ),
    ],
    body: projects.map(({ entry, score, grade }, at): GridCell[] => [
      center(String(at + 1)),
      { text: entry.name, align: "left", isHead: true, address: summaryCellId(at, "project") },
      { text: entry.implementer || unitName, align: "left" },
      center(score === null ? "" : formatScore(score), summaryCellId(at, "score")),
      center(grade === null ? "" : gradeLabel(grade, grades), summaryCellId(at, "grade")),
    ]),
    notes: [`单位：${unitName}`],
  };
}
