import { describe, expect, it } from "vitest";
import { programForFacts } from "../../engine/figures";
import type { PerformanceEntry } from "../../performance/entries";
import { formsOf } from "../../performance/self-evaluation";
import type { PerformanceStatements } from "../../performance/statements";
import { formatOf } from "../../formats/format-of";
import { cataloguesOf } from "../../testing/catalogues";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";
import { luozhuangPerformance, luozhuangStatements } from "../../testing/luozhuang-2021-performance";
import { luozhuangPerformanceCorrected } from "../../testing/luozhuang-2021-performance-corrected";
import { compileChecks } from "../check-engine";
import { noFacts } from "../../words/facts";

const catalogues = cataloguesOf(2021);
const program = programForFacts({ tableSet: formatOf("fy2021"), ...catalogues, facts: luozhuangFacts });
const performanceRules = /^(B-6[0-3]|L-4\d|L-5[0-6]|V-3[234])$/;

function findings(entry: PerformanceEntry, statements?: PerformanceStatements) {
  const checks = compileChecks(program, {
    identity: luozhuangIdentity,
    ...catalogues,
    facts: { amounts: luozhuangFacts.amounts, texts: noFacts.texts },
    precision: "fen",
    performance: formsOf(entry),
    performanceEntry: entry,
    register: {
      units: ["临沂市罗庄区统计局", luozhuangIdentity.unitName],
      projects: [{ name: "小学生课后服务补助", unitName: "罗庄区教育局" }],
    },
    given: statements ? { performance: statements } : undefined,
  });
  return checks.run().filter(({ ruleId }) => performanceRules.test(ruleId));
}

const said = (
  rule: string,
  entry = luozhuangPerformance,
  statements: PerformanceStatements | undefined = luozhuangStatements,
) =>
  findings(entry, statements)
    .filter(({ ruleId }) => ruleId === rule)
    .map(({ message }) => message);

describe("the published performance part", () => {
  /** Findings of the model document (seed-findings.md) with the rule that sees each and the words it is seen by. */
  it.each<[finding: string, rule: string, ...words: RegExp[]]>([
    ["F1", "L-41", /文字为 93\.9 分、优，报告为 91 分、优/],
    ["F2", "L-42", /12345政务市民热线运行经费项目.*同为 93\.9 分/],
    ["F3", "L-50", /经济普查/],
    ["F4", "L-50", /价格工作业务经费/],
    ["F5", "L-50", /统计工作人员/],
    ["F6", "L-51", /财预〔2020〕10号，文中写作财预〔2021〕10号/],
    ["F7", "L-40", /没有写明占比的基数/, /242\.21 万元、占 100%，支出决算表项目支出决算数为 209\.15 万元/],
    ["F8", "L-43", /独生子女父母退休一次性补贴.*2089999/],
    ["F9", "L-44", /242\.21 万元.*不足支出决算表项目支出 209\.15 万元/],
    ["F13", "L-45", /区政府办公设备购置经费.*96\.24%.*96\.3%/],
    ["F14", "L-46", /独生子女父母退休一次性补贴.*35 万元.*30\.35 万元/],
    ["F15", "L-47", /采购设备使用人数.*≥10人.*不带≥/, /食宿成本.*≤7/],
    ["F16", "L-48", /提高补贴人员幸福感”得分 13 分，低于分值 15 分，没有填写偏差原因/],
    ["F18", "B-60", /区政府办公设备购置经费”年初预算数/],
    [
      "F19",
      "V-33",
      /区政府办公设备购置经费.*逐字相同/,
      /独生子女父母退休一次性补贴.*逐字相同/,
      /区政府外出学习考察经费.*逐字相同/,
    ],
    ["F20", "L-49", /办结承办数量”为8\.2万件，附件“案件承办量”为7\.5万件/],
    ["F21", "L-49", /“响应率”为100%，附件“服务过程响应率”为90%/, /“重办率”为0%，附件的绩效目标表中没有/],
    ["F22", "L-52", /评价报告附件成本指标的年度指标值合计 39 万元，超过项目预算 28 万元/],
    ["F23", "L-53", /没有列出各指标的得分，综合得分 91 分无法核实/],
    ["F24", "V-34", /热线工作人员配备不足”没有对应的建议/],
    ["F25", "L-54", /12345政务服务热线运行经费经费项目/, /12345政务市民热线项目/],
    ["mean 96.61", "V-32", /11个项目的自评得分在 91\.87 分至 99\.63 分之间，没有一个低于90分/],
  ])("%s is seen by %s", (_, rule, ...words) => {
    for (const each of words) expect(said(rule).join("\n")).toMatch(each);
  });

  it("has no finding where the document is right", () => {
    expect(said("L-56")).toEqual([]);
    expect(said("B-61")).toEqual([]);
    expect(said("B-62")).toEqual([]);
    expect(said("B-63")).toEqual([]);
    expect(said("L-55")).toEqual([]);
    // F17: 6 of 8 points for 部分完成, with its reason.
    expect(said("L-48").join()).not.toContain("本地区营商环境持续优化提升");
    expect(said("L-51")).toHaveLength(1);
    expect(said("V-34")).toHaveLength(1);
    expect(said("L-45")).toHaveLength(1);
  });
});

