import { describe, expect, it } from "vitest";
import { refusedFindings, verdictOn } from "./explanations";

const explanation = { findingKey: "L-10@x", fingerprint: "1|2", text: "情况属实" };
const refusal = { ...explanation, isAccepted: false, reason: "请写明原因" };

describe("a judgement of an explanation", () => {
  it("holds for the words and figures it was made on", () => {
    expect(verdictOn(explanation, [refusal])).toEqual({ isAccepted: false, reason: "请写明原因" });
  });

  it.each([
    ["another finding", { findingKey: "L-11@x" }],
    ["other figures", { fingerprint: "1|3" }],
    ["other words", { text: "上年有一次性项目" }],
  ])("does not reach %s", (_, change) => {
    expect(verdictOn({ ...explanation, ...change }, [refusal])).toBeNull();
  });
});

describe("refused findings", () => {
  const finding = { severity: "explain", key: explanation.findingKey, fingerprint: explanation.fingerprint };
  const judged = (verdict: { isAccepted: boolean; reason: string } | null) => [{ ...explanation, verdict }];

  it("are those whose present explanation was refused", () => {
    expect(refusedFindings([finding], judged({ isAccepted: false, reason: "请写明原因" }))).toEqual([finding.key]);
    expect(refusedFindings([finding], judged({ isAccepted: true, reason: "" }))).toEqual([]);
    expect(refusedFindings([finding], judged(null))).toEqual([]);
  });

  it("do not outlive the finding, nor its figures", () => {
    const refused = judged({ isAccepted: false, reason: "请写明原因" });
    expect(refusedFindings([], refused)).toEqual([]);
    expect(refusedFindings([{ ...finding, fingerprint: "1|3" }], refused)).toEqual([]);
    expect(refusedFindings([{ ...finding, severity: "hint" }], refused)).toEqual([]);
  });
});
