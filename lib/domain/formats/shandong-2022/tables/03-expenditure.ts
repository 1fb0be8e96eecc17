import { columnsOfRow, facts, sum } from "../../expressions";
import type { TableDefinition } from "../../define";

const ofRow = { row: { is: "self" } } as const;

/** 支出决算表 (公开03表): expenditure of all funds by functional subject and nature. */
export const expenditure = {
  id: "expenditure",
  title: "支出决算表",
  code: "公开03表",
  number: 3,
  notes: ["本表反映单位本年度各项支出情况。"],
  body: {
    kind: "functional",
    columns: [
      {
        id: "total",
        label: "本年支出合计",
        number: 1,
        source: sum(...columnsOfRow("basic", "project", "remittanceToSuperior", "operating", "subsidyToAffiliates")),
      },
      { id: "basic", label: "基本支出", number: 2, source: sum(facts("expenditure", ["basic"], ofRow)) },
      { id: "project", label: "项目支出", number: 3, source: sum(facts("expenditure", ["project"], ofRow)) },
      {
        id: "remittanceToSuperior",
        label: "上缴上级支出",
        number: 4,
        source: sum(facts("expenditure", ["remittanceToSuperior"], ofRow)),
      },
      { id: "operating", label: "经营支出", number: 5, source: sum(facts("expenditure", ["operating"], ofRow)) },
      {
        id: "subsidyToAffiliates",
        label: "对附属单位补助支出",
        number: 6,
        source: sum(facts("expenditure", ["subsidyToAffiliates"], ofRow)),
      },
    ],
  },
} as const satisfies TableDefinition;
