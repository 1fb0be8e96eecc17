import { describe, expect, it } from "vitest";
import { disclosureExamples } from "../../rule-book/examples/disclosure-examples";
import type { Disclosure, UnitDisclosure } from "../rule/disclosure";
import { checkDisclosure } from "./disclosure-rules";

const whole = disclosureExamples["L-60"]!.passing!.context!.disclosure!;
const found = (change: Partial<UnitDisclosure>, of: Partial<Disclosure> = {}) =>
  checkDisclosure({ ...whole, ...of, units: [{ ...whole.units[0]!, ...change }] }).map(
    ({ ruleId, message }) => `${ruleId} ${message}`,
  );

const nothing = {
  approvedOn: null,
  approvedHash: null,
  publishedOn: null,
  publishedHash: null,
  departmentApprovedOn: null,
};

describe("how a year reaches the public", () => {
  it("is in order twenty days after the approval, and late on the next day", () => {
    expect(found({ publishedOn: "2022-09-15" })).toEqual([]);
    expect(found({ publishedOn: "2022-09-16" })).toEqual([
      expect.stringMatching(/^L-60 .*2022-08-26 批复，2022-09-16 公开，间隔 21 天/),
    ]);
  });

  it("is late while what was approved is not published, until it is exempt", () => {
    const waiting = { publishedOn: null, publishedHash: null };
    expect(found(waiting, { today: "2022-09-15" })).toEqual([]);
    expect(found(waiting, { today: "2022-09-16" })).toEqual([expect.stringMatching(/L-60 .*已过 21 天，尚未公开/)]);
    expect(found({ ...waiting, isExempt: true, exemptBasis: "保守国家秘密法" })).toEqual([]);
  });

  it("counts fifteen days from the department to its units", () => {
    expect(found({ departmentApprovedOn: "2022-08-11" })).toEqual([]);
    expect(found({ departmentApprovedOn: "2022-08-10" })).toEqual([
      expect.stringMatching(/L-60 .*主管部门决算 2022-08-10 批复，本单位 2022-08-26 批复，间隔 16 天/),
    ]);
    expect(found({ ...nothing, departmentApprovedOn: "2022-10-10", isDue: false })).toEqual([
      expect.stringMatching(/L-60 .*已过 21 天尚未批复/),
    ]);
  });

  it("moves the last day off a holiday, by the rule of the year", () => {
    // 2022-09-18 is a Sunday.
    expect(found({ approvedOn: "2022-08-29", publishedOn: "2022-09-19" })).toEqual([]);
    expect(found({ approvedOn: "2022-08-29", publishedOn: "2022-09-20" })).toEqual([
      expect.stringMatching(/间隔 22 天，超过 20 天（遇周末顺延至 2022-09-19）。/),
    ]);
    const longer = { ...whole.rule, publicationDays: 25 };
    expect(found({ publishedOn: "2022-09-20" }, { rule: longer })).toEqual([]);
    const holidays = [{ day: "2022-09-15", isWorked: false, name: "台风停工" }];
    expect(found({ publishedOn: "2022-09-16" }, { holidays })).toEqual([]);
  });

  it("does not call a unit missing whose accounts wait for the congress", () => {
    expect(found({ ...nothing, waitsForCongress: true })).toEqual([]);
  });

  it("shows just what was approved; a later version says why", () => {
    expect(found({ publishedHash: "other" })).toEqual([expect.stringMatching(/^L-61 .*不一致/)]);
    expect(found({ number: 2 })).toEqual([expect.stringMatching(/^L-61 .*第 2 版，没有更正说明/)]);
    expect(found({ number: 2, correctionReason: " " })).toHaveLength(1);
  });

  it("counts the days of a correction by themselves: neither its approval nor its publication moves those of the first version", () => {
    const corrected = { number: 2, correctionReason: "更正", departmentApprovedOn: "2022-08-20" };
    const correction = (approvedOn: string, publishedOn: string | null) => ({
      ...corrected,
      correction: { number: 2, approvedOn, publishedOn },
    });
    expect(found(correction("2022-10-10", "2022-10-20"))).toEqual([]);
    expect(found(correction("2022-10-20", null))).toEqual([]);
    expect(found(correction("2022-10-05", null))).toEqual([
      expect.stringMatching(/^L-60 .*更正（第 2 版）2022-10-05 批复，已过 26 天，尚未公开，超过 20 天/),
    ]);
    expect(found({ ...correction("2022-09-10", "2022-10-10"), publishedOn: "2022-09-30" })).toEqual([
      expect.stringMatching(/^L-60 [^（]*2022-08-26 批复，2022-09-30 公开/),
      expect.stringMatching(/^L-60 .*更正（第 2 版）2022-09-10 批复，2022-10-10 公开，间隔 30 天/),
    ]);
  });

  it("misses no unit once the deadline has passed", () => {
    expect(found({ ...nothing, hasAccounts: false })).toEqual([expect.stringMatching(/^L-62 .*没有本年度的决算记录/)]);
    expect(found(nothing)).toEqual([expect.stringMatching(/^L-62 .*尚未批复、公开/)]);
    expect(found({ ...nothing, hasAccounts: false, isDue: false })).toEqual([]);
    expect(found({ ...nothing, hasAccounts: false, isExempt: true })).toEqual([
      expect.stringMatching(/^L-62 .*没有填写依据/),
    ]);
    expect(found({ ...nothing, hasAccounts: false, isExempt: true, exemptBasis: "保守国家秘密法" })).toEqual([]);
  });

  it("has one finding for each place, whatever it finds of a unit", () => {
    const keys = checkDisclosure({
      ...whole,
      units: [
        {
          ...whole.units[0]!,
          publishedOn: "2022-09-30",
          departmentApprovedOn: "2022-08-01",
          publishedHash: "other",
          number: 3,
        },
      ],
    }).map(({ key }) => key);
    expect(keys).toEqual(["L-60@101001", "L-60@101001.1", "L-61@101001", "L-61@101001.1"]);
  });
});
