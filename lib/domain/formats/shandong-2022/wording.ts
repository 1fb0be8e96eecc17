import type { Wording } from "../wording";

/**
 * The wording of 第三部分 from 2022 on (domain-rules §2.2, §6) as data: the text follows the tables, where the “三公”
 * expenditure comes last and covers all appropriations. Places in braces are filled with figures, names and typed reasons.
 */
export const wording2022 = {
  /** The sections in order, without their numbers. */
  sections: [
    { id: "total", title: "收入支出决算总体情况说明" },
    { id: "income", title: "收入决算情况说明" },
    { id: "expenditure", title: "支出决算情况说明" },
    { id: "appropriationTotal", title: "财政拨款收入支出决算总体情况说明" },
    { id: "generalPublicExpenditure", title: "一般公共预算财政拨款支出决算情况说明" },
    { id: "generalPublicBasicExpenditure", title: "一般公共预算财政拨款基本支出决算情况说明" },
    { id: "governmentFund", title: "政府性基金预算财政拨款收入支出决算情况说明" },
    { id: "stateCapital", title: "国有资本经营预算财政拨款支出决算情况说明" },
    { id: "threePublic", title: "财政拨款“三公”经费支出决算情况说明" },
    { id: "otherMatters", title: "其他重要事项情况说明" },
    { id: "performance", title: "预算绩效情况说明" },
  ],
  /** Words for two equal figures: the first is written, all are read. */
  equality: ["相同", "基本持平", "持平", "一致"],
  totals: {
    opening: "{year}年度{subject}{amount}万元。",
    composition: "本年{noun}合计{amount}万元，其中：",
    part: "{name}{amount}万元。",
  },
  versusLastYear: {
    rise: "与{lastYear}年度相比，{subject}增加{difference}万元，增长{rate}%。",
    fall: "与{lastYear}年度相比，{subject}减少{difference}万元，下降{rate}%。",
    /** From nothing: no rate on a base of zero. */
    appeared: "与{lastYear}年度相比，{subject}增加{difference}万元，上年无此项。",
    riseWithoutRate: "与{lastYear}年度相比，{subject}增加{difference}万元。",
    fallWithoutRate: "与{lastYear}年度相比，{subject}减少{difference}万元。",
    equal: "与{lastYear}年决算数相同。",
    reason: "主要是{reason}。",
  },
  share: { rated: "{name}{amount}万元，占{share}%", unrated: "{name}{amount}万元" },
  budget: {
    completion: "年初预算为{budget}万元，支出决算为{actual}万元，完成年初预算的{rate}%。",
    withoutBudget: "年初预算为{budget}万元，支出决算为{actual}万元，年初无预算。",
    /** Nothing budgeted and nothing spent. */
    nothing: "年初预算为{budget}万元，支出决算为{actual}万元。",
    above: "决算数大于年初预算数的主要原因是{reason}。",
    below: "决算数小于年初预算数的主要原因是{reason}。",
    equal: "决算数与年初预算数相同。",
  },
  generalPublic: {
    share: "{year}年度一般公共预算财政拨款支出{amount}万元，占本年支出合计的{share}%。",
    unrated: "{year}年度一般公共预算财政拨款支出{amount}万元。",
    none: "本单位{year}年度没有一般公共预算财政拨款支出。",
    structure: "{year}年度一般公共预算财政拨款支出{amount}万元，主要用于以下方面：",
    category: "{name}（类）支出",
    total: "{year}年度一般公共预算财政拨款支出",
    itemsFollow: "其中：",
    item: "{category}（类）{group}（款）{item}（项）。",
  },
  basic: {
    total: "{year}年度一般公共预算财政拨款基本支出决算{amount}万元，包括人员经费和公用经费，支出具体情况如下：",
    none: "本单位{year}年度没有一般公共预算财政拨款基本支出。",
    personnel: "人员经费{amount}万元，主要包括：{items}。",
    running: "公用经费{amount}万元，主要包括：{items}。",
    personnelNone: "人员经费{amount}万元。",
    runningNone: "公用经费{amount}万元。",
  },
  threePublic: {
    subject: "{year}年度财政拨款“三公”经费支出",
    below:
      "{subject}年初预算为{budget}万元，支出决算为{actual}万元，比年初预算减少{difference}万元，完成年初预算的{rate}%，决算数小于年初预算数的主要原因是{reason}。",
    above:
      "{subject}年初预算为{budget}万元，支出决算为{actual}万元，比年初预算增加{difference}万元，完成年初预算的{rate}%，决算数大于年初预算数的主要原因是{reason}。",
    aboveNothing:
      "{subject}年初预算为{budget}万元，支出决算为{actual}万元，年初无预算，决算数大于年初预算数的主要原因是{reason}。",
    equal: "{subject}年初预算为{budget}万元，支出决算为{actual}万元，与{year}年预算相同。",
    overseas: "全年支出涉及因公出国（境）团组{groups}个，累计{persons}人次。",
    purchase: "其中：公务用车购置费支出{amount}万元，{year}年{unit}使用财政拨款购置公务用车{vehicles}辆。",
    operation: "公务用车运行维护费{amount}万元，主要是{purpose}。",
    operationNone: "公务用车运行维护费{amount}万元。",
    held: "截至{year}年12月31日，{unit}财政拨款开支运行维护费的公务用车保有量为{vehicles}辆。",
    reception:
      "其中：国内接待费{domestic}万元，主要用于{purpose}，共计接待{groups}批次、" +
      "{persons}人次（含外事接待{foreignGroups}批次、{foreignPersons}人次）；" +
      "国（境）外接待费{abroad}万元，共计接待{abroadGroups}批次、{abroadPersons}人次。",
    receptionNone:
      "其中：国内接待费{domestic}万元，共计接待{groups}批次、{persons}人次（含外事接待{foreignGroups}批次、{foreignPersons}人次）；国（境）外接待费{abroad}万元，共计接待{abroadGroups}批次、{abroadPersons}人次。",
  },
  funds: {
    governmentFundNone: "本单位没有政府性基金财政拨款收支。",
    governmentFund: "{year}年度政府性基金预算财政拨款收入{income}万元，支出{spent}万元，支出具体情况如下：",
    stateCapitalNone: "本单位没有国有资本经营预算安排的支出。",
    stateCapital: "{year}年度国有资本经营预算财政拨款支出{spent}万元，支出具体情况如下：",
  },
  agencyCost: {
    fall: "{year}年度机关运行经费支出{actual}万元，比年初预算数减少{difference}万元，下降{rate}%，主要原因是{reason}。",
    rise: "{year}年度机关运行经费支出{actual}万元，比年初预算数增加{difference}万元，增长{rate}%，主要原因是{reason}。",
    riseFromNothing: "{year}年度机关运行经费支出{actual}万元，比年初预算数增加{difference}万元，主要原因是{reason}。",
    equal: "{year}年度机关运行经费支出{actual}万元，与年初预算数相同。",
    none: "本单位{year}年度没有机关运行经费支出。",
    /** While one of both is not known. */
    open: "{year}年度机关运行经费支出{actual}万元，年初预算数为{budget}万元。",
  },
  procurement: {
    total:
      "{year}年度政府采购支出总额{total}万元，其中：政府采购货物支出{goods}万元、政府采购工程支出{works}万元、政府采购服务支出{services}万元。",
    none: "本单位{year}年度没有政府采购支出。",
    toSmall:
      "授予中小企业合同金额{toSmall}万元，占政府采购支出总额的{share}%，其中：授予小微企业合同金额{toMicro}万元，占政府采购支出总额的{microShare}%。",
    kinds: {
      goods: "货物采购授予中小企业合同金额占货物支出金额的{share}%",
      works: "工程采购授予中小企业合同金额占工程支出金额的{share}%",
      services: "服务采购授予中小企业合同金额占服务支出金额的{share}%",
    },
  },
  assets: {
    vehicles:
      "截至{year}年12月31日，本单位共有车辆{vehicles}辆，其中，符合规定领导干部用车{leaders}辆、" +
      "机要通信用车{confidentialCommunication}辆、应急保障用车{emergency}辆，" +
      "执法执勤用车{lawEnforcement}辆，特种专业技术用车{specialTechnical}辆，" +
      "离退休干部用车{retiredOfficials}辆，其他用车{other}辆{otherNote}；" +
      "单位价值50万元以上通用设备{generalEquipmentOver500k}台（套）；" +
      "单位价值100万元以上专用设备{specialEquipmentOver1m}台（套）。",
    otherNote: "，{note}",
  },
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
  roundingNote: "*以上情况说明部分因金额单位转换，可能与决算表金额存在尾数误差。",
} as const satisfies Wording;
