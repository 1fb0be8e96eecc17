import { createCatalogue, type Subject, type SubjectCatalogue } from "../../words/subjects/catalogue";

/**
 * The subjects of 2021 that the examples use, with the names of that year; a test holds them against the shipped
 * catalogue.
 */

const GOVERNMENT_FUND = "【政府性基金】";
const STATE_CAPITAL = "【国有资本经营】";

const functionalNames: readonly (readonly [code: string, name: string, note?: string])[] = [
  ["205", "教育支出"],
  ["20501", "教育管理事务"],
  ["2050101", "行政运行"],
  ["2050103", "机关服务"],
  ["20502", "普通教育"],
  ["2050202", "小学教育"],
  ["2050299", "其他普通教育支出"],
  ["208", "社会保障和就业支出"],
  ["20805", "行政事业单位养老支出"],
  ["2080501", "行政单位离退休"],
  ["2080502", "事业单位离退休"],
  ["2080505", "机关事业单位基本养老保险缴费支出"],
  ["2080506", "机关事业单位职业年金缴费支出"],
  ["20899", "其他社会保障和就业支出"],
  ["2089999", "其他社会保障和就业支出"],
  ["210", "卫生健康支出"],
  ["21011", "行政事业单位医疗"],
  ["2101101", "行政单位医疗"],
  ["2101102", "事业单位医疗"],
  ["2101103", "公务员医疗补助"],
  ["212", "城乡社区支出"],
  ["21208", "国有土地使用权出让收入安排的支出", GOVERNMENT_FUND],
  ["2120801", "征地和拆迁补偿支出", GOVERNMENT_FUND],
  ["2120802", "土地开发支出", GOVERNMENT_FUND],
  ["221", "住房保障支出"],
  ["22102", "住房改革支出"],
  ["2210201", "住房公积金"],
  ["2210202", "提租补贴"],
  ["2210203", "购房补贴"],
  ["223", "国有资本经营预算支出", STATE_CAPITAL],
  ["22301", "解决历史遗留问题及改革成本支出", STATE_CAPITAL],
  ["2230105", "国有企业退休人员社会化管理补助支出", STATE_CAPITAL],
  ["229", "其他支出"],
  ["22960", "彩票公益金安排的支出", GOVERNMENT_FUND],
  ["2296002", "用于社会福利的彩票公益金支出", GOVERNMENT_FUND],
  ["233", "债务发行费用支出"],
  ["23301", "中央政府国内债务发行费用支出"],
];

const economicNames: readonly (readonly [code: string, name: string])[] = [
  ["301", "工资福利支出"],
  ["30101", "基本工资"],
  ["30102", "津贴补贴"],
  ["30108", "机关事业单位基本养老保险缴费"],
  ["30109", "职业年金缴费"],
  ["30110", "职工基本医疗保险缴费"],
  ["30111", "公务员医疗补助缴费"],
  ["30113", "住房公积金"],
  ["30199", "其他工资福利支出"],
  ["302", "商品和服务支出"],
  ["30201", "办公费"],
  ["30212", "因公出国（境）费用"],
  ["30217", "公务接待费"],
  ["30228", "工会经费"],
  ["30231", "公务用车运行维护费"],
  ["30299", "其他商品和服务支出"],
  ["303", "对个人和家庭的补助"],
  ["30301", "离休费"],
  ["30302", "退休费"],
  ["30305", "生活补助"],
  ["30309", "奖励金"],
  ["307", "债务利息及费用支出"],
  ["30701", "国内债务付息"],
  ["310", "资本性支出"],
  ["31002", "办公设备购置"],
  ["31013", "公务用车购置"],
  ["31099", "其他资本性支出"],
  ["312", "对企业补助"],
  ["31201", "资本金注入"],
  ["399", "其他支出"],
  ["39999", "其他支出"],
];

function subjects(
  names: readonly (readonly [code: string, name: string, note?: string])[],
  level: (code: string) => Subject["level"],
): Subject[] {
  return names.map(([code, name, note = ""]) => ({ code, name, note, level: level(code), source: "", initials: "" }));
}

/** Both classifications, as far as the examples need them. */
export const exampleSubjects: { functional: SubjectCatalogue; economic: SubjectCatalogue } = {
  functional: createCatalogue(
    "functional",
    subjects(functionalNames, ({ length }) => (length === 3 ? 1 : length === 5 ? 2 : 3)),
  ),
  economic: createCatalogue(
    "economic",
    subjects(economicNames, ({ length }) => (length === 3 ? 1 : 2)),
  ),
};
