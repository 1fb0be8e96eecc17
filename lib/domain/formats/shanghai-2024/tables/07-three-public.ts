import { columnsOfRow, facts, sum, type Expression } from "../../expressions";
import type { ColumnDefinition, TableDefinition } from "../../define";

const all = "财政拨款“三公”经费";
const vehicles = "公务用车购置及运行维护费";
const sides = [
  { measure: "budget", label: "预算数" },
  { measure: "actual", label: "决算数" },
] as const;
type Measure = (typeof sides)[number]["measure"];

/** Budget and accounts of one item beside each other. */
function pair<const Item extends string, Name extends string>(
  item: Item,
  heads: readonly string[],
  source: (measure: Measure) => Expression<Name>,
) {
  return sides.map(({ measure, label }) => ({
    id: `${measure}${item}` as const,
    label,
    heads: [all, ...heads],
    zero: "all" as const,
    source: source(measure),
  })) satisfies ColumnDefinition[];
}

const fact =
  <const Row extends string>(row: Row) =>
  (measure: Measure) =>
    sum(facts("threePublic", [measure], { row: { is: row } }));

/** 财政拨款“三公”经费支出决算表 (上海市). */
export const threePublic = {
  id: "threePublic",
  title: "财政拨款“三公”经费支出决算表",
  code: "",
  number: 7,
  notes: ["本表反映部门本年度“三公”经费支出预决算情况。"],
  emptyStatement: "说明：{unit}本年度没有“三公”经费财政拨款支出，故本表无数据。",
  body: {
    kind: "single",
    row: "figures",
    columns: [
      ...pair("Total", ["合计"], (measure) =>
        sum(...columnsOfRow(`${measure}OverseasTravel`, `${measure}Vehicles`, `${measure}OfficialReception`)),
      ),
      ...pair("OverseasTravel", ["因公出国（境）费"], fact("overseasTravel")),
      ...pair("Vehicles", [vehicles, "小计"], (measure) =>
        sum(...columnsOfRow(`${measure}VehiclePurchase`, `${measure}VehicleOperation`)),
      ),
      ...pair("VehiclePurchase", [vehicles, "公务用车购置费"], fact("vehiclePurchase")),
      ...pair("VehicleOperation", [vehicles, "公务用车运行维护费"], fact("vehicleOperation")),
      ...pair("OfficialReception", ["公务接待费"], fact("officialReception")),
    ],
  },
} as const satisfies TableDefinition;
