import { quoted } from "../../words/quoted";
import { similarity, projectNamed, sharedPairs } from "../../performance/similarity";
import { citedDocuments } from "../../performance/cited-documents";
import {
  reportSections,
  type AnnexRow,
  type KeyEvaluationEntry,
  type NamedTarget,
  type PerformanceEntry,
} from "../../performance/entries";
import { foreignWords } from "../rule/foreign-words";
import type { CheckContext, FunctionRule, Observation, Rule } from "../rule/rule";
import { onPerformance, performanceLogic, performanceVerification } from "./performance-rule";

/** Every typed text of a report, with its place. */
function textsOf(report: KeyEvaluationEntry): { place: string; text: string }[] {
  return [
    { place: "fundTableTitle", text: report.fundTableTitle },
    ...reportSections.map((section) => ({ place: section as string, text: report.sections[section] ?? "" })),
    ...report.problems.map((text, at) => ({ place: `problems.${at + 1}`, text })),
    ...report.suggestions.map((text, at) => ({ place: `suggestions.${at + 1}`, text })),
  ].filter(({ text }) => text.trim() !== "");
}

/** Every text of the performance part: reports, goals, attainments, reasons. */
function allTextsOf({ projects, keyEvaluations }: PerformanceEntry): { place: string; name: string; text: string }[] {
  return [
    ...keyEvaluations.flatMap((report) =>
      textsOf(report).map(({ place, text }) => ({
        place: `${report.project}.${place}`,
        name: `${quoted(report.project)}评价报告`,
        text,
      })),
    ),
    ...projects.flatMap(({ name, goal, attainment, lowScorePlan, indicators }) =>
      [goal, attainment, lowScorePlan, ...indicators.map(({ reason }) => reason)]
        .map((text, at) => ({ place: `${name}.${at}`, name: `项目${quoted(name)}自评表`, text }))
        .filter(({ text }) => text.trim() !== ""),
    ),
  ];
}

/**
 * Runs over every text of the performance part; what `problem` says is the finding. For rules that look at typed texts
 * elsewhere too.
 */
export function onPerformanceTexts(
  problem: (text: string, entry: PerformanceEntry, context: CheckContext) => string | null,
): FunctionRule["prepare"] {
  return onPerformance((entry, context) =>
    allTextsOf(entry).flatMap(({ place, name, text }): Observation[] => {
      const said = problem(text, entry, context);
      return said === null ? [] : [{ place: `performance.${place}`, message: `${name}${said}` }];
    }),
  );
}

/** Names of money that are no project's: what stands in front tells whose it is. */
const nameOfMoney = /([\p{Script=Han}A-Za-z0-9]{2,14})(?:工作业务经费|业务经费|资金预算和支出情况)/gu;
const generalMoney = /项目$|^(?:财政|专项|预算|本级财政|项目)$|对|的|和|将|按/u;

/** L-50: another unit's name, project or work, or money of a project that this unit has not. */
export function foreignName(
  text: string,
  { projects, keyEvaluations }: PerformanceEntry,
  context: CheckContext,
): string | null {
  const { unitName } = context.identity;
  const names = [...projects.map(({ name }) => name), ...keyEvaluations.map(({ project }) => project)];
  const foreign = foreignWords(text, names, context);
  if (foreign) return foreign;
  for (const [words, subject] of text.matchAll(nameOfMoney)) {
    const own = subject!.replace(/^.*(?:评价|安排|拨付|使用)/u, "");
    if (own === "" || generalMoney.test(own) || names.some((name) => sharedPairs(name, own) > 1)) continue;
    return `提到了其他项目的资金${quoted(words.slice(-(own.length + words.length - subject!.length)))}。请核对是否从其他文本复制。`;
  }
  const work = otherWork.exec(text)?.[0];
  return work && !unitName.includes(work.slice(0, 2)) && !names.some((name) => name.includes(work.slice(0, 2)))
    ? `提到了其他单位的工作${quoted(work)}。请核对是否从其他文本复制。`
    : null;
}

/** Work that belongs to one kind of office, so that in another's report it was copied. */
const otherWork = /(?:统计|普查|税务|审计|教学|诊疗|环卫|征兵)工作人员/u;

/** Whether two targets are stated in one unit, and which. */
function unitOf(target: string): string {
  return target.replace(/^[≥≤＜＞<>=\s]*[\d.,]+\s*/, "");
}

function annexRowOf({ name, target }: NamedTarget, annex: readonly AnnexRow[]): AnnexRow | null {
  const near = annex.filter((row) => unitOf(row.target) === unitOf(target) && sharedPairs(row.third, name) > 0);
  return near.sort((one, other) => similarity(other.third, name) - similarity(one.third, name))[0] ?? null;
}

function targetProblems({ project, targets, annex }: KeyEvaluationEntry): Observation[] {
  return targets.flatMap((target): Observation[] => {
    const row = annexRowOf(target, annex);
    const observation = (said: string) => [
      {
        place: `${project}.${target.name}`,
        message: `${quoted(project)}评价报告正文的目标${quoted(target.name)}${said}。请使正文与附件一致。`,
      },
    ];
    if (!row) return observation(`为${target.target}，附件的绩效目标表中没有`);
    return row.target.replace(/\s/g, "") === target.target.replace(/\s/g, "")
      ? []
      : observation(`为${target.target}，附件${quoted(row.third)}为${row.target}`);
  });
}

