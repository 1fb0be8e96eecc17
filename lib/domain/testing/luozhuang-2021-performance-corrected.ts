import type {
  AnnexRow,
  IndicatorEntry,
  KeyEvaluationEntry,
  PerformanceEntry,
  ProjectEntry,
} from "../performance/entries";
import { fundingStages, type FundingStage } from "../performance/forms";
import { luozhuangPerformance } from "./luozhuang-2021-performance";

/**
 * The published performance part without the contradictions that can be put right from the document itself. Each change
 * names its finding (F…); what nobody but the unit can know (reasons, scores per indicator) stays as it is.
 */

/** F19: what the narrative says was attained, where the forms repeat their goal. */
export const attainments: Readonly<Record<string, string>> = {
  区政府外出学习考察经费:
    "一是深入解放了思想。参与帮扶企业的党政干部要破除“官本位”思想，大力发扬“店小二”精神，把企业当成上帝，对企业困难不说“不能办”，只想怎么办；二是加快了园区建设。走集约化和市场化的路子，按照产业园区化、园区项目化、项目节点化、节点责任化的要求，大力发展园区经济；三是鼓励了创新创业。大力实施创新驱动战略，不断强化人才支撑，积极推动科技成果转化；四是做强现有企业。罗庄现有企业大都经过千锤百炼，是当之无愧的最大功臣和中坚力量。出台支持本土企业家创新创业扶持激励政策，鼎力支持本土企业家扎根家乡，做大做强总部经济；五是做优营商环境。加强了项目全生命周期全服务体系管理，对重点项目实行“三对一”帮包、项目专员推进机制，提供了“一对一”服务。",
  独生子女父母退休一次性补贴: "及时拨付了相关办公室同志独生子女父母退休一次性补贴。",
  区政府办公设备购置经费:
    "通过实施办公设备采购，配齐了必要设备，保障工作正常使用，为政府办工作顺利开展提供保障，确保了各项工作开展达到预期效果，提高了工作效率和工作质量。",
};

/** F14, F15: cost indicators whose actual value is the executed amount. */
const actualCosts: Readonly<Record<string, string>> = {
  设备购置成本: "6.664万元",
  独生子女父母退休一次性补贴项目经费: "30.3489万元",
};

/** F18: every row of the form filled; all three projects are paid from the year's appropriation alone. */
function filledFunding({ total }: ProjectEntry["funding"]): ProjectEntry["funding"] {
  const nothing = Object.fromEntries(fundingStages.map((stage) => [stage, total[stage] === null ? null : 0])) as Record<
    FundingStage,
    number | null
  >;
  return { total, currentAppropriation: total, carriedOver: nothing, other: nothing };
}

/** F15: a value instead of a bound. The bound itself is taken, as the score is the full one. */
function withValue(indicator: IndicatorEntry): IndicatorEntry {
  return { ...indicator, actual: actualCosts[indicator.third] ?? indicator.actual.replace(/^[≥≤＜]/, "") };
}

function correctedProject(project: ProjectEntry): ProjectEntry {
  return {
    ...project,
    // F35: the unit's own full name.
    implementer: "",
    supervisor: "临沂市罗庄区人民政府办公室",
    funding: filledFunding(project.funding),
    attainment: attainments[project.name] ?? project.attainment,
    indicators: project.indicators.map(withValue),
    executionScore: null,
    statedScore: project.indicators.length > 0 ? null : project.statedScore,
  };
}

const hotline = "12345政务市民热线运行经费项目";

/**
 * Words of other projects and units (F3, F4, F5), a wrong document number (F6), four more names of one project (F25),
 * 附录 for 附件 (F34).
 */
const wordings: readonly (readonly [wrong: string, right: string])[] = [
  ["经济普查资金", "项目资金"],
  ["价格工作业务经费", hotline],
  ["基层统计工作人员", "基层工作人员"],
  ["财预〔2021〕10号", "财预〔2020〕10号"],
  ["“12345政务服务热线运行经费”项目", hotline],
  ["“12345政务服务热线运行经费”专项资金", `${hotline}资金`],
  ["12345政务服务热线运行经费专项资金", `${hotline}资金`],
  ["12345政务服务热线运行经费经费项目", hotline],
  ["12345政务服务热线运行经费项目", hotline],
  ["12345政务市民热线项目", hotline],
  ["附录1", "附件1"],
];

function inRightWords(text: string): string {
  return wordings.reduce((words, [wrong, right]) => words.replaceAll(wrong, right), text);
}

/** F20, F21: targets as the annex has them. */
function targetsOf(annex: readonly AnnexRow[]): KeyEvaluationEntry["targets"] {
  const listed = ["案件承办量", "培训会议次数", "下发季度通报", "制定月报次数", "服务过程响应率", "按时办结率"];
  return listed.map((name) => ({ name, target: annex.find(({ third }) => third === name)!.target }));
}

function correctedEvaluation(evaluation: KeyEvaluationEntry): KeyEvaluationEntry {
  return {
    ...evaluation,
    project: hotline,
    fundTableTitle: inRightWords(evaluation.fundTableTitle),
    sections: Object.fromEntries(
      Object.entries(evaluation.sections).map(([section, text]) => [section, inRightWords(text)]),
    ),
    targets: targetsOf(evaluation.annex),
    problems: evaluation.problems.map(inRightWords),
  };
}

export const luozhuangPerformanceCorrected: PerformanceEntry = {
  projects: luozhuangPerformance.projects.map(correctedProject),
  keyEvaluations: luozhuangPerformance.keyEvaluations.map(correctedEvaluation),
};
