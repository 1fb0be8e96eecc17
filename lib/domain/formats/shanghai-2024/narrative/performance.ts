import type { PerformanceManagementPart } from "../../narrative/parts";

export const performanceManagement: PerformanceManagementPart = {
  kind: "performanceManagement",
  id: "performance",
  words: {
    performanceManagement: {
      rules:
        "{unit}{year}年度预算绩效管理工作开展情况如下：本部门建立了如下预算绩效管理制度：{rules}，" +
        "建立了{mechanism}的预算绩效管理工作机制；",
      stages:
        "全过程绩效管理实施情况：编报绩效目标的{year}年度项目{goalProjects}个，涉及预算金额{goalAmount}万元；" +
        "绩效跟踪评价的{year}年度项目{trackedProjects}个，涉及预算金额{trackedAmount}万元；" +
        "绩效自评的{year}年度项目{selfEvaluatedProjects}个，涉及预算金额{selfEvaluatedAmount}万元，" +
        "平均得分{averageScore}分",
      grades:
        "（其中，绩效评级为“优”的项目{excellent}个；绩效评级为“良”的项目{good}个；" +
        "绩效评级为“合格”的项目{pass}个；绩效评级为“不合格”的项目{fail}个。",
      problems:
        "绩效自评中共发现问题{problemsFound}个，已经完成整改的{problemsSolved}个，正在整改的{problemsBeingSolved}个）。",
      noProblems: "绩效自评中共发现问题{problemsFound}个）。",
      none: "{unit}{year}年度没有纳入预算绩效管理的项目。",
    },
  },
};
