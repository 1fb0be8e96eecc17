import { defineFormat } from "../define-format";
import { entryTablesOf } from "../entry-tables";
import { rulesShanghai2024 } from "./rules";
import { sheetsShanghai2024 } from "./sheets";
import { incomeExpenditureSummary } from "./tables/01-income-expenditure-summary";
import { income } from "./tables/02-income";
import { expenditure } from "./tables/03-expenditure";
import { appropriationSummary } from "./tables/04-appropriation-summary";
import { generalPublicExpenditure } from "./tables/05-general-public-expenditure";
import { generalPublicBasicExpenditure } from "./tables/06-general-public-basic-expenditure";
import { threePublic } from "./tables/07-three-public";
import { governmentFund } from "./tables/08-government-fund";
import { stateCapital } from "./tables/09-state-capital";
import { termsShanghai2024 } from "./terms";
import { narrativeShanghai2024 } from "./narrative/narrative";

/**
 * 上海市 2023 and later: the forms of the FY2024 template of departments (domain-rules §2.3). No template of 2023 was at
 * hand; published reports of 2023 use the same subjects, and no change of the forms between the two years is known.
 */
export const shanghai2024 = defineFormat({
  id: "shanghai-2024",
  label: "上海市2023年度起格式",
  region: { code: "31", name: "上海市" },
  years: { from: 2023 },
  sheets: sheetsShanghai2024,
  entryTables: entryTablesOf(sheetsShanghai2024),
  tables: [
    incomeExpenditureSummary,
    income,
    expenditure,
    appropriationSummary,
    generalPublicExpenditure,
    generalPublicBasicExpenditure,
    threePublic,
    governmentFund,
    stateCapital,
  ],
  comparesWith: "originalBudget",
  comparesThreePublic: true,
  print: {
    lineNumbers: false,
    columnNumbers: false,
    thousandsSeparator: false,
    codeColumns: 1,
    total: "first",
    unitLine: "",
    moneyUnitLine: "单位：万元",
  },
  document: {
    noun: "部门决算",
    self: "本部门",
    title: "{unit}{year}年度部门决算",
    headings: {
      profile: "第一部分 {unit}概况",
      tables: "第二部分 {unit}{year}年度部门决算表",
      narrative: "第三部分 {unit}{year}年度部门决算情况说明",
      glossary: "第四部分 名词解释",
      attachments: "第五部分 附件",
    },
    profile: { title: "部门概况", duties: "一、主要职能", structure: "二、机构设置" },
    memberUnits: {
      heading: "二、部门决算单位构成",
      lines: [
        "从预算单位构成看，{unit}部门决算包括：{unit}本级决算、下属行政事业单位决算。",
        "纳入{unit}{year}年度部门决算编制范围的单位包括：",
      ],
      columns: ["序号", "单位名称", "备注"],
      least: 2,
    },
  },
  performance: {
    hasForms: false,
    grades: [
      { grade: "excellent", label: "优", from: 90_00 },
      { grade: "good", label: "良", from: 80_00 },
      { grade: "pass", label: "合格", from: 60_00 },
      { grade: "fail", label: "不合格", from: 0 },
    ],
  },
  narrative: narrativeShanghai2024,
  terms: termsShanghai2024,
  explainsSubjects: false,
  rules: rulesShanghai2024,
});
