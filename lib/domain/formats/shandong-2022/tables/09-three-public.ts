import { columnsOfRow, facts, sum } from "../../expressions";
import type { ColumnDefinition, TableDefinition } from "../../define";

const vehicles = "公务用车购置及运行维护费";

/** The six columns of one side; `measure` is the column of the entry sheet, `first` the printed number of 合计. */
function side<const Measure extends "budget" | "actual">(measure: Measure, head: string, first: number) {
  const fact = <const Row extends string>(row: Row) => sum(facts("threePublic", [measure], { row: { is: row } }));
  return [
    {
      id: `${measure}Total`,
      label: "合计",
      number: first,
      heads: [head],
      source: sum(...columnsOfRow(`${measure}OverseasTravel`, `${measure}Vehicles`, `${measure}OfficialReception`)),
    },
    {
      id: `${measure}OverseasTravel`,
      label: "因公出国（境）费",
      number: first + 1,
      heads: [head],
      source: fact("overseasTravel"),
    },
    {
      id: `${measure}Vehicles`,
      label: "小计",
      number: first + 2,
      heads: [head, vehicles],
      source: sum(...columnsOfRow(`${measure}VehiclePurchase`, `${measure}VehicleOperation`)),
    },
    {
      id: `${measure}VehiclePurchase`,
      label: "公务用车购置费",
      number: first + 3,
      heads: [head, vehicles],
      source: fact("vehiclePurchase"),
    },
    {
      id: `${measure}VehicleOperation`,
      label: "公务用车运行维护费",
      number: first + 4,
      heads: [head, vehicles],
      source: fact("vehicleOperation"),
    },
    {
      id: `${measure}OfficialReception`,
      label: "公务接待费",
      number: first + 5,
      heads: [head],
      source: fact("officialReception"),
    },
  ] as const satisfies readonly ColumnDefinition[];
}

/** 财政拨款“三公”经费支出决算表 (公开09表): from 2022 on of all appropriations, and the title says so (domain-rules §1). */
export const threePublic = {
  id: "threePublic",
  title: "财政拨款“三公”经费支出决算表",
  code: "公开09表",
  number: 9,
  notes: [
    "本表反映单位本年度“三公”经费支出预决算情况。其中，预算数为“三公”经费年初预算数；决算数是包括当年财政拨款和以前年度结转资金安排的实际支出。",
  ],
  emptyStatement: "本单位没有安排“三公”经费支出，故本表无数据。",
  body: { kind: "single", row: "figures", columns: [...side("budget", "预算数", 1), ...side("actual", "决算数", 7)] },
} as const satisfies TableDefinition;
