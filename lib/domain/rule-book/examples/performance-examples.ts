import type { IndicatorEntry, KeyEvaluationEntry, PerformanceEntry, ProjectEntry } from "../../performance/entries";
import type { PerformanceStatements } from "../../performance/statements";
import { cellId } from "../../formats/names";
import { valueInCorrectAccounts } from "./correct-accounts";
import type { ExampleAccounts, RuleExample, RuleExamples } from "./example";
import { afterSchool, correctPerformance, correctStatements, fundingOf, serviceReport } from "./performance-accounts";

/** The performance part without fault, and what is different in it. */
function accounts(
  says: string,
  entry: PerformanceEntry = correctPerformance,
  statements: Partial<PerformanceStatements> = {},
): ExampleAccounts {
  return {
    says,
    context: { performanceEntry: entry, given: { performance: { ...correctStatements, ...statements } } },
  };
}

const [, ...others] = correctPerformance.projects;
const withService = (change: Partial<ProjectEntry>): PerformanceEntry => ({
  ...correctPerformance,
  projects: [{ ...afterSchool, ...change }, ...others],
});
const withReport = (change: Partial<KeyEvaluationEntry>): PerformanceEntry => ({
  ...correctPerformance,
  keyEvaluations: [{ ...serviceReport, ...change }],
});

/** 课后服务 with one indicator otherwise. */
function withIndicator(third: string, change: Partial<IndicatorEntry>): PerformanceEntry {
  return withService({
    indicators: afterSchool.indicators.map((each) => (each.third === third ? { ...each, ...change } : each)),
  });
}

const basicOf2050101 = valueInCorrectAccounts(cellId("expenditure", "2050101", "basic")) ?? 0;

/** The same project paid as basic expenditure: 行政运行 has exactly its amount, and no project expenditure. */
const paidAsBasic: RuleExample["failing"] = {
  ...accounts(
    "项目“课后服务”执行数 1 万余元，恰与“2050101 行政运行”的基本支出相同，该科目没有项目支出。",
    withService({ funding: fundingOf(basicOf2050101, basicOf2050101) }),
  ),
  facts: { "expenditure:2050101:generalPublicBudget:project": 0 },
};

function rule(formula: string, failing: ExampleAccounts, passing: string): RuleExample {
  return { formula, failing, passing: accounts(passing) };
}