describe("the performance part put right", () => {
  const left = findings(luozhuangPerformanceCorrected);

  it("has nothing that blocks", () => {
    expect(left.filter(({ severity }) => severity === "blocking").map(({ message }) => message)).toEqual([]);
  });

  it("keeps what only the unit can explain", () => {
    expect([...new Set(left.map(({ ruleId }) => ruleId))].sort()).toEqual([
      "L-43",
      "L-48",
      "L-52",
      "L-53",
      "V-32",
      "V-33",
      "V-34",
    ]);
  });
});

describe("each rule accepts what is right", () => {
  const [, , , hotline, , travel, equipment] = luozhuangPerformanceCorrected.projects;
  const [report] = luozhuangPerformanceCorrected.keyEvaluations;
  const only = (change: Partial<PerformanceEntry>): PerformanceEntry => ({
    projects: [],
    keyEvaluations: [],
    ...change,
  });
  const right: Record<string, [PerformanceEntry, PerformanceStatements?]> = {
    "L-40": [luozhuangPerformance, { coverage: { projects: 11, budget: 209_150_000, share: 100_00, base: "actual" } }],
    "L-41": [
      luozhuangPerformance,
      { keyEvaluations: [{ project: "12345政务市民热线运行经费项目", score: 91_00, grade: "excellent" }] },
    ],
    "L-42": [luozhuangPerformanceCorrected],
    "L-43": [only({ projects: [travel!] })],
    "L-44": [only({ projects: luozhuangPerformanceCorrected.projects })],
    "L-45": [luozhuangPerformance, { projects: [{ ...luozhuangStatements.projects![2]!, rate: 96_30 }] }],
    "L-46": [luozhuangPerformanceCorrected],
    "L-47": [luozhuangPerformanceCorrected],
    "L-48": [only({ projects: [travel!, equipment!] })],
    "L-49": [luozhuangPerformanceCorrected],
    "L-50": [luozhuangPerformanceCorrected],
    "L-51": [luozhuangPerformanceCorrected],
    "L-52": [only({ projects: [hotline!] })],
    "L-53": [
      only({
        keyEvaluations: [
          { ...report!, statedScore: 90_00, indicators: [{ name: "产出", weight: 100_00, score: 90_00, parts: [] }] },
        ],
      }),
    ],
    "L-54": [luozhuangPerformanceCorrected],
    "L-55": [luozhuangPerformanceCorrected],
    "L-56": [luozhuangPerformanceCorrected],
    "V-32": [only({ projects: [travel!, equipment!, { ...hotline!, statedScore: 72_00 }] })],
    "V-33": [only({ projects: [{ ...travel!, attainment: "接待企业二十家，签约三个项目。" }] })],
    "V-34": [only({ keyEvaluations: [{ ...report!, suggestions: [...report!.suggestions, "充实热线工作人员。"] }] })],
  };

  it.each(Object.entries(right))("%s", (rule, [entry, statements]) => {
    expect(said(rule, entry, statements ?? {})).toEqual([]);
  });

  it("and objects to a grade that does not follow from its score, and to a wrong count", () => {
    const summary = luozhuangStatements.summary!.map((row, at) => (at === 0 ? { ...row, score: 89_99 } : row));
    expect(said("L-56", luozhuangPerformance, { ...luozhuangStatements, summary }).join()).toMatch(
      /得分 89\.99 分，等级应为“良”/,
    );
    expect(
      said("L-56", luozhuangPerformance, {
        ...luozhuangStatements,
        coverage: { ...luozhuangStatements.coverage!, projects: 12 },
      }).join(),
    ).toMatch(/文字为 12 个，汇总表为 11 个/);
  });

  it("and objects to a score above its weight, outside its band, and to a low total without a plan", () => {
    const changed = (change: object, at: number) =>
      only({
        projects: [
          {
            ...equipment!,
            indicators: equipment!.indicators.map((indicator, index) =>
              index === at ? { ...indicator, ...change } : indicator,
            ),
          },
        ],
      });
    expect(said("L-48", changed({ score: 7_00 }, 0)).join()).toContain("超过分值 4 分");
    expect(said("L-48", changed({ score: 4_00, reason: "有偏差" }, 9)).join()).toContain("不在“完成预期指标”一档之内");
    const low = {
      ...equipment!,
      indicators: equipment!.indicators.map((indicator) => ({
        ...indicator,
        score: Math.floor(indicator.weight * 0.7),
        reason: "有偏差",
      })),
    };
    expect(said("L-48", only({ projects: [low] })).join()).toContain("低于80分，没有说明");
    expect(said("L-48", only({ projects: [{ ...low, lowScorePlan: "加快进度" }] })).join()).not.toContain(
      "低于80分，没有说明",
    );
  });

  it("and objects to more spent on projects than there is project expenditure, and to projects left out", () => {
    const spending = (executed: number) =>
      only({
        projects: [
          {
            ...travel!,
            funding: { ...travel!.funding, total: { originalBudget: null, adjustedBudget: executed, executed } },
          },
        ],
      });
    expect(said("L-44", spending(209_160_000), {}).join()).toContain("超过支出决算表项目支出");
    expect(said("L-44", spending(209_140_000), {}).join()).toContain("有项目没有参加评价");
    expect(said("L-44", spending(209_150_000), {})).toEqual([]);
  });

  it("and objects to a title under the number of another document, not to a document that nobody knows", () => {
    const citing = (text: string) =>
      said("L-51", only({ keyEvaluations: [{ ...report!, sections: {}, problems: [text], suggestions: [] }] })).join();
    expect(citing("依据《财政资金评价办法》（财预〔2020〕10号）开展。")).toContain(
      "财预〔2020〕10号是《项目支出绩效评价管理办法》，文中写作《财政资金评价办法》",
    );
    expect(citing("依据《罗庄区绩效管理办法》（罗政发〔2020〕3号）开展。")).toBe("");
  });

  it("and objects to another unit's name, to words of a department and to remains of a template in a report", () => {
    const with_ = (text: string) => only({ keyEvaluations: [{ ...report!, problems: [text] }] });
    expect(said("L-50", with_("临沂市罗庄区统计局人手不足。")).join()).toContain("临沂市罗庄区统计局");
    expect(said("L-50", with_("小学生课后服务补助拨付不及时。")).join()).toContain(
      "罗庄区教育局的项目“小学生课后服务补助”",
    );
    expect(said("L-55", with_("本部门人手不足。")).join()).toContain("本部门");
  });
});
