import type { Narrative } from "../../narrative/narrative";
import {
  appropriationTotal,
  basicExpenditure,
  expenditure,
  generalPublicExpenditure,
  governmentFund,
  income,
  openingAdjustments,
  stateCapital,
  total,
} from "./accounts";
import { agencyCost, procurement, stateAssets } from "./other-matters";
import { performanceManagement } from "./performance";
import { threePublic } from "./three-public";

/** The text of 第三部分 by the FY2024 template of departments (domain-rules §2.3). */
export const narrativeShanghai2024: Narrative = {
  equality: ["持平", "相同", "基本持平", "一致"],
  trailingZeros: true,
  sections: [
    { id: "total", title: "收入支出决算总体情况说明", parts: [total, openingAdjustments] },
    { id: "income", title: "收入决算情况说明", parts: [income] },
    { id: "expenditure", title: "支出决算情况说明", parts: [expenditure] },
    { id: "appropriationTotal", title: "财政拨款收入支出决算总体情况说明", parts: [appropriationTotal] },
    {
      id: "generalPublicExpenditure",
      title: "一般公共预算财政拨款支出决算情况说明",
      parts: [generalPublicExpenditure],
    },
    {
      id: "generalPublicBasicExpenditure",
      title: "一般公共预算财政拨款基本支出决算情况说明",
      parts: [basicExpenditure],
    },
    { id: "threePublic", title: "财政拨款“三公”经费支出决算情况说明", parts: [threePublic] },
    { id: "governmentFund", title: "政府性基金预算财政拨款收入支出决算情况说明", parts: [governmentFund] },
    { id: "stateCapital", title: "国有资本经营预算财政拨款收入支出决算情况说明", parts: [stateCapital] },
    { id: "performance", title: "预算绩效管理情况", parts: [performanceManagement] },
    { id: "otherMatters", title: "其他重要事项的情况说明", parts: [agencyCost, procurement, stateAssets] },
  ],
};
