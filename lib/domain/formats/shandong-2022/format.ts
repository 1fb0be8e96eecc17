import { defineFormat } from "../define-format";
import { entryTablesOf } from "../entry-tables";
import { rules2022 } from "./rules";
import { sheets2022 } from "./sheets";
import { incomeExpenditureSummary } from "./tables/01-income-expenditure-summary";
import { income } from "./tables/02-income";
import { expenditure } from "./tables/03-expenditure";
import { appropriationSummary } from "./tables/04-appropriation-summary";
import { generalPublicExpenditure } from "./tables/05-general-public-expenditure";
import { generalPublicBasicExpenditure } from "./tables/06-general-public-basic-expenditure";
import { threePublic } from "./tables/09-three-public";
import { governmentFund } from "./tables/07-government-fund";
import { stateCapital } from "./tables/08-state-capital";
import { terms2022 } from "./terms";
import { narrative2022 } from "./narrative/narrative";

/** 山东省 2022 and later: other order, codes and titles (domain-rules §2.2). */
export const shandong2022 = defineFormat({
  id: "fy2022",
  label: "2022年度起格式",
  region: { code: "37", name: "山东省" },
  years: { from: 2022 },
  sheets: sheets2022,
  entryTables: entryTablesOf(sheets2022),
  tables: [
    incomeExpenditureSummary,
    income,
    expenditure,
    appropriationSummary,
    generalPublicExpenditure,
    generalPublicBasicExpenditure,
    governmentFund,
    stateCapital,
    threePublic,
  ],
  comparesWith: "originalBudget",
  comparesThreePublic: true,
  print: {
    lineNumbers: true,
    columnNumbers: true,
    thousandsSeparator: true,
    codeColumns: 1,
    total: "first",
    unitLine: "单位：{unit}",
    moneyUnitLine: "金额单位：万元",
  },
  document: {
    noun: "单位决算",
    self: "本单位",
    title: "{year}年度{unit}单位决算",
    headings: {
      profile: "第一部分 单位概况",
      tables: "第二部分 {year}年度单位决算表",
      narrative: "第三部分 {year}年度单位决算情况说明",
      glossary: "第四部分 名词解释",
      attachments: "第五部分 附件",
    },
    profile: { title: "单位概况", duties: "一、单位职责", structure: "二、机构设置" },
  },
  departments: {
    document: {
      noun: "部门决算",
      self: "本部门",
      title: "{year}年度{unit}部门决算",
      headings: {
        profile: "第一部分 部门概况",
        tables: "第二部分 {year}年度部门决算表",
        narrative: "第三部分 {year}年度部门决算情况说明",
        glossary: "第四部分 名词解释",
        attachments: "第五部分 附件",
      },
      profile: { title: "部门概况", duties: "一、部门职责", structure: "二、机构设置" },
      memberUnits: {
        heading: "二、机构设置",
        lines: ["纳入{unit}{year}年度部门决算编制范围的单位包括："],
        columns: ["序号", "单位名称", "备注"],
        least: 1,
      },
    },
    unitLine: "部门：{unit}",
    words: [
      ["本单位", "本部门"],
      ["单位决算", "部门决算"],
    ],
  },
  performance: {
    hasForms: true,
    grades: [
      { grade: "excellent", label: "优", from: 90_00 },
      { grade: "good", label: "良", from: 80_00 },
      { grade: "fair", label: "中", from: 60_00 },
      { grade: "poor", label: "差", from: 0 },
    ],
  },
  narrative: narrative2022,
  terms: terms2022,
  explainsSubjects: true,
  rules: rules2022,
});
