/**
 * The 26 expenditure lines of tables 01 and 04: the 类 of the functional classification that the published form
 * has a line for, in its order (domain-rules §3.1). 233 债务发行费用 has none.
 */
export const functionalLines = [
  { code: "201", label: "一般公共服务支出" },
  { code: "202", label: "外交支出" },
  { code: "203", label: "国防支出" },
  { code: "204", label: "公共安全支出" },
  { code: "205", label: "教育支出" },
  { code: "206", label: "科学技术支出" },
  { code: "207", label: "文化旅游体育与传媒支出" },
  { code: "208", label: "社会保障和就业支出" },
  { code: "210", label: "卫生健康支出" },
  { code: "211", label: "节能环保支出" },
  { code: "212", label: "城乡社区支出" },
  { code: "213", label: "农林水支出" },
  { code: "214", label: "交通运输支出" },
  { code: "215", label: "资源勘探工业信息等支出" },
  { code: "216", label: "商业服务业等支出" },
  { code: "217", label: "金融支出" },
  { code: "219", label: "援助其他地区支出" },
  { code: "220", label: "自然资源海洋气象等支出" },
  { code: "221", label: "住房保障支出" },
  { code: "222", label: "粮油物资储备支出" },
  { code: "223", label: "国有资本经营预算支出" },
  { code: "224", label: "灾害防治及应急管理支出" },
  { code: "229", label: "其他支出" },
  { code: "231", label: "债务还本支出" },
  { code: "232", label: "债务付息支出" },
  { code: "234", label: "抗疫特别国债安排的支出" },
] as const;

/** A 类 that has a line. */
export type FunctionalCategory = (typeof functionalLines)[number]["code"];
