import { facts, sum } from "../../formats/expressions";
import type { FactRowOf } from "../../formats/names";
import type { ComparisonRule } from "./rule";

const asset = (row: FactRowOf<"stateAssets">) => facts("stateAssets", ["count"], { row: { is: row } });

/** What the rule on vehicles says in every region; each form has classes of its own. */
export function vehicleCounts(
  classes: readonly FactRowOf<"stateAssets">[],
): Pick<ComparisonRule, "title" | "advice" | "comparisons"> {
  return {
    title: "公务用车保有量不大于车辆数合计；车辆数合计等于各类车辆之和",
    advice: "请核对车辆数。",
    comparisons: [
      // The sheet of state assets may be left blank; once filled it must agree.
      {
        left: sum(facts("threePublic", ["actual"], { row: { is: "vehiclesHeld" } })),
        operator: "<=",
        right: sum(asset("vehicles")),
        missing: "skip",
      },
      { left: sum(asset("vehicles")), operator: "=", right: sum(...classes.map(asset)) },
    ],
  };
}
