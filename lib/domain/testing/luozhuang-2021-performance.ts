import type {
  Band,
  Direction,
  FundingRow,
  IndicatorEntry,
  PerformanceEntry,
  ProjectEntry,
} from "../performance/entries";
import type { FundingStage } from "../performance/forms";
import type { PerformanceStatements } from "../performance/statements";
import { luozhuangKeyEvaluation } from "./luozhuang-2021-key-evaluation";

/**
 * Part five of the published 2021 document as it is printed: eleven projects in the summary, three of them with their
 * form. Its contradictions are kept; `luozhuang-2021-performance-corrected.ts` is what the product is fed with.
 */

const fenOfWan = (wan: string) => Math.round(Number(wan) * 1_000_000);
const points = (score: string) => Math.round(Number(score) * 100);

type Amounts = readonly [original: string, adjusted: string, executed: string];

function fundingOf(rows: Partial<Record<FundingRow, Amounts>>): ProjectEntry["funding"] {
  const row = (amounts: Amounts = ["", "", ""]) => {
    const [originalBudget, adjustedBudget, executed] = amounts.map((wan) => (wan === "" ? null : fenOfWan(wan)));
    return { originalBudget, adjustedBudget, executed } as Record<FundingStage, number | null>;
  };
  return {
    total: row(rows.total),
    currentAppropriation: row(rows.currentAppropriation),
    carriedOver: row(rows.carriedOver),
    other: row(rows.other),
  };
}

/** 三级指标, target with its sign, actual, weight, score, reason. */
type Row = readonly [third: string, target: string, actual: string, weight: string, score: string, reason?: string];

const signs: readonly [string, Direction][] = [
  ["≥", "atLeast"],
  ["≤", "atMost"],
  ["＜", "lessThan"],
];

/** What the form prints in one cell, taken apart. */
function indicator(
  first: string,
  second: string,
  [third, target, actual, weight, score, reason = ""]: Row,
): IndicatorEntry {
  const signed = signs.find(([sign]) => target.startsWith(sign));
  const match = /^(\d+(?:\.\d+)?)(.*)$/.exec(signed ? target.slice(1) : target);
  const direction: Direction = signed?.[1] ?? (match ? "equals" : "qualitative");
  const band: Band | null = direction !== "qualitative" ? null : target === actual ? "attained" : "partlyAttained";
  return {
    first,
    second,
    third,
    direction,
    target: match?.[1] ?? target,
    actual,
    unit: match?.[2] ?? "",
    band,
    weight: points(weight),
    score: points(score),
    reason,
  };
}

function indicators(groups: Readonly<Record<string, Readonly<Record<string, readonly Row[]>>>>): IndicatorEntry[] {
  return Object.entries(groups).flatMap(([first, seconds]) =>
    Object.entries(seconds).flatMap(([second, rows]) => rows.map((row) => indicator(first, second, row))),
  );
}

const office = "罗庄区人民政府办公室";
const head = { implementer: office, supervisor: office, phone: "05398243373", lowScorePlan: "" };

const equipmentGoal =
  "通过实施办公设备采购，配齐必要设备，保障工作正常使用，为政府办工作顺利开展提供保障，确保各项工作开展达到预期效果，提高工作效率和工作质量。";

