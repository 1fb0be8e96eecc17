import { readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { noDataSlot, textSlots } from "../words/facts";
import { createReportModel } from "../report/open-report";
import { noPerformance, type PerformanceEntry } from "../performance/entries";
import { cataloguesOf } from "../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../testing/luozhuang-2021";
import { luozhuangPerformanceCorrected } from "../testing/luozhuang-2021-performance-corrected";
import { narrativeOf } from "./narrative";
import { sentenceText } from "./writing/sentence";

/** Section 十一 as the unit published it, one sentence a line, without white space. */
const published = readFileSync(path.join(import.meta.dirname, "../testing/luozhuang-2021-performance-text.txt"), "utf8")
  .trim()
  .split("\n");

const assessment =
  "项目支出绩效管理的重视程度进一步提升，大部分项目有序开展，执行和完成情况较好，资金使用比较规范，但也存在部分项目产出指标低于预期、项目实施进展慢等问题。";

function sectionOf(performance: PerformanceEntry, statements: readonly (readonly [string, string])[] = []) {
  const facts = { ...luozhuangFacts, texts: new Map([...luozhuangFacts.texts, ...statements]) };
  const model = createReportModel({ identity: luozhuangIdentity, ...cataloguesOf(2021), facts, performance });
  return narrativeOf({
    model,
    texts: new Map([...luozhuangFacts.texts, [textSlots.performanceAssessment, assessment]]),
  }).at(-1)!;
}

const section = sectionOf(luozhuangPerformanceCorrected);
const textOf = ({ heading, blocks }: typeof section) =>
  heading +
  blocks
    .map((block) =>
      block.kind === "paragraph"
        ? block.sentences.map(sentenceText).join("")
        : block.kind === "heading"
          ? block.text
          : "",
    )
    .join("");
const sentencesIn = (text: string) => text.replace(/\s/g, "").split(/(?<=。)/);
const generated = sentencesIn(textOf(section));

interface Difference {
  published: RegExp;
  ours: string;
  /** Finding of the model document (F…), or the decision D… of docs/decisions/0020-narrative-wording.md. */
  why: "F1" | "F7" | "F13" | "D5" | "D6";
}

/** What we write otherwise, applied to the published text. */
const differences: readonly Difference[] = [
  { published: /，涉及预算资金242\.21万元，占单位预算项目支出总额的100%/, ours: "", why: "F7" },
  { published: /完成预算的96\.24%/, ours: "完成预算的96.3%", why: "F13" },
  { published: /执行数为13万元，完成预算的100%/, ours: "执行数为13万元，完成预算的99.99%", why: "F13" },
  { published: /综合得分为93\.9分/, ours: "综合得分为91分", why: "F1" },
  {
    published: /区政府外出学习考察经费、独生子女父母退休一次性补贴、区政府办公设备购置经费等/,
    ours: "区政府外出学习考察经费、区政府办公设备购置经费、独生子女父母退休一次性补贴等",
    why: "D5",
  },
  { published: /2、独生子女/, ours: "3、独生子女", why: "D5" },
  { published: /3、区政府办公设备/, ours: "2、区政府办公设备", why: "D5" },
  { published: /预算绩效管理工作开展情况。/, ours: "预算绩效管理工作开展情况", why: "D6" },
  { published: /项目绩效自评结果。(?=临)/, ours: "项目绩效自评结果", why: "D6" },
  { published: /重点绩效评价项目评价结果。/, ours: "重点绩效评价项目评价结果", why: "D6" },
];

describe("section 十一 against the published one", () => {
  it("has the same sentences, but for those that a finding or a decision explains", () => {
    const whole = published.join("");
    for (const { published: wrong } of differences) expect(whole).toMatch(wrong);
    const corrected = sentencesIn(
      differences.reduce((text, { published: wrong, ours }) => text.replace(wrong, ours), whole),
    );
    expect([...generated].sort()).toEqual([...corrected].sort());
  });

  it("tells the projects in the order of the summary table, in which the document itself tells them differently each time", () => {
    const order = ["区政府外出学习考察经费", "区政府办公设备购置经费", "独生子女父母退休一次性补贴"];
    expect(generated.flatMap((text) => /^\d、(.+)项目绩效自评综述/.exec(text)?.[1] ?? [])).toEqual(order);
  });

  it("has no number without its forms and its calculation", () => {
    const sentences = section.blocks.flatMap((block) => (block.kind === "paragraph" ? block.sentences : []));
    const numbers = sentences.flatMap(({ fragments }) =>
      fragments.flatMap((fragment) => (fragment.kind === "number" ? [fragment] : [])),
    );
    expect(numbers.length).toBeGreaterThan(15);
    for (const number of numbers) {
      expect(number.forms, number.text).toBeDefined();
      expect(number.explain()).toMatch(/\d/);
    }
    expect(new Set(sentences.map(({ id }) => id)).size).toBe(sentences.length);
  });
});

describe("section 十一 of other units", () => {
  const [, , , hotline, , travel, equipment] = luozhuangPerformanceCorrected.projects;

  it("says that there is nothing where that was stated, and waits for it while nobody said so", () => {
    expect(textOf(sectionOf(noPerformance))).toBe("十一、预算绩效情况说明本单位2021年度开展绩效评价的项目（待填）个。");
    expect(textOf(sectionOf(noPerformance, [[noDataSlot("performance"), "none"]]))).toBe(
      "十一、预算绩效情况说明本单位2021年度没有填列开展绩效评价的项目。",
    );
  });

  it("names the base of the share when every project tells its amounts", () => {
    const text = textOf(sectionOf({ projects: [hotline!, travel!, equipment!], keyEvaluations: [] }));
    expect(text).toContain(
      "涵盖项目3个，涉及预算资金47.92万元。自评项目支出44.5万元，占单位决算项目支出209.15万元的21.28%。",
    );
    expect(text).toContain("本单位2021年度没有开展重点绩效评价的项目。");
  });

  it("has no rate on a budget of nothing", () => {
    const empty = Object.fromEntries(
      Object.keys(travel!.funding).map((row) => [row, { originalBudget: null, adjustedBudget: 0, executed: 0 }]),
    ) as unknown as NonNullable<typeof travel>["funding"];
    const text = textOf(sectionOf({ projects: [{ ...travel!, funding: empty }], keyEvaluations: [] }));
    expect(text).toContain("全年预算数为0万元，执行数为0万元。项目绩效目标");
    expect(text).not.toMatch(/NaN|Infinity/);
  });
});
