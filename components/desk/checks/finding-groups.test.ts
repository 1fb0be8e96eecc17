import { describe, expect, it } from "vitest";
import type { Finding } from "@/lib/domain/words/finding";
import { countByClass, findingGroups, verdictNow } from "./finding-groups";

function finding(
  key: string,
  severity: Finding["severity"],
  tables: string[],
  ruleClass: Finding["ruleClass"] = "balance",
): Finding {
  return {
    ruleId: key,
    ruleClass,
    severity,
    key,
    fingerprint: "",
    message: "",
    left: null,
    right: null,
    difference: null,
    cells: [],
    facts: [],
    slots: [],
    tables,
  };
}

const tables = [
  { id: "total", title: "总表" },
  { id: "income", title: "收入表" },
  { id: "income", title: "收入" },
];
const findings = [
  finding("L-58", "blocking", [], "logic"),
  finding("V-10", "explain", ["income"], "verification"),
  finding("B-12", "blocking", ["income"]),
  finding("B-05", "blocking", ["income", "total"]),
];

const given = { untouched: 0, blank: 0 };

describe("findings at the desk", () => {
  it("stand under the first table they touch, blocking ones first, texts last", () => {
    expect(
      findingGroups(findings, tables).map(({ title, findings: own }) => [title, own.map(({ key }) => key)]),
    ).toEqual([
      ["总表", ["B-05"]],
      ["收入表", ["B-12", "V-10"]],
      ["文字、绩效及其他", ["L-58"]],
    ]);
  });

  it("are counted by class", () => {
    expect(countByClass(findings)).toEqual([
      ["balance", 2],
      ["logic", 1],
      ["verification", 1],
    ]);
  });

  it("say what would happen now", () => {
    expect(verdictNow({ ...given, unreadable: 2, blocking: 3, unexplained: 1, refused: 0, missingTexts: 0 })).toEqual({
      passes: false,
      sentence: "若现在上报：审核不通过，2 个单元格填写有误，3 条必须改正，1 条尚未说明。",
    });
    expect(
      verdictNow({ ...given, unreadable: 0, blocking: 0, unexplained: 1, refused: 0, missingTexts: 0 }).sentence,
    ).toBe("若现在上报：审核不通过，1 条尚未说明。");
    expect(verdictNow({ ...given, unreadable: 0, blocking: 0, unexplained: 0, refused: 2, missingTexts: 0 })).toEqual({
      passes: false,
      sentence: "若现在上报：审核不通过，2 条说明未认可。",
    });
    expect(verdictNow({ ...given, unreadable: 0, blocking: 0, unexplained: 0, refused: 0, missingTexts: 0 })).toEqual({
      passes: true,
      sentence: "若现在上报：审核通过。",
    });
    expect(
      verdictNow({ ...given, unreadable: 0, blocking: 0, unexplained: 5, refused: 0, missingTexts: 24 }).sentence,
    ).toBe("若现在上报：审核不通过，5 条尚未说明，24 处文字未写。");
    expect(
      verdictNow({ ...given, unreadable: 0, blocking: 1, unexplained: 0, refused: 0, missingTexts: 0 }, "rehearsed")
        .sentence,
    ).toBe("若按彩排数上报：审核不通过，1 条必须改正。");
  });
});