const equipment: ProjectEntry = {
  ...head,
  name: "区政府办公设备购置经费",
  funding: fundingOf({ total: ["6.92", "6.92", "6.664"], currentAppropriation: ["", "6.92", "6.664"] }),
  goal: equipmentGoal,
  attainment: equipmentGoal,
  executionScore: points("9.63"),
  statedScore: points("99.63"),
  indicators: indicators({
    产出指标: {
      数量指标: [
        ["采购批次", "3批", "3批", "4", "4"],
        ["采购设备使用人数", "≥10人", "≥10人", "4", "4"],
        ["采购设备数量", "≥20件", "≥20件", "4", "4"],
      ],
      质量指标: [
        ["采购产品合规率", "100%", "100%", "6", "6"],
        ["政府采购方式比率", "100%", "100%", "4", "4"],
        ["质量合格率", "100%", "100%", "4", "4"],
        ["验收合格率", "100%", "100%", "4", "4"],
      ],
      时效指标: [
        ["设备交付及时率", "100%", "100%", "4", "4"],
        ["采购完成及时率", "100%", "100%", "4", "4"],
      ],
      成本指标: [
        ["设备购置成本是否超出规定", "否", "否", "6", "6"],
        ["设备购置成本", "≤7万元", "≤7万元", "6", "6"],
      ],
    },
    效益指标: {
      社会效益指标: [
        ["是否满足办公需求", "是", "是", "6", "6"],
        ["增加国内采购", "是", "是", "6", "6"],
        ["工作效率", "提高", "提高", "6", "6"],
        ["工作质量", "提高", "提高", "6", "6"],
      ],
      可持续影响指标: [["设备使用年限", "≥5年", "5年", "6", "6"]],
    },
    服务对象满意度指标: {
      服务对象满意度指标: [
        ["领导满意度", "100%", "100%", "5", "5"],
        ["办公人员满意度", "100%", "100%", "5", "5"],
      ],
    },
  }),
};

const subsidyGoal = "及时拨付相关办公室同志独生子女父母退休一次性补贴。";

const subsidy: ProjectEntry = {
  ...head,
  name: "独生子女父母退休一次性补贴",
  funding: fundingOf({ total: ["30.3489", "30.3489", "30.3489"], currentAppropriation: ["", "30.3489", ""] }),
  goal: subsidyGoal,
  attainment: subsidyGoal,
  executionScore: points("10"),
  statedScore: points("98"),
  indicators: indicators({
    产出指标: {
      数量指标: [["拨付数量", "6人", "6人", "10", "10"]],
      时效指标: [["项目完成时间", "＜1年", "＜1年", "10", "10"]],
      质量指标: [["资金使用合规性", "合规", "合规", "10", "10"]],
      成本指标: [["独生子女父母退休一次性补贴项目经费", "≤35万元", "35万元", "20", "20"]],
    },
    效益指标: {
      社会效益指标: [["提高补贴人员幸福感", "显著", "显著", "15", "13"]],
      可持续影响指标: [["补贴政策可持续性", "可持续", "可持续", "15", "15"]],
    },
    服务对象满意度指标: {
      服务对象满意度指标: [
        ["领导对工作运行开展的满意度", "≥90%", "≥90%", "5", "5"],
        ["人民群众对工作运行开展的满意度", "≥90%", "≥90%", "5", "5"],
      ],
    },
  }),
};

const travelGoal =
  "（一）深入解放思想。参与帮扶企业的党政干部要破除“官本位”思想，大力发扬“店小二”精神，把企业当成上帝，对企业困难不说“不能办”，只想怎么办。（二）加快园区建设。必须走集约化和市场化的路子，按照产业园区化、园区项目化、项目节点化、节点责任化的要求，大力发展园区经济。（三）鼓励创新创业。大力实施创新驱动战略，不断强化人才支撑，积极推动科技成果转化。（四）做强现有企业。罗庄现有企业大都经过千锤百炼，是当之无愧的最大功臣和中坚力量。一要出台支持本土企业家创新创业扶持激励政策，鼎力支持本土企业家扎根家乡，做大做强总部经济。（五）做优营商环境。加强项目全生命周期全服务体系管理，对重点项目实行“三对一”帮包、项目专员推进机制，提供“一对一”服务。";