/** 《…》 with the document number behind it. */
const citation = /《([^》]+)》[^《（(]{0,8}[（(]([^（）()]{1,12})〔(\d{4})〕(\d+)号[）)]/gu;

function citationProblem(title: string, number: string): string | null {
  const issuer = number.slice(0, number.indexOf("〔"));
  const ofTitle = citedDocuments.filter(
    (document) => title.includes(document.title) && document.number.startsWith(`${issuer}〔`),
  );
  if (ofTitle.length > 0)
    return ofTitle.some((document) => document.number === number)
      ? null
      : `《${ofTitle[0]!.title}》的文号为${ofTitle[0]!.number}，文中写作${number}。请核对文号。`;
  const ofNumber = citedDocuments.find((document) => document.number === number);
  return ofNumber ? `${number}是《${ofNumber.title}》，文中写作《${title}》。请核对文件标题或文号。` : null;
}

/** A document that the register does not know is passed over: districts cite papers of their own. */
function citationProblems(text: string): { number: string; message: string }[] {
  return [...text.replace(/\s/g, "").matchAll(citation)].flatMap(([, title, issuer, year, serial]) => {
    const number = `${issuer}〔${year}〕${serial}号`;
    const message = citationProblem(title!, number);
    return message === null ? [] : [{ number, message }];
  });
}

const MONEY_NAME = "(?:专项资金|运行经费|经费|资金|项目)";

/** Other names of the report's project: what begins like it and ends like the name of money or a project. */
function otherNames(report: KeyEvaluationEntry, official: string): string[] {
  const start = official.slice(0, Math.min(7, Math.ceil(official.length / 2)));
  const written = new RegExp(`${start}[^，。；：、“”《》（）()\\s]{0,10}?${MONEY_NAME}+`, "gu");
  const found = [
    report.project,
    ...textsOf(report).flatMap(({ text }) => [...text.replace(/[“”]/g, "").matchAll(written)].map(([name]) => name)),
  ];
  const isSame = (name: string) =>
    name === official || name === `${official}项目` || `${name}项目` === official || name === `${official}资金`;
  // 办理工作所需资金 is money for the work, not the name of a project.
  return [...new Set(found)].filter((name) => !isSame(name) && !/所需|的/.test(name));
}

/** First sentence of a problem or suggestion: what it is about. */
const headline = (text: string) => text.split("。")[0]!;

/** L-49, L-51, L-54, V-34: the words of key evaluation reports. */
export const performanceReportRules: readonly Rule[] = [
  {
    id: "L-49",
    ...performanceLogic,
    severity: "explain",
    title: "评价报告正文的绩效目标与附件的绩效目标表一致",
    advice: "请使正文与附件一致。",
    prepare: onPerformance(({ keyEvaluations }) =>
      keyEvaluations.filter(({ annex }) => annex.length > 0).flatMap(targetProblems),
    ),
  },
  {
    id: "L-51",
    ...performanceLogic,
    severity: "blocking",
    title: "引用的文件，文号与标题相符",
    advice: "请核对文号。",
    prepare: onPerformance((entry) =>
      allTextsOf(entry).flatMap(({ place, name, text }) =>
        citationProblems(text).map(
          ({ number, message }): Observation => ({ place: `${place}.${number}`, message: `${name}：${message}` }),
        ),
      ),
    ),
  },
  {
    id: "L-54",
    ...performanceLogic,
    severity: "explain",
    title: "同一项目在汇总表、自评表和评价报告中用同一名称",
    advice: "请统一项目名称。",
    prepare: onPerformance(({ projects, keyEvaluations }) =>
      keyEvaluations.flatMap((report): Observation[] => {
        const official = projectNamed(report.project, projects, ({ name }) => name)?.name ?? report.project;
        const others = otherNames(report, official);
        return others.length === 0
          ? []
          : [
              {
                place: official,
                message: `项目${quoted(official)}在评价报告中另有名称：${others.map((name) => quoted(name)).join("、")}。请统一项目名称。`,
              },
            ];
      }),
    ),
  },
  {
    id: "V-34",
    ...performanceVerification,
    title: "评价报告的每个问题都有对应的建议",
    advice: "请逐一回应存在的问题。",
    prepare: onPerformance(({ keyEvaluations }) =>
      keyEvaluations.flatMap(({ project, problems, suggestions }) =>
        problems.flatMap((problem, at): Observation[] =>
          suggestions.some((suggestion) => sharedPairs(headline(problem), headline(suggestion)) > 0)
            ? []
            : [
                {
                  place: `${project}.${at + 1}`,
                  message: `${quoted(project)}评价报告的问题${quoted(headline(problem))}没有对应的建议。请逐一回应存在的问题。`,
                },
              ],
        ),
      ),
    ),
  },
];
