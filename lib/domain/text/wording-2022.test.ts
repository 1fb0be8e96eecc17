import { describe, expect, it } from "vitest";
import { factKey, type FactKey, priorYearKey } from "../words/fact-address";
import { createReportModel } from "../report/open-report";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { narrativeOf } from "./narrative";
import { missingReasons } from "./writing/reasons";
import { sentenceText } from "./writing/sentence";

const identity = { ...luozhuangIdentity, year: 2022, tableSetId: "fy2022" };
const withoutPriorYear = [...luozhuangFacts.amounts].filter(([key]) => !key.startsWith("priorYear:"));
const reception = factKey("threePublic", "officialReception", "", "actual");

/** The real accounts of 2021 continued into 2022, with some figures changed. */
function narrative(
  changes: readonly (readonly [FactKey, number])[],
  lastYear: "in the system" | "typed" = "in the system",
) {
  const typed = lastYear === "typed" ? [...luozhuangFacts.amounts].filter(([key]) => key.startsWith("priorYear:")) : [];
  return narrativeOf({
    model: createReportModel({
      identity,
      ...cataloguesOf(2022),
      facts: { amounts: new Map([...withoutPriorYear, ...typed, ...changes]), texts: new Map() },
      ...(lastYear === "in the system" && {
        priorYear: { facts: { amounts: new Map(withoutPriorYear), texts: new Map() } },
      }),
      performance: luozhuangPerformanceCorrected,
    }),
    texts: new Map(),
  });
}

const textOf = (id: string, sections: ReturnType<typeof narrative>) =>
  sections
    .flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === "paragraph" ? block.sentences.filter((sentence) => sentence.id === id).map(sentenceText) : [],
      ),
    )
    .join("");

describe("the text of 2022", () => {
  it("follows the order of its tables", () => {
    expect(narrative([]).map(({ heading }) => heading)).toEqual([
      "一、收入支出决算总体情况说明",
      "二、收入决算情况说明",
      "三、支出决算情况说明",
      "四、财政拨款收入支出决算总体情况说明",
      "五、一般公共预算财政拨款支出决算情况说明",
      "六、一般公共预算财政拨款基本支出决算情况说明",
      "七、政府性基金预算财政拨款收入支出决算情况说明",
      "八、国有资本经营预算财政拨款支出决算情况说明",
      "九、财政拨款“三公”经费支出决算情况说明",
      "十、其他重要事项情况说明",
      "十一、预算绩效情况说明",
    ]);
  });

  it("speaks of all appropriations", () => {
    expect(textOf("threePublicTotal", narrative([]))).toMatch(
      /^2022年度财政拨款“三公”经费支出年初预算为25万元，支出决算为24\.86万元，/,
    );
  });

  it("compares the “三公” expenditure with last year's, with a reason of its own", () => {
    const sections = narrative([[reception, luozhuangFacts.amounts.get(reception)! + 10_000_00]]);
    expect(textOf("threePublicTotal.lastYear.change", sections)).toBe(
      "与2021年度相比，“三公”经费支出增加1万元，增长4.02%。",
    );
    expect(textOf("officialReception.lastYear.change", sections)).toBe("与2021年度相比，增加1万元，增长7.22%。");
    expect(textOf("overseasTravel.lastYear.change", sections)).toBe("与2021年决算数相同。");
    expect(missingReasons(sections)).toContain("reason.threePublicTotal.rise");
    const reasons = sections.flatMap(({ blocks }) =>
      blocks.flatMap((block) =>
        block.kind === "paragraph"
          ? block.sentences.flatMap(({ fragments }) =>
              fragments.flatMap((fragment) => (fragment.kind === "reason" ? [fragment.slot] : [])),
            )
          : [],
      ),
    );
    expect(reasons).toContain("reason.threePublicTotal.lastYear.rise");
    expect(new Set(reasons).size).toBe(reasons.length);
  });

  it("takes last year's “三公” expenditure as it was typed where the system has no last year", () => {
    const typed = priorYearKey("threePublic.figures.actualTotal");
    expect(textOf("threePublicTotal.lastYear.change", narrative([[typed, 20_000_000]], "typed"))).toContain(
      "增加4.86万元，增长24.3%",
    );
  });
});
