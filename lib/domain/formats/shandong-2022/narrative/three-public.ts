import type { ThreePublicByItemPart } from "../../narrative/parts";
import { budget, versusLastYear } from "./phrases";

export const threePublic: ThreePublicByItemPart = {
  kind: "threePublicByItem",
  id: "threePublic",
  headings: {
    overall: "（一）“三公”经费支出决算总体情况说明",
    details: "（二）“三公”经费支出决算具体情况",
  },
  names: {
    overseasTravel: "1、因公出国（境）费",
    vehicles: "2、公务用车购置及运行维护费",
    officialReception: "3、公务接待费",
  },
  changed: "“三公”经费支出",
  words: {
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
        "其中：国内接待费{domestic}万元，共计接待{groups}批次、{persons}人次（含外事接待{foreignGroups}批次、{foreignPersons}人次）；" +
        "国（境）外接待费{abroad}万元，共计接待{abroadGroups}批次、{abroadPersons}人次。",
    },
    budget: { nothing: budget.nothing },
    versusLastYear,
  },
};
