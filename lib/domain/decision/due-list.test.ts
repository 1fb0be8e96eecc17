import { describe, expect, it } from "vitest";
import { initialRuleOf } from "./decision-rule";
import { dueCounts, dueList, type UnitStanding, type YearStanding } from "./due-list";

const unit: UnitStanding = {
  unitCode: "101001",
  unitName: "甲单位",
  departmentName: "甲部门",
  departmentLetter: null,
  unitLetter: null,
  publishedOn: null,
  isExempt: false,
  hasAccounts: true,
  isStandIn: false,
};
const year = (units: readonly UnitStanding[], change: Partial<YearStanding> = {}): YearStanding => ({
  congressDecidedOn: "2022-06-29",
  rule: initialRuleOf(2021),
  holidays: [],
  today: "2022-07-10",
  units,
  ...change,
});
const lines = (standing: YearStanding) =>
  dueList(standing).map(({ who, unitCode, duty, date, state }) => [who, unitCode, duty, date.due, state]);

describe("the list of what is due", () => {
  it("has three duties of a unit, unknown as long as what they run from has not happened", () => {
    expect(lines(year([unit]))).toEqual([
      ["财政局", "101001", "departmentApproval", "2022-07-19", "open"],
      ["甲部门", "101001", "unitApproval", null, "unknown"],
      ["甲单位", "101001", "unitPublication", null, "unknown"],
    ]);
    expect(lines(year([unit], { congressDecidedOn: null })).map(([, , , , state]) => state)).toEqual([
      "unknown",
      "unknown",
      "unknown",
    ]);
  });

  it.each([
    ["2022-07-11", "open"],
    ["2022-07-12", "soon"],
    ["2022-07-19", "soon"],
    ["2022-07-20", "late"],
  ])("on %s the bureau is %s", (today, state) => {
    expect(dueList(year([unit], { today })).find(({ duty }) => duty === "departmentApproval")!.state).toBe(state);
  });

  it("puts what is late first and what is done last, each in the order of the days", () => {
    const passedOn = {
      ...unit,
      unitCode: "101002",
      unitName: "乙单位",
      departmentLetter: { signedOn: "2022-07-20", receivedOn: "2022-07-21" },
      unitLetter: { signedOn: "2022-07-25", receivedOn: null },
    };
    const notPassedOn = { ...passedOn, unitCode: "101003", unitName: "丙单位", unitLetter: null };
    const standing = year([unit, passedOn, notPassedOn], { today: "2022-08-10" });
    expect(lines(standing)).toEqual([
      ["财政局", "101001", "departmentApproval", "2022-07-19", "late"],
      ["甲部门", "101003", "unitApproval", "2022-08-05", "late"],
      ["乙单位", "101002", "unitPublication", "2022-08-15", "soon"],
      ["甲部门", "101001", "unitApproval", null, "unknown"],
      ["甲单位", "101001", "unitPublication", null, "unknown"],
      ["丙单位", "101003", "unitPublication", null, "unknown"],
      ["财政局", "101002", "departmentApproval", "2022-07-19", "doneLate"],
      ["财政局", "101003", "departmentApproval", "2022-07-19", "doneLate"],
      ["甲部门", "101002", "unitApproval", "2022-08-05", "done"],
    ]);
    expect(dueCounts(dueList(standing))).toEqual({ late: 2, soon: 1, open: 0, unknown: 3, doneLate: 2, done: 1 });
  });

  it("asks nothing of a unit without a department, nor publication of one that is exempt", () => {
    const exempt = { ...unit, departmentName: null, isExempt: true };
    expect(lines(year([exempt])).map(([, , duty]) => duty)).toEqual(["departmentApproval"]);
  });
});
