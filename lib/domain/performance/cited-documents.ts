/** Documents that reports on performance cite, with their numbers, by the year of issue. */
export const citedDocuments: readonly { title: string; number: string }[] = [
  { title: "财政支出绩效评价管理暂行办法", number: "财预〔2011〕285号" },
  { title: "行政事业单位内部控制规范（试行）", number: "财会〔2012〕21号" },
  { title: "预算绩效评价共性指标体系框架", number: "财预〔2013〕53号" },
  { title: "中央和国家机关差旅费管理办法", number: "财行〔2013〕531号" },
  { title: "国务院关于深化预算管理制度改革的决定", number: "国发〔2014〕45号" },
  { title: "中央部门预算绩效目标管理办法", number: "财预〔2015〕88号" },
  { title: "地方预决算公开操作规程", number: "财预〔2016〕143号" },
  { title: "中央和国家机关会议费管理办法", number: "财行〔2016〕214号" },
  { title: "中央和国家机关培训费管理办法", number: "财行〔2016〕540号" },
  { title: "全面实施预算绩效管理的意见", number: "中发〔2018〕34号" },
  { title: "关于贯彻落实<中共中央国务院关于全面实施预算绩效管理的意见>的通知", number: "财预〔2018〕167号" },
  { title: "项目支出绩效评价管理办法", number: "财预〔2020〕10号" },
  { title: "政府采购促进中小企业发展管理办法", number: "财库〔2020〕46号" },
  { title: "国务院关于进一步深化预算管理制度改革的意见", number: "国发〔2021〕5号" },
  { title: "第三方机构预算绩效评价业务监督管理暂行办法", number: "财监〔2021〕4号" },
  { title: "部门决算管理办法", number: "财库〔2021〕36号" },
];
