import { describe, expect, it } from "vitest";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { priorYearKey } from "../words/fact-address";
import { narrativeOf } from "./narrative";
import { changesIn, unitReasons } from "./unit-reasons";

const changesWith = (lastYear: number, reasons: Record<string, string>) => {
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...cataloguesOf(2021),
    facts: {
      amounts: new Map([
        ...luozhuangFacts.amounts,
        [priorYearKey("incomeExpenditureSummary.totalIncome.amount"), lastYear],
      ]),
      texts: new Map(Object.entries(reasons)),
    },
  });
  return changesIn(narrativeOf({ model, texts: model.facts().texts }));
};

describe("changes that a narrative explains", () => {
  it("are those of the figures, with their reasons", () => {
    const changes = changesWith(1_000_00, { "reason.total.rise": "新增办公楼维修。" });
    const grand = [...changes].find(([slot]) => slot === "reason.total.rise");
    expect(grand?.[1].text).toBe("新增办公楼维修");
    expect(grand?.[1].change).toBeGreaterThan(0);
    expect(changesWith(99_999_999_999, {}).get("reason.total.fall")?.change).toBeLessThan(0);
  });
});

describe("reasons offered to a department", () => {
  const of = (entries: [string, number, string][]) =>
    new Map(entries.map(([slot, change, text]) => [slot, { change, text }]));

  it("come from the units that moved, by their share of its change, those that went the other way last", () => {
    const offered = unitReasons(of([["reason.total.rise", 1_000, ""]]), [
      { unitName: "甲", changes: of([["reason.total.rise", 300, "扩编"]]) },
      { unitName: "乙", changes: of([["reason.total.fall", -200, "撤项"]]) },
      { unitName: "丙", changes: of([["reason.total.rise", 900, "新建校舍"]]) },
      { unitName: "丁", changes: of([["reason.other.rise", 900, "别的"]]) },
    ]);
    expect(offered.get("reason.total.rise")).toEqual([
      { unitName: "丙", change: 900, share: "90.00", text: "新建校舍" },
      { unitName: "甲", change: 300, share: "30.00", text: "扩编" },
      { unitName: "乙", change: -200, share: "-20.00", text: "撤项" },
    ]);
  });

  it("of a fall begin with the unit that fell most", () => {
    const offered = unitReasons(of([["reason.total.fall", -100, ""]]), [
      { unitName: "甲", changes: of([["reason.total.fall", -30, "一"]]) },
      { unitName: "乙", changes: of([["reason.total.fall", -70, "二"]]) },
    ]);
    expect(offered.get("reason.total.fall")?.map(({ unitName, share }) => [unitName, share])).toEqual([
      ["乙", "70.00"],
      ["甲", "30.00"],
    ]);
  });
});
