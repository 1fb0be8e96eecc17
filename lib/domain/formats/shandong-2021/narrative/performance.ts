import type { PerformanceFormsPart } from "../../narrative/parts";

export const performance: PerformanceFormsPart = {
  kind: "performanceForms",
  id: "performance",
  headings: {
    work: "（一）预算绩效管理工作开展情况",
    results: "（二）项目绩效自评结果",
    keyResults: "（三）重点绩效评价项目评价结果",
  },
  words: {
    performance: {
      overview:
        "根据预算绩效管理要求，我单位按照“谁用款、谁评价”的原则，组织对{year}年度区级预算项目支出进行全面自评，涵盖项目{projects}个，涉及预算资金{budget}万元。",
      overviewWithoutBudget:
        "根据预算绩效管理要求，我单位按照“谁用款、谁评价”的原则，组织对{year}年度区级预算项目支出进行全面自评，涵盖项目{projects}个。",
      /** Names the base of the share, which the model document does not (F7). */
      coverage: "自评项目支出{executed}万元，占单位决算项目支出{base}万元的{share}%。",
      keyEvaluations: "组织对{names}等{projects}个项目开展了重点绩效评价，涉及资金{executed}万元。",
      grades:
        "{unit}{year}年度区级预算项目支出绩效自评的{projects}个项目中，{excellent}个项目自评等级为优，{good}个项目自评等级为良，{fair}个项目自评等级为中，{poor}个项目自评等级为差。",
      assessment: "从自评情况看，{assessment}。",
      forms: "今年在单位决算中反映了{year}年度预算项目支出绩效自评情况，以及{names}等{projects}个项目的绩效自评结果。",
      score: "{name}项目绩效自评综述：根据年初设定的绩效目标，项目自评得分为{score}分。",
      execution: "全年预算数为{budget}万元，执行数为{executed}万元，完成预算的{rate}%。",
      executionWithoutRate: "全年预算数为{budget}万元，执行数为{executed}万元。",
      attainment: "项目绩效目标完成情况：{attainment}",
      attached: "{year}年度预算项目支出绩效自评情况汇总表和区级预算项目支出绩效自评表详见“第五部分附件”。",
      summaryAttached: "{year}年度预算项目支出绩效自评情况汇总表详见“第五部分附件”。",
      keyScore: "{name}，绩效评价综合得分为{score}分，等级为{grade}。",
      reportAttached: "绩效评价报告详见“第五部分附件”。",
      none: "本单位{year}年度没有填列开展绩效评价的项目。",
      /** While nobody has said whether there are projects. */
      open: "本单位{year}年度开展绩效评价的项目{projects}个。",
      noneKey: "本单位{year}年度没有开展重点绩效评价的项目。",
    },
  },
};
