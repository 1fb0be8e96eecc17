import type { ThreePublicTogetherPart } from "../../narrative/parts";

export const threePublic: ThreePublicTogetherPart = {
  kind: "threePublicTogether",
  id: "threePublic",
  headings: {
    overall: "（一）“三公”经费财政拨款支出决算总体情况说明",
    details: "（二）“三公”经费财政拨款支出决算具体情况说明",
  },
  items: [
    {
      id: "overseasTravel",
      item: "OverseasTravel",
      completed: "因公出国（境）费",
      changed: "因公出国（境）费支出",
      shared: "因公出国（境）费支出",
    },
    {
      id: "vehicles",
      item: "Vehicles",
      completed: "公务用车购置及运行维护费支出",
      changed: "公务用车购置及运行维护费支出",
      shared: "公务用车购置及运行维护费支出",
    },
    {
      id: "officialReception",
      item: "OfficialReception",
      completed: "公务接待费支出",
      changed: "公务接待费支出",
      shared: "公务接待费支出",
    },
  ],
  words: {
    threePublicNone: "{unit}{year}年度无“三公”经费财政拨款支出。",
    completion: {
      whole: {
        rated: "“三公”经费财政拨款支出年初预算为{budget}万元，支出决算为{actual}万元，完成预算的{rate}%，其中：",
        unrated: "“三公”经费财政拨款支出年初预算为{budget}万元，支出决算为{actual}万元，其中：",
      },
      item: { rated: "{name}决算为{actual}万元，完成预算的{rate}%", unrated: "{name}决算为{actual}万元" },
      above: "{year}年度“三公”经费支出决算数大于预算数的主要原因：{reason}。",
      below: "{year}年度“三公”经费支出决算数小于预算数的主要原因：{reason}。",
      equal: "{year}年度“三公”经费支出决算数同预算数持平。",
    },
    change: {
      whole: {
        rise: {
          rated: "{year}年度“三公”经费财政拨款支出决算数比{lastYear}年度增加{difference}万元，增长{rate}%，其中：",
          unrated: "{year}年度“三公”经费财政拨款支出决算数比{lastYear}年度增加{difference}万元，其中：",
        },
        fall: {
          rated: "{year}年度“三公”经费财政拨款支出决算数比{lastYear}年度减少{difference}万元，下降{rate}%，其中：",
          unrated: "{year}年度“三公”经费财政拨款支出决算数比{lastYear}年度减少{difference}万元，其中：",
        },
        equal: "{year}年度“三公”经费财政拨款支出决算数与{lastYear}年度持平，其中：",
      },
      item: {
        rise: { rated: "{name}决算增加{difference}万元，增长{rate}%", unrated: "{name}决算增加{difference}万元" },
        fall: { rated: "{name}决算减少{difference}万元，下降{rate}%", unrated: "{name}决算减少{difference}万元" },
        equal: "{name}与上一年度持平",
      },
      riseReason: "{name}增加的主要原因是{reason}。",
      fallReason: "{name}减少的主要原因是{reason}。",
    },
    shares: {
      opening: "“三公”经费财政拨款支出决算中，",
      item: { rated: "{name}决算{amount}万元，占{share}%", unrated: "{name}决算{amount}万元" },
      follow: "具体情况如下：",
    },
    threePublic: {
      overseas: "1、因公出国（境）费支出{amount}万元。",
      overseasCounts: "全年安排因公出国（境）团组{groups}个、累计{persons}人次。",
      overseasPurpose: "开支内容包括：{purpose}。",
      vehicles: "2、公务用车购置及运行维护费支出{amount}万元。其中：",
      purchase: "公务用车购置支出为{amount}万元。",
      purchasePurpose: "主要用于{purpose}，购置公务用车{vehicles}辆。",
      operation: "公务用车运行维护支出{amount}万元。",
      operationPurpose: "主要用于{purpose}。",
      held: "{year}年，{unit}所属各预算单位开支财政拨款的公务用车保有量为{vehicles}辆。",
      reception: "3、公务接待费支出{amount}万元。其中：",
      domestic: "国内公务接待支出{amount}万元（含外宾接待支出{foreign}万元）。",
      domesticCounts:
        "主要用于{purpose}，公务接待{groups}批次、{persons}人次，其中：接待外宾{foreignGroups}批次、{foreignPersons}人次。",
      domesticCountsNone:
        "公务接待{groups}批次、{persons}人次，其中：接待外宾{foreignGroups}批次、{foreignPersons}人次。",
    },
  },
};
