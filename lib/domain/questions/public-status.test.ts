import { describe, expect, it } from "vitest";
import { initialRuleOf } from "../decision/decision-rule";
import { congressText, stateOf, statusesOf, type RecordedUnit, type StatusOfYear } from "./public-status";

const unit: RecordedUnit = {
  code: "101001",
  name: "某单位",
  departmentName: "某局",
  situation: "open",
  exemptBasis: null,
  publishedOn: null,
  approvedOn: null,
  passedOn: null,
};
const year: StatusOfYear = {
  today: "2022-07-25",
  congressDecidedOn: "2022-06-29",
  rule: initialRuleOf(2021),
  holidays: [],
};
const of = (recorded: Partial<RecordedUnit>, on: Partial<StatusOfYear> = {}) => {
  const [status] = statusesOf([{ ...unit, ...recorded }], { ...year, ...on });
  // What units are counted by is what each of them is said to be.
  expect(stateOf({ ...unit, ...recorded }, { ...year, ...on })).toBe(status!.state);
  return status;
};

describe("how the publication of a unit stands", () => {
  it("waits for the congress while its decision is not recorded, unless the district does not look at it", () => {
    expect(of({}, { congressDecidedOn: null })).toMatchObject({ state: "congress", due: null });
    const rule = { ...year.rule, congress: "ignore" as const };
    expect(of({}, { congressDecidedOn: null, rule })).toMatchObject({ state: "unapproved", due: null });
    expect(congressText({ ...year, congressDecidedOn: null })).toContain("尚未登记");
  });

  it("waits for the bureau, until the day that the rule gives it", () => {
    expect(of({})).toMatchObject({
      state: "unapproved",
      due: "2022-07-19",
      basis: expect.stringContaining("财政部门批复"),
    });
  });

  it("waits for the department once the bureau has written, from the day that it had the letter", () => {
    expect(of({ situation: "passing", passedOn: "2022-07-11" })).toMatchObject({
      state: "unapproved",
      due: "2022-07-26",
      basis: expect.stringContaining("主管部门"),
    });
    expect(of({ situation: "passing" })).toMatchObject({ state: "unapproved", due: null });
  });

  it("is due up to its last day and late from the next, with how the day is reckoned", () => {
    const approved = { situation: "approved", approvedOn: "2022-07-05" } as const;
    expect(of(approved)).toMatchObject({
      state: "due",
      due: "2022-07-25",
      basis: expect.stringContaining("批复之日（2022年7月5日）"),
    });
    expect(of(approved, { today: "2022-07-26" })).toMatchObject({ state: "late", due: "2022-07-25" });
  });

  it("is exempt with its basis, and published with its day, early or late", () => {
    expect(of({ situation: "exempt", exemptBasis: "保守国家秘密法", approvedOn: "2022-07-05" })).toMatchObject({
      state: "exempt",
      due: null,
      basis: "保守国家秘密法",
    });
    const published = (publishedOn: string) => of({ situation: "published", approvedOn: "2022-07-05", publishedOn });
    expect(published("2022-07-25")).toMatchObject({ state: "published", basis: expect.not.stringContaining("逾期") });
    expect(published("2022-07-26")).toMatchObject({ state: "published", basis: expect.stringContaining("逾期公开") });
  });
});
