import { describe, expect, it } from "vitest";
import type { Letter } from "./letter";
import { issueProblems, receiptProblems, returnProblems, unitsProblems } from "./letter-rules";
import { sampleLetter } from "./sample-letter";

const reports = sampleLetter.reports.map(({ versionId, unitName, contentHash }) => ({
  versionId,
  unitName,
  contentHash,
  isOutdated: false,
}));
const facts = {
  signedOn: "2022-07-08",
  today: "2022-07-10",
  congressDecidedOn: "2022-06-29",
  reports,
  replacedSignedOn: null,
};
const problems = (change: Partial<Letter> = {}, factsChange: Partial<Parameters<typeof issueProblems>[1]> = {}) =>
  issueProblems({ ...sampleLetter, ...change }, { ...facts, ...factsChange });

describe("issuing a letter", () => {
  it("goes through when everything is there", () => {
    expect(problems()).toEqual([]);
    expect(problems({}, { congressDecidedOn: null })).toEqual([]);
  });

  it.each([
    ["number", problems({ number: null }), /还没有文号/],
    ["future", problems({}, { signedOn: "2022-07-11" }), /2022年7月11日还没有到/],
    ["congress", problems({}, { signedOn: "2022-06-28" }), /早于人大批准之日（2022年6月29日）/],
    ["first day of a year", problems({}, { signedOn: "2022-01-01" }), /成文日期2022年1月1日早于/],
    ["replaced", problems({}, { replacedSignedOn: "2022-07-09" }), /早于所调整的批复（2022年7月9日）/],
    ["text", problems({ opening: ["根据{人大决定}，现予批复。"] }), /还有没有填写的内容：\{人大决定\}/],
    ["not received", problems({ kind: "departmentToUnit" }, { bureauReceivedOn: null }), /财政局的批复还没有签收/],
    ["before", problems({ kind: "departmentToUnit" }, { bureauReceivedOn: "2022-07-09" }), /早于收到财政局批复之日/],
    ["withdrawn", problems({}, { reports: [{ ...reports[0]!, contentHash: null }, reports[1]!] }), /已撤销批复/],
    ["gone", problems({}, { reports: [reports[0]!] }), /已撤销批复/],
    ["newer", problems({}, { reports: [{ ...reports[0]!, isOutdated: true }, reports[1]!] }), /更正后批复的新版本/],
    ["other", problems({}, { reports: [{ ...reports[0]!, contentHash: "f" }, reports[1]!] }), /重新批复过/],
  ])("says what stands in the way: %s", (_, found, sentence) => {
    expect(found).toEqual([expect.stringMatching(sentence)]);
  });

  it("asks that a ruling on balances adds up to the balance", () => {
    const [ruling] = sampleLetter.balances;
    expect(problems({ balances: [{ ...ruling!, toReturn: 0 }] })).toEqual([
      expect.stringMatching(/不等于年末结转和结余/),
    ]);
  });
});

describe("what goes back of a balance", () => {
  const ruling = (closing: number, toReturn: number) => ({
    ...sampleLetter.balances[0]!,
    closing,
    toReturn,
    toKeep: closing - toReturn,
  });

  it.each([
    [237_000_00, 0],
    [237_000_00, 237_000_00],
    [-1_50, 0],
  ])("is between nothing and the balance: of %i fen %i", (closing, toReturn) => {
    expect(returnProblems([ruling(closing, toReturn)])).toEqual([]);
    expect(problems({ balances: [ruling(closing, toReturn)] })).toEqual([]);
  });

  it.each([
    [237_000_00, 999_900_00, "一般公共预算财政拨款：收回 99.99 万元超出了年末结转和结余 23.70 万元。"],
    [237_000_00, -10_000_00, "一般公共预算财政拨款：收回 -1.00 万元小于 0（年末结转和结余 23.70 万元）。"],
    [-10_000_00, 10_000_00, "一般公共预算财政拨款：收回 1.00 万元超出了年末结转和结余 -1.00 万元。"],
    [-10_000_00, -10_000_00, "一般公共预算财政拨款：收回 -1.00 万元小于 0（年末结转和结余 -1.00 万元）。"],
  ])("is refused otherwise, on issue too: of %i fen %i", (closing, toReturn, sentence) => {
    expect(returnProblems([ruling(closing, toReturn)])).toEqual([sentence]);
    expect(problems({ balances: [ruling(closing, toReturn)] })).toEqual([sentence]);
  });
});

describe("receiving a letter", () => {
  const issued = { status: "issued", signedOn: "2022-07-08" } as const;

  it("is between its day and today", () => {
    expect(receiptProblems(issued, "2022-07-08", "2022-07-10")).toEqual([]);
    expect(receiptProblems(issued, "2022-07-07", "2022-07-10")).toEqual([expect.stringMatching(/不能早于成文日期/)]);
    expect(receiptProblems(issued, "2022-07-11", "2022-07-10")).toEqual([expect.stringMatching(/还没有到/)]);
  });

  it.each([
    ["draft", null, /草稿，不能签收/],
    ["received", "2022-07-08", /已经签收/],
    ["superseded", "2022-07-08", /代替，不能签收/],
    ["revoked", "2022-07-08", /已撤销，不能签收/],
  ] as const)("is not of one that is %s", (status, signedOn, sentence) => {
    expect(receiptProblems({ status, signedOn }, "2022-07-09", "2022-07-10")).toEqual([
      expect.stringMatching(sentence),
    ]);
  });
});

it("names the figures in which the units do not add up to their department", () => {
  expect(unitsProblems({ ...sampleLetter, annex: null })).toEqual([]);
  const found = unitsProblems(sampleLetter);
  // The sample's closing balance is another one than the sum of its annex.
  expect(found).toEqual([expect.stringMatching(/^年末结转和结余：所属单位合计 .*部门 -0\.12 万元/)]);
});