const travel: ProjectEntry = {
  ...head,
  name: "区政府外出学习考察经费",
  funding: fundingOf({ total: ["13", "13", "12.9986"], currentAppropriation: ["", "13", ""] }),
  goal: travelGoal,
  attainment: travelGoal,
  executionScore: points("10"),
  statedScore: points("98"),
  indicators: indicators({
    产出指标: {
      数量指标: [
        ["出差考察人次", "74", "74", "3", "3"],
        ["出差考察地点", "5", "5", "3", "3"],
        ["使用车辆", "6", "6", "3", "3"],
        ["出差考察天数", "3", "3", "3", "3"],
      ],
      质量指标: [
        ["是否制定出差考察计划", "是", "是", "4", "4"],
        ["出差考察调研报告撰写", "是", "是", "3", "3"],
        ["出差考察计划完成率", "100%", "100%", "5", "5"],
      ],
      时效指标: [
        ["出差计划完成及时率", "100%", "100%", "5", "5"],
        ["对接项目及时率", "100%", "100%", "5", "5"],
      ],
      成本指标: [
        ["出差费用标准是否超出规定", "否", "否", "4", "4"],
        ["食宿成本", "≤7", "≤7", "4", "4"],
        ["文印材料成本", "≤1.5", "≤1.5", "4", "4"],
        ["车辆租用成本", "≤5", "≤5", "4", "4"],
      ],
    },
    效益指标: {
      社会效益指标: [
        ["对相关企业发展思路的影响", "显著", "显著", "7", "7"],
        ["对我区营商环境工作的影响", "显著", "显著", "8", "8"],
        ["激发企业创业创新创造活力", "显著", "显著", "7", "7"],
      ],
      可持续影响指标: [
        ["本地区营商环境持续优化提升", "明显", "较明显", "8", "6", "继续加大宣传力度，建设良好的营商环境"],
      ],
    },
    服务对象满意度指标: {
      服务对象满意度指标: [
        ["出差人员满意度", "100%", "100%", "5", "5"],
        ["对接单位满意度", "100%", "100%", "5", "5"],
      ],
    },
  }),
};

const inSummaryOnly = (
  name: string,
  score: string,
  funding: ProjectEntry["funding"] = fundingOf({}),
): ProjectEntry => ({
  ...head,
  name,
  funding,
  goal: "",
  attainment: "",
  executionScore: null,
  indicators: [],
  statedScore: points(score),
});

export const luozhuangPerformance: PerformanceEntry = {
  projects: [
    inSummaryOnly("劳务费", "96.5"),
    inSummaryOnly("信息公开、政府网站和政务新媒体运行经费", "96.7"),
    inSummaryOnly("营转办运行经费", "95"),
    inSummaryOnly("12345政务市民热线运行经费项目", "93.9", fundingOf({ total: ["", "28", "24.84"] })),
    inSummaryOnly("政府办援派工作经费", "96.9"),
    travel,
    equipment,
    inSummaryOnly("生态办运转经费", "91.87"),
    inSummaryOnly("智能无纸化会议系统购置经费", "97.1"),
    inSummaryOnly("政府办工会活动补助经费", "99.06"),
    subsidy,
  ],
  keyEvaluations: [luozhuangKeyEvaluation],
};

/** What section 十一 and the summary table state, as printed. */
export const luozhuangStatements: PerformanceStatements = {
  coverage: { projects: 11, budget: fenOfWan("242.21"), share: 100_00, base: "" },
  grades: { excellent: 11, good: 0, fair: 0, poor: 0 },
  projects: [
    { name: travel.name, score: points("98"), adjustedBudget: fenOfWan("13"), executed: fenOfWan("13"), rate: 100_00 },
    {
      name: subsidy.name,
      score: points("98"),
      adjustedBudget: fenOfWan("30.35"),
      executed: fenOfWan("30.35"),
      rate: 100_00,
    },
    {
      name: equipment.name,
      score: points("99.63"),
      adjustedBudget: fenOfWan("6.92"),
      executed: fenOfWan("6.66"),
      rate: 96_24,
    },
  ],
  keyEvaluations: [{ project: "12345政务市民热线运行经费项目", score: points("93.9"), grade: "excellent" }],
  summary: luozhuangPerformance.projects.map(({ name, statedScore }) => ({
    name,
    score: statedScore!,
    grade: "excellent",
  })),
};
