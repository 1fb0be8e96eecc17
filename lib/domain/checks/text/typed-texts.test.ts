import { describe, expect, it } from "vitest";
import { textSlots } from "../../words/facts";
import { createReportModel } from "../../report/open-report";
import { cataloguesOf } from "../../testing/catalogues";
import { luozhuangPerformanceCorrected } from "../../testing/luozhuang-2021-performance-corrected";
import { luozhuangFacts, luozhuangIdentity } from "../../testing/luozhuang-2021";

const catalogues = cataloguesOf(2021);
const textRules = /^(L-31|L-35|L-50|L-55|L-58|V-30|V-31|V-40|V-41)$/;
const other = "临沂市罗庄区统计局";

/** Ids of the text rules that speak, with the slot each names, for texts on top of none. */
function found(texts: Record<string, string>): string[] {
  const model = createReportModel({
    identity: luozhuangIdentity,
    ...catalogues,
    facts: { amounts: luozhuangFacts.amounts, texts: new Map(Object.entries(texts)) },
    register: {
      units: [other, luozhuangIdentity.unitName],
      projects: [{ name: "中小学校舍加固", unitName: "罗庄区教育局" }],
    },
  });
  return model
    .findings()
    .filter(({ ruleId }) => textRules.test(ruleId))
    .map(({ ruleId, slots }) => `${ruleId} ${slots.join("+")}`);
}

const fall = "reason.total.fall";
const rise = "reason.item.2010305.rise";
const free = "free.total";

describe("checks on typed texts", () => {
  it.each<{ rule: string; passes: Record<string, string>; fails: Record<string, string>; slots: string }>([
    {
      rule: "L-31",
      passes: { [fall]: "人员增加但项目经费减少" },
      fails: { [fall]: "本年新增人员，工资支出增加" },
      slots: fall,
    },
    {
      rule: "L-35",
      passes: { [free]: "本年收入1,382.47万元，年末有车辆8辆。" },
      fails: { [free]: "本年收入1,328.47万元。" },
      slots: free,
    },
    {
      rule: "L-35",
      passes: { [textSlots.structure]: "内设2个科室：综合科、督查科。" },
      fails: { [textSlots.structure]: "内设3个科室：综合科、督查科。" },
      slots: textSlots.structure,
    },
    {
      rule: "L-50",
      passes: { [free]: "本单位与2020年相比人员稳定。" },
      fails: { [free]: `${other}人员稳定。` },
      slots: free,
    },
    {
      rule: "L-50",
      passes: { [free]: "按2016年印发的办法执行。" },
      fails: { [free]: "2017年人员稳定。" },
      slots: free,
    },
    {
      rule: "L-50",
      passes: { [free]: "校舍加固由其他单位实施。" },
      fails: { [free]: "中小学校舍加固项目完工。" },
      slots: free,
    },
    { rule: "L-55", passes: { [free]: "本单位厉行节约。" }, fails: { [free]: "本部门厉行节约。" }, slots: free },
    { rule: "L-58", passes: { [fall]: "人员正常调整导致减少" }, fails: { [fall]: "XX项目增加（减少）" }, slots: fall },
    { rule: "V-30", passes: { [fall]: "人员退休经费减少" }, fails: { [fall]: "减少" }, slots: fall },
    {
      rule: "V-31",
      passes: { [fall]: "项目活动减少", [rise]: "会议费用增加较多" },
      fails: { [fall]: "项目活动减少较多", [rise]: "项目活动增加较多" },
      slots: `${fall}+${rise}`,
    },
    {
      rule: "V-40",
      passes: { [free]: "其中1,079.20万元已核对。" },
      fails: { [free]: "其中1,079.2万元已核对。" },
      slots: free,
    },
    {
      rule: "V-41",
      passes: { [free]: "公务用车的燃油、保险等支出。" },
      fails: { [free]: "公务用车的保险等支出等支出。" },
      slots: free,
    },
    {
      rule: "V-41",
      passes: { [free]: "厉行节约（含会议费）。" },
      fails: { [free]: "厉行节约（含会议费。" },
      slots: free,
    },
  ])("$rule looks at $slots", ({ rule, passes, fails, slots }) => {
    expect(found(passes).filter((each) => each.startsWith(rule))).toEqual([]);
    expect(found(fails)).toContain(`${rule} ${slots}`);
  });

  it("find in the real unit's reasons what its published text is known for (finding F10)", () => {
    expect(found(Object.fromEntries(luozhuangFacts.texts)).map((each) => each.slice(0, 4))).toEqual(["V-31"]);
  });

  it("follow the texts as they are typed", () => {
    const model = createReportModel({
      identity: luozhuangIdentity,
      ...catalogues,
      facts: { ...luozhuangFacts, texts: new Map() },
    });
    const isSaid = () => model.findings().some(({ ruleId }) => ruleId === "L-58");
    expect(isSaid()).toBe(false);
    model.setTexts(new Map([[fall, "XX项目减少"]]));
    expect(isSaid()).toBe(true);
    model.setTexts(new Map([[fall, "信访项目减少"]]));
    expect(isSaid()).toBe(false);
  });

  it("name the nearest figure", () => {
    const model = createReportModel({
      identity: luozhuangIdentity,
      ...catalogues,
      facts: { amounts: luozhuangFacts.amounts, texts: new Map([[free, "项目支出209.51万元。"]]) },
    });
    expect(model.findings().find(({ ruleId }) => ruleId === "L-35")?.message).toMatch(
      /“209\.51万元”.*最接近的是.*209\.15万元/,
    );
  });

  it("compare amounts in an evaluation report with its own funds, the forms and the report", () => {
    const [report] = luozhuangPerformanceCorrected.keyEvaluations;
    const foundWith = (budget: string) => {
      const performance = {
        ...luozhuangPerformanceCorrected,
        keyEvaluations: [{ ...report!, sections: { ...report!.sections, budget } }],
      };
      const model = createReportModel({
        identity: luozhuangIdentity,
        ...catalogues,
        facts: { amounts: luozhuangFacts.amounts, texts: new Map() },
        performance,
      });
      return model
        .findings()
        .filter(({ ruleId }) => ruleId === "L-35")
        .map(({ message }) => message);
    };
    expect(foundWith(report!.sections.budget!)).toEqual([]);
    expect(foundWith("下达资金28万元，回访3批，实际支出24.48万元。")).toEqual([
      expect.stringMatching(/“12345.*”评价报告.*“24\.48万元”.*最接近的是.*24\.84万元/),
    ]);
  });
});
