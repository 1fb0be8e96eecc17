import { columnsOfRow, facts, sum } from "../../expressions";
import { appropriations } from "../../../words/funds";
import type { TableDefinition } from "../../define";

const ofRow = { row: { is: "self" } } as const;

/** 收入决算表 (上海市): income by functional subject and kind. */
export const income = {
  id: "income",
  title: "收入决算表",
  code: "",
  number: 2,
  notes: ["本表反映部门本年度取得的各项收入情况。"],
  body: {
    kind: "functional",
    columns: [
      {
        id: "total",
        label: "本年收入合计",
        source: sum(
          ...columnsOfRow(
            "appropriation",
            "superiorSubsidy",
            "serviceIncome",
            "operatingIncome",
            "affiliateRemittance",
            "otherIncome",
          ),
        ),
      },
      { id: "appropriation", label: "财政拨款收入", source: sum(facts("income", appropriations, ofRow)) },
      {
        id: "superiorSubsidy",
        label: "上级补助收入",
        source: sum(facts("income", ["superiorSubsidy"], ofRow)),
      },
      { id: "serviceIncome", label: "事业收入", source: sum(facts("income", ["serviceIncome"], ofRow)) },
      { id: "operatingIncome", label: "经营收入", source: sum(facts("income", ["operatingIncome"], ofRow)) },
      {
        id: "affiliateRemittance",
        label: "附属单位上缴收入",
        source: sum(facts("income", ["affiliateRemittance"], ofRow)),
      },
      { id: "otherIncome", label: "其他收入", source: sum(facts("income", ["otherIncome"], ofRow)) },
    ],
  },
} as const satisfies TableDefinition;
