import { quoted } from "../../words/quoted";
import { formatPercent, formatWanTrimmed, wanHundredths } from "../../words/amounts";
import { projectNamed } from "../../performance/similarity";
import { formatScore, gradeLabel, gradeOf } from "../../performance/scoring";
import { evaluateProject } from "../../performance/self-evaluation";
import { keyEvaluationScore, summaryOf } from "../../performance/summary";
import { cellId } from "../../formats/names";
import { cellFigure } from "../rule/asked-figures";
import type { Observation, Rule } from "../rule/rule";
import { onPerformance, performanceLogic } from "./performance-rule";

const FULL_SHARE = 100_00;
const projectSpending = cellId("expenditure", "total", "project");
const spending = cellFigure(projectSpending);
const projectBasis = { actual: "项目支出决算数", budget: "项目支出预算数" } as const;

/** L-40 … L-42, L-45, L-56: what text and summary state against the forms and tables. */
export const performanceStatementRules: readonly Rule[] = [
  {
    id: "L-40",
    ...performanceLogic,
    needs: "given",
    severity: "blocking",
    title: "自评涉及资金及其占比写明基数，并与项目支出一致",
    advice: "请写明占比的基数并核对金额。",
    prepare: (figures, context) => {
      const coverage = context.given?.performance?.coverage;
      const share = coverage?.share ?? null;
      if (!coverage || share === null) return () => [];
      return () => {
        const { budget, base } = coverage;
        const figure = spending({ figures, context });
        const observations: Observation[] = [];
        if (base === "")
          observations.push({
            place: "base",
            message: `文字称自评涉及资金占项目支出的 ${share / 100}%，没有写明占比的基数是预算数还是决算数。请写明占比的基数并核对金额。`,
            cells: [projectSpending],
          });
        if (base !== "budget" && share === FULL_SHARE && wanHundredths(figure) !== wanHundredths(budget))
          observations.push({
            place: "amount",
            message:
              `文字称自评涉及资金 ${formatWanTrimmed(budget)} 万元、占 100%，` +
              `支出决算表${projectBasis.actual}为 ${formatWanTrimmed(figure)} 万元，` +
              `相差 ${formatWanTrimmed(Math.abs(figure - budget))} 万元。请写明占比的基数并核对金额。`,
            left: budget,
            right: figure,
            cells: [projectSpending],
          });
        return observations;
      };
    },
  },
  {
    id: "L-41",
    ...performanceLogic,
    severity: "blocking",
    title: "重点绩效评价的得分和等级，文字与报告一致",
    advice: "请按评价报告改正文字。",
    prepare: onPerformance(({ keyEvaluations }, { given }, { grades }) =>
      (given?.performance?.keyEvaluations ?? []).flatMap((stated): Observation[] => {
        const report = projectNamed(stated.project, keyEvaluations, ({ project }) => project);
        const result = report && keyEvaluationScore(report, grades);
        if (!result || (result.score === stated.score && result.grade === stated.grade)) return [];
        const words = ({ score, grade }: typeof result) => `${formatScore(score)} 分、${gradeLabel(grade, grades)}`;
        return [
          {
            place: stated.project,
            message: `项目${quoted(stated.project)}重点绩效评价，文字为 ${words(stated)}，报告为 ${words(result)}。请按评价报告改正文字。`,
            left: stated.score,
            right: result.score,
          },
        ];
      }),
    ),
  },
  {
    id: "L-42",
    ...performanceLogic,
    severity: "explain",
    title: "同一项目的自评得分与重点绩效评价得分是两次评价的结果",
    advice: "请核对是否误抄。",
    prepare: onPerformance(({ projects, keyEvaluations }, { given }, { grades }) => {
      const scored = keyEvaluations.flatMap((report) => {
        const result = keyEvaluationScore(report, grades);
        return result ? [{ project: report.project, score: result.score }] : [];
      });
      return [...scored, ...(given?.performance?.keyEvaluations ?? [])].flatMap(
        ({ project: name, score }): Observation[] => {
          const project = projectNamed(name, projects, (each) => each.name);
          if (!project || evaluateProject(project).score !== score) return [];
          return [
            {
              place: project.name,
              message: `项目${quoted(project.name)}的自评得分与重点绩效评价得分同为 ${formatScore(score)} 分。请核对是否误抄。`,
              left: score,
              right: score,
            },
          ];
        },
      );
    }),
  },
  {
    id: "L-45",
    ...performanceLogic,
    severity: "blocking",
    title: "文字中的预算数、执行数、执行率和得分与自评表一致",
    advice: "请按自评表改正，比率按未四舍五入的金额计算。",
    prepare: onPerformance(({ projects }, { given }) =>
      (given?.performance?.projects ?? []).flatMap((stated): Observation[] => {
        const project = projects.find(({ name }) => name === stated.name);
        if (!project)
          return [
            {
              place: stated.name,
              message: `文字提到的项目${quoted(stated.name)}没有自评表。请按自评表改正，比率按未四舍五入的金额计算。`,
            },
          ];
        const { execution, score } = evaluateProject(project);
        const [budget, executed] = [execution.adjustedBudget ?? 0, execution.executed ?? 0];
        const rate = Math.round(Number(formatPercent(executed, budget) ?? 0) * 100);
        const differs = (
          label: string,
          left: number,
          right: number,
          words: (figure: number) => string,
        ): Observation[] => {
          const message = `项目${quoted(stated.name)}${label}，文字为 ${words(left)}，自评表为 ${words(right)}。请按自评表改正，比率按未四舍五入的金额计算。`;
          return [{ place: `${stated.name}.${label}`, message, left, right }];
        };
        const wan = (figure: number) => `${formatWanTrimmed(figure)} 万元`;
        return [
          ...(wanHundredths(stated.adjustedBudget) === wanHundredths(budget)
            ? []
            : differs("全年预算数", stated.adjustedBudget, budget, wan)),
          ...(wanHundredths(stated.executed) === wanHundredths(executed)
            ? []
            : differs("执行数", stated.executed, executed, wan)),
          // One hundredth of a point is the last printed digit (domain-rules §4).
          ...(Math.abs(stated.rate - rate) <= 1
            ? []
            : differs("执行率", stated.rate, rate, (figure) => `${figure / 100}%`)),
          ...(score === null || stated.score === score
            ? []
            : differs("自评得分", stated.score, score, (figure) => `${formatScore(figure)} 分`)),
        ];
      }),
    ),
  },
  {
    id: "L-56",
    ...performanceLogic,
    severity: "blocking",
    title: "汇总表的等级与得分相符，文字中的项目数与汇总表一致",
    advice: "请核对汇总表和文字。",
    prepare: onPerformance(({ projects }, { given }, { grades }) => {
      const statements = given?.performance;
      const evaluated = summaryOf({ projects }, grades).projects;
      const rows =
        statements?.summary ??
        evaluated.flatMap(({ entry: { name }, score, grade }) =>
          score === null || grade === null ? [] : [{ name, score, grade }],
        );
      const wrongGrades = rows
        .filter(({ score, grade }) => gradeOf(score, grades) !== grade)
        .map(
          ({ name, score, grade }): Observation => ({
            place: name,
            message:
              `项目${quoted(name)}得分 ${formatScore(score)} 分，` +
              `等级应为${quoted(gradeLabel(gradeOf(score, grades), grades))}，表中为${quoted(gradeLabel(grade, grades))}。请核对汇总表和文字。`,
            left: score,
          }),
        );
      const counted = (label: string, place: string, stated: number | undefined, count: number): Observation[] =>
        stated === undefined || stated === count
          ? []
          : [
              {
                place,
                message: `${label}，文字为 ${stated} 个，汇总表为 ${count} 个。请核对汇总表和文字。`,
                left: stated,
                right: count,
              },
            ];
      return [
        ...wrongGrades,
        ...grades.flatMap(({ grade, label }) =>
          counted(
            `自评等级为${label}的项目`,
            grade,
            statements?.grades?.[grade],
            rows.filter((row) => row.grade === grade).length,
          ),
        ),
        ...counted(
          "自评项目",
          "projects",
          statements?.coverage?.projects,
          statements?.summary?.length ?? projects.length,
        ),
      ];
    }),
  },
];