/** Rules on projects, self-evaluation and key evaluation. */
export const performanceExamples: RuleExamples = {
  "L-40": rule(
    "写明占比的基数；以项目支出决算数为基数且占 100% ⇒ 涉及资金 = 项目支出",
    accounts("文字写“涉及资金 170 万元，占项目支出的100%”，没有写基数。", correctPerformance, {
      coverage: { ...correctStatements.coverage!, base: "" },
    }),
    "文字写“涉及预算资金 170 万元，占项目支出预算数的100%”。",
  ),
  "L-41": rule(
    "文字中的得分、等级 = 评价报告的得分、等级",
    accounts("报告综合得分 92 分，文字写成 95 分。", correctPerformance, {
      keyEvaluations: [{ project: "课后服务", score: 95_00, grade: "excellent" }],
    }),
    "报告综合得分 92 分、优，文字也是 92 分、优。",
  ),
  "L-42": rule(
    "自评得分 ≠ 重点绩效评价得分（两次评价，一般不会相同）",
    accounts("自评得分 97 分，文字把重点绩效评价也写成 97 分。", correctPerformance, {
      keyEvaluations: [{ project: "课后服务", score: 97_00, grade: "excellent" }],
    }),
    "自评得分 97 分，重点绩效评价得分 92 分。",
  ),
  "L-43": { ...rule("项目执行数所在科目有项目支出", paidAsBasic, "项目“课后服务”的支出列在项目支出中。") },
  "L-44": rule(
    "Σ 项目执行数 ≤ 支出决算表项目支出；全部项目都自评 ⇒ 两者相等",
    accounts("三个项目中，“课后服务”没有列入评价，其余两个的执行数小于项目支出。", {
      ...correctPerformance,
      projects: others,
    }),
    "三个项目执行数之和等于支出决算表项目支出。",
  ),
  "L-45": rule(
    "文字中的预算数、执行数、执行率、得分 = 自评表",
    accounts("自评表执行数 40 万元，文字写成 36 万元。", correctPerformance, {
      projects: [{ ...correctStatements.projects![0]!, executed: 36_000_000 }],
    }),
    "文字与自评表：全年预算数 40 万元，执行数 40 万元，执行率 100%，得分 97 分。",
  ),
  "L-46": rule(
    "Σ 成本指标实际完成值 = 项目执行数",
    accounts("执行数 40 万元，成本指标的实际完成值填 38 万元。", withIndicator("课后服务成本", { actual: "38" })),
    "执行数 40 万元，成本指标的实际完成值也是 40 万元。",
  ),
  "L-47": rule(
    "实际完成值为不带符号的数值；得分 = 按评分规则计算的得分",
    accounts("参加学生数的实际完成值填“≥420”。", withIndicator("参加学生数", { actual: "≥420" })),
    "参加学生数的实际完成值填“420”。",
  ),
  "L-48": rule(
    "得分 < 分值 ⇒ 填写偏差原因；定性指标得分在所选档次之内；总分 < 80 ⇒ 说明改进措施",
    accounts(
      "“家长接送压力”得 27 分，低于分值 30 分，没有填写偏差原因。",
      withIndicator("家长接送压力", { reason: "" }),
    ),
    "“家长接送压力”得 27 分，填写了偏差原因和改进措施。",
  ),
  "L-49": rule(
    "报告正文的绩效目标 = 附件绩效目标表的指标值",
    accounts(
      "正文写“参加学生数≥450人”，附件为“≥400人”。",
      withReport({ targets: [{ name: "参加学生数", target: "≥450人" }] }),
    ),
    "正文和附件都是“参加学生数≥400人”。",
  ),
  "L-51": rule(
    "引用文件的文号 = 该文件的文号",
    accounts(
      "报告引用“《项目支出绩效评价管理办法》（财预〔2021〕10号）”。",
      withReport({ sections: { basis: "依据《项目支出绩效评价管理办法》（财预〔2021〕10号）开展评价。" } }),
    ),
    "报告引用“《项目支出绩效评价管理办法》（财预〔2020〕10号）”。",
  ),
  "L-52": rule(
    "Σ 成本指标年度指标值 ≤ 项目预算",
    accounts("项目预算 40 万元，成本指标的年度指标值填 45 万元。", withIndicator("课后服务成本", { target: "45" })),
    "项目预算 40 万元，成本指标的年度指标值 40 万元。",
  ),
  "L-53": rule(
    "Σ 各指标得分 = 综合得分",
    accounts(
      "报告综合得分 92 分，没有列出各指标的得分。",
      withReport({ indicators: serviceReport.indicators.map((each) => ({ ...each, score: null })) }),
    ),
    "决策 19 分、过程 18 分、产出 28 分、效益 27 分，合计 92 分，等于综合得分。",
  ),
  "L-54": rule(
    "评价报告中的项目名称 = 汇总表、自评表中的名称",
    accounts(
      "汇总表写“课后服务”，评价报告写“课后延时服务经费”。",
      withReport({ sections: { preface: "课后延时服务经费由区级财政安排。" } }),
    ),
    "汇总表、自评表和评价报告都写“课后服务”。",
  ),
  "L-56": rule(
    "等级 = 由得分确定的等级（90 优、80 良、60 中）；文字中的项目数 = 汇总表项目数",
    accounts("汇总表两个优、一个良，文字写成三个优。", correctPerformance, {
      grades: { excellent: 3, good: 0, fair: 0, poor: 0 },
    }),
    "97 分优、93 分优、86 分良；文字写两个优、一个良。",
  ),
  "V-32": rule(
    "自评得分有低于 90 分的，且最高与最低相差不小于规定分数",
    accounts("三个项目的自评得分为 97、93、92 分，没有一个低于 90 分。", {
      ...correctPerformance,
      projects: correctPerformance.projects.map((each, at) => (at === 2 ? { ...each, statedScore: 92_00 } : each)),
    }),
    "三个项目的自评得分为 97、93、86 分。",
  ),
  "V-33": rule(
    "目标实际完成情况与年初预期目标的文字相似度 < 90%",
    accounts(
      "目标实际完成情况照抄年初预期目标“为一至六年级学生提供课后服务”。",
      withService({ attainment: afterSchool.goal }),
    ),
    "年初目标“为一至六年级学生提供课后服务”；完成情况“全年开设社团二十四个，参加的学生四百二十人”。",
  ),
  "V-34": rule(
    "每个问题至少有一条建议回应",
    accounts("报告提出“专职教师不足”，建议只有“统一放学时间”。", withReport({ problems: ["专职教师不足。"] })),
    "问题“放学时间不统一”，建议“统一放学时间”。",
  ),
};
