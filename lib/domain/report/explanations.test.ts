import { describe, expect, it } from "vitest";
import { explanationOf, lapsedTextFor, refusedFindings, unexplained, verdictOn, withWritten } from "./explanations";

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
  const finding = { severity: "explain" as const, key: explanation.findingKey, fingerprint: explanation.fingerprint };
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
    expect(refusedFindings([{ ...finding, severity: "hint" as const }], refused)).toEqual([]);
  });
});

describe("what is written for a finding", () => {
  const finding = { severity: "explain" as const, key: "V-01", fingerprint: "120" };
  const before = { findingKey: "V-01", fingerprint: "100", text: "新增项目" };
  const textFor = (of: typeof finding, written: readonly (typeof before)[]) => explanationOf(of, written)?.text ?? "";

  it("lapse when the figures change, and are offered again", () => {
    expect(textFor(finding, [before])).toBe("");
    expect(lapsedTextFor(finding, [before])).toBe("新增项目");
  });

  it("hold again when the figures come back", () => {
    const back = { ...finding, fingerprint: "100" };
    expect(textFor(back, [before])).toBe("新增项目");
    expect(lapsedTextFor(back, [before])).toBeNull();
  });

  it("are no longer lapsed once confirmed for the new figures", () => {
    const written = withWritten([before], { findingKey: "V-01", fingerprint: "120", text: "新增项目" });
    expect(lapsedTextFor(finding, written)).toBeNull();
    expect(textFor(finding, written)).toBe("新增项目");
  });

  it("offer the newest words, never another finding's or blank ones", () => {
    const written = withWritten(
      withWritten([before, { findingKey: "V-02", fingerprint: "7", text: "别的" }], {
        ...before,
        fingerprint: "110",
        text: "追加预算",
      }),
      { ...before, fingerprint: "115", text: " " },
    );
    expect(lapsedTextFor(finding, written)).toBe("追加预算");
    expect(lapsedTextFor(finding, withWritten(written, { ...before, text: "改写" }))).toBe("改写");
  });

  it("leaves the others unexplained: without words, with blank ones, with words for other figures", () => {
    const hint = { ...finding, severity: "hint" as const };
    expect(unexplained([finding, hint], [])).toEqual([finding]);
    expect(unexplained([finding], [before])).toEqual([finding]);
    expect(unexplained([finding], [{ ...before, fingerprint: "120", text: " " }])).toEqual([finding]);
    expect(unexplained([finding], [{ ...before, fingerprint: "120" }])).toEqual([]);
  });
});
