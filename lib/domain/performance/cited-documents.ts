/** Documents that reports on performance cite, with their numbers. A district adds its own as it meets them. */
export const citedDocuments: readonly { title: string; number: string }[] = [
  { title: "项目支出绩效评价管理办法", number: "财预〔2020〕10号" },
  { title: "全面实施预算绩效管理的意见", number: "中发〔2018〕34号" },
  { title: "关于贯彻落实<中共中央国务院关于全面实施预算绩效管理的意见>的通知", number: "财预〔2018〕167号" },
  { title: "地方预决算公开操作规程", number: "财预〔2016〕143号" },
  { title: "部门决算管理办法", number: "财库〔2021〕36号" },
];
