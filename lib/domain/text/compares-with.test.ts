import { describe, expect, it, vi } from "vitest";
import { factKey } from "../words/fact-address";
import { createReportModel } from "../report/open-report";
import type * as format from "../formats/shandong-2022/format";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { narrativeOf } from "./narrative";
import { sentenceText } from "./writing/sentence";

/** A region that compares with 全年预算: tables and wording of its own. */
vi.mock("../formats/shandong-2022/format", async (original) => {
  const { shandong2022 } = await original<typeof format>();
  const ofWholeYear = (words: object) =>
    Object.fromEntries(
      Object.entries(words).map(([group, phrases]) => [
        group,
        group === "budget" ? JSON.parse(JSON.stringify(phrases).replaceAll("年初", "全年")) : phrases,
      ]),
    );
  const sections = shandong2022.narrative.sections.map((section) => ({
    ...section,
    parts: section.parts.map((part) => ({ ...part, words: ofWholeYear(part.words) }) as typeof part),
  }));
  return {
    shandong2022: {
      ...shandong2022,
      comparesWith: "adjustedBudget",
      narrative: { ...shandong2022.narrative, sections },
    },
  };
});

const wages = {
  code: "2010301",
  original: factKey("budget", "2010301", "generalPublicBudget", "originalBudget"),
  adjusted: factKey("budget", "2010301", "generalPublicBudget", "adjustedBudget"),
};

function report(
  tableSetId: string,
  changes: readonly (readonly [ReturnType<typeof factKey>, number])[],
  without: readonly string[] = [],
) {
  const facts = {
    ...luozhuangFacts,
    amounts: new Map([...[...luozhuangFacts.amounts].filter(([key]) => !without.includes(key)), ...changes]),
  };
  const model = createReportModel({ identity: { ...luozhuangIdentity, tableSetId }, ...cataloguesOf(2021), facts });
  const sentences = narrativeOf({ model, texts: facts.texts }).flatMap(({ blocks }) =>
    blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : [])),
  );
  return {
    model,
    said: sentences
      .filter(({ id }) => id.startsWith(`item.${wages.code}`))
      .map(sentenceText)
      .join(""),
  };
}

describe("the budget that a table set compares with (D4)", () => {
  it("is the one that text and checks read, whatever stands in the other column", () => {
    const { said, model } = report("fy2022", [
      [wages.original, 0],
      [wages.adjusted, 400_000_000],
    ]);
    expect(said).toContain("全年预算为400万元，支出决算为940.93万元，完成全年预算的235.23%");
    const asked = model.findings().find(({ ruleId, key }) => ruleId === "V-10" && key.includes(wages.code));
    expect(asked?.message).toContain("全年（调整）预算数 4,000,000.00 元");
    expect(asked?.facts).toContain(wages.adjusted);
  });

  it("is asked for while it is blank, and 0 only where 0 was given", () => {
    expect(report("fy2021", [[wages.adjusted, 400_000_000]], [wages.original]).said).toContain(
      "年初预算为（待填）万元",
    );
    expect(report("fy2021", [[wages.original, 0]]).said).toContain("年初无预算");
    expect(report("fy2022", [], []).said).toContain("全年预算为（待填）万元");
  });

  it("is pointed out where the other column is filled", () => {
    const hints = (tableSetId: string) =>
      report(tableSetId, [[wages.adjusted, 400_000_000]])
        .model.findings()
        .filter(({ ruleId }) => ruleId === "V-42");
    expect(hints("fy2021").map(({ severity, message }) => [severity, message])).toEqual([
      ["hint", expect.stringContaining("本年度按年初预算数比较")],
    ]);
    expect(hints("fy2022")[0]?.facts).toContain(wages.original);
  });
});
