/**
 * What a district says of its site: the labels that government sites carry (政府网站标签规范), and what stands at the foot of
 * every public page. Everything is optional, and what nobody gave is not printed.
 */
import { isWebAddress } from "../words/web-address";
import { domainsOf } from "./portal-address";

/** The kinds of columns that the standard knows. */
export const columnTypes = [
  "首页",
  "概况信息",
  "机构职能",
  "负责人信息",
  "工作动态",
  "政策文件",
  "信息公开指南",
  "信息公开目录",
  "信息公开年报",
  "依申请公开",
  "数据发布",
  "数据开放",
  "政策解读",
  "回应关切",
  "办事服务",
  "咨询投诉",
  "征集调查",
  "在线访谈",
] as const;

export const siteFields = [
  "siteName",
  "siteDomain",
  "siteIdCode",
  "columnName",
  "columnDescription",
  "columnKeywords",
  "columnType",
  "sponsor",
  "operator",
  "phone",
  "mistakesAddress",
  "requestsAddress",
  "icpRecord",
  "policeRecord",
  "portalDomains",
] as const;
export type SiteField = (typeof siteFields)[number];

/** Empty where the district has said nothing. */
export type SiteDetails = Readonly<Record<SiteField, string>>;

export const noSiteDetails = Object.fromEntries(siteFields.map((field) => [field, ""])) as SiteDetails;

export const siteFieldLabels: Record<SiteField, string> = {
  siteName: "网站名称",
  siteDomain: "网站域名",
  siteIdCode: "网站标识码",
  columnName: "栏目名称",
  columnDescription: "栏目介绍",
  columnKeywords: "栏目关键词",
  columnType: "栏目类别",
  sponsor: "主办单位",
  operator: "承办单位",
  phone: "联系电话",
  mistakesAddress: "网站纠错的网址",
  requestsAddress: "依申请公开的网址",
  icpRecord: "ICP备案号",
  policeRecord: "公安备案号",
  portalDomains: "门户网站的域名",
};

export interface SiteProblem {
  field: SiteField;
  text: string;
}

const isDomain = (text: string) =>
  /^(?=.{1,253}$)(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+[\p{L}\p{N}]{2,}$/u.test(text);

/** What is wrong with what was typed, field by field. */
export function siteProblems(details: SiteDetails): SiteProblem[] {
  const problems: SiteProblem[] = [];
  const check = (field: SiteField, isRight: (value: string) => boolean, text: string) => {
    if (details[field] !== "" && !isRight(details[field])) problems.push({ field, text });
  };
  check("siteIdCode", (value) => /^\d{10}$/.test(value), "网站标识码是 10 位数字。");
  check("siteDomain", isDomain, "网站域名如 www.example.gov.cn，不含 http:// 和路径。");
  check(
    "portalDomains",
    (value) => domainsOf(value).every(isDomain),
    "门户网站的域名如 www.example.gov.cn，不含 http:// 和路径；几个的，用顿号分开。",
  );
  check("columnType", (value) => columnTypes.some((type) => type === value), "请从所列类别中选择。");
  for (const field of ["mistakesAddress", "requestsAddress"] as const)
    check(field, isWebAddress, "网址以 https:// 或 http:// 开头。");
  // The standard asks for all three of a site, and for its code first of all: without it nothing is printed.
  const isLabelled = details.siteIdCode !== "";
  for (const field of ["siteName", "siteDomain"] as const)
    if (isLabelled && details[field] === "")
      problems.push({ field, text: `填了网站标识码的，还要填${siteFieldLabels[field]}。` });
  return problems;
}
