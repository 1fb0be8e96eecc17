import { describe, expect, it } from "vitest";
import { factKey } from "../../words/fact-address";
import { createReportModel } from "../open-report";
import { cataloguesOf } from "../../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import { findingChanges, findingChangesSentence } from "./finding-changes";

const of = (key: string, fingerprint = "") => ({ key, fingerprint });

describe("findings on two sets of figures", () => {
  it("are new, gone, or about other figures; the rest is not spoken of", () => {
    const changes = findingChanges(
      [of("B-01"), of("B-02", "10"), of("V-10"), of("L-01")],
      [of("B-02", "20"), of("L-01"), of("B-33")],
    );
    expect(changes).toEqual({ appeared: [of("B-33")], gone: [of("B-01"), of("V-10")], altered: [of("B-02", "20")] });
    expect(findingChangesSentence(changes)).toBe("较正式数据：消除 2 条，新增 1 条，数字有变 1 条。");
  });

  it("say so when nothing differs", () => {
    expect(findingChangesSentence(findingChanges([of("B-01")], [of("B-01")]))).toBe("较正式数据：审核结果没有变化。");
  });

  it("follow a figure of the real accounts that is moved, and only as long as it is", () => {
    const key = factKey("basicExpenditure", "30101", "", "amount");
    const formal = createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts: luozhuangFacts });
    const rehearsed = createReportModel(formal.input());
    rehearsed.setAmount(key, formal.amount(key)! + 100);
    expect(findingChanges(formal.findings(), rehearsed.findings()).appeared.map(({ ruleId }) => ruleId)).toContain(
      "B-33",
    );
    rehearsed.setAmount(key, formal.amount(key));
    expect(findingChanges(formal.findings(), rehearsed.findings())).toEqual({ appeared: [], gone: [], altered: [] });
    expect(formal.amount(key)).toBe(luozhuangFacts.amounts.get(key));
  });
});
