import { facts, sum } from "../../formats/expressions";
import type { FactRowOf } from "../../formats/names";
import type { Rule } from "../rule/rule";

const actual = (row: FactRowOf<"threePublic">) => facts("threePublic", ["actual"], { row: { is: row } });
const balance = { ruleClass: "balance", severity: "blocking", basis: "部门决算相关信息统计表", scope: "form" } as const;

/** B-42: the statistics behind the text. */
export const balanceFormRules: readonly Rule[] = [
  {
    id: "B-42",
    ...balance,
    title: "公务接待费等于国内接待费与国（境）外接待费之和；外事接待不大于国内接待",
    advice: "请核对公务接待费及其批次、人次。",
    comparisons: [
      {
        left: sum(actual("officialReception")),
        operator: "=",
        right: sum(actual("domesticReception"), actual("foreignReception")),
      },
      {
        left: sum(actual("domesticForeignAffairsGroups")),
        operator: "<=",
        right: sum(actual("domesticReceptionGroups")),
      },
      {
        left: sum(actual("domesticForeignAffairsPersonTimes")),
        operator: "<=",
        right: sum(actual("domesticReceptionPersonTimes")),
      },
    ],
  },
];
