/**
 * 公开体检: the 22 defects that inspections of published accounts look for, declared once. What decides each is in
 * content-defects.ts and disclosure-defects.ts; the bureau's list, the unit's page and the Excel read this.
 */

/** The five aspects under which inspections count (财政部预决算公开检查). */
export const aspects = {
  timely: "及时性",
  complete: "完整性",
  detailed: "细化程度",
  form: "公开方式",
  true: "真实性",
} as const;
export type Aspect = keyof typeof aspects;

export interface Defect {
  title: string;
  aspect: Aspect;
  basis: string;
  /** How it is judged, in words that the accountant can check. */
  judged: string;
  /** That inspections look for it is known from practice alone: no source proves it. */
  isUnproven?: true;
}

const inspection = "财政部预决算公开专项检查通报（及时性、完整性、细化程度、公开方式、真实性）";
const detailRule = "预算法实施条例第六条：公开到功能分类项级，基本支出公开到经济分类款级";
const practice = "实务常见问题";

export const defects = {
  late: {
    title: "逾期公开",
    aspect: "timely",
    basis: "预算法第十四条：批复后 20 日内公开",
    judged: "公开日期（未公开的为今天）晚于批复日起算的公开期限，遇节假日按本年度规则顺延。",
  },
  departmentOnly: {
    title: "部门已公开，单位没有公开",
    aspect: "complete",
    basis: inspection,
    judged: "主管部门的部门决算或部门本级决算已公开，本单位应公开而没有公开。",
  },
  brokenLink: {
    title: "链接打不开、年度不对，或文件须登录",
    aspect: "form",
    basis: inspection,
    judged: "每天夜间打开所填的门户网站公开网址：打不开，没有写明单位或年度，或 PDF 与公开的不是同一个文件。",
  },
  scanOnly: {
    title: "只有扫描图片",
    aspect: "form",
    basis: inspection,
    judged: "公开内容没有可以读取的表和文字。",
  },
  tablesMissing: {
    title: "缺表，或空表没有说明",
    aspect: "complete",
    basis: inspection,
    judged: "本年度格式规定的表没有全部公开，或一张表没有一个数又没有说明。",
  },
  categoryOnly: {
    title: "功能分类只列到类，没有列到项",
    aspect: "detailed",
    basis: detailRule,
    judged: "按功能分类列示的表中，有金额的类下面没有项。",
  },
  threePublicThin: {
    title: "“三公”经费没有细分、数量或原因",
    aspect: "detailed",
    basis: inspection,
    judged: "有金额而没有相应的团组、人次、车辆、批次数，或文字中应说明的原因空着。",
  },
  circularReason: {
    title: "原因等于没有说（因为支出增加）",
    aspect: "detailed",
    basis: practice,
    judged: "增减原因只是重复“收支增加、减少”，没有说明是什么事。",
    isUnproven: true,
  },
  textAgainstTable: {
    title: "文字与表不一致",
    aspect: "true",
    basis: inspection,
    judged: "文字中引自一个单元格的数，与公开表上这一格的数不同。",
  },
  notAsApproved: {
    title: "公开内容与批复不一致",
    aspect: "true",
    basis: inspection,
    judged: "公开内容的校验值与批复时固定的校验值不同。",
  },
  sumsWithoutNote: {
    title: "合计与分项之和不符，没有尾差说明",
    aspect: "true",
    basis: inspection,
    judged: "按功能分类列示的表，类、款、项按元相加不等于上级；或按万元相加不等，表下又没有尾差说明。",
  },
  budgetMixed: {
    title: "预算与决算混淆",
    aspect: "true",
    basis: practice,
    judged: "公开的标题不是决算，或有表名只说预算、不说决算。",
    isUnproven: true,
  },
  unitMixed: {
    title: "元与万元混用",
    aspect: "true",
    basis: practice,
    judged: "各表的金额单位不一，或文字中的数与其后的单位合起来不是它所引的金额。",
    isUnproven: true,
  },
  foreignText: {
    title: "抄用其他单位的文字",
    aspect: "true",
    basis: practice,
    judged: "情况说明中出现名册上其他单位的名称。",
    isUnproven: true,
  },
  operatingCostOfInstitution: {
    title: "事业单位列了机关运行经费",
    aspect: "true",
    basis: "政府会计：机关运行经费由行政单位和参公单位列示",
    judged: "单位类型为事业单位，机关运行经费有数。",
    isUnproven: true,
  },
  procurementShareMissing: {
    title: "政府采购没有授予中小企业的金额和占比",
    aspect: "detailed",
    basis: practice,
    judged: "政府采购支出有数，授予中小企业合同金额没有填。",
    isUnproven: true,
  },
  performanceThin: {
    title: "没有绩效自评，或得分都是100分",
    aspect: "complete",
    basis: practice,
    judged: "有项目支出而没有项目绩效，也没有说明；或两个以上项目的自评得分都是100分。",
    isUnproven: true,
  },
  glossaryThin: {
    title: "名词解释缺失或照抄",
    aspect: "complete",
    basis: practice,
    judged: "没有名词解释，或支出所用的项一个也没有解释。",
    isUnproven: true,
  },
  noContact: {
    title: "没有联系方式",
    aspect: "form",
    basis: practice,
    judged: "公开的文字中有联系方式的为有；没有的，看公开页页脚，公开内容本身不能判断。",
    isUnproven: true,
  },
  noDate: {
    title: "没有公开日期",
    aspect: "form",
    basis: practice,
    judged: "公开记录没有日期。",
    isUnproven: true,
  },
  removed: {
    title: "公开不久就撤下",
    aspect: "form",
    basis: practice,
    judged: "本年度公开过的版本，有的已经不在。",
    isUnproven: true,
  },
  silentReplacement: {
    title: "悄悄换过文件",
    aspect: "true",
    basis: practice,
    judged: "有更正后的版本没有更正原因。",
    isUnproven: true,
  },
} as const satisfies Record<string, Defect>;

export type DefectId = keyof typeof defects;
export const defectIds = Object.keys(defects) as readonly DefectId[];

/** A defect by its id. */
export const defectOf = (id: DefectId): Defect => defects[id];

/** What was found, and where it stands: an address in the page of the publication (`#…`), or none. */
export interface Evidence {
  text: string;
  place: string | null;
}

/** What came of one defect. What cannot be computed is not judged, and never passed. */
export type Verdict =
  | { state: "found"; evidence: readonly Evidence[] }
  | { state: "clear" }
  | { state: "notJudged"; why: string };

export const verdictLabels = { found: "有问题", notJudged: "不作判断", clear: "没有发现" } as const;

export const clear: Verdict = { state: "clear" };
/** Found where there is evidence. */
export const foundBy = (evidence: readonly Evidence[]): Verdict =>
  evidence.length === 0 ? clear : { state: "found", evidence };
export const notJudged = (why: string): Verdict => ({ state: "notJudged", why });
