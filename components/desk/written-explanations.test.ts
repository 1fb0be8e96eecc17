import { describe, expect, it } from "vitest";
import { lapsedTextFor, textFor, withWritten } from "./written-explanations";

const finding = { key: "V-01", fingerprint: "120" };
const before = { findingKey: "V-01", fingerprint: "100", text: "新增项目" };

describe("explanations of findings", () => {
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
    const written = withWritten(withWritten([before, { findingKey: "V-02", fingerprint: "7", text: "别的" }], { ...before, fingerprint: "110", text: "追加预算" }), { ...before, fingerprint: "115", text: " " });
    expect(lapsedTextFor(finding, written)).toBe("追加预算");
    expect(lapsedTextFor(finding, withWritten(written, { ...before, text: "改写" }))).toBe("改写");
  });
});
